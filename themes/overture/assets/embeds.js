// Players of elsewhere: a button puts the player in the place of its poster; before that, nothing is asked of anyone.
// Moments lead to the player of this page when it is there. Without this script all of them are links.

(() => {
  function play(figure, start) {
    const frame = document.createElement("iframe");
    const url = new URL(figure.dataset.player);
    if (start !== undefined) url.searchParams.set("start", start);
    frame.title = figure.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = url;
    figure.querySelector(".embed-stage").replaceChildren(frame);
    figure.classList.add("is-playing");
    figure.querySelector(".embed-play")?.remove();
    frame.focus();
  }

  for (const figure of document.querySelectorAll("figure[data-player]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "embed-play";
    button.textContent = figure.dataset.play;
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = `: ${figure.dataset.title}`;
    button.append(name);
    button.addEventListener("click", () => play(figure));
    figure.querySelector(".embed-ways").prepend(button, " ");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.moment");
    const player = link && document.getElementById(link.dataset.player);
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!player || elsewhere) return;
    if (player.currentTime !== undefined) {
      player.currentTime = link.dataset.moment;
      player.play().catch(() => {});
      player.focus();
    } else if (player.classList.contains("is-playing")) {
      play(player, link.dataset.moment);
    } else {
      return;
    }
    event.preventDefault();
  });
})();

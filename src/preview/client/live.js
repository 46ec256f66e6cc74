// Keeps an open page as the magazine is: hears what changed, fetches its own page, and has the difference shown.

const script = document.currentScript;
/** Where the preview speaks; another place when the base path of the site is another. */
let home = new URL(".", script.src);
/** Of the page that is shown. */
let hash = script.dataset.page;
/** The page as it was served: at first a copy of what is shown, until the bytes were fetched. */
let served = snapshot();
/** Which run of the preview spoke last, and its round then. */
let heard = null;

// Scripts of the page may have changed it before this one ran, so the copy is compared with what was really served.
let work = fetchPage(location.href).then((fresh) => {
  if (fresh?.hash !== hash) return;
  adopt(served, fresh.root);
  served = fresh.root;
}).catch(() => {});

/** The page at an address as it is served now. */
async function fetchPage(address) {
  const response = await fetch(address, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const tag = [...page.querySelectorAll("script[data-page]")].at(-1);
  return tag && { root: page.documentElement, hash: tag.dataset.page, home: new URL(".", tag.src), ok: response.ok };
}

// News

let latest = null;

/** Takes news; while an older one is at work, only the newest waits. */
function hear(news) {
  const waits = latest !== null;
  // Files are told once, so those of news that nobody acted upon count on.
  latest = { ...news, files: [...(latest?.files ?? []), ...news.files], restarted: news.restarted || latest?.restarted };
  if (!waits) work = work.then(act).catch(() => {});
}

async function act() {
  const news = latest;
  latest = null;
  if (news.restarted) showAnew(null, news.round);
  else if (news.files.length > 0) showAnew(news.files, news.round);
  const { state, to } = news.page;
  notice("gone", state === "gone" && "This page is gone. It stays here as it was; if it comes back, it is shown again.");
  if (state === "moved") await follow(to);
  else if ((state === "same" || state === "changed") && news.page.hash !== hash) await update(news.page.hash);
}

async function update(wanted) {
  const fresh = await fetchPage(location.href);
  if (!fresh || !(fresh.ok || fresh.hash === wanted)) return;
  if (runsOtherScripts(fresh.root)) location.reload();
  else show(fresh);
}

/** Goes to where the page is now. */
async function follow(to) {
  const address = new URL(to, location.href);
  address.search = location.search;
  address.hash = location.hash;
  const fresh = await fetchPage(address);
  if (!fresh?.ok) return;
  if (runsOtherScripts(fresh.root)) {
    location.replace(address);
    return;
  }
  history.replaceState(history.state, "", address);
  show(fresh);
  connect();
}

function show(fresh) {
  holdingStill(() => patch(served, fresh.root));
  ({ root: served, hash, home } = fresh);
}

/** Whether a page runs scripts that the shown one does not. What scripts did cannot be undone, so it is loaded whole. */
function runsOtherScripts(root) {
  const data = /json|importmap|speculationrules/;
  const scripts = (tree) => [...tree.querySelectorAll("script:not([data-page])")].filter(({ type }) => !data.test(type));
  const text = (tree) => JSON.stringify(scripts(tree).map((it) => [it.getAttribute("src"), it.textContent]));
  return text(served) !== text(root);
}

/** Keeps what the reader looks at where it is on the screen, in browsers that do not do so by themselves. */
function holdingStill(change) {
  const watched = !CSS.supports("overflow-anchor", "auto") && scrollY > 0 && document.elementFromPoint(innerWidth / 2, 1);
  const before = watched && watched.getBoundingClientRect().top;
  change();
  if (watched && watched.isConnected) scrollBy(0, watched.getBoundingClientRect().top - before);
}

// The connection

let stream = null;
let retry = 0;
let pause = 0;

function connect() {
  disconnect();
  const address = new URL("events", home);
  address.searchParams.set("path", location.pathname);
  address.searchParams.set("page", hash);
  if (heard) address.searchParams.set("since", `${heard.run}.${heard.round}`);
  stream = new EventSource(address);
  stream.onmessage = ({ data }) => {
    pause = 0;
    notice("lost", false);
    const news = JSON.parse(data);
    news.restarted = heard !== null && heard.run !== news.run;
    heard = { run: news.run, round: news.round };
    if (news.problems) tell(news.problems);
    hear(news);
    if (document.hidden) disconnect();
  };
  stream.onerror = () => {
    disconnect();
    pause = Math.min(pause * 2 || 100, 3000);
    if (pause > 1000) notice("lost", "The preview does not answer. This page may not be the newest.");
    retry = setTimeout(connect, pause);
  };
}

function disconnect() {
  clearTimeout(retry);
  stream?.close();
  stream = null;
}

// A browser opens no more than six connections to a host, so a page that nobody sees keeps none; it catches up when it
// is seen again. One that was opened in the background says once what it has, so that later it hears what it missed.
document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
addEventListener("pagehide", disconnect);
addEventListener("pageshow", ({ persisted }) => persisted && connect());
connect();

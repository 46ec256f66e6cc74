// Keeps an open page as the magazine is: hears what changed, fetches its own page, changes what differs.
(() => {
  const script = document.currentScript;
  const base = new URL(".", script.src);
  let page = script.dataset.page;
  const events = new EventSource(new URL(`events?path=${encodeURIComponent(location.pathname)}`, base));
  events.onmessage = ({ data }) => {
    const news = JSON.parse(data);
    if (news.page && news.page !== page) {
      page = news.page;
      location.reload();
    }
  };
})();

// Tables that can be sorted: <table data-sortable>. Each heading of a column becomes a button. Without this script
// the table is as it was built.
//
// A cell sorts by its data-sort attribute, else by its text: numbers as numbers and before words, words as the page's
// language has them, empty cells last in both directions. Rows that are equal stay in the order in which they were
// built.

(() => {
  const words = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });

  function compare(a, b) {
    if (a.number !== null && b.number !== null) return a.number - b.number;
    if (a.number !== null || b.number !== null) return a.number !== null ? -1 : 1;
    return words.compare(a.text, b.text);
  }

  function read(row, column) {
    const cell = row.cells[column];
    const text = (cell?.dataset.sort ?? cell?.textContent ?? "").trim();
    const number = text === "" ? NaN : Number(text);
    return { row, text, number: Number.isFinite(number) ? number : null };
  }

  function sort(body, built, column, descending) {
    // Rows may have come and gone since the page was built: the preview changes open pages.
    const present = [...new Set([...built, ...body.rows])].filter((row) => row.parentNode === body);
    const rows = present.map((row) => read(row, column));
    rows.sort((a, b) => {
      if (a.text === "" || b.text === "") return (a.text === "") - (b.text === "");
      return descending ? compare(b, a) : compare(a, b);
    });
    body.append(...rows.map(({ row }) => row));
  }

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const body = table.tBodies[0];
    // Cells over several rows or columns cannot be moved one row at a time.
    if (!body || table.querySelector("[rowspan], [colspan]")) continue;
    const built = [...body.rows];
    const headings = [...table.querySelectorAll("thead th[scope=col]")];
    for (const heading of headings.filter((heading) => heading.textContent.trim())) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const descending = heading.getAttribute("aria-sort") === "ascending";
        for (const other of headings) other.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(body, built, heading.cellIndex, descending);
      });
    }
  }
})();

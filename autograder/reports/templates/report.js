"use strict";
(() => {
  const table = document.getElementById("everyone");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const search = document.getElementById("search");
  const show = document.getElementById("show");
  const shown = document.getElementById("shown");
  document.querySelectorAll("[data-script]").forEach((part) => { part.hidden = false; });

  const value = (row, column) => {
    const text = row.cells[column].textContent.trim();
    return text === "—" ? -1 : text !== "" && isFinite(text) ? Number(text) : text.toLowerCase();
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
  const sort = (head, column) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    rows.sort((a, b) => (up ? 1 : -1) * compare(value(a, column), value(b, column)));
    body.append(...rows);
  };
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head, column));
  });

  const filter = () => {
    const words = search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const name = row.cells[0].textContent.normalize("NFKC").toLowerCase();
      const kinds = row.dataset.kinds.split(" ");
      row.hidden = !(words.every((word) => name.includes(word)) &&
        (show.value === "" || kinds.includes(show.value)));
      count += row.hidden ? 0 : 1;
    }
    shown.textContent = `${count} / ${rows.length}`;
  };
  search.addEventListener("input", filter);
  show.addEventListener("change", filter);
  filter();

  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
  });
})();

"use strict";
// Shows the jobs whose text has all words of the search, and whose verdict is ticked.
const form = document.getElementById("filter");
const rows = [...document.querySelectorAll(".jobs tbody tr")];
// A property that never came up says nothing of a job.
const texts = rows.map((row) => {
  const said = row.cloneNode(true);
  said.querySelectorAll(".silent").forEach((silent) => silent.remove());
  return `${row.dataset.name} ${said.textContent}`.toLowerCase();
});
function apply() {
  const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  rows.forEach((row, at) => {
    const fits = form.elements[row.dataset.verdict].checked && words.every((word) => texts[at].includes(word));
    row.hidden = !fits;
    shown += fits;
  });
  for (const kind of document.querySelectorAll(".kind")) {
    kind.hidden = !kind.querySelector("tbody tr:not([hidden])");
  }
  form.querySelector("output").value = `${shown} of ${rows.length} jobs`;
}
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
apply();

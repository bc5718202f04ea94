// Choosing lines: a box for all of a page, and how many are chosen. Without scripts each line still has its box.
const form = document.querySelector("[data-many]");
if (form) {
  const boxes = [...document.querySelectorAll("[data-key-choose]")];
  const label = form.querySelector("[data-many-all]");
  const all = label.querySelector("input");
  const count = form.querySelector("[data-many-count]");
  const say = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent = chosen ? `${count.dataset.words} ${chosen}` : "";
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  label.hidden = !boxes.length;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    say();
  });
  for (const box of boxes) box.addEventListener("change", say);
  say();
}

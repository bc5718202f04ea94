// Keyboard in lists: j and k move, Enter or o opens, ? shows the help. Everything works without it.
const rows = [...document.querySelectorAll("[data-row] a")];
const typing = (target) => target.closest("input, textarea, select");

function move(step) {
  if (!rows.length) return;
  const here = rows.indexOf(document.activeElement);
  const next = Math.min(rows.length - 1, Math.max(0, here + step));
  rows[next].focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "o" && rows.includes(document.activeElement)) document.activeElement.click();
  else if (event.key === "?") document.querySelector("[data-keys]")?.toggleAttribute("open");
  else {
    const key = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!key) return;
    key.focus();
    key.click();
  }
  event.preventDefault();
});

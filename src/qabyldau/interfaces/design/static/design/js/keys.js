// Keys for lists of the desk: j and k move between [data-key-item] links, x chooses the line, o opens, / searches,
// f narrows the list, ? shows help.
// Nothing happens while one writes, or with Ctrl, Alt or Meta; [data-keys-switch] turns them off (WCAG 2.1.4).
const MEMORY = "keys-are-off";
const isOff = () => localStorage.getItem(MEMORY) === "1";
const items = () => [...document.querySelectorAll("[data-key-item]")];

function move(step) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function showHelp() {
  const help = document.querySelector("[data-keys-help]");
  if (!help) return;
  help.open = !help.open;
  if (help.open) help.querySelector("summary").focus();
}

function choose() {
  const at = items().indexOf(document.activeElement) < 0 ? null : document.activeElement.closest("li");
  at?.querySelector("[data-key-choose]")?.click();
}

const deeds = {
  j: () => move(1),
  k: () => move(-1),
  o: () => items().includes(document.activeElement) && document.activeElement.click(),
  x: choose,
  f: () => document.querySelector("[data-key-narrow]")?.click(),
  "/": () => document.querySelector("input[type=search]")?.focus(),
  "?": showHelp,
};
// The same places on a Kazakh or Russian keyboard.
const places = { KeyJ: "j", KeyK: "k", KeyO: "o", KeyX: "x", KeyF: "f" };

document.addEventListener("keydown", (event) => {
  if (isOff() || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const deed = deeds[event.key] || deeds[places[event.code]];
  if (!deed) return;
  event.preventDefault();
  deed();
});

for (const button of document.querySelectorAll("[data-keys-switch]")) {
  const say = () => (button.textContent = isOff() ? button.dataset.on : button.dataset.off);
  button.hidden = false;
  say();
  button.addEventListener("click", () => {
    localStorage.setItem(MEMORY, isOff() ? "0" : "1");
    say();
  });
}

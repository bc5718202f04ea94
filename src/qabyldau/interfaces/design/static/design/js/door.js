// The door by keyboard: a letter presses what carries it in [data-press], T and then a digit gives a ticket.
// Nothing happens while one writes; the switch of keys.js turns these off too. The lists look for news every 15 seconds,
// never while something is typed, open or in focus.
const WRITING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";
const EVERY = 15000;
let begun = "";

const sign = (event) =>
  /^[a-z0-9]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^(Key|Digit|Numpad)/, "").toLowerCase();

function press(item) {
  if (item.matches("details")) {
    item.open = !item.open;
    (item.querySelector("button") || item).focus();
  } else if (item.matches("input:not([type=checkbox])")) item.focus();
  else item.click();
}

document.addEventListener("keydown", (event) => {
  if (localStorage.getItem("keys-are-off") === "1" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key.length > 1 || event.target.closest(WRITING)) return;
  const key = sign(event);
  const found = document.querySelector(`[data-press="${CSS.escape(begun + key)}"]`) || document.querySelector(`[data-press="${CSS.escape(key)}"]`);
  const first = document.querySelector(`[data-press^="${CSS.escape(key)}"]`);
  if (!found && !first) return;
  event.preventDefault();
  if (found) {
    press(found);
    if (!found.matches("[type=checkbox]")) begun = "";
  } else {
    begun = key;
    first.focus();
  }
});

async function glance() {
  if (document.hidden || document.activeElement?.closest(WRITING)) return;
  const answer = await fetch(location.pathname, { headers: { "X-Glance": "1" } });
  if (answer.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-glance]")) {
    const news = page.querySelector(`[data-glance="${part.dataset.glance}"]`);
    if (!news || part.contains(document.activeElement) || part.querySelector("details[open]")) continue;
    part.replaceChildren(...news.childNodes);
  }
}
setInterval(() => glance().catch(() => {}), EVERY);

// A page taken from the browser's memory would show an old queue, and give out a ticket that is given already.
addEventListener("pageshow", (event) => event.persisted && location.reload());

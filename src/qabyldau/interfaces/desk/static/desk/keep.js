// Keeps the draft of an answer a moment after the last letter. The button below the form does the same without this.
const form = document.querySelector("form[data-keep-to]");
if (form) {
  const pause = 1500;
  const kept = document.querySelector("[data-kept]");
  const lost = document.querySelector("[data-kept-not]");
  const version = form.elements.version;
  let waiting = 0;
  let busy = false;
  let changed = false;
  let pressed = null;

  const keep = async () => {
    if (busy || form.dataset.sent) return;
    busy = true;
    changed = false;
    try {
      const answer = await fetch(form.dataset.keepTo, { method: "POST", body: new FormData(form), redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      version.value = (await answer.json()).version;
      kept.hidden = false;
      lost.hidden = true;
    } catch {
      kept.hidden = true;
      lost.hidden = false;
    }
    busy = false;
    if (pressed) {
      delete form.dataset.sent;
      form.requestSubmit(pressed);
    } else if (changed) later();
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, pause);
  };
  form.addEventListener("input", (event) => {
    if (!("keep" in event.target.dataset)) return;
    changed = true;
    kept.hidden = true;
    later();
  });
  // Words on their way have taken the next version: what was pressed waits for it.
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (!busy) return;
    event.preventDefault();
    pressed = event.submitter;
  });
}

// On every page of the desk: keeps the supply fresh, says when the network is away, and sends what waits, once, when it is back.
(async () => {
  const root = document.querySelector("[data-offline]");
  if (!root || !("serviceWorker" in navigator) || !crypto.subtle) return;
  const { supplyHref, sendHref, worker, scope } = root.dataset;
  const say = (name, count) => {
    for (const part of root.querySelectorAll("[data-say]")) part.hidden = part.dataset.say !== name;
    for (const part of root.querySelectorAll("[data-count]")) part.textContent = count;
    root.hidden = !name && !root.querySelector("[data-results]").children.length;
  };
  // Nobody has pressed anything: the half hour until the session ends goes on (see watch.py).
  const BY_ITSELF = { "X-Glance": "1" };
  const desk = (localStorage["desk-name"] ||= crypto.randomUUID());

  async function refresh() {
    const answer = await fetch(supplyHref, {
      method: "POST",
      headers: { ...BY_ITSELF, "X-CSRFToken": token(), "X-Desk": desk },
      signal: AbortSignal.timeout(8000),
    });
    if (answer.status === 403) throw new Error("signed out");
    if (!answer.ok || answer.redirected) throw new Error("no supply");
    const fresh = await answer.json();
    await DESK.keepSupply(fresh);
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh.csrf;
    return fresh;
  }
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

  // What was sent from this page and refused is not sent from it again, so that it never stands before the others.
  const sent = new Set();
  // The oldest first; no more at once than the server takes (MOST in views.py, and a megabyte).
  function batch(items) {
    let size = 0;
    const fresh = items.filter(({ id }) => !sent.has(id)).sort((one, other) => one.at - other.at);
    return fresh.slice(0, 20).filter(({ box }) => (size += box.length + 300) < 900000);
  }

  async function send() {
    const items = await DESK.items();
    if (!items.length) return say("");
    const now = batch(items);
    if (!now.length) return say("refused", items.length);
    say("waiting", items.length);
    const answer = await fetch(sendHref, {
      method: "POST",
      headers: { ...BY_ITSELF, "X-CSRFToken": token(), "Content-Type": "application/json" },
      body: JSON.stringify({ items: now.map(({ id, place, box }) => ({ id, place, box })) }),
      signal: AbortSignal.timeout(30000),
    });
    if (!answer.ok || answer.redirected) throw new Error("not sent");
    const { results } = await answer.json();
    for (const { id } of now) sent.add(id);
    for (const result of results) {
      if (result.state === "done") await DESK.drop(result.id);
      note(result);
    }
    const left = await DESK.items();
    if (batch(left).length) return send();
    say(left.length ? "refused" : "sent", left.length || results.length);
  }

  function note(result) {
    const list = root.querySelector("[data-results]");
    list.querySelector(`[data-id="${CSS.escape(result.id)}"]`)?.remove();
    const row = list.appendChild(document.createElement("li"));
    row.dataset.id = result.id;
    root.hidden = false;
    if (result.href) {
      const link = row.appendChild(document.createElement("a"));
      link.href = result.href;
      link.textContent = result.words;
    } else row.textContent = result.words;
    if (result.text) row.appendChild(document.createElement("pre")).textContent = result.text;
    if (result.state === "refused") {
      const button = row.appendChild(document.createElement("button"));
      button.className = "button button--secondary button--small";
      button.textContent = root.dataset.dropWords;
      button.onclick = () => DESK.drop(result.id).then(() => row.remove());
    }
  }

  // Asked each time: a worker that could not be installed once, or was taken away, is installed with the next turn. A page
  // that was on its way while the worker became active is nobody's: the worker is asked to take it.
  async function keepWorker() {
    await navigator.serviceWorker.register(worker, { scope }).catch(() => undefined);
    if (!navigator.serviceWorker.controller) (await navigator.serviceWorker.ready).active.postMessage("claim");
  }

  async function turn() {
    keepWorker();
    try {
      const lost = await DESK.expire();
      if (lost) note({ id: "expired", state: "", words: root.dataset.expiredWords });
      await refresh();
      await navigator.locks.request("desk-send", { ifAvailable: true }, (lock) => lock && send());
    } catch {
      const items = await DESK.items();
      say(navigator.onLine && !items.length ? "" : items.length ? "waiting" : "away", items.length);
    }
  }

  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", async (event) => {
      if (form.dataset.sure) return;
      event.preventDefault();
      const items = await DESK.items();
      if (items.length && !confirm(root.dataset.signOutWords)) return;
      await DESK.wipe();
      await caches.delete("desk-offline");
      form.dataset.sure = "1";
      form.requestSubmit();
    });
  }
  addEventListener("online", turn);
  addEventListener("offline", turn);
  setInterval(turn, 20000);
  await turn();
})();

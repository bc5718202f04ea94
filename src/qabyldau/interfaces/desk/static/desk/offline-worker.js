// The desk's service worker. The network comes first, always; only when it does not answer
// - a page of the desk is the one page that was kept for this,
// - a form that may wait (DEEDS) is kept, sealed, until the network is back.
// Nothing else is kept: no list, no appeal, no name.
const PATIENCE = 8000;
const SHELF = "desk-offline";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(SETTINGS.assets)));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  const [, visit] = path.startsWith(SETTINGS.tickets) ? path.match(/([0-9a-f-]{36})\/matter\/$/) || [] : [];
  const kind = SETTINGS.deeds[path] || (visit && "appeal");
  if (request.method === "POST" && request.mode === "navigate" && kind) {
    event.respondWith(posted(request, kind, visit));
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(soon(request).catch(() => kept(SETTINGS.page)));
  } else if (request.method === "GET" && SETTINGS.assets.some((asset) => asset.endsWith(path))) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

const kept = async (what) => (await caches.match(what, { ignoreVary: true })) || Response.error();
const soon = (request) => fetch(request, { signal: AbortSignal.timeout(PATIENCE) });

async function posted(request, kind, visit) {
  const copy = request.clone();
  try {
    return await soon(request);
  } catch {
    const form = Object.fromEntries([...(await copy.formData())].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken"));
    if (visit) form.visit = visit;
    const id = form.key || crypto.randomUUID();
    const number = kind === "ticket" ? await DESK.number() : undefined;
    const value = { kind, at: new Date().toISOString(), number, fields: form };
    const item = await DESK.keep(id, kind, value, number ? { number } : {});
    const way = new URL(SETTINGS.page, self.location.href);
    way.searchParams.set("kept", item.kind);
    if (number) way.searchParams.set("number", number);
    return Response.redirect(way.href, 303);
  }
}

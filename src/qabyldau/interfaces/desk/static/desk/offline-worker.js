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
self.addEventListener("message", (event) => event.data === "claim" && event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  const [place, uuid] = SETTINGS.places.map(([name, start, end]) => [name, between(path, start, end)]).find(([, uuid]) => uuid) || [];
  const kind = SETTINGS.deeds[path] || (place && "appeal");
  if (request.method === "POST" && request.mode === "navigate" && kind) {
    event.respondWith(posted(request, kind, place, uuid));
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(soon(request).catch(() => kept(SETTINGS.page)));
  } else if (request.method === "GET" && SETTINGS.assets.some((asset) => asset.endsWith(path))) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

// The uuid in an address such as …/tickets/UUID/matter/.
const between = (path, start, end) =>
  path.startsWith(start) && path.endsWith(end) ? path.slice(start.length, -end.length).match(/^[0-9a-f-]{36}$/)?.[0] : undefined;
const kept = async (what) => (await caches.match(what, { ignoreVary: true })) || Response.error();
const soon = (request) => fetch(request, { signal: AbortSignal.timeout(PATIENCE) });

async function posted(request, kind, place, uuid) {
  const copy = request.clone();
  try {
    return await soon(request);
  } catch {
    const form = Object.fromEntries([...(await copy.formData())].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken"));
    if (place) form[place] = uuid;
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

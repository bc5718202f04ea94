// What a desk keeps while the network is away: each thing sealed to the server's key, so that this browser itself cannot
// read it again; and the desk's supply: that key, numbers of tickets, names of services. Used by page and service worker.
// Sealing: an ephemeral key on P-256, ECDH, HKDF-SHA-256, AES-256-GCM (see core/crypto.py, unbox).
const DESK = (() => {
  const HOURS = 12;
  const open = () =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open("qabyldau-desk", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("items", { keyPath: "id" });
        asked.result.createObjectStore("supply");
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });

  async function within(store, mode, deed) {
    const base = await open();
    return new Promise((resolve, reject) => {
      const work = base.transaction(store, mode);
      const asked = deed(work.objectStore(store));
      work.oncomplete = () => (base.close(), resolve(asked?.result));
      work.onerror = work.onabort = () => (base.close(), reject(work.error));
    });
  }

  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const text = (data) => btoa(Array.from(new Uint8Array(data), (byte) => String.fromCharCode(byte)).join(""));

  async function seal(value, supply) {
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const theirs = await crypto.subtle.importKey("raw", bytes(supply.key), curve, false, []);
    const ours = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
    const info = new TextEncoder().encode(supply.place);
    const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
    const key = await crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(value)));
    const point = await crypto.subtle.exportKey("raw", ours.publicKey);
    return text(await new Blob([point, iv, sealed]).arrayBuffer());
  }

  const supply = () => within("supply", "readonly", (store) => store.get("now"));
  const items = () => within("items", "readonly", (store) => store.getAll());
  const drop = (id) => within("items", "readwrite", (store) => store.delete(id));

  // Takes the next number of the leased block; undefined when it is used up.
  async function number() {
    let given;
    await within("supply", "readwrite", (store) => {
      const asked = store.get("now");
      asked.onsuccess = () => {
        const now = asked.result;
        if (!now?.numbers || now.numbers.next > now.numbers.last) return;
        given = now.numbers.next;
        now.numbers.next += 1;
        store.put(now, "now");
      };
    });
    return given;
  }

  return {
    HOURS,
    supply,
    items,
    drop,
    number,
    async keepSupply(fresh) {
      const before = await supply();
      const same = before?.numbers && fresh.numbers && before.numbers.first === fresh.numbers.first && before.place === fresh.place;
      if (same) fresh.numbers.next = Math.max(before.numbers.next, fresh.numbers.next);
      await within("supply", "readwrite", (store) => store.put(fresh, "now"));
    },
    async keep(id, kind, value, shown) {
      const now = await supply();
      if (!now) throw new Error("this desk has no supply");
      const item = { id, kind, at: Date.now(), place: now.place, box: await seal(value, now), ...shown };
      await within("items", "readwrite", (store) => store.put(item));
      return item;
    },
    // Drops what is older than twelve hours and returns how many there were.
    async expire() {
      const old = (await items()).filter((item) => item.at < Date.now() - HOURS * 3600e3);
      for (const item of old) await drop(item.id);
      return old.length;
    },
    wipe: () => new Promise((resolve) => (indexedDB.deleteDatabase("qabyldau-desk").onsuccess = resolve)),
  };
})();

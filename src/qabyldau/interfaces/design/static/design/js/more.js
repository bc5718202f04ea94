// Parts of a page under their own address: put into the page when their link is pressed or what holds them is opened, and
// at once where there is something to be seen. Without scripts, or where no answer comes, the link leads to the part itself.
const bring = async (place, link) => {
  const answer = await fetch(link.href, { headers: { "X-Part": "1" }, credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = page.querySelector("[data-more-part]");
  if (!answer.ok || !part) throw new Error("no part");
  place.replaceChildren(document.importNode(part, true));
  document.dispatchEvent(new CustomEvent("brought", { detail: place }));
};

for (const place of document.querySelectorAll("[data-more]")) {
  const link = place.querySelector("a");
  const holder = place.closest("details");
  if ("moreNow" in place.dataset) bring(place, link).catch(() => {});
  holder?.addEventListener("toggle", () => {
    if (holder.open && place.contains(link)) bring(place, link).catch(() => {});
  });
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    bring(place, link)
      .then(() => {
        place.tabIndex = -1;
        place.focus();
      })
      .catch(() => location.assign(link.href));
  });
}

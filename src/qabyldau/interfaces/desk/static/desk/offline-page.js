// The page for when the network is away: a fresh key for each form, and the slip of a ticket that was given out without it.
for (const field of document.querySelectorAll("form [name=key]")) field.value = crypto.randomUUID().replaceAll("-", "");
const given = new URLSearchParams(location.search);
for (const part of document.querySelectorAll("[data-kept]")) part.hidden = part.dataset.kept !== given.get("kept");
for (const part of document.querySelectorAll("[data-number]")) {
  part.textContent = (given.get("number") || "").padStart(3, "0");
  part.closest("[data-slip]").hidden = !given.get("number");
}
for (const part of document.querySelectorAll("[data-moment]")) part.textContent = new Date().toLocaleString(document.documentElement.lang);

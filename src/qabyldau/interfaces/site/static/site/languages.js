// A change of language in the header takes along what was typed.
const kept = document.querySelector("form[data-keep]");
if (kept) {
  for (const link of document.querySelectorAll(".languages a[hreflang]")) {
    link.addEventListener("click", (event) => {
      const button = kept.querySelector(`button[data-language="${link.hreflang}"]`);
      if (!button) return;
      event.preventDefault();
      kept.requestSubmit(button);
    });
  }
}

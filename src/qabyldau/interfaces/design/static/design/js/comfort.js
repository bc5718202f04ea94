// Small comforts: a count of letters, the present place of the navigation in sight, and no second press. Everything works without them.
const ease = (place) => {
  for (const field of place.querySelectorAll("textarea[maxlength]")) {
    const counter = document.createElement("span");
    counter.className = "field__hint number";
    counter.setAttribute("aria-hidden", "true");
    field.after(counter);
    const show = () => (counter.textContent = `${field.value.length} / ${field.maxLength}`);
    field.addEventListener("input", show);
    show();
  }
  for (const form of place.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
      for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    });
  }
};
ease(document);
document.addEventListener("brought", (event) => ease(event.detail));

const here = document.querySelector(".nav [aria-current]");
if (here) {
  const row = here.closest("ul");
  const over = here.getBoundingClientRect().right - row.getBoundingClientRect().right;
  if (over > 0) row.scrollLeft += over;
}

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
});

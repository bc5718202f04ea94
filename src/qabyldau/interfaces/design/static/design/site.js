// Small comforts of the citizen's pages; everything works without them.
document.querySelectorAll("[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  });
});

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

document.querySelectorAll("textarea[maxlength]").forEach((field) => {
  const counter = document.querySelector(`[data-counter="${field.id}"]`);
  if (!counter) return;
  const show = () => {
    counter.textContent = `${field.value.length} / ${field.maxLength}`;
  };
  field.addEventListener("input", show);
  show();
});

document.querySelector("[data-error-summary]")?.focus();

document.querySelectorAll("form[data-once]").forEach((form) => {
  form.addEventListener("submit", () => {
    form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
  });
});

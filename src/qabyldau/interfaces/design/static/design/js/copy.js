// Copies what a button carries and says so. Without scripts the button stays hidden.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const words = button.dataset.copied;
    button.querySelector("span").textContent = words;
    const status = button.parentElement.querySelector("[role=status]");
    if (status) status.textContent = words;
  });
}

// Moving about: Alt and an arrow go from statement to statement.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const shown = statements.filter((statement) => !statement.hidden);
  const step = event.key === "ArrowDown" ? 1 : -1;
  const here = shown.indexOf(document.activeElement.closest("article.statement"));
  const below = shown.findIndex((statement) => statement.getBoundingClientRect().top > 8);
  const next = shown[here >= 0 ? here + step : step > 0 ? below : below - 1];
  if (!next) return;
  event.preventDefault();
  build(next);
  next.scrollIntoView({ behavior: "instant" });
  next.querySelector("h3 a").focus({ preventScroll: true });
});

// Copying a correction note.
whenBuilt.push((statement) => all(".note button", statement).forEach((button) => { button.hidden = false; }));
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.(".note button");
  if (!button) return;
  const note = button.parentElement.querySelector("pre");
  try {
    await navigator.clipboard.writeText(note.textContent);
    button.textContent = button.dataset.copied;
  } catch {
    getSelection().selectAllChildren(note);
    button.textContent = button.dataset.selected;
  }
});

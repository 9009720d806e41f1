// A click on the words of a smell presses its chip, which the server knows.
(() => {
  if (window.floweryPicks) return;
  window.floweryPicks = true;
  const pick = (event) => {
    const mark = event.target.closest?.("mark[data-chip]");
    if (!mark || (event.type === "keydown" && !["Enter", " "].includes(event.key))) return;
    event.preventDefault();
    const chips = document.querySelectorAll('[class*="st-key-smell-"] [role="radio"]');
    chips[mark.dataset.chip - 1]?.click();
  };
  document.addEventListener("click", pick);
  document.addEventListener("keydown", pick);
})();

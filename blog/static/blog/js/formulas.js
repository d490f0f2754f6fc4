// A formula is copied as the TeX that it was written in; a browser would put each sign on a line of its own.
const formulaAround = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("math");

document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0).cloneRange();
  // To select a part of a formula is to select the whole.
  const first = formulaAround(range.startContainer), last = formulaAround(range.endContainer);
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const part = document.createElement("div");
  part.append(range.cloneContents());
  const formulas = part.querySelectorAll("math[alttext]");
  if (!formulas.length) return;
  for (const formula of formulas) formula.replaceWith(formula.getAttribute("alttext"));
  for (const hidden of part.querySelectorAll(".vh, button")) hidden.remove();
  // Laid out for a moment: only what is laid out knows its lines.
  part.className = "copied";
  document.querySelector("main").append(part);
  event.clipboardData.setData("text/plain", part.innerText);
  event.clipboardData.setData("text/html", part.innerHTML);
  part.remove();
  event.preventDefault();
});

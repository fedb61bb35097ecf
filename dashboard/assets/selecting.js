// Words selected in the article, as offsets in characters, with a bar that asks what they are.

function selectedIn(text) {
  const shadow = text.getRootNode();
  const selection = shadow.getSelection?.() ?? document.getSelection();
  if (!selection || !selection.rangeCount) return null;
  let range = selection.getRangeAt(0);
  if (!shadow.getSelection && selection.getComposedRanges) {
    const [composed] = selection.getComposedRanges({ shadowRoots: [shadow] });
    range = document.createRange();
    range.setStart(composed.startContainer, composed.startOffset);
    range.setEnd(composed.endContainer, composed.endOffset);
  }
  if (range.collapsed || !text.contains(range.startContainer)) return null;
  range = range.cloneRange();
  if (!text.contains(range.endContainer)) range.setEnd(text, text.childNodes.length); // drawn past the last line
  const words = range.toString();
  if (!words.trim()) return null;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  // The store counts characters, the browser counts the halves of those beyond the first 65,536.
  const start = [...before.toString()].length;
  return { start, end: start + [...words].length, box: range.getBoundingClientRect() };
}

function selectionBar(text, root, kinds, ask) {
  const bar = element("div", { class: "adding", role: "group", "aria-label": "Add the selected words", hidden: "" });
  let chosen = null;
  bar.append(element("span", {}, "Add as"));
  for (const [finding, label] of Object.entries(kinds)) {
    const button = element("button", { type: "button" }, label);
    button.addEventListener("mousedown", (event) => event.preventDefault()); // which would undo the selection
    button.addEventListener("click", () => {
      if (chosen) ask({ do: "add", finding, start: chosen.start, end: chosen.end });
      bar.hidden = true;
    });
    bar.append(button);
  }

  function follow() {
    chosen = selectedIn(text);
    bar.hidden = chosen === null;
    if (!chosen) return;
    const frame = root.getBoundingClientRect();
    const left = Math.max(0, Math.min(chosen.box.left - frame.left, frame.width - bar.offsetWidth));
    bar.style.left = `${left}px`;
    bar.style.top = `${chosen.box.bottom - frame.top + 8}px`;
  }

  let soon = 0;
  function later() {
    clearTimeout(soon);
    soon = setTimeout(follow, 120);
  }
  document.addEventListener("selectionchange", later);
  text.addEventListener("pointerup", later); // a selection inside a shadow tree is not always told to the document
  text.addEventListener("keyup", later);
  return { bar, end: () => document.removeEventListener("selectionchange", later) };
}

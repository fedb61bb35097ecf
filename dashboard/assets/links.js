// Opens an actor's page as the browser's Forward button would: the session with its undo and filters goes on.
// With a key held, or another button, the link is the browser's own.
const OURS = /^actors\?(id|named)=/;

function follow(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((node) => node.localName === "a");
  const href = link && (link.getAttribute("href") ?? link.getAttribute("xlink:href"));
  if (!href || !OURS.test(href)) return;
  event.preventDefault();
  event.stopPropagation();
  history.pushState(null, "", href);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

export default function () {
  document.removeEventListener("click", document.sidelinesFollow, true);
  document.sidelinesFollow = follow;
  document.addEventListener("click", follow, true);
}

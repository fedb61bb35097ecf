// Brings what a click has opened into view, once for each click, and only where it can't be seen already.
export default function ({ data, parentElement }) {
  const mark = parentElement.querySelector("span");
  if (mark.dataset.seen === data) return;
  mark.dataset.seen = data;
  setTimeout(() => {
    const box = mark.getBoundingClientRect();
    if (box.top > 60 && box.bottom < window.innerHeight - 200) return;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    mark.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }, 150);
}

// Hides the guide, and keeps it hidden in this browser. The page's style does the rest.
const KEPT = "sidelines-guide";

export default function ({ parentElement }) {
  const page = document.documentElement;
  page.classList.toggle("sl-guide-off", localStorage.getItem(KEPT) === "off");
  parentElement.querySelector("button").addEventListener("click", () => {
    localStorage.setItem(KEPT, "off");
    page.classList.add("sl-guide-off");
  });
}

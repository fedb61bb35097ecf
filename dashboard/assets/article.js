// The article with its marks: switches by kind, what each mark is on hover and focus, a list that jumps, keys n and p.
// `data.html` is escaped by dashboard/highlight.py; everything else is put in as text.

const LISTED = ["quote", "meeting", "topic"];
const KEPT_OFF = "sidelines-marks-off";

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".sl-article");
  if (root.dataset.key === data.key) return undefined;
  root.dataset.key = data.key;
  root.replaceChildren();

  const text = element("div", { class: "text", lang: "en" });
  text.innerHTML = data.html;
  const tip = element("div", { class: "tip", role: "tooltip", id: "sl-tip", hidden: "" });
  const off = new Set(JSON.parse(sessionStorage.getItem(KEPT_OFF) ?? '["actor"]'));
  const stretches = [...text.querySelectorAll("[data-m]")];
  const firsts = [...text.querySelectorAll("[data-first]")];
  const numbers = (stretch, name) => (stretch.dataset[name] ?? "").split(" ").filter(Boolean).map(Number);
  const shown = (stretch, name) => numbers(stretch, name).filter((i) => !off.has(data.marks[i].kind));

  function told(stretch) {
    return shown(stretch, "m").map((i) => {
      const mark = data.marks[i];
      return element("div", {}, element("strong", {}, mark.label), mark.why);
    });
  }

  function show(stretch) {
    const lines = told(stretch);
    if (!lines.length) return hide();
    tip.replaceChildren(...lines);
    tip.hidden = false;
    const box = stretch.getClientRects()[0];
    const frame = root.getBoundingClientRect();
    const left = Math.max(0, Math.min(box.left - frame.left, frame.width - tip.offsetWidth));
    const below = box.bottom + tip.offsetHeight + 12 < window.innerHeight;
    tip.style.left = `${left}px`;
    tip.style.top = `${below ? box.bottom - frame.top + 6 : box.top - frame.top - tip.offsetHeight - 6}px`;
    stretch.setAttribute("aria-describedby", "sl-tip");
    return undefined;
  }

  function hide() {
    tip.hidden = true;
  }

  for (const stretch of stretches) {
    stretch.addEventListener("mouseenter", () => show(stretch));
    stretch.addEventListener("mouseleave", hide);
    stretch.addEventListener("focus", () => show(stretch));
    stretch.addEventListener("blur", hide);
    stretch.addEventListener("click", () => show(stretch));
  }

  function refresh() {
    for (const kind of Object.keys(data.kinds)) root.classList.toggle(`off-${kind}`, off.has(kind));
    for (const stretch of firsts) {
      const live = shown(stretch, "first").length > 0;
      if (live) {
        stretch.tabIndex = 0;
        stretch.setAttribute("role", "button");
      } else {
        stretch.removeAttribute("tabindex");
        stretch.removeAttribute("role");
      }
    }
  }

  function go(stretch, smooth) {
    stretch.scrollIntoView({ block: "center", behavior: smooth ? "smooth" : "auto" });
    stretch.classList.remove("flash");
    void stretch.offsetWidth; // starts the animation again
    stretch.classList.add("flash");
    if (stretch.tabIndex < 0) stretch.tabIndex = -1;
    stretch.focus({ preventScroll: true });
  }

  function step(by) {
    const live = firsts.filter((stretch) => stretch.hasAttribute("role"));
    if (!live.length) return;
    const active = parentElement.activeElement ?? document.activeElement;
    let now = live.indexOf(active);
    if (now < 0) {
      const middle = window.innerHeight / 2;
      now = live.findIndex((stretch) => stretch.getBoundingClientRect().top > middle) - (by > 0 ? 1 : 0);
    }
    go(live[(now + by + live.length) % live.length], false);
  }

  const bar = element("div", { class: "bar", role: "group", "aria-label": "Marks shown" });
  for (const [kind, label] of Object.entries(data.kinds)) {
    const count = data.marks.filter((mark) => mark.kind === kind).length;
    if (!count) continue;
    const swatch = element("span", { class: `sl-${kind}` }, label);
    const button = element("button", { type: "button", "aria-pressed": String(!off.has(kind)) }, swatch, ` ${count}`);
    button.addEventListener("click", () => {
      if (off.has(kind)) off.delete(kind);
      else off.add(kind);
      sessionStorage.setItem(KEPT_OFF, JSON.stringify([...off]));
      button.setAttribute("aria-pressed", String(!off.has(kind)));
      refresh();
    });
    bar.append(button);
  }
  if (firsts.length) {
    const back = element("button", { type: "button", title: "Previous mark" }, "Previous ", element("kbd", {}, "p"));
    const next = element("button", { type: "button", title: "Next mark" }, "Next ", element("kbd", {}, "n"));
    back.addEventListener("click", () => step(-1));
    next.addEventListener("click", () => step(1));
    bar.append(element("span", { class: "steps" }, back, next));
  }

  const wide = window.matchMedia("(min-width: 60rem)").matches; // a phone shows the text first
  const found = element("nav", { class: "found", "aria-label": "Found in this article", tabindex: "0" });
  found.append(element("h2", {}, "Found in this article"));
  for (const kind of LISTED) {
    const entries = data.marks.map((mark, i) => ({ mark, i })).filter((e) => e.mark.kind === kind);
    const list = element("ol");
    for (const { mark, i } of entries) {
      const words = element("button", { type: "button" }, element("strong", {}, mark.label), mark.words);
      words.addEventListener("click", () => {
        const place = firsts.find((stretch) => numbers(stretch, "first").includes(i));
        if (place) go(place, true);
      });
      list.append(element("li", {}, words));
    }
    const group = element("details", entries.length && wide ? { open: "" } : {});
    group.append(element("summary", {}, `${data.kinds[kind]} (${entries.length})`));
    group.append(entries.length ? list : element("p", { class: "none" }, "None was found."));
    found.append(group);
  }

  root.append(bar, element("div", { class: "both" }, text, found), tip);
  refresh();

  const here = text.querySelector(".sl-here");
  if (here) {
    here.classList.add("here-first");
    here.tabIndex = here.tabIndex < 0 ? -1 : here.tabIndex;
    // Twice: Streamlit scrolls to the top when it opens a page, sometimes after this has run.
    for (const wait of [60, 450]) setTimeout(() => here.scrollIntoView({ block: "center" }), wait);
  }

  function onKey(event) {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    if (event.key === "n" || event.key === "p") {
      event.preventDefault();
      event.stopPropagation();
      step(event.key === "n" ? 1 : -1);
    } else if (event.key === "Escape") {
      hide();
    }
  }
  document.addEventListener("keydown", onKey, true);
  return () => document.removeEventListener("keydown", onKey, true);
}

// The article with its marks: switches by kind, what each mark is on hover and focus, a panel for the one that is
// selected, a list that jumps, and keys. It follows panel.js and selecting.js in one module.
// `data.html` is escaped by dashboard/highlight.py; everything else is put in as text.

const LISTED = ["quote", "meeting", "topic"];
const KEPT_OFF = "sidelines-marks-off";
const same = (one, other) => one && other && one.finding === other.finding && one.row === other.row;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".sl-article");
  root.send = (what) => setTriggerValue("asked", what);
  if (root.dataset.key === data.key) return undefined;
  root.end?.(); // what listened for the text before
  const again = root.dataset.article === data.article; // the same article after a decision: keep the place
  if (!again) root.picked = null;
  root.dataset.key = data.key;
  root.dataset.article = data.article;

  const text = element("div", { class: "text", lang: "en" });
  text.innerHTML = data.html;
  const tip = element("div", { class: "tip", role: "tooltip", id: "sl-tip", hidden: "" });
  const panel = element("section", { class: "panel", "aria-label": "The selected finding", "aria-live": "polite" });
  const off = new Set(JSON.parse(sessionStorage.getItem(KEPT_OFF) ?? '["actor"]'));
  const stretches = [...text.querySelectorAll("[data-m]")];
  const firsts = [...text.querySelectorAll("[data-first]")];
  const numbers = (stretch, name) => (stretch.dataset[name] ?? "").split(" ").filter(Boolean).map(Number);
  const shown = (stretch, name) => numbers(stretch, name).filter((i) => !off.has(data.marks[i].kind));
  const of = (i) => data.findings[data.marks[i].of];
  const ask = (what) => root.send(what);
  const marked = (event) => event.target.closest?.("[data-m]");

  function show(stretch) {
    const lines = shown(stretch, "m").map((i) => {
      const told = of(i).state === "found" ? of(i).how : `${of(i).told}. ${of(i).how}`;
      return element("div", {}, element("strong", {}, data.marks[i].label), told);
    });
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

  function pick(finding) {
    root.picked = finding ? { finding: finding.finding, row: finding.row } : null;
    for (const stretch of stretches) {
      stretch.classList.toggle("picked", Boolean(finding) && numbers(stretch, "m").some((i) => of(i) === finding));
    }
    for (const entry of found.querySelectorAll("[data-of]")) {
      entry.toggleAttribute("aria-current", data.findings[Number(entry.dataset.of)] === finding);
    }
    drawPanel(panel, finding, ask, () => pick(null));
  }

  const picked = () => data.findings.find((finding) => same(finding, root.picked)) ?? null;

  function choose(stretch) {
    const here = [...new Set(shown(stretch, "m").map(of))].reverse(); // the innermost first
    if (!here.length) return;
    const now = here.findIndex((finding) => same(finding, root.picked));
    pick(here[(now + 1) % here.length]); // again on the same words: what lies around it
  }

  text.addEventListener("mouseover", (event) => (marked(event) ? show(marked(event)) : hide()));
  text.addEventListener("mouseleave", hide);
  text.addEventListener("focusin", (event) => marked(event) && show(marked(event)));
  text.addEventListener("focusout", hide);
  text.addEventListener("click", (event) => {
    if (marked(event) && !selectedIn(text)) {
      choose(marked(event));
      hide();
    }
  });

  function refresh() {
    for (const kind of Object.keys(data.kinds)) root.classList.toggle(`off-${kind}`, off.has(kind));
    for (const stretch of firsts) {
      if (shown(stretch, "first").length) {
        stretch.tabIndex = 0;
        stretch.setAttribute("role", "button");
      } else {
        stretch.removeAttribute("tabindex");
        stretch.removeAttribute("role");
      }
    }
  }

  function go(stretch, finding, gently) {
    const smooth = gently && Math.abs(stretch.getBoundingClientRect().top) < 2 * window.innerHeight;
    stretch.scrollIntoView({ block: "center", behavior: smooth ? "smooth" : "auto" });
    stretch.classList.remove("flash");
    void stretch.offsetWidth; // starts the animation again
    stretch.classList.add("flash");
    if (stretch.tabIndex < 0) stretch.tabIndex = -1;
    stretch.focus({ preventScroll: true });
    pick(finding);
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
    const next = live[(now + by + live.length) % live.length];
    go(next, of(shown(next, "first")[0]), false);
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
    const back = keyed("Previous", "p", "Previous mark");
    const next = keyed("Next", "n", "Next mark");
    back.addEventListener("click", () => step(-1));
    next.addEventListener("click", () => step(1));
    bar.append(element("span", { class: "steps" }, back, next));
  }

  const wide = window.matchMedia("(min-width: 60rem)").matches; // a phone shows the text first
  const found = element("nav", { class: "found", "aria-label": "Found in this article", tabindex: "0" });
  found.append(element("h2", {}, "Found in this article"));
  const firstMark = new Map();
  data.marks.forEach((mark, i) => {
    if (LISTED.includes(mark.kind) && !firstMark.has(mark.of)) firstMark.set(mark.of, i);
  });
  const placeOf = new Map();
  for (const stretch of firsts) for (const i of numbers(stretch, "first")) placeOf.set(i, stretch);
  for (const kind of LISTED) {
    const entries = [...firstMark].filter(([, i]) => data.marks[i].kind === kind);
    const list = element("ol");
    for (const [k, i] of entries) {
      const finding = data.findings[k];
      const sign = SIGNS[finding.state] ? `${SIGNS[finding.state]} ` : "";
      const head = element("strong", { dir: "auto" }, `${sign}${data.marks[i].label}`);
      const words = element("button", { type: "button", class: `is-${finding.state}`, "data-of": k }, head, data.marks[i].words);
      words.addEventListener("click", () => placeOf.has(i) && go(placeOf.get(i), finding, true));
      list.append(element("li", {}, words));
    }
    const group = element("details", entries.length && wide ? { open: "" } : {});
    group.append(element("summary", {}, `${data.kinds[kind]} (${entries.length})`));
    group.append(entries.length ? list : element("p", { class: "none" }, "None was found."));
    found.append(group);
  }

  const adding = selectionBar(text, root, data.missed, ask);
  const aside = element("div", { class: "aside" }, panel, found);
  const scrolled = root.querySelector(".found")?.scrollTop ?? 0;
  const focused = parentElement.activeElement !== null && parentElement.activeElement !== undefined;
  root.replaceChildren(bar, element("div", { class: "both" }, text, aside), tip, adding.bar);
  refresh();
  pick(picked());
  if (again) {
    found.scrollTop = scrolled;
    const mark = data.marks.findIndex((_, i) => same(of(i), root.picked));
    if (focused && mark >= 0 && placeOf.has(mark)) {
      placeOf.get(mark).focus({ preventScroll: true });
      hide();
    }
  }

  const here = text.querySelector(".sl-here");
  if (here) here.classList.add("here-first");
  if (here && !again) {
    here.tabIndex = here.tabIndex < 0 ? -1 : here.tabIndex;
    // Twice: Streamlit scrolls to the top when it opens a page, sometimes after this has run.
    for (const wait of [60, 450]) setTimeout(() => here.scrollIntoView({ block: "center" }), wait);
  }

  const decisions = { c: "confirm", r: "reject", e: "correct", u: "undo" };
  function onKey(event) {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || document.querySelector('[role="dialog"]')) return;
    const finding = picked();
    const what = decisions[event.key];
    if (event.key === "n" || event.key === "p") {
      step(event.key === "n" ? 1 : -1);
    } else if (event.key === "Enter" && target.matches?.(".text [data-first]")) {
      choose(target);
    } else if (event.key === "Escape") {
      hide();
      pick(null);
      return;
    } else if (what && finding) {
      if (what === "undo" && (finding.state === "found" || document.querySelector(".st-key-undo-last"))) return;
      ask({ do: what, finding: finding.finding, row: finding.row });
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
  document.addEventListener("keydown", onKey, true);
  root.end = () => {
    document.removeEventListener("keydown", onKey, true);
    adding.end();
  };
  return () => root.end();
}

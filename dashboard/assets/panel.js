// What is known of one finding, and what can be decided on it: confirm, reject, correct, undo.

const SIGNS = { confirmed: "✓", rejected: "✕", corrected: "✎", added: "+" };

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function keyed(label, key, title) {
  const button = element("button", { type: "button", title }, label);
  if (key) button.append(" ", element("kbd", {}, key));
  return button;
}

// The names in the head lead to their pages; what stands between and behind them stays.
function heading(finding) {
  let left = finding.head;
  const parts = [];
  for (const [name, href] of finding.who) {
    const at = left.indexOf(name);
    if (at < 0) continue;
    parts.push(left.slice(0, at), element("a", { href }, name));
    left = left.slice(at + name.length);
  }
  return [...parts, left].filter(Boolean);
}

function drawPanel(panel, finding, ask, close) {
  panel.hidden = !finding;
  if (!finding) return panel.replaceChildren();
  const away = element("button", { type: "button", class: "away", "aria-label": "Close" }, "✕");
  away.addEventListener("click", close);
  const state = element("p", { class: `state is-${finding.state}` }, `${SIGNS[finding.state] ?? "○"} ${finding.told}`);
  const facts = element("ul", {}, ...finding.facts.map((fact) => element("li", {}, fact)));
  const which = { finding: finding.finding, row: finding.row };
  const buttons = element("div", { class: "decide", role: "group", "aria-label": "Decide" });
  const offer = (what, label, key, title) => {
    const button = keyed(label, key, title);
    button.classList.toggle("first", what === "confirm");
    button.addEventListener("click", () => ask({ do: what, ...which }));
    buttons.append(button);
  };
  if (finding.state !== "confirmed") offer("confirm", "Confirm", "c", "It is right as it is");
  if (finding.state !== "rejected") offer("reject", "Reject", "r", "It is wrong: it leaves all lists and charts");
  offer("correct", "Correct", "e", "Say what is right instead");
  if (finding.state !== "found") offer("undo", "Undo", "u", "Take the last decision on it back");
  panel.replaceChildren(
    element("div", { class: "what" }, element("span", {}, finding.what), away),
    element("h2", { dir: "auto" }, ...heading(finding)),
    facts,
    element("p", { class: "how" }, finding.how),
    element("p", { class: "sure" }, finding.sure),
    state,
    buttons,
  );
  return undefined;
}

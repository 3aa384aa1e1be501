// The controls of the graph: a box to search in, filters, and the span of time.

const MOST_FOUND = 12;

function field(id, label, control) {
  return element("div", { class: "field" }, element("label", { for: id }, label), control);
}

function choice(id, label, options, onchange) {
  const menu = element("select", { id, onchange: () => onchange(menu.value) },
    options.map(([value, text]) => element("option", { value }, text)));
  return field(id, label, menu);
}

function searchBox(act) {
  const found = element("ul", { id: "graph-found", class: "found", "aria-live": "polite" });
  const box = element("input", { type: "search", id: "graph-search",
    oninput: () => found.replaceChildren(...matches(box.value).map((node) =>
      element("li", {}, element("button", { type: "button", class: "name", dir: "auto",
        onclick: () => { found.replaceChildren(); act.choose(node.number); } },
      `${shortened(node.label)} (${node.kind})`)))) });
  return [field("graph-search", "Search", box), found];
}

function matches(typed) {
  const wanted = wordsIn(typed);
  if (!wanted.length) return [];
  const found = [];
  for (const node of NODES) {
    const text = `${node.name} ${node.label}`.toLowerCase();
    if (wanted.every((word) => text.includes(word)) && found.push(node) === MOST_FOUND) break;
  }
  return found;
}

function kindBoxes(state, changed) {
  const boxes = [...KIND_COUNTS].map(([kind, number]) => {
    const box = element("input", { type: "checkbox", checked: state.kinds.has(kind), onchange: () => {
      if (box.checked) state.kinds.add(kind);
      else state.kinds.delete(kind);
      changed();
    } });
    const dot = svg("svg", { class: "key", viewBox: "0 0 10 10", "aria-hidden": "true" },
      svg("circle", { cx: 5, cy: 5, r: 5, fill: kindColour(kind) }));
    return element("label", {}, box, dot, `${kind} (${number})`);
  });
  return element("fieldset", {}, element("legend", {}, "Kinds"), boxes);
}

// Two sliders over the days from the first incident to the last.
function timeSliders(state, changed) {
  const days = d3.sort(INCIDENTS.map((node) => node.day).filter(Boolean));
  if (days.length < 2) return null;
  const [first, last] = [days[0], days.at(-1)];
  const span = d3.utcDay.count(new Date(first), new Date(last));
  Object.assign(state, { first, last, from: first, to: last });
  return [["from", "Incidents from", 0], ["to", "Incidents up to", span]].map(([end, label, value]) => {
    const shown = element("output", { for: `graph-${end}` }, state[end]);
    const slider = element("input", { type: "range", id: `graph-${end}`, min: 0, max: span, value,
      "aria-valuetext": state[end], oninput: () => {
        const day = d3.utcDay.offset(new Date(first), Number(slider.value));
        state[end] = day.toISOString().slice(0, 10);
        shown.textContent = state[end];
        slider.setAttribute("aria-valuetext", state[end]);
      }, onchange: changed });
    return element("div", { class: "field" },
      element("label", { for: `graph-${end}` }, label), slider, shown);
  });
}

// The graph to look through: search, filters, time, what is near, the way from one to another.

onPart("graph", () => {
  const state = { kinds: firstKinds(), severity: "", team: null, centre: null, depth: 1,
    start: null, path: null, first: "", last: "", from: "", to: "" };
  const canvas = element("div", { id: "graph-canvas", role: "img",
    "aria-label": "The graph as a drawing; search and the list beside it lead to every node" });
  const about = element("div", { id: "graph-about", "aria-live": "polite" });
  const status = element("output", { id: "graph-status" });
  let view = null;

  const changed = () => {
    const { numbers, all } = inView(state);
    const edges = draw(view, numbers);
    const cut = all > numbers.length ? `; ${all} fit the filters, those with most edges are drawn` : "";
    const mode = state.path ? "Path: " : state.centre === null ? ""
      : `Around ${NODES[state.centre].name}: `;
    status.textContent =
      `${mode}${count(numbers.length, "node")}, ${count(edges, "edge")}${cut}`;
  };
  const act = {
    choose(number) {
      const drawnNode = view.getElementById(`n${number}`);
      if (drawnNode.empty()) { act.centre(number); return; }
      view.elements().unselect();
      drawnNode.select();
      about.replaceChildren(...aboutNode(NODES[number], act));
    },
    centre(number) {
      Object.assign(state, { centre: number, path: null });
      changed();
      act.choose(number);
    },
    from(number) {
      state.start = number;
      status.textContent = `Path from ${NODES[number].name}: choose where to, then “Path to here”`;
    },
    to(number) {
      const path = state.start === null ? null : shortestPath(state.start, number);
      if (path) {
        state.path = path;
        changed();
        act.choose(number);
      } else {
        status.textContent = state.start === null ? "First choose a node and “Path from here”"
          : `No path leads from ${NODES[state.start].name} to ${NODES[number].name}`;
      }
    },
    whole() {
      Object.assign(state, { centre: null, path: null, start: null });
      about.replaceChildren();
      changed();
    },
  };

  room("graph-room").append(
    element("div", { class: "graph-controls" }, controls(state, act, changed)),
    element("div", { class: "graph-drawing" }, canvas,
      element("p", { class: "controls" }, status,
        element("button", { type: "button", onclick: () => asPng(view) }, "PNG"),
        element("button", { type: "button", onclick: () => asSvg(view) }, "SVG"))),
    about);
  view = newView(canvas, act.choose);
  changed();
});

function controls(state, act, changed) {
  const severities = d3.sort(new Set(INCIDENTS.map((node) => node.severity).filter(Boolean)));
  const teams = NODES.filter((node) => node.kind === "Team");
  return [
    searchBox(act),
    kindBoxes(state, changed),
    severities.length ? choice("graph-severity", "Severity",
      [["", "all"], ...severities.map((each) => [each, each])],
      (value) => { state.severity = value; changed(); }) : null,
    teams.length ? choice("graph-team", "Team",
      [["", "all"], ...teams.map((team) => [team.number, team.name])],
      (value) => { state.team = value === "" ? null : Number(value); changed(); }) : null,
    timeSliders(state, changed),
    choice("graph-depth", "Neighbourhood", [[1, "1 hop"], [2, "2 hops"], [3, "3 hops"]],
      (value) => { state.depth = Number(value); changed(); }),
    element("button", { type: "button", onclick: act.whole }, "Whole graph"),
  ].flat();
}

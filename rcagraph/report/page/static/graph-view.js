// The drawing of the graph: places by d3-force, the same each time; drawn by Cytoscape.

const COLOURS = ["#4c78a8", "#e45756", "#54a24b", "#b279a2", "#9d755d", "#eeca3b", "#72b7b2",
  "#f58518", "#ff9da6", "#bab0ac"];
const COLOUR_OF = new Map(["Service", "Incident", "Team", "Runbook", "Resource", "ActionItem",
  "FailureMode", "Person", "Category"].map((kind, at) => [kind, COLOURS[at]]));

// In a larger drawing incidents tell their names once one looks closer.
const MOST_LABELS = 80;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function kindColour(kind) {
  return COLOUR_OF.get(kind) ?? COLOURS.at(-1);
}

// Titles of incidents often begin with their day, which leaves no room for the rest.
function undated(label) {
  return label.replace(/^\d{4}-\d\d-\d\d[\s:–—-]*/, "") || label;
}

function viewStyle() {
  return [
    { selector: "node", style: {
      "background-color": "data(colour)", label: "data(label)", color: colour("--ink"),
      "font-size": 11, "text-valign": "bottom", "text-margin-y": 3, width: 18, height: 18,
      "min-zoomed-font-size": 7, "text-outline-width": 2, "text-outline-color": colour("--paper"),
      "z-index": 10 } },
    { selector: "node[?crowded]", style: { "min-zoomed-font-size": 13, "z-index": 1 } },
    { selector: "node:selected", style: { "min-zoomed-font-size": 0 } },
    { selector: "node[?named]", style: { "background-opacity": 0.45, "border-width": 1,
      "border-style": "dashed", "border-color": "data(colour)" } },
    { selector: "node:selected", style: { "border-width": 4, "border-style": "solid",
      "border-color": colour("--alarm") } },
    { selector: "edge", style: { width: 1, "line-color": colour("--line"),
      "target-arrow-color": colour("--line"), "target-arrow-shape": "triangle",
      "arrow-scale": 0.7, "curve-style": "straight" } },
  ];
}

function placed(numbers, edges) {
  const nodes = numbers.map((number) => ({ number }));
  const index = new Map(numbers.map((number, at) => [number, at]));
  const links = edges.map((edge) => ({ source: index.get(edge.from), target: index.get(edge.to) }));
  d3.forceSimulation(nodes).stop()
    .force("links", d3.forceLink(links).distance(70))
    .force("apart", d3.forceManyBody().strength(-260))
    .force("x", d3.forceX().strength(0.06))
    .force("y", d3.forceY().strength(0.08))
    .force("room", d3.forceCollide(24))
    .tick(nodes.length > 150 ? 120 : 250);
  return nodes;
}

function draw(view, numbers) {
  const shown = new Set(numbers);
  const edges = EDGES.filter((edge) => shown.has(edge.from) && shown.has(edge.to));
  const nodes = placed(numbers, edges).map(({ number, x, y }) => ({
    group: "nodes", position: { x, y },
    data: { id: `n${number}`, number, label: shortened(undated(NODES[number].label)),
      colour: kindColour(NODES[number].kind), named: NODES[number].named,
      crowded: numbers.length > MOST_LABELS && NODES[number].kind === "Incident" },
  }));
  const lines = edges.map((edge) => ({
    group: "edges",
    data: { id: `e${edge.number}`, source: `n${edge.from}`, target: `n${edge.to}`, type: edge.type },
  }));
  view.elements().remove();
  view.add([...nodes, ...lines]);
  view.fit(undefined, 30);
  return edges.length;
}

function newView(container, choose) {
  const view = cytoscape({ container, style: viewStyle(), maxZoom: 3 });
  view.on("tap", "node", (event) => choose(event.target.data("number")));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    view.style(viewStyle()));
  return view;
}

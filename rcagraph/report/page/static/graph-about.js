// What is known of the node that was chosen, as a list that the keyboard and a reader can go through.

const MOST_EDGES = 100;

function aboutNode(node, act) {
  const facts = [node.kind, node.severity, node.day, node.status,
    node.named ? "named, without a note of its own" : null].filter(Boolean).join(", ");
  const edges = AT[node.number];
  const buttons = [
    ["Its neighbourhood", () => act.centre(node.number)],
    ["Path from here", () => act.from(node.number)],
    ["Path to here", () => act.to(node.number)],
  ].map(([label, onclick]) => element("button", { type: "button", onclick }, label));
  const radius = DATA.radii.some((each) => each.service === node.name && each.kind === node.kind);
  return [
    element("h3", { dir: "auto" }, node.label),
    element("p", {}, facts, ": ", nodeLink(node)),
    radius ? element("p", {}, element("a",
      { href: `#blast-radius/${encodeURIComponent(node.name)}` }, "Its blast radius")) : null,
    element("p", { class: "buttons" }, buttons),
    element("ul", {}, edges.slice(0, MOST_EDGES).map((edge) => edgeItem(node, edge, act))),
    edges.length > MOST_EDGES ? element("p", {}, `${edges.length - MOST_EDGES} more edges`) : null,
  ].filter(Boolean);
}

function edgeItem(node, edge, act) {
  const other = NODES[otherEnd(edge, node.number)];
  const arrow = edge.from === node.number ? `${edge.type} →` : `← ${edge.type}`;
  return element("li", {}, placeLink(edge.file, edge.line, arrow), " ",
    element("button", { type: "button", class: "name", dir: "auto",
      onclick: () => act.choose(other.number) }, shortened(other.label)));
}

// The heat map: a cell, pressed, lists its incidents below.

function incidentsOf(place) {
  const [service, mode] = place.split(",").map((number) => NODES[number]);
  const its = DATA.heat[place].map((number) => NODES[number]);
  const items = its.map((node) =>
    element("li", {}, nodeLink(node), node.label === node.name ? null
      : element("span", { dir: "auto" }, ` ${node.label}`)));
  room("heat-incidents").replaceChildren(
    element("h3", { dir: "auto" }, `${mode.name} in ${service.name}: ${its.length}`),
    element("ul", {}, items));
}

onPart("heat-map", () => {
  room("heat-incidents").setAttribute("aria-live", "polite");
  for (const cell of document.querySelectorAll("#heat-map td[data-cell]")) {
    const place = cell.dataset.cell;
    const [service, mode] = place.split(",").map((number) => NODES[number].name);
    const name = `${cell.textContent}: ${mode} in ${service}`;
    cell.replaceChildren(element("button",
      { type: "button", "aria-label": name, onclick: () => incidentsOf(place) },
      cell.textContent));
  }
});

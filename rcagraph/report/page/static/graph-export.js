// The drawing as a file.

function saved(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function asPng(view) {
  saved(view.png({ output: "blob", full: true, scale: 2, bg: colour("--paper") }), "graph.png");
}

function asSvg(view) {
  const box = view.elements().boundingBox();
  const edge = 30;
  const drawing = svg("svg", {
    xmlns: SVG, "font-family": "sans-serif", "font-size": 11,
    viewBox: [box.x1 - edge, box.y1 - edge, box.w + 2 * edge, box.h + 2 * edge].join(" "),
  });
  view.edges().forEach((each) => {
    const [from, to] = [each.source().position(), each.target().position()];
    drawing.append(svg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: "#888" },
      svg("title", {}, each.data("type"))));
  });
  view.nodes().forEach((each) => {
    const { x, y } = each.position();
    drawing.append(svg("circle", { cx: x, cy: y, r: 9, fill: each.data("colour") }),
      svg("text", { x, y: y + 21, "text-anchor": "middle", fill: "#222" }, each.data("label")));
  });
  const text = new XMLSerializer().serializeToString(drawing);
  saved(new Blob([text], { type: "image/svg+xml" }), "graph.svg");
}

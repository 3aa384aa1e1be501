// The blast radius as rings: a ring a hop, each thing near what it hangs on, its colour its chance.

const RING = 78;
const MOST_IN_RINGS = 160;

function rings(radius, hops) {
  const its = radius.structural.slice(0, MOST_IN_RINGS);
  const [width, height] = [2 * RING * hops + 260, 2 * RING * hops + 90];
  const [x, y] = [width / 2, height / 2 - 10];
  const angle = new Map([[radius.service, 0]]);
  const spot = new Map([[radius.service, [x, y]]]);
  for (const hop of d3.range(1, hops + 1)) {
    const ring = its.filter((each) => each.hops === hop);
    const sorted = d3.sort(ring, (each) => angle.get(each.path.at(-2)) ?? 0, (each) => each.name);
    sorted.forEach((each, at) => {
      const turn = (2 * Math.PI * (at + 0.5 * (hop % 2))) / sorted.length;
      angle.set(each.name, turn);
      spot.set(each.name, [x + RING * hop * Math.sin(turn), y - RING * hop * Math.cos(turn)]);
    });
  }
  const seen = new Set(radius.observed.map((each) => each.name));
  const name = `Rings by hops around ${radius.service}; the same is in the tables below`;
  return element("figure", { class: "rings" }, svg("svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name },
    d3.range(1, hops + 1).map((hop) =>
      svg("circle", { cx: x, cy: y, r: RING * hop, class: "ring" })),
    its.map((each) => ringLine(spot.get(each.path.at(-2)), spot.get(each.name))),
    its.map((each) => ringDot(each, spot.get(each.name), seen.has(each.name))),
    ringDot({ name: radius.service, probability: 1 }, [x, y], false)),
    element("figcaption", {}, "A ring a hop along witness paths; the fuller the dot, the likelier " +
      "it goes down too; a red edge: hit by past incidents" +
      (radius.structural.length > its.length ? `. The first ${its.length} are drawn` : "")));
}

function ringLine(from, to) {
  return from && to
    ? svg("line", { x1: from[0], y1: from[1], x2: to[0], y2: to[1], class: "path" }) : null;
}

function ringDot(each, [x, y], isSeen) {
  return svg("g", { class: isSeen ? "dot seen" : "dot" },
    svg("title", {}, `${each.name}: ${chance(each.probability)}`),
    svg("circle", { cx: x, cy: y, r: 9, "fill-opacity": Math.max(0.08, each.probability) }),
    svg("text", { x, y: y + 22, "text-anchor": "middle" }, shortened(each.name, 24)));
}

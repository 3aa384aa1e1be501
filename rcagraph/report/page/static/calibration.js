// Does it come as foretold? Each bin of the forecasts against what happened.

onPart("dependencies", () => {
  const ways = [["what came before", "rolling"], ["other families", "without_family"]];
  const bins = ways.flatMap(([way, key]) =>
    DATA.calibration[key].reliability.filter((bin) => bin.n && bin.foretold !== null)
      .map((bin) => ({ ...bin, way })));
  if (!bins.length) return;
  chart(room("calibration-chart"),
    "Probabilities against what happened; on the line it comes as foretold. Size: how many were " +
    "foretold",
    {
      height: 340, marginLeft: 50, marginRight: 30, width: Math.min(680, room("calibration-chart").clientWidth || 680),
      x: { label: "foretold", domain: [0, 1], ticks: [0, 0.5, 1], tickFormat: "%" },
      y: { label: "were hit", domain: [0, 1], grid: true, tickFormat: "%" },
      fx: { label: "taught by", padding: 0.15 }, r: { range: [3, 12] },
      marks: [
        Plot.line([[0, 0], [1, 1]], { stroke: "currentColor", strokeDasharray: "4 4" }),
        Plot.dot(bins, { x: "foretold", y: "happened", r: "n", fx: "way",
          fill: "var(--accent)", fillOpacity: 0.6 }),
      ],
    });
});

// Charts by Observable Plot, as wide as their room, with a name that is read aloud.

const MOST_WIDE = 900;

function chart(where, name, options) {
  const width = Math.max(300, Math.min(MOST_WIDE, where.clientWidth || MOST_WIDE));
  const drawn = Plot.plot({
    width, marginBottom: 42, style: { background: "transparent", fontSize: "12px" }, ariaLabel: name, ...options,
  });
  // Plot writes a style of its own, which the page's policy forbids; ours has the same rules.
  for (const style of drawn.querySelectorAll("style")) style.remove();
  // One picture with one name: what it shows is in the table beside it.
  for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  drawn.setAttribute("role", "img");
  where.append(element("figure", {}, drawn, element("figcaption", {}, name)));
}

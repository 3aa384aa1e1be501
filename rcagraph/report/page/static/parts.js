// The parts as tabs: one is shown at a time, by the address's fragment, and drawn when first shown.

const PARTS = [...document.querySelectorAll("section.part")];
const DRAWINGS = new Map();
const WHEN_SHOWN = new Map();

// `draw` runs once; `shown` each time, with what the fragment has after the part's name.
function onPart(id, draw, shown) {
  if (!room(id)) return;
  if (draw) DRAWINGS.set(id, [...(DRAWINGS.get(id) ?? []), draw]);
  if (shown) WHEN_SHOWN.set(id, shown);
}

function drawn(id) {
  const drawings = DRAWINGS.get(id) ?? [];
  DRAWINGS.delete(id);
  for (const draw of drawings) draw();
}

function fragment() {
  const [id, ...rest] = location.hash.slice(1).split("/");
  return { id, rest: decoded(rest.join("/")) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function showPart() {
  const { id, rest } = fragment();
  const target = document.getElementById(id);
  const part = target?.closest("section.part") ?? PARTS[0];
  for (const each of PARTS) each.hidden = each !== part;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${part.id}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  drawn(part.id);
  WHEN_SHOWN.get(part.id)?.(rest);
  if (target && target !== part && part.contains(target)) {
    if (target instanceof HTMLDetailsElement) target.open = true;
    target.scrollIntoView();
  }
}

function showAll() {
  for (const part of PARTS) {
    part.hidden = false;
    if (DRAWINGS.has(part.id)) {
      drawn(part.id);
      WHEN_SHOWN.get(part.id)?.("");
    }
  }
}

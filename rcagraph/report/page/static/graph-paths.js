// Breadth first: what is near a node, and the shortest way between two.

function neighbourhood(start, depth, allowed) {
  const seen = new Set([start]);
  let front = [start];
  for (let step = 0; step < depth; step += 1) {
    front = front.flatMap((number) => AT[number].map((edge) => otherEnd(edge, number)))
      .filter((number) => allowed.has(number) && !seen.has(number) && seen.add(number));
  }
  return seen;
}

// The nodes of a shortest path over edges either way; null where there is none.
function shortestPath(start, end) {
  const before = new Map([[start, null]]);
  const queue = [start];
  for (const number of queue) {
    if (number === end) return traced(before, end);
    for (const edge of AT[number]) {
      const next = otherEnd(edge, number);
      if (!before.has(next)) {
        before.set(next, number);
        queue.push(next);
      }
    }
  }
  return null;
}

function traced(before, end) {
  const path = [];
  for (let number = end; number !== null; number = before.get(number)) path.unshift(number);
  return path;
}

// Where each state of a flow stands: ranks from top to bottom along the ways forward, side by side where ways part.

export const NODE = { width: 138, height: 30 };
const GAP = { x: 16, y: 30 };
const LANE = 8;
const MOST_LANES = 7;
const MARGIN = 26;

// Every question has these; drawn for all of them they would hide the flow.
const ALWAYS = ['expire', 'remind', 'edit'];

/** @returns {{nodes: Map, edges: Array, width: number, height: number}} Nodes with their middle x and y, edges with their path. */
export function layout(graph) {
  const order = new Map(graph.nodes.map((node, index) => [node.name, index]));
  const edges = merged(graph.edges.filter(edge => !ALWAYS.includes(edge.trigger) && edge.from !== edge.to))
    .map(edge => ({ ...edge, back: order.get(edge.to) < order.get(edge.from) }));
  const rank = ranks(graph, edges);
  const nodes = place(graph, edges, rank);
  route(edges, nodes, rank);
  return { ...bounds(nodes, edges), nodes, edges };
}

/** Edges between the same two states are one line with all their triggers. */
function merged(edges) {
  const lines = new Map();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to}`;
    const line = lines.get(key) ?? { from: edge.from, to: edge.to, triggers: [] };
    line.triggers.push(edge.condition ? `${edge.trigger}: ${edge.condition}` : edge.trigger);
    lines.set(key, line);
  }
  return [...lines.values()];
}

function ranks(graph, edges) {
  const rank = new Map(graph.nodes.map(node => [node.name, 0]));
  const forward = edges.filter(edge => !edge.back);
  const entered = new Set([graph.start, ...forward.map(edge => edge.to)]);
  // The order of the file goes forward, so one pass finds the longest way to each state.
  for (const node of graph.nodes)
    for (const edge of forward)
      if (edge.from === node.name) rank.set(edge.to, Math.max(rank.get(edge.to), rank.get(node.name) + 1));
  // What is entered only from below stands just above where it leads.
  for (const node of graph.nodes) {
    if (entered.has(node.name)) continue;
    const targets = forward.filter(edge => edge.from === node.name).map(edge => rank.get(edge.to));
    rank.set(node.name, targets.length > 0 ? Math.max(0, Math.min(...targets) - 1) : Math.max(...rank.values()));
  }
  return rank;
}

function place(graph, edges, rank) {
  const nodes = new Map();
  const rows = [];
  for (const node of graph.nodes) (rows[rank.get(node.name)] ??= []).push(node);
  const wide = NODE.width + GAP.x;
  rows.forEach((row, level) => {
    const wish = row.map((node, index) => {
      const above = edges.filter(edge => !edge.back && edge.to === node.name && nodes.has(edge.from)).map(edge => nodes.get(edge.from));
      const near = above.filter(parent => parent.level === level - 1);
      const from = near.length > 0 ? near : above;
      // The first way a state names is the usual one: it stays in line, the others stand to its right.
      return { node, x: from.length > 0 ? from.reduce((sum, parent) => sum + parent.x, 0) / from.length : 0, index };
    }).sort((a, b) => a.x - b.x || a.index - b.index);
    let next = -Infinity;
    for (const one of wish) {
      one.x = Math.max(one.x, next);
      next = one.x + wide;
    }
    const shift = wish.length > 1 ? wish.reduce((sum, one) => sum + one.x, 0) / wish.length * 0.6 : 0;
    for (const one of wish) nodes.set(one.node.name, { ...one.node, x: one.x - shift, y: level * (NODE.height + GAP.y), level });
  });
  return nodes;
}

function route(edges, nodes, rank) {
  const rows = [];
  for (const node of nodes.values()) {
    const row = rows[node.level] ??= { left: Infinity, right: -Infinity, lanes: { left: 0, right: 0 } };
    row.left = Math.min(row.left, node.x - NODE.width / 2);
    row.right = Math.max(row.right, node.x + NODE.width / 2);
  }
  for (const edge of edges) {
    const from = nodes.get(edge.from);
    const to = nodes.get(edge.to);
    const step = rank.get(edge.to) - rank.get(edge.from);
    if (step === 1) {
      straight(edge, from, to);
      continue;
    }
    // As close to the rows that it passes as their widest one allows.
    const passed = rows.slice(Math.min(from.level, to.level), Math.max(from.level, to.level) + 1);
    // Back up on the left, ahead on the right, unless that leads across the states beside it.
    const side = step > 1 && from.x > to.x - NODE.width / 2 ? 'right' : 'left';
    const lane = Math.max(...passed.map(row => row.lanes[side]));
    passed.forEach(row => { row.lanes[side] = lane + 1; });
    if (side === 'right') around(edge, from, to, Math.max(...passed.map(row => row.right)), 1, lane);
    else around(edge, from, to, Math.min(...passed.map(row => row.left)), -1, lane);
  }
}

function straight(edge, from, to) {
  const top = from.y + NODE.height / 2;
  const end = to.y - NODE.height / 2;
  const middle = (top + end) / 2;
  edge.path = `M${from.x} ${top}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${end}`;
  edge.label = { x: to.x, y: end - 9 };
}

/** Along the side, so that it crosses no state. */
function around(edge, from, to, side, sign, lane) {
  const at = side + sign * (12 + (lane % MOST_LANES) * LANE);
  const start = from.x + sign * NODE.width / 2;
  const end = to.x + sign * NODE.width / 2;
  const turn = from.y < to.y ? 10 : -10;
  edge.path = `M${start} ${from.y}C${at} ${from.y} ${at} ${from.y} ${at} ${from.y + turn}L${at} ${to.y - turn}C${at} ${to.y} ${at} ${to.y} ${end} ${to.y}`;
  edge.label = { x: at, y: (from.y + to.y) / 2 };
}

function bounds(nodes) {
  const all = [...nodes.values()];
  const lanes = 12 + MOST_LANES * LANE;
  const left = Math.min(...all.map(node => node.x)) - NODE.width / 2 - lanes - MARGIN / 2;
  const right = Math.max(...all.map(node => node.x)) + NODE.width / 2 + lanes + MARGIN / 2;
  return { left, top: -NODE.height / 2 - MARGIN, width: right - left, height: Math.max(...all.map(node => node.y)) + NODE.height + MARGIN * 2 };
}

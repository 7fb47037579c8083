import { h, s } from './dom.js';
import { layout, NODE } from './layout.js';

const SIGNS = { say: '”', ask: '?', choose: '☰', call: '⇄', set: '=', flow: '⧉', end: '■' };
const LONGEST = 17;
const SCALE = 0.9;

/** The drawing of one flow; <mark> says where a conversation stands in it and where it has been. */
export class Diagram {
  constructor(graph) {
    this.graph = graph;
    this.plan = layout(graph);
    this.nodes = new Map();
    this.edges = [];
    const { left, top, width, height } = this.plan;
    this.svg = s('svg', { viewBox: `${left} ${top} ${width} ${height}`, width: Math.round(width * SCALE), height: Math.round(height * SCALE), role: 'img', 'aria-label': `Flow ${graph.flow}` },
      s('defs', {}, ['arrow', 'arrow-walked', 'arrow-next'].map(id => s('marker', { id: `${id}-${graph.flow}`, class: id, viewBox: '0 0 8 8', refX: '7', refY: '4', markerWidth: '6', markerHeight: '6', orient: 'auto-start-reverse' }, s('path', { d: 'M0 0L8 4L0 8z' })))),
      s('g', {}, this.plan.edges.map(edge => this.#edge(edge))),
      s('g', {}, [...this.plan.nodes.values()].map(node => this.#node(node))));
    this.element = h('div', { class: 'drawing' }, this.svg);
  }

  #edge(edge) {
    const line = s('path', { d: edge.path, class: `edge${edge.back ? ' back' : ''}`, 'marker-end': `url(#arrow-${this.graph.flow})` }, s('title', {}, `${edge.from} → ${edge.to}: ${edge.triggers.join(', ')}`));
    const short = edge.triggers[0].replace(/^(outcome|command) /, '').replace(/^answer( \d+)?(: )?/, '').replace(/^\w+ is (?!set|not)/, '');
    const label = s('text', { x: edge.label.x, y: edge.label.y, class: 'way' }, short.length > 24 ? `${short.slice(0, 23)}…` : short);
    this.edges.push({ ...edge, line, text: label });
    return s('g', {}, line, label);
  }

  #node(node) {
    const name = node.name.length > LONGEST ? `${node.name.slice(0, LONGEST - 1)}…` : node.name;
    const group = s('g', { class: `node ${node.kind}`, transform: `translate(${node.x} ${node.y})`, 'data-state': node.name },
      s('title', {}, `${node.kind} ${node.name}${node.detail ? `: ${node.detail}` : ''}`),
      s('rect', { x: -NODE.width / 2, y: -NODE.height / 2, width: NODE.width, height: NODE.height, rx: node.kind === 'end' || node.kind === 'say' ? 15 : 7 }),
      s('text', { x: -NODE.width / 2 + 13, class: 'sign' }, SIGNS[node.kind] ?? '·'),
      s('text', { x: 7 }, name));
    this.nodes.set(node.name, group);
    return group;
  }

  /** @param state Where it stands; empty for nowhere. @param visited Names of states passed. @param ways Set of "from to" gone. */
  mark(state, visited, ways) {
    for (const [name, node] of this.nodes) {
      node.classList.toggle('now', name === state);
      node.classList.toggle('visited', visited.has(name) && name !== state);
    }
    for (const edge of this.edges) {
      const walked = ways.has(`${edge.from} ${edge.to}`);
      const next = edge.from === state;
      edge.line.classList.toggle('walked', walked);
      edge.line.classList.toggle('next', next);
      edge.text.classList.toggle('shown', next && !edge.back);
      edge.line.setAttribute('marker-end', `url(#${next ? 'arrow-next' : walked ? 'arrow-walked' : 'arrow'}-${this.graph.flow})`);
    }
    const known = [...visited].filter(name => this.nodes.has(name)).length;
    this.svg.setAttribute('aria-label', `Flow ${this.graph.flow}: ${state ? `at ${state}` : 'nobody is in it'}, ${known} of ${this.nodes.size} states visited`);
  }

  /** Scrolls the state into the middle of the drawing's window. */
  center(state) {
    const box = this.element;
    const spot = this.plan.nodes.get(state);
    if (!spot || box.clientHeight === 0) return;
    const scale = this.svg.clientWidth / this.plan.width;
    box.scrollTo({
      top: (spot.y - this.plan.top) * scale - box.clientHeight / 2,
      left: (spot.x - this.plan.left) * scale - box.clientWidth / 2,
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
    });
  }
}

import { isOf, read } from './api.js';
import { controls } from './controls.js';
import { Diagram } from './diagram.js';
import { clock, h, span } from './dom.js';

const MOST_STEPS = 120;
const LOOK_DELAY = 80;
const NOBODY = { frames: [], timers: [], outbox: [], known: false };

/** What the machine does for the phone that is watched. */
export class Machine {
  #log = [];
  #timer;
  #looking = 0;
  #diagram;
  #chosen = '';
  #flowShown = '';
  #stateShown = '';

  /** @param fork Goes on from a turn at another phone. */
  constructor(element, setup, graphs, complain, fork) {
    this.fork = setup.channels.length > 0 ? fork : null;
    this.ahead = setup.clock ?? 0;
    this.complain = complain;
    this.diagrams = new Map(graphs.map(graph => [graph.flow, graph]));
    this.drawn = new Map();
    this.view = NOBODY;
    this.where = h('p', { class: 'where', role: 'status' });
    this.choice = h('select', { 'aria-label': 'Flow to show', onchange: () => { this.#chosen = this.choice.value; this.#draw(); } },
      h('option', { value: '' }, 'Follow the conversation'), graphs.map(graph => h('option', { value: graph.flow }, graph.flow)));
    this.canvas = h('div', { class: 'canvas', tabindex: '0', role: 'group', 'aria-label': 'Diagram' });
    this.answers = h('tbody');
    this.waits = h('ul', { class: 'waits' });
    this.steps = h('ol', { class: 'steps', reversed: true, tabindex: '0', 'aria-label': 'Turns and calls, the newest first' });
    this.outbox = h('tbody');
    this.account = h('ul', { class: 'account' });
    this.armed = h('ul', { class: 'armed' });
    element.append(
      setup.channels.length > 0 ? controls(setup, () => this.phone, complain) : '',
      h('div', { class: 'map' }, h('header', {}, this.where, this.choice), this.canvas),
      h('div', { class: 'facts', tabindex: '0', role: 'group', 'aria-label': 'Details' },
        panel('Waiting for', this.waits, this.armed),
        panel('Turns and calls', this.steps),
        panel('Answers', table(['Slot', 'Value'], this.answers)),
        setup.channels.length > 0 ? panel('Alarms and costs', this.account) : '',
        panel('Outbox', table(['What', 'State', 'Delivery', 'At'], this.outbox, 'sent'))));
    this.#render();
  }

  watch(phone) {
    this.phone = phone;
    // What is on its way is about somebody else.
    this.#looking++;
    this.view = NOBODY;
    this.#fetch();
  }

  /** The host is another one than before. */
  forget() {
    this.#log = [];
    this.#look();
  }

  /** The pane has just become visible. */
  shown() {
    this.#stateShown = '';
    this.#draw();
  }

  take(entry) {
    if (entry.kind === 'advanced') this.ahead = entry.event.ahead;
    const kept = ['turned', 'called', 'unsent', 'trouble', 'faulted', 'behaved', 'crashed', 'advanced', 'edited', 'given'];
    if (kept.includes(entry.kind)) this.#log.push(entry);
    if (this.#log.length > 4000) this.#log.splice(0, 1000);
    if (this.phone && isOf(entry, this.phone)) this.#look();
  }

  /** Reads where the conversation stands, once for all that happens within a moment. */
  #look() {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#fetch();
    }, LOOK_DELAY);
  }

  async #fetch() {
    if (!this.phone) return;
    const look = ++this.#looking;
    try {
      const view = await read(`/console/machine/${this.phone.channel}/${this.phone.from ?? this.phone.number}`);
      if (look !== this.#looking) return;
      this.view = view;
      this.#render();
    } catch (refused) {
      this.complain(refused.message);
    }
  }

  get #mine() {
    return this.#log.filter(entry => isOf(entry, this.phone));
  }

  #render() {
    const { view } = this;
    const top = view.frames.at(-1);
    const apart = [view.withHuman && ' (with a person)', view.heldUntil && ` (a person writes by hand, the bot waits until ${clock(view.heldUntil)})`, view.optedOut && ' (wants no messages)'].filter(Boolean);
    this.where.replaceChildren(...(top
      ? [h('b', {}, top.flow), ' at ', h('b', { class: 'state' }, top.state), view.pending ? ' (waiting for a partner)' : '', view.overlay ? ` (asking: ${view.overlay})` : '', ...apart, h('span', { class: 'language' }, view.language)]
      : [view.known ? 'Nothing is going on' : 'Nobody has spoken yet', ...apart]));
    this.#renderAnswers(view.frames);
    this.#renderWaits(view);
    this.#renderSteps();
    this.#renderAccount(view);
    this.outbox.replaceChildren(...view.outbox.map(row => this.#row(row)));
    this.#draw();
  }

  #renderAnswers(frames) {
    const rows = frames.toReversed().flatMap(frame => frame.slots.filter(slot => slot.value !== '').map(slot => h('tr', {},
      h('th', { scope: 'row', title: frame.flow }, slot.name), h('td', { class: slot.personal ? 'masked' : '' }, slot.value))));
    this.answers.replaceChildren(...(rows.length > 0 ? rows : [h('tr', {}, h('td', { colspan: '2', class: 'none' }, 'none yet'))]));
  }

  #renderWaits(view) {
    const now = Date.now() + this.ahead * 1000;
    this.waits.replaceChildren(...view.timers.map(timer => h('li', {}, h('b', {}, timer.kind), ` in ${span((Date.parse(timer.due) - now) / 1000)}, at ${clock(timer.due)}`)));
    if (view.timers.length === 0) this.waits.append(h('li', { class: 'none' }, 'no timer is armed'));
    this.armed.replaceChildren(...(this.ahead > 0 ? [h('li', {}, `the clock is ${span(this.ahead)} ahead`)] : []));
  }

  #renderAccount({ alarms = [], costs = [] }) {
    const lines = [
      ...alarms.map(alarm => h('li', { class: 'alarm' }, h('b', {}, alarm.name), ` ${alarm.sentence}`)),
      ...costs.map(line => h('li', { class: 'cost' }, h('b', {}, line.category), ` ${line.count} ${line.charged ? 'charged' : 'free'} this month`)),
    ];
    this.account.replaceChildren(...(lines.length > 0 ? lines : [h('li', { class: 'none' }, 'none')]));
  }

  #renderSteps() {
    this.steps.replaceChildren(...this.#mine.slice(-MOST_STEPS).reverse().map(entry => h('li', { class: entry.kind }, h('time', {}, clock(entry.at, true)), ' ', said(entry), this.#onward(entry))));
  }

  /** Any turn can be gone on from at another phone. */
  #onward({ kind, event }) {
    if (kind !== 'turned' || !this.fork || !event.turn) return '';
    const { phone } = this;
    return h('button', { type: 'button', class: 'onward', title: 'Another phone goes on from here', 'aria-label': `Go on from turn ${event.turn} at another phone`, onclick: () => this.fork(phone, event.turn) }, '⑂');
  }

  #row(row) {
    const late = row.due && row.state === 'pending' && row.attempts > 0 ? `, again at ${clock(row.due, true)}` : '';
    const ticks = { sent: '✓ sent', delivered: '✓✓ delivered', read: '✓✓ read' }[row.delivery] ?? row.delivery ?? '';
    return h('tr', { title: row.failure ?? '' },
      h('th', { scope: 'row' }, row.stream === 'calls' ? '⇄ ' : '', row.kind), h('td', { class: `is-${row.state}` }, `${row.state}${late}`),
      h('td', { class: row.delivery === 'read' ? 'read' : '' }, ticks), h('td', {}, clock(row.at, true)));
  }

  #draw() {
    const top = this.view.frames.at(-1);
    const flow = this.#chosen || top?.flow || this.#flowShown || this.diagrams.keys().next().value;
    if (!flow || !this.diagrams.has(flow)) return;
    if (!this.drawn.has(flow)) this.drawn.set(flow, new Diagram(this.diagrams.get(flow)));
    const diagram = this.drawn.get(flow);
    if (this.#diagram !== diagram) {
      this.#diagram = diagram;
      this.canvas.replaceChildren(diagram.element);
    }
    const frame = this.view.frames.findLast(one => one.flow === flow);
    const path = this.#mine.filter(entry => entry.kind === 'turned').flatMap(entry => entry.event.path).filter(step => step.flow === flow);
    const visited = new Set([...(frame?.trail ?? []), ...path.flatMap(step => [step.from, step.to])]);
    diagram.mark(frame?.state ?? '', visited, new Set(path.map(step => `${step.from} ${step.to}`)));
    const state = `${flow}/${frame?.state ?? ''}`;
    if (state !== this.#stateShown) diagram.center(frame?.state ?? diagram.graph.start);
    [this.#flowShown, this.#stateShown] = [flow, state];
  }
}

const panel = (title, ...content) => h('section', { class: 'panel' }, h('h3', {}, title), content);

const table = (heads, body, kind) => h('table', { class: kind }, h('thead', {}, h('tr', {}, heads.map(head => h('th', { scope: 'col' }, head)))), body);

function said({ kind, event }) {
  switch (kind) {
    case 'turned': return [h('b', {}, event.input), ' ', h('span', { class: 'path' }, way(event.path)), event.calls ? h('span', { class: 'calls' }, ` calls ${event.calls}`) : '', event.needsHuman ? ` needs a person: ${event.needsHuman}` : ''];
    case 'called': return [h('b', {}, event.operation), ' ', h('span', { class: event.outcome === 'unavailable' ? 'bad' : 'good' }, event.outcome), ` ${event.milliseconds} ms${event.recovered ? ', found out' : ''}`];
    case 'unsent': return [h('b', {}, `message ${event.result}`), ` ${event.why}`];
    case 'trouble': return [h('b', {}, `trouble with ${event.work}`), ` ${event.error}`];
    case 'faulted': return [h('b', {}, `${event.partner} is told: `), event.fault];
    case 'given': return [h('b', {}, 'a host is told to answer: '), event.line];
    case 'behaved': return [h('b', {}, 'all faults cleared')];
    case 'edited': return event.faults.length === 0 ? [h('b', {}, 'the edited flows are in use')] : [h('b', { class: 'bad' }, 'the edited flows cannot run'), ` ${event.faults.join(' · ')}`];
    case 'crashed': return [h('b', {}, 'memory dropped')];
    default: return [h('b', {}, `clock + ${span(event.seconds)}`)];
  }
}

function way(path) {
  if (path.length === 0) return 'stays';
  const [first] = path;
  return `${first.from || first.flow}${path.map(step => step.to === step.from ? ` (${step.trigger})` : ` → ${step.to || step.trigger}`).join('')}`;
}

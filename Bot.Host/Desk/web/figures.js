import { read } from './api.js';
import { Diagram } from './diagram.js';
import { h, s, span } from './dom.js';
import { NODE } from './layout.js';
import { notice } from './notice.js';
import { table } from './people.js';
import { t } from './words.js';

const DAYS = [1, 7, 30, 90, 365];

/** How often what happened in a flow: on its drawing, and as a table. */
export function figures() {
  const flow = h('select', { 'aria-label': t('flow') });
  const days = h('select', { 'aria-label': t('days') }, DAYS.map(count => h('option', { value: count, selected: count === 30 }, t('lastDays', count))));
  const language = h('select', { 'aria-label': t('speaks') });
  const save = h('a', { download: '' }, t('exportLog'));
  const shown = h('div', { class: 'figures' });
  const element = h('section', { class: 'people', 'aria-label': t('figures') }, h('h2', {}, t('figures')), h('div', { class: 'adding' }, flow, days, language, save), shown);

  const draw = async () => {
    const query = new URLSearchParams({ days: days.value, ...(language.value ? { language: language.value } : {}) });
    const path = `flows/${encodeURIComponent(flow.value)}`;
    const [graph, counts, sample] = [await read(path), await read(`${path}/figures?${query}`), await read(`${path}/sample?${query}`)];
    save.href = `/desk/api/${path}/figures.csv?${query}`;
    const file = (name, label) => h('a', { href: `/desk/api/${path}/${name}.csv?${query}`, download: '' }, label);
    const chosen = language.value;
    language.replaceChildren(h('option', { value: '' }, t('allLanguages')), ...counts.languages.map(one => h('option', { value: one, selected: one === chosen }, one)));
    const diagram = new Diagram(graph);
    count(diagram, counts.rows);
    time(diagram, sample.times);
    diagram.mark('', new Set(graph.nodes.map(node => node.name).filter(name => counts.rows.some(row => row.state === name))), new Set());
    diagram.element.tabIndex = 0;
    diagram.element.setAttribute('role', 'region');
    diagram.element.setAttribute('aria-label', `${t('flow')} ${flow.value}`);
    shown.replaceChildren(diagram.element, h('p', { class: 'sampled' }, t('sampled', sample.turns.toLocaleString(), sample.begun.toLocaleString(), sample.finished.toLocaleString())),
      states(graph, counts.rows, sample.times), h('h3', {}, t('rejectedTexts')), h('p', { class: 'quiet' }, t('rejectedHint')), rejects(sample.rejects),
      h('p', { class: 'files' }, file('times', t('saveTimes')), ' · ', file('rejected', t('saveRejected'))));
  };
  const again = () => draw().catch(failure => notice(failure.message));
  for (const select of [flow, days, language]) select.addEventListener('change', again);
  read('flows').then(({ items }) => {
    flow.replaceChildren(...items.map(name => h('option', { value: name }, name)));
    again();
  }, failure => notice(failure.message));
  return element;
}

/** The figures of a way stand beside it. */
function count(diagram, rows) {
  for (const edge of diagram.edges) {
    const triggers = edge.triggers.map(trigger => trigger.replace(/: .*/, ''));
    const turns = rows.filter(row => row.state === edge.from && triggers.includes(row.trigger)).reduce((sum, row) => sum + row.turns, 0);
    if (turns === 0) continue;
    edge.text.textContent = turns.toLocaleString();
    edge.text.setAttribute('class', 'way counted');
  }
}

/** How long people stand at a state, under it: the median, and what one of ten takes or more. */
function time(diagram, times) {
  for (const { state, median, tenth } of times) {
    diagram.nodes.get(state)?.append(s('text', { y: NODE.height / 2 + 8, class: 'took' }, `${span(median)} · p90 ${span(tenth)}`));
  }
}

/** What people type that is not understood, by the rule that turned it away. */
function rejects(items) {
  if (items.length === 0) return h('p', { class: 'none' }, t('none'));
  return table([t('state'), t('rule'), t('text'), t('times'), t('people_')], items.map(one => [one.state, one.rule, one.text, one.times.toLocaleString(), one.people.toLocaleString()]));
}

/** One row a state: heard, answered, rejected, left by a command, expired, and how long it takes. */
function states(graph, rows, times) {
  const sum = (state, wanted) => rows.filter(row => row.state === state && wanted(row.trigger)).reduce((all, row) => all + row.turns, 0);
  const begins = name => trigger => trigger.startsWith(name);
  const shown = graph.nodes.filter(node => rows.some(row => row.state === node.name));
  const share = (part, whole) => whole > 0 ? `${part.toLocaleString()} (${Math.round(part / whole * 100)} %)` : part.toLocaleString();
  if (shown.length === 0) return h('p', { class: 'none' }, t('none'));
  return table([t('state'), t('heard'), t('answered'), t('rejected'), t('left'), t('expired'), t('median'), 'p90'], shown.map(node => {
    const took = times.find(one => one.state === node.name);
    const whole = sum(node.name, () => true);
    return [node.name, whole.toLocaleString(), share(sum(node.name, begins('answer')), whole), share(sum(node.name, begins('reject')), whole),
      share(sum(node.name, begins('command')), whole), share(sum(node.name, begins('expire')), whole),
      took ? span(took.median) : '–', took ? span(took.tenth) : '–'];
  }));
}

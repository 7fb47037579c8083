import { read } from './api.js';
import { Diagram } from './diagram.js';
import { h, s } from './dom.js';
import { NODE } from './layout.js';
import { notice } from './notice.js';
import { table } from './people.js';
import { lasting, moment, t } from './words.js';

const DAYS = [1, 7, 30, 90, 365];

/** Signs of a version that tell it apart. */
const SHORT = 8;

/** What happened in a flow: on its drawing, and as tables. */
export function figures() {
  const flow = h('select', { 'aria-label': t('flow') });
  const days = h('select', { 'aria-label': t('days') }, DAYS.map(count => h('option', { value: count, selected: count === 30 }, t('lastDays', count))));
  const language = h('select', { 'aria-label': t('speaks') });
  const version = h('select', { 'aria-label': t('version') });
  const shown = h('div', { class: 'figures' });
  const element = h('section', { class: 'people', 'aria-label': t('figures') }, h('h2', {}, t('figures')),
    h('div', { class: 'adding' }, flow, days, language, version), shown);

  const draw = async () => {
    const query = new URLSearchParams({ days: days.value, ...language.value && { language: language.value }, ...version.value && { version: version.value } });
    const path = `flows/${encodeURIComponent(flow.value)}`;
    const [graph, found, sample] = await Promise.all([read(path), read(`${path}/figures?${query}`), read(`${path}/sample?${query}`)]);
    const file = (name, label) => h('li', {}, h('a', { href: `/desk/api/${path}/${name}.csv?${query}`, download: '' }, label));
    offer(language, t('allLanguages'), found.languages, one => one);
    offer(version, t('allVersions'), found.versions, one => one.slice(0, SHORT));
    const diagram = new Diagram(graph);
    count(diagram, found.rows);
    time(diagram, found.states);
    diagram.mark('', new Set(graph.nodes.map(node => node.name).filter(name => found.rows.some(row => row.state === name))), new Set());
    diagram.element.tabIndex = 0;
    diagram.element.setAttribute('role', 'region');
    diagram.element.setAttribute('aria-label', `${t('flow')} ${flow.value}`);
    shown.replaceChildren(diagram.element, h('p', { class: 'runs' }, t('runs', found.begun.toLocaleString(), found.finished.toLocaleString())),
      states(graph, found), h('h3', {}, t('byDay')), byDay(found.days), h('h3', {}, t('reasons')), reasons(found.reasons),
      h('h3', {}, t('rejectedTexts')), h('p', { class: 'quiet' }, told(sample)), rejects(sample.rejects),
      h('h3', {}, t('costs')), costs(found.costs), h('h3', {}, t('asFiles')),
      h('ul', { class: 'files' }, file('figures', t('saveFigures')), file('runs', t('saveRuns')), file('times', t('saveTimes')), file('reasons', t('saveReasons')),
        file('rejected', t('saveRejected'))));
  };
  const again = () => draw().catch(failure => notice(failure.message));
  for (const select of [days, language, version]) select.addEventListener('change', again);
  flow.addEventListener('change', () => {
    version.value = '';
    again();
  });
  read('flows').then(({ items }) => {
    flow.replaceChildren(...items.map(name => h('option', { value: name }, name)));
    again();
  }, failure => notice(failure.message));
  return element;
}

/** All, or one of what there are figures of. */
function offer(select, all, items, label) {
  const chosen = select.value;
  select.replaceChildren(h('option', { value: '' }, all), ...items.map(one => h('option', { value: one, selected: one === chosen }, label(one))));
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
function time(diagram, states) {
  for (const { state, people, median, tenth } of states) {
    if (people > 0) diagram.nodes.get(state)?.append(s('text', { y: NODE.height / 2 + 8, class: 'took' }, `${lasting(median)} · p90 ${lasting(tenth)}`));
  }
}

/** Which answers were looked at. */
function told({ turns, since }) {
  return `${turns > 0 ? t('sampled', turns.toLocaleString(), moment(since)) : t('noneSampled')} ${t('rejectedHint')}`;
}

const none = () => h('p', { class: 'none' }, t('none'));

/** What people type that is not understood, by the rule that turned it away. */
function rejects(items) {
  if (items.length === 0) return none();
  return table([t('state'), t('rule'), t('text'), t('times'), t('people_')], items.map(one => [one.state, rule(one.rule), one.text, one.times.toLocaleString(), one.people.toLocaleString()]));
}

/** Why answers were turned away, all of them. */
function reasons(items) {
  if (items.length === 0) return none();
  return table([t('state'), t('rule'), t('times')], items.map(one => [one.state, rule(one.rule), one.times.toLocaleString()]));
}

function rule(name) {
  return name === '' ? t('ruleUnknown') : name === 'other' ? t('ruleOther') : name === 'choice' ? t('ruleChoice') : name;
}

function byDay(days) {
  if (days.length === 0) return none();
  return table([t('day'), t('begun'), t('finished'), t('turns')], days.toReversed().map(one => [one.day, ...[one.begun, one.finished, one.turns].map(count => count.toLocaleString())]));
}

/** What the provider told of messages that were sent. */
function costs(items) {
  if (items.length === 0) return none();
  return table([t('month'), t('category'), t('charged'), t('messages')], items.map(one => [one.month, one.category, one.billable ? t('charged') : t('free'), one.messages.toLocaleString()]));
}

/** One row a state: reached, heard, answered, rejected, left by a command, expired, and how long it takes. */
function states(graph, { rows, states }) {
  const sum = (state, wanted) => rows.filter(row => row.state === state && wanted(row.trigger)).reduce((all, row) => all + row.turns, 0);
  const begins = name => trigger => trigger.startsWith(name);
  const of = name => states.find(one => one.state === name);
  const shown = graph.nodes.filter(node => of(node.name) || rows.some(row => row.state === node.name));
  const share = (part, whole) => part > 0 ? `${part.toLocaleString()}\u00a0(${Math.round(part / whole * 100)}\u00a0%)` : '0';
  if (shown.length === 0) return none();
  return table([t('state'), t('reached'), t('heard'), t('answered'), t('rejected'), t('left'), t('expired'), t('median'), 'p90'], shown.map(node => {
    const told = of(node.name);
    const whole = sum(node.name, () => true);
    return [node.name, (told?.entered ?? 0).toLocaleString(), whole.toLocaleString(), share(sum(node.name, begins('answer')), whole), share(sum(node.name, begins('reject')), whole),
      share(sum(node.name, begins('command')), whole), share(sum(node.name, begins('expire')), whole),
      told?.people > 0 ? lasting(told.median) : '–', told?.people > 0 ? lasting(told.tenth) : '–'];
  }));
}

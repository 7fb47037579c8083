import { post, read } from './api.js';
import { h } from './dom.js';
import { act, doing, notice } from './notice.js';
import { table } from './people.js';
import { moment, t } from './words.js';

const KINDS = ['decision', 'call', 'send', 'delivery', 'poison', 'human'];

/** Dead letters: by kind, one whole, and what is done about it. @param open Goes to a conversation. */
export function letters(open) {
  const kind = h('select', { 'aria-label': t('kind') });
  const dealt = h('input', { type: 'checkbox' });
  const list = h('div');
  const shown = h('div');
  const more = h('button', { type: 'button', class: 'more', hidden: true, onclick: () => load(next) }, t('more'));
  let next = null;
  let rows = [];

  const load = async (after = '') => {
    const query = new URLSearchParams({ ...(kind.value ? { kind: kind.value } : {}), ...(dealt.checked ? { resolved: 'true' } : {}), ...(after ? { after } : {}) });
    try {
      const page = await read(`letters?${query}`);
      const chosen = kind.value;
      const all = Object.values(page.kinds).reduce((sum, count) => sum + count, 0);
      kind.replaceChildren(h('option', { value: '' }, `${t('allKinds')} (${all})`),
        ...KINDS.map(one => h('option', { value: one, selected: one === chosen }, `${t(`kind_${one}`)} (${page.kinds[one]})`)));
      rows = after ? [...rows, ...page.items] : page.items;
      next = page.next;
      more.hidden = next === null;
      list.replaceChildren(rows.length === 0 ? h('p', { class: 'none' }, t('none'))
        : table([t('kind'), t('when'), t('number'), t('reason'), t('act')], rows.map(letter => [
          t(`kind_${letter.kind}`), moment(letter.at), letter.mobileNumber ?? '–', letter.reason, h('div', { class: 'acts' }, doing(t('open'), () => show(letter.letterId)))])));
    } catch (failure) {
      notice(failure.message);
    }
  };

  const show = async id => {
    const found = await read(`letters/one?${new URLSearchParams({ id })}`);
    shown.replaceChildren(found.resolved ? ended(found.resolved) : card(found, open, done, show));
    shown.firstChild.focus();
  };

  const done = async message => {
    shown.replaceChildren();
    notice(message);
    await load();
  };

  kind.addEventListener('change', () => load());
  dealt.addEventListener('change', () => load());
  load();
  return h('section', { class: 'people care', 'aria-label': t('letters') }, h('h2', {}, t('letters')), h('p', { class: 'quiet' }, t('lettersHint')),
    h('div', { class: 'adding' }, kind, h('label', {}, dealt, t('dealtWith'))), list, more, shown);
}

/** One that waits for a person. */
function card({ letter, session }, open, done, again) {
  const { letterId: id } = letter.letter;
  const facts = [[t('kind'), t(`kind_${letter.letter.kind}`)], [t('when'), moment(letter.letter.at)], [t('number'), letter.letter.mobileNumber], [t('channel'), letter.letter.channel],
    [t('reason'), letter.letter.reason], ...letter.call ? [[t('call'), letter.call.operation], [t('state'), `${letter.call.flow} · ${letter.call.state}`], [t('asked'), moment(letter.call.askedAt)],
      [t('why'), letter.call.why], ...Object.entries(letter.call.arguments)] : []];
  const note = h('textarea', { name: 'note', rows: 2, maxlength: 1000 });
  const run = (what, body = {}) => post(`letters/${what}`, { id, note: note.value, ...body }).then(({ message }) => done(message));
  const element = h('section', { class: 'card letter', tabindex: -1, 'aria-label': id }, h('h3', {}, id),
    h('dl', {}, facts.filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    letter.detail ? h('pre', { class: 'trace', tabindex: 0, role: 'region', 'aria-label': t('details') }, letter.detail) : null,
    h('div', { class: 'acts' },
      doing(`${t('show')} (${t('hidden')})`, async () => element.replaceWith(card({ ...await post('letters/reveal', { id }) }, open, done, again))),
      session ? h('button', { type: 'button', onclick: () => open(session) }, t('conversation')) : null),
    h('form', { 'aria-label': t('note'), onsubmit: event => event.preventDefault() }, h('label', {}, t('noteOfLetter'), note)),
    h('div', { class: 'acts' }, letter.acts.includes('retry') && doing(t('retry'), () => run('retry'), 'strong'),
      letter.acts.includes('resolve') && doing(t('resolve'), () => run('resolve'))),
    letter.acts.includes('settle') && settle(letter.outcomes, run));
  return element;
}

/** What became of a call: one of its outcomes with the fields that it needs. */
function settle(outcomes, run) {
  const fields = h('div', { class: 'adding' });
  const choice = h('select', { name: 'outcome', required: true }, h('option', { value: '' }, t('chooseOutcome')), Object.keys(outcomes).map(name => h('option', { value: name }, name)));
  choice.addEventListener('change', () => fields.replaceChildren(...(outcomes[choice.value] ?? []).map(name => h('label', {}, name, h('input', { name, required: true, maxlength: 200 })))));
  const button = h('button', { type: 'submit', class: 'strong' }, t('settle'));
  return h('form', { class: 'settle', 'aria-label': t('settle'), onsubmit: event => {
    event.preventDefault();
    const given = Object.fromEntries([...fields.querySelectorAll('input')].map(input => [input.name, input.value.trim()]));
    act(button, () => run('settle', { outcome: choice.value, fields: given }));
  } }, h('label', {}, t('outcome'), choice), fields, button);
}

/** One that was dealt with. */
function ended(letter) {
  return h('section', { class: 'card letter', tabindex: -1, 'aria-label': letter.letterId }, h('h3', {}, letter.letterId), h('dl', {},
    [[t('kind'), t(`kind_${letter.kind}`)], [t('when'), moment(letter.at)], [t('reason'), letter.reason], [t('dealtWith'), moment(letter.resolved.at)], [t('who'), letter.resolved.by],
      [t('outcome'), letter.resolved.outcome], [t('note'), letter.resolved.note]].filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])));
}

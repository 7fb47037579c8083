import { post, read } from './api.js';
import { h } from './dom.js';
import { act, notice } from './notice.js';
import { table } from './people.js';
import { moment, t } from './words.js';

/** How long each kind of data is kept, and the log of breaches. */
export function retention() {
  const rules = h('div');
  const breaches = h('div');
  const what = h('textarea', { name: 'what', rows: 2, maxlength: 2000, required: true, 'aria-label': t('happened'), placeholder: t('happened') });
  const found = h('input', { name: 'found', type: 'datetime-local' });
  const people = h('input', { name: 'people', type: 'number', min: 0 });
  const told = h('input', { name: 'told', maxlength: 2000 });
  const add = h('button', { type: 'submit', class: 'strong' }, t('writeDown'));

  const load = async () => {
    const page = await read('retention');
    rules.replaceChildren(table([t('what'), t('keptFor'), t('setting'), t('note')], page.rules.map(rule => [rule.data, rule.kept, rule.setting, rule.note])));
    breaches.replaceChildren(page.breaches.length === 0 ? h('p', { class: 'none' }, t('noBreach'))
      : table([t('foundAt'), t('happened'), t('concerned'), t('told'), t('certIn'), t('board'), t('who')], page.breaches.map(one => [
        moment(one.foundAt), one.what, one.people ?? '–', one.told || '–', moment(one.certInBy), moment(one.boardBy), one.by])));
  };

  const form = h('form', { class: 'adding', 'aria-label': t('writeDown'), onsubmit: event => {
    event.preventDefault();
    act(add, async () => {
      await post('breaches', { what: what.value, told: told.value, ...(found.value ? { foundAt: new Date(found.value).toISOString() } : {}), ...(people.value ? { people: Number(people.value) } : {}) });
      event.target.reset();
      await load();
    });
  } }, what, h('label', {}, t('foundAt'), found), h('label', {}, t('concerned'), people), h('label', {}, t('told'), told), add);

  load().catch(failure => notice(failure.message));
  return h('section', { class: 'people care', 'aria-label': t('retention') }, h('h2', {}, t('retention')), rules, h('h3', {}, t('breaches')), h('p', { class: 'quiet' }, t('breachHint')), form, breaches);
}

import { post, read } from './api.js';
import { h } from './dom.js';
import { act, doing, notice, twice } from './notice.js';
import { moment, t } from './words.js';

const ROLES = ['watch', 'answer', 'manage', 'privacy'];
const role = name => t(name === 'answer' ? 'answerRole' : name);

/** Operators and the audit log, for those who manage. */
export function people(which) {
  const element = h('section', { class: 'people', 'aria-label': t(which) }, h('h2', {}, t(which)));
  (which === 'audit' ? log(element) : accounts(element)).catch(failure => notice(failure.message));
  return element;
}

async function accounts(element) {
  const { items } = await read('operators');
  const name = h('input', { name: 'name', required: true, maxlength: 32, autocomplete: 'off', 'aria-label': t('name'), placeholder: t('name') });
  const boxes = ROLES.map(one => h('label', {}, h('input', { type: 'checkbox', value: one }), role(one)));
  const add = h('button', { type: 'submit', class: 'strong' }, t('add'));
  const change = async (who, body) => {
    const { password } = await post(who ? `operators/${encodeURIComponent(who)}` : 'operators', body);
    const fresh = people('people');
    element.replaceWith(fresh);
    // Until the page is left: it cannot be had again.
    if (password) fresh.append(h('output', { class: 'once' }, `${t('shownOnce', who ?? body.name)} `, h('code', {}, password)));
  };
  const grave = (label, who, body) => twice(label, t('really', label), () => change(who, body));
  element.append(
    h('form', { class: 'adding', 'aria-label': t('add'), onsubmit: event => {
      event.preventDefault();
      act(add, () => change(null, { name: name.value, roles: boxes.map(box => box.firstChild).filter(box => box.checked).map(box => box.value) }));
    } }, name, h('fieldset', {}, h('legend', {}, t('roles')), boxes), add),
    table([t('name'), t('roles'), t('lastSeen'), t('state'), t('act')], items.map(one => [
      one.name, one.roles.map(role).join(', '), moment(one.signedInAt), one.disabled ? t('disabled') : new Date(one.lockedUntil ?? 0) > new Date() ? t('locked') : t('active'),
      h('div', { class: 'acts' }, one.disabled ? doing(t('enable'), () => change(one.name, { disabled: false })) : grave(t('disable'), one.name, { disabled: true }),
        one.openId ? null : grave(t('newPassword'), one.name, {})),
    ])));
}

async function log(element) {
  const rows = [];
  const list = h('div');
  const said = h('p', { role: 'status' });
  const load = async () => {
    const page = await read(`audit${rows.length > 0 ? `?before=${rows.at(-1).number}` : ''}`);
    rows.push(...page.items);
    said.className = page.faults.length > 0 ? 'bad' : 'good';
    said.textContent = page.faults.length > 0 ? page.faults.join(' ') : t('whole');
    list.replaceChildren(table(['#', t('when'), t('who'), t('act'), t('target'), t('why')], rows.map(entry => [entry.number, entry.at ? moment(entry.at) : '–', entry.who, entry.act, entry.target, entry.why])));
    more.hidden = !page.more;
  };
  const more = h('button', { type: 'button', class: 'more', hidden: true, onclick: () => act(more, load) }, t('earlier'));
  element.append(said, list, more);
  await load();
}

/** A table that scrolls by itself where it is wide. */
export function table(heads, rows) {
  return h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': heads.join(', ') }, h('table', {},
    h('thead', {}, h('tr', {}, heads.map(head => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, rows.map(row => h('tr', {}, row.map(cell => h('td', {}, cell)))))));
}

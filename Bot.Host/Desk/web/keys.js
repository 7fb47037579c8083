import { post, read } from './api.js';
import { h } from './dom.js';
import { act, notice, twice } from './notice.js';
import { table } from './people.js';
import { moment, t } from './words.js';

/** API keys, and how far a change of the secret key is. */
export function keys() {
  const element = h('section', { class: 'people care', 'aria-label': t('keys') }, h('h2', {}, t('keys')), h('p', { class: 'quiet' }, t('keysHint')));
  const once = h('output', { class: 'once', hidden: true });
  const made = h('div');
  const state = h('p', { role: 'status' });
  let form = null;

  const load = async () => {
    const { items, scopes, rotation } = await read('keys');
    form ??= adding(scopes);
    if (!form.isConnected) element.append(form, once, made, h('h3', {}, t('rotation')), state);
    made.replaceChildren(items.length === 0 ? h('p', { class: 'none' }, t('none')) : table([t('name'), t('scopes'), t('made'), t('lastUsed'), t('act')], items.map(key => [
      key.name, key.scopes.join(', '), `${moment(key.createdAt)}, ${key.createdBy}`, moment(key.lastUsedAt),
      key.revokedAt ? `${t('revoked')} ${moment(key.revokedAt)}, ${key.revokedBy}` : h('div', { class: 'acts' }, twice(t('revoke'), t('revokeSure', key.name), async () => {
        await post(`keys/${encodeURIComponent(key.name)}/revoke`);
        await load();
      }))])));
    state.textContent = rotation.state === 'running' ? t('rotating', rotation.pass, rotation.done, rotation.tables, rotation.table ?? '', rotation.sealed, rotation.unreadable)
      : rotation.state === 'waiting' ? t('toRotate', rotation.keys) : t('oneKey');
  };

  const adding = scopes => {
    const name = h('input', { name: 'name', required: true, maxlength: 40, autocomplete: 'off', 'aria-label': t('name'), placeholder: t('name') });
    const boxes = ['all', ...scopes].map(scope => h('label', {}, h('input', { type: 'checkbox', value: scope }), scope));
    const add = h('button', { type: 'submit', class: 'strong' }, t('makeKey'));
    return h('form', { class: 'adding', 'aria-label': t('makeKey'), onsubmit: event => {
      event.preventDefault();
      act(add, async () => {
        const { key } = await post('keys', { name: name.value, scopes: boxes.map(box => box.firstChild).filter(box => box.checked).map(box => box.value) });
        once.hidden = false;
        once.replaceChildren(`${t('keyOnce', name.value)} `, h('code', {}, key));
        event.target.reset();
        await load();
      });
    } }, name, h('fieldset', {}, h('legend', {}, t('scopes')), boxes), add);
  };

  load().catch(failure => notice(failure.message));
  return element;
}

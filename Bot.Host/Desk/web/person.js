import { post, read } from './api.js';
import { h } from './dom.js';
import { act, doing, notice, twice } from './notice.js';
import { table } from './people.js';
import { moment, t } from './words.js';

/** A person's data: how much there is, all of it as a file, erasure in two steps with its receipt. */
export function person() {
  const who = h('input', { name: 'who', required: true, maxlength: 64, autocomplete: 'off', inputmode: 'text', 'aria-label': t('numberOrId'), placeholder: t('numberOrId') });
  const look = h('button', { type: 'submit', class: 'strong' }, t('show'));
  const id = h('input', { name: 'erasure', required: true, maxlength: 64, autocomplete: 'off', 'aria-label': t('receiptId'), placeholder: t('receiptId') });
  const find = h('button', { type: 'submit' }, t('receipt'));
  const shown = h('div', { class: 'receipt' });
  const open = h('div');

  const put = element => {
    shown.replaceChildren(element);
    element.focus();
  };
  const show = async () => put(known(await post('persons/show', { who: who.value }), who.value.trim(), erased));
  const erased = async erasure => {
    who.value = '';
    put(receipt(erasure, withdraw));
    await load();
  };
  const withdraw = async erasure => {
    await post(`erasures/${erasure}/withdraw`);
    shown.replaceChildren();
    notice(t('withdrawn'));
    await load();
  };
  const receiptOf = async erasure => {
    put(receipt(await read(`erasures/${encodeURIComponent(erasure)}`), withdraw));
    await load();
  };
  const load = async () => {
    const { items } = await read('erasures');
    open.replaceChildren(items.length === 0 ? h('p', { class: 'none' }, t('none')) : table([t('receiptId'), t('state'), t('asked'), t('who'), t('purgeAt'), t('act')], items.map(one => [
      one.erasureId, t(`erasure_${one.state}`), moment(one.requestedAt), one.by, moment(one.purgeAt),
      h('div', { class: 'acts' }, doing(t('open'), () => receiptOf(one.erasureId)))])));
  };

  load().catch(failure => notice(failure.message));
  return h('section', { class: 'people care', 'aria-label': t('personData') }, h('h2', {}, t('personData')), h('p', { class: 'quiet' }, t('personHint')),
    h('form', { class: 'adding', role: 'search', 'aria-label': t('personData'), onsubmit: event => { event.preventDefault(); act(look, show); } }, who, look),
    h('form', { class: 'adding', 'aria-label': t('receipt'), onsubmit: event => { event.preventDefault(); act(find, () => receiptOf(id.value.trim())); } }, id, find),
    shown, h('h3', {}, t('openErasures')), open);
}

/** What is kept of a person: how much of each kind, never what it says. */
function known(view, who, erased) {
  if (view.erasure) return receipt(view.erasure);
  const kinds = Object.entries(view.found);
  const save = doing(t('exportPerson'), async () => keep(JSON.stringify(await post('persons/export', { who }), null, 2), 'person.json'));
  return h('section', { class: 'card', tabindex: -1, 'aria-label': t('personData') }, h('h3', {}, view.number || who),
    h('dl', {}, [[t('channel'), view.conversations.join(', ')], [t('since'), view.first && moment(view.first)], [t('lastSeen'), view.last && moment(view.last)]]
      .filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    kinds.length === 0 ? h('p', {}, t('nothingKept')) : table([t('what'), t('rows')], kinds.map(([name, rows]) => [name, rows.toLocaleString()])),
    h('div', { class: 'acts' }, save), erase(who, erased));
}

/** Two steps: the number is written once more with the reason, and restricted at once; everything goes when the time is over. */
function erase(who, erased) {
  const again = h('input', { name: 'again', required: true, maxlength: 64, autocomplete: 'off' });
  const why = h('input', { name: 'why', required: true, maxlength: 500, autocomplete: 'off' });
  const button = h('button', { type: 'submit', class: 'grave' }, t('erase'));
  return h('form', { class: 'erase', 'aria-label': t('erase'), onsubmit: event => {
    event.preventDefault();
    act(button, async () => erased(await post('persons/erase', { who, again: again.value.trim(), why: why.value })));
  } }, h('label', {}, t('again'), again), h('label', {}, t('whyErase'), why), button);
}

/** An erasure; when it is done, the receipt. It names no one. */
function receipt(erasure, withdraw) {
  const done = erasure.state === 'erased';
  return h('section', { class: 'card', tabindex: -1, 'aria-label': t('receipt') }, h('h3', {}, `${t('receipt')}: ${t(`erasure_${erasure.state}`)}`),
    h('dl', {}, [[t('receiptId'), erasure.erasureId], [t('asked'), moment(erasure.requestedAt)], [t('who'), erasure.by], [t('reason'), erasure.why],
      done ? [t('erasedAt'), moment(erasure.erasedAt)] : [t('purgeAt'), moment(erasure.purgeAt)], done && [t('photos'), String(erasure.photos)]]
      .filter(Boolean).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    erasure.erased && table([t('removed'), t('rows')], Object.entries(erasure.erased).map(([name, rows]) => [name, rows.toLocaleString()])),
    erasure.kept && table([t('kept_'), t('rows'), t('reason'), t('until')], erasure.kept.map(kept => [kept.what, kept.rows ? kept.rows.toLocaleString() : '–', kept.why, kept.until ? moment(kept.until) : '–'])),
    h('div', { class: 'acts' }, doing(t('exportLog'), async () => keep(JSON.stringify(erasure, null, 2), `erasure-${erasure.erasureId}.json`)),
      erasure.state === 'restricted' && withdraw && twice(t('withdraw'), t('withdrawSure'), () => withdraw(erasure.erasureId))));
}

/** Hands a text over as a file. */
function keep(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

import { clock, h } from './dom.js';
import { words } from './words.js';

const TICKS = {
  waiting: ['🕓', 'on its way'],
  sent: ['✓', 'sent'],
  delivered: ['✓✓', 'delivered'],
  read: ['✓✓', 'read'],
  failed: ['!', 'not delivered'],
};

function foot(at, status) {
  const time = h('time', { datetime: at }, clock(at));
  if (!status) return h('span', { class: 'foot' }, time);
  const [sign, name] = TICKS[status];
  return h('span', { class: 'foot' }, time, h('span', { class: `ticks ${status}`, role: 'img', 'aria-label': name, title: name }, sign));
}

/** What the person said. */
export function own(said, at) {
  const text = said.what === 'photo' && !said.photo ? h('p', { class: 'body lost' }, 'A photo that cannot be fetched') : said.what === 'photo' ? h('img', { src: said.photo, alt: 'The photo you sent', class: 'photo' }) : h('p', { class: 'body' }, words(said.text));
  const bubble = h('article', { class: 'bubble own', 'data-id': said.id, 'aria-label': 'You' }, text, foot(at, 'sent'));
  bubble.mark = (status, why) => {
    const [sign, name] = TICKS[status];
    const ticks = bubble.querySelector('.ticks');
    if (ticks.classList.contains('read')) return;
    ticks.className = `ticks ${status}`;
    ticks.textContent = sign;
    ticks.title = why || name;
    ticks.setAttribute('aria-label', why ? `${name}: ${why}` : name);
  };
  return bubble;
}

/** What the bot said. */
export function theirs(message, at, tap, openList) {
  const template = message.template && h('p', { class: 'template' }, `Template ${message.template}`);
  const picture = message.link && /\.(png|jpe?g|webp)$|\/media\//.test(message.link) && h('img', { src: new URL(message.link, location.href).pathname, alt: '', class: 'photo' });
  const bubble = h('article', { class: 'bubble theirs', 'data-number': message.number, 'aria-label': 'Bot' }, template, picture, message.text && h('p', { class: 'body' }, words(message.text)), foot(at));
  if (message.taps.length === 0) return bubble;

  const actions = message.form === 'list'
    ? h('button', { type: 'button', class: 'action open', 'aria-haspopup': 'dialog', onclick: event => openList(message, event.currentTarget) }, h('span', { 'aria-hidden': 'true' }, '☰ '), message.open || 'Choose')
    : message.taps.map(button => h('button', { type: 'button', class: 'action', onclick: () => tap(button, false) }, h('span', { 'aria-hidden': 'true' }, '↩ '), button.title));
  return h('div', { class: 'offer' }, bubble, h('div', { class: 'actions' }, actions));
}

/** Something about the conversation, said by nobody. */
export const note = text => h('p', { class: 'note' }, h('span', {}, text));

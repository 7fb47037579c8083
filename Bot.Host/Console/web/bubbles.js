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

/** A file that a message carries: pictures of the sandbox's own are shown, everything else is a link. */
function carried(kind, link, name) {
  const own = kind === 'image' && /\/media\//.test(link);
  if (own) return h('img', { src: new URL(link, location.href).pathname, alt: '', class: 'photo' });
  return h('a', { class: 'file', href: web(link), target: '_blank', rel: 'noopener noreferrer' }, `${FILES[kind]} ${name || link}`);
}

/** What a browser may open. */
const web = link => /^https?:\/\//.test(link) ? link : '#';

const FILES = { image: '🖼', video: '🎞', document: '📄' };
const ASKS = { contactRequest: 'Share contact info', locationRequest: 'Send location' };

/** A place on the map. */
const place = degrees => h('a', { class: 'file', href: `https://maps.google.com/?q=${degrees}`, target: '_blank', rel: 'noopener noreferrer' }, `📍 ${degrees}`);

/** What stands over and under a message's words, and between them. */
function within(message) {
  const head = message.headerFile && carried(message.headerFile.kind, message.headerFile.link, message.headerFile.name);
  const file = FILES[message.form] && message.link && carried(message.form, message.link, message.fileName);
  return [
    message.header && h('p', { class: 'header' }, message.header), head, file, message.form === 'location' && place(message.link),
    message.text && h('p', { class: 'body' }, words(message.text)), message.footer && h('p', { class: 'footer' }, message.footer),
  ];
}

/** A button that opens an address, or asks for what a phone can tell. */
function single(message) {
  if (message.form === 'link') return h('a', { class: 'action', href: web(message.link), target: '_blank', rel: 'noopener noreferrer' }, h('span', { 'aria-hidden': 'true' }, '↗ '), message.open);
  return ASKS[message.form] && h('p', { class: 'action asks' }, ASKS[message.form]);
}

/** What the bot said. */
export function theirs(message, at, tap, openList) {
  const template = message.template && h('p', { class: 'template' }, `Template ${message.template}`);
  const bubble = h('article', { class: 'bubble theirs', 'data-number': message.number, 'aria-label': 'Bot' }, template, ...within(message), foot(at));
  const only = single(message);
  if (only) return h('div', { class: 'offer' }, bubble, h('div', { class: 'actions' }, only));
  if (message.taps.length === 0) return bubble;

  const actions = message.form === 'list'
    ? h('button', { type: 'button', class: 'action open', 'aria-haspopup': 'dialog', onclick: event => openList(message, event.currentTarget) }, h('span', { 'aria-hidden': 'true' }, '☰ '), message.open || 'Choose')
    : message.taps.map(button => h('button', { type: 'button', class: 'action', onclick: () => tap(button, false) }, h('span', { 'aria-hidden': 'true' }, '↩ '), button.title));
  return h('div', { class: 'offer' }, bubble, h('div', { class: 'actions' }, actions));
}

/** Something about the conversation, said by nobody. */
export const note = text => h('p', { class: 'note' }, h('span', {}, text));

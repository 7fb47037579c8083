import { post } from './api.js';
import { note, own, theirs } from './bubbles.js';
import { clock, h, spoken } from './dom.js';
import { addressesOf, openHappenings } from './happenings.js';
import { icon } from './icons.js';
import { openSheet } from './sheet.js';

// Old bubbles leave the page when there are more.
const MOST_BUBBLES = 400;
const READ_DELAY = 400;

// What people send in the place of a good photo.
const FILES = [
  ['&kind=gone', 'Expired photo', 'Its link answers that there is nothing'],
  ['&kind=cut', 'Photo cut short', 'The end of the file is missing'],
  ['&kind=good&as=file', 'Photo as a file', 'Sent as a document, to keep its quality'],
  ['&kind=pdf&as=file', 'PDF', 'A scan where a photo is asked for'],
];

/** One phone: a number on a channel, its chat and its text messages. */
export class Phone {
  #bubbles = new Map();
  #texts = [];
  #unseen = 0;
  #shown = [];
  #unread = [];
  #timer;
  #said = '';

  /** @param place Its channel and number, and the addresses that it has had to change to. @param changed Called when it speaks under another address. */
  constructor({ channel, number, from = number, user = '', digits, userId }, setup, { focus, close, changed, complain }) {
    Object.assign(this, { channel, number, from, user, digits, userId, conversation: `${channel}:${number}`, setup, changed, complain });
    this.#build(focus, close);
  }

  #build(focus, close) {
    this.status = h('p', { class: 'status', role: 'status', 'aria-live': 'polite' }, 'online');
    this.log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': `Chat of ${spoken(this.number)}`, tabindex: '0' });
    this.badge = h('span', { class: 'badge', hidden: true });
    this.inbox = h('button', { type: 'button', class: 'icon inbox', onclick: event => this.#openInbox(event.currentTarget) }, icon('mail'), h('span', { class: 'sr' }, 'Text messages'), this.badge);
    this.banner = h('div', { class: 'banner', role: 'alert', hidden: true });
    this.field = h('textarea', { rows: '1', placeholder: 'Message', 'aria-label': 'Message', autocomplete: 'off', maxlength: '4096', onkeydown: event => this.#key(event), oninput: () => this.#fit() });
    this.file = h('input', { type: 'file', accept: 'image/*', class: 'sr', tabindex: '-1', 'aria-label': 'Photo from disk', onchange: () => this.#upload() });
    const form = h('form', { class: 'composer', 'aria-label': 'Write', onsubmit: event => { event.preventDefault(); this.#send(); } },
      h('button', { type: 'button', class: 'icon', 'aria-haspopup': 'dialog', 'aria-label': 'Send a photo', title: 'Send a photo', onclick: event => this.#openPhotos(event.currentTarget) }, icon('clip')),
      this.field, this.file,
      h('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send' }, icon('send')));
    this.element = h('section', { class: 'phone', 'aria-label': `Phone ${spoken(this.number)}, ${this.channel}`, 'data-conversation': this.conversation, onfocusin: () => focus(this), onpointerdown: () => focus(this) },
      h('header', { class: 'top' },
        h('span', { class: 'avatar', 'aria-hidden': 'true' }, 'B'),
        h('div', { class: 'who' }, h('h2', {}, 'Bot'), this.status),
        h('div', { class: 'mine' }, this.mine = h('span', { class: 'number' }), h('span', { class: 'channel' }, this.channel)),
        h('button', { type: 'button', class: 'icon', 'aria-haspopup': 'dialog', 'aria-label': 'Something else happens', title: 'Something else happens: edits, hidden numbers, statuses, the account', onclick: event => this.#openHappenings(event.currentTarget) }, icon('more')),
        this.inbox,
        h('button', { type: 'button', class: 'icon', 'aria-label': `Remove phone ${spoken(this.number)}`, title: 'Remove this phone', onclick: () => close(this) }, icon('close'))),
      this.banner, this.log, form);
    this.#showAddress();
    this.#greet();
  }

  #showAddress() {
    this.mine.textContent = [this.from, this.user].filter(Boolean).map(address => address.includes('.') ? address : spoken(address)).join(' ');
  }

  #greet() {
    const agent = this.setup.agent;
    this.greeting = h('div', { class: 'greeting' },
      h('p', {}, 'Nothing leaves this machine. Say something:'),
      h('div', { class: 'chips' }, ['fastag', 'menu', 'फास्टैग'].map(word => h('button', { type: 'button', onclick: () => this.#say('text', { text: word }) }, word))),
      agent && h('p', { class: 'hint' }, `The sandbox knows the agent ${agent.name}, ${agent.mobile}. Codes arrive as text messages, under the envelope.`));
    this.log.append(this.greeting);
  }

  // ---- what happens

  take(entry, live) {
    const event = entry.event;
    switch (entry.kind) {
      case 'said': this.#heard(event, entry.at); break;
      case 'delivered': this.#bubbles.get(event.id)?.mark(event.why ? 'failed' : 'delivered', event.why); break;
      case 'happened': this.#note(`${this.#labelOf(event)}${event.value ? `: ${event.value}` : ''}`); break;
      case 'message': this.#received(event, entry.at); break;
      case 'turned': this.#turned(event); break;
      case 'crashed': this.#note('The host forgot what was in memory'); break;
      case 'advanced': this.#note('The clock was moved on'); break;
      case 'restarted': this.#note('The host was restarted'); break;
      case 'code': this.#code(event, entry.at, live); break;
    }
  }

  /** Only between things that were said, and once for the same thing again. */
  #note(text) {
    const last = this.log.lastElementChild;
    if (last === this.greeting || (last?.className === 'note' && last.textContent === text)) return;
    this.append(note(text));
  }

  #heard(said, at) {
    this.greeting?.remove();
    this.#said += ` ${said.text}`;
    const bubble = own(said, at);
    this.#bubbles.set(said.id, bubble);
    this.append(bubble);
  }

  #received(message, at) {
    this.greeting?.remove();
    this.append(theirs(message, at, (button, list) => this.#tap(button, list), (list, opener) => this.#openList(list, opener)));
    this.#shown.push(message.number);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.tellShown(), READ_DELAY);
  }

  #turned(turn) {
    this.#bubbles.get(turn.inputId)?.mark('read');
    const busy = turn.calls !== '';
    this.status.textContent = busy ? 'typing…' : 'online';
    this.element.classList.toggle('typing', busy);
  }

  /** The provider of this phone tells the host that messages arrived, and that they were read once somebody could see them. */
  async tellShown() {
    const read = !document.hidden && this.element.offsetParent !== null;
    const numbers = read ? [...this.#unread, ...this.#shown] : this.#shown;
    if (numbers.length === 0) return;
    this.#unread = read ? [] : [...this.#unread, ...this.#shown];
    this.#shown = [];
    try {
      await post(`${this.path}/shown`, { numbers, read });
    } catch (refused) {
      this.complain(refused.message);
    }
  }

  /** Does a code for this mobile concern who holds this phone? */
  concerns(mobile) {
    return this.number.endsWith(mobile) || this.#said.replace(/[\s-]/g, '').includes(mobile);
  }

  #code(code, at, live) {
    const text = code.text || `${code.digits} is your one-time code for FASTag.`;
    this.#texts.unshift({ ...code, text, at });
    this.#texts.length = Math.min(this.#texts.length, 50);
    if (!this.concerns(code.mobile)) return;
    this.#unseen++;
    this.#count();
    if (live) this.#announce(code, text);
  }

  #announce(code, text) {
    const dismiss = () => { this.banner.hidden = true; this.banner.replaceChildren(); };
    this.banner.replaceChildren(
      h('p', {}, h('strong', {}, `SMS to ${spoken(code.mobile)}`), h('br'), text),
      h('button', { type: 'button', onclick: () => { dismiss(); this.write(code.digits); } }, `Use ${code.digits}`),
      h('button', { type: 'button', class: 'icon', 'aria-label': 'Dismiss', onclick: dismiss }, icon('close')));
    this.banner.hidden = false;
  }

  #count() {
    this.badge.hidden = this.#unseen === 0;
    this.badge.textContent = String(this.#unseen);
  }

  append(element) {
    const bottom = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 160;
    this.log.append(element);
    if (this.log.childElementCount > MOST_BUBBLES) this.log.firstElementChild.remove();
    if (bottom) this.log.scrollTop = this.log.scrollHeight;
  }

  // ---- what the person does

  get path() {
    return `/console/phones/${this.channel}/${this.number}`;
  }

  write(text) {
    this.field.value = text;
    this.#fit();
    this.field.focus();
  }

  async #say(act, body, more = '') {
    this.log.scrollTop = this.log.scrollHeight;
    try {
      return await post(`${this.path}/${act}?name=Asha&from=${this.from}&user=${this.user}${more}`, body);
    } catch (refused) {
      this.complain(refused.message);
    }
  }

  #send() {
    const text = this.field.value.trim();
    if (!text) return;
    this.banner.hidden = true;
    this.write('');
    this.#say('text', { text });
  }

  #tap(button, list) {
    this.field.focus({ preventScroll: true });
    this.#say('tap', { payload: button.id, title: button.title, list });
  }

  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #fit() {
    this.field.rows = Math.min(4, this.field.value.split('\n').length);
  }

  #upload() {
    const [photo] = this.file.files;
    this.file.value = '';
    if (photo) this.#say('photo', photo);
  }

  #labelOf({ what, value }) {
    const known = this.setup.happenings[this.channel]?.filter(one => one.kind === what) ?? [];
    return (known.find(one => !one.asks && one.value === value) ?? known.find(one => one.asks) ?? known[0])?.label ?? what;
  }

  /** Speaks under other addresses from now on; those it had are kept to come back to. */
  #speak({ from, user }) {
    Object.assign(this, { ...addressesOf(this), from, user });
    Object.assign(this, addressesOf(this));
    this.#showAddress();
    this.changed(this);
  }

  #openHappenings(opener) {
    openHappenings(this, this.setup, { opener, speak: next => this.#speak(next), happen: async (one, value) => {
      const after = await this.#say('event', { kind: one.kind, value });
      if (after) this.#speak(after);
    } });
  }

  #openPhotos(opener) {
    openSheet(this.element, 'Send a photo', close => h('div', { class: 'rows' },
      h('button', { type: 'button', class: 'row', onclick: () => { close(); this.#say('photo', new Blob([])); } }, h('b', {}, 'Sample photo'), h('small', {}, 'A car, as small as photos get')),
      h('button', { type: 'button', class: 'row', onclick: () => { close(); this.file.click(); } }, h('b', {}, 'From disk'), h('small', {}, 'JPEG or PNG; over 5 MB to see it refused')),
      FILES.map(([query, label, note]) => h('button', { type: 'button', class: 'row', onclick: () => { close(); this.#say('photo', new Blob([]), query); } }, h('b', {}, label), h('small', {}, note)))), opener);
  }

  #openList(message, opener) {
    openSheet(this.element, message.open || 'Choose', close => h('div', { class: 'rows' },
      message.taps.map(row => h('button', { type: 'button', class: 'row', onclick: () => { close(); this.#tap(row, true); } }, h('b', {}, row.title), row.description && h('small', {}, row.description)))), opener);
  }

  #openInbox(opener) {
    this.#unseen = 0;
    this.#count();
    this.banner.hidden = true;
    openSheet(this.element, 'Text messages', close => this.#texts.length === 0
      ? h('p', { class: 'empty' }, 'No text message has arrived yet.')
      : h('div', { class: 'rows' }, this.#texts.map(text => h('button', { type: 'button', class: 'row sms', onclick: () => { close(); this.write(text.digits); } },
        h('b', {}, `To ${spoken(text.mobile)}`), h('time', {}, clock(text.at)), h('small', {}, text.text), h('span', { class: 'use' }, `Use ${text.digits}`)))), opener);
  }
}

import { read } from './api.js';
import { h } from './dom.js';
import { act } from './notice.js';
import { language, lasting, t } from './words.js';

/** What was taken, before what was written since: of the text both, of any other field the first. */
function before(taken, since = {}) {
  const joined = (name, first, then) => name === 'text' ? [first, then].filter(Boolean).join('\n') : first || then || '';
  return Object.fromEntries(Object.entries(taken).map(([name, first]) => [name, joined(name, first, since[name])]));
}

/** Where an operator writes: a text, a picture or file by its link, a quick reply, and outside the window a template. */
export class Composer {
  #replies = [];
  #session = '';
  #drafts = new Map();

  constructor(me, send) {
    Object.assign(this, { me, send });
    this.text = h('textarea', { name: 'text', rows: 2, maxlength: 4096, 'aria-label': t('message'), placeholder: t('message') });
    this.button = h('button', { type: 'submit', class: 'strong' }, t('send'));
    this.window = h('p', { class: 'window' });
    this.quick = h('select', { 'aria-label': t('replies'), hidden: true, onchange: () => this.#insert() });
    this.link = h('input', { name: 'link', type: 'url', 'aria-label': t('link'), placeholder: t('link'), maxlength: 2000 });
    this.file = h('input', { name: 'file', 'aria-label': t('fileName'), placeholder: t('fileName'), maxlength: 120 });
    this.own = h('input', { name: 'own', type: 'file', accept: 'image/jpeg,image/png,application/pdf', 'aria-label': t('ownFile') });
    this.files = h('details', { class: 'files' }, h('summary', {}, t('sendLink')), me.sendsFiles ? h('label', {}, t('ownFile'), this.own) : null, this.link, this.file);
    this.template = h('input', { name: 'template', 'aria-label': t('templateName'), placeholder: t('templateName'), maxlength: 120 });
    this.parameters = h('textarea', { name: 'parameters', rows: 2, 'aria-label': t('parameters'), placeholder: t('parameters') });
    this.templates = h('fieldset', { class: 'templates', hidden: true }, h('legend', {}, t('template')), this.template, this.parameters);
    this.element = h('form', { class: 'composer', 'aria-label': t('message'), hidden: true, onsubmit: event => { event.preventDefault(); this.#send(); } },
      this.window, this.templates, h('div', { class: 'row' }, this.text, this.button), h('div', { class: 'row tools' }, this.quick, this.files));
    this.fields = { text: this.text, link: this.link, file: this.file, template: this.template, parameters: this.parameters };
    this.text.addEventListener('keydown', event => { if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.#send(); } });
    if (me.may('answer')) this.#load();
  }

  /** Another conversation: what is being written for one person never stands in the field of another. */
  open(session) {
    this.#drafts.set(this.#session, this.#take());
    this.own.value = '';
    this.#session = session;
    this.#put(this.#drafts.get(session));
    this.#drafts.delete(session);
    this.element.hidden = true;
  }

  /** What stands in the fields, which are empty then. */
  #take() {
    return Object.fromEntries(Object.entries(this.fields).map(([name, field]) => {
      const { value } = field;
      field.value = '';
      return [name, value];
    }));
  }

  /** Puts something back that was taken, before what was written since. */
  #put(taken) {
    if (!taken) return;
    for (const [name, value] of Object.entries(before(taken, this.#take()))) this.fields[name].value = value;
  }

  show(talk) {
    this.talk = talk;
    this.element.hidden = !this.me.may('answer') || Boolean(talk.by && talk.by !== this.me.name);
    const left = (new Date(talk.windowEnds) - Date.now()) / 1000;
    this.closed = left <= 0;
    this.window.textContent = this.closed ? t('closed') : t('windowLeft', lasting(left));
    this.templates.hidden = !this.closed;
    this.text.parentElement.classList.toggle('closed', this.closed);
    this.text.hidden = this.files.hidden = this.closed;
    this.quick.hidden = this.closed || this.#replies.length === 0;
  }

  async #load() {
    this.#replies = (await read('replies')).items;
    this.quick.replaceChildren(h('option', { value: '' }, t('replies')), ...this.#replies.map((reply, index) => h('option', { value: index }, reply.name)));
  }

  #insert() {
    const reply = this.#replies[this.quick.value];
    if (reply) this.text.value = reply.text[this.talk.language] ?? reply.text[language] ?? Object.values(reply.text)[0];
    this.quick.value = '';
    this.text.focus();
  }

  #send() {
    if (this.button.disabled) return;
    const session = this.#session;
    const own = this.closed ? undefined : this.own.files[0];
    if (!this.closed && !own && !this.text.value.trim() && !this.link.value) return;
    // One name a message: sent twice, it arrives once.
    const key = crypto.getRandomValues(new Uint32Array(3)).join('-');
    const taken = this.#take();
    const body = this.closed
      ? { template: { name: taken.template, language: this.talk.language, parameters: taken.parameters.split('\n').map(line => line.trim()).filter(line => line) } }
      : { text: taken.text, ...taken.link ? { link: taken.link, file: taken.file } : {} };
    act(this.button, async () => {
      try {
        if (own) await this.send(`file?${new URLSearchParams({ name: own.name, caption: taken.text, key })}`, own);
        else await this.send('write', { ...body, key });
      } catch (failure) {
        if (session === this.#session) this.#put(taken);
        else this.#drafts.set(session, before(taken, this.#drafts.get(session)));
        throw failure;
      }
      if (session !== this.#session) return;
      if (own) this.own.value = '';
      this.text.focus();
    });
  }
}

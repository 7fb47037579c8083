import { read } from './api.js';
import { h } from './dom.js';
import { notice } from './notice.js';
import { lasting, t } from './words.js';

const LISTS = ['waiting', 'mine', 'others', 'live', 'ended'];

/** The lists on the left: who waits, what is mine, what goes on. */
export class Inbox {
  #list = 'waiting';
  #search = '';
  #next = null;
  #items = [];
  #open = '';
  #loading = 0;
  #later;

  constructor(me, choose) {
    this.me = me;
    this.choose = choose;
    this.tabs = new Map(LISTS.map(list => [list, h('button', { type: 'button', 'aria-pressed': list === this.#list, onclick: () => this.#turn(list) }, t(list))]));
    this.field = h('input', { type: 'search', name: 'q', 'aria-label': t('searchHint'), placeholder: t('searchHint'), maxlength: 80, autocomplete: 'off' });
    this.lines = h('ul', { class: 'lines', 'aria-label': t('inbox') });
    this.none = h('p', { class: 'none' });
    this.more = h('button', { type: 'button', class: 'more', hidden: true, onclick: () => this.load(true) }, t('more'));
    this.element = h('section', { class: 'inbox', 'aria-label': t('inbox') },
      h('form', { role: 'search', onsubmit: event => { event.preventDefault(); this.#search = this.field.value.trim(); this.load(); } }, this.field, h('button', { type: 'submit' }, t('search'))),
      h('div', { class: 'tabs', role: 'group', 'aria-label': t('inbox') }, [...this.tabs.values()]),
      h('h2', { class: 'sr' }, t('inbox')), this.lines, this.none, this.more);
    this.field.addEventListener('input', () => { if (this.field.value === '' && this.#search) { this.#search = ''; this.load(); } });
  }

  /** Asks for the list as it is now. @param further Goes on behind what is shown. */
  async load(further = false) {
    const number = ++this.#loading;
    const query = new URLSearchParams({ list: this.#list });
    if (this.#search) query.set('q', this.#search);
    if (further && this.#next) query.set('after', this.#next);
    try {
      const page = await read(`inbox?${query}`);
      if (number !== this.#loading) return;
      this.#items = further ? [...this.#items, ...page.items] : page.items;
      this.#next = page.next;
      this.#draw(page);
    } catch (failure) {
      notice(failure.message);
    }
  }

  /** While none is handed on, the list is asked again where one of its lines moved, and now and then while so much moves that it is not told what. */
  touch({ all, sessions }) {
    if (this.#items.length > 50) return;
    if (all) this.#later ??= setTimeout(() => { this.#later = undefined; this.load(); }, 5000);
    else if (this.#items.some(item => sessions.includes(item.session))) this.load();
  }

  mark(session) {
    this.#open = session;
    for (const button of this.lines.querySelectorAll('button')) button.setAttribute('aria-current', button.dataset.session === session);
  }

  #turn(list) {
    this.#list = list;
    this.#search = this.field.value = '';
    for (const [name, tab] of this.tabs) tab.setAttribute('aria-pressed', name === list);
    this.load();
  }

  #draw({ waiting, mine }) {
    this.tabs.get('waiting').textContent = waiting ? `${t('waiting')} ${waiting}` : t('waiting');
    this.tabs.get('mine').textContent = mine ? `${t('mine')} ${mine}` : t('mine');
    const focused = this.lines.contains(document.activeElement) ? document.activeElement.dataset.session : null;
    this.lines.replaceChildren(...this.#items.map(item => h('li', {}, this.#line(item))));
    if (focused) this.lines.querySelector(`[data-session="${CSS.escape(focused)}"]`)?.focus();
    this.lines.dataset.search = this.#search;
    this.none.textContent = this.#items.length > 0 ? '' : this.#next !== null ? t('noneYet') : this.#list === 'waiting' && !this.#search ? t('noneWaiting') : t('none');
    this.more.hidden = this.#next === null;
    this.mark(this.#open);
  }

  #line(item) {
    const ago = at => lasting((Date.now() - new Date(at)) / 1000);
    return h('button', { type: 'button', 'data-session': item.session, 'aria-current': false, onclick: () => this.choose(item.session) },
      h('span', { class: 'name' }, item.name || item.number), h('span', { class: `time${item.waitsSince ? ' waits' : ''}` }, item.waitsSince ? t('waits', ago(item.waitsSince)) : t('wrote', ago(item.heardAt))),
      h('span', { class: 'place' }, item.flow ? `${item.flow} · ${item.state}` : t('idle')), h('span', { class: 'by' }, item.by ? t('with', item.by) : item.name ? item.number : item.channel));
  }
}

import { picture, post, read, upload } from './api.js';
import { Composer } from './composer.js';
import { h } from './dom.js';
import { act, notice } from './notice.js';
import { Side } from './side.js';
import { t, when } from './words.js';

/** One conversation: what was said, what may be done, and beside it what is known. */
export class Talk {
  #turns = [];
  #found = null;
  #shown = new Map();
  #drawn = '';

  constructor(me, leave, moved) {
    Object.assign(this, { me, moved, session: '' });
    this.back = h('button', { type: 'button', class: 'plain narrow', onclick: leave }, `← ${t('back')}`);
    this.head = h('header', { class: 'head' });
    this.log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': t('conversation'), tabindex: 0 });
    this.composer = new Composer(me, (what, body) => this.#do(what, body));
    this.side = new Side(me, (what, body) => this.#do(what, body), body => this.#reveal(body));
    this.none = h('p', { class: 'none' }, t('choose'));
    this.words = h('input', { type: 'search', name: 'words', 'aria-label': t('searchTalk'), placeholder: t('searchTalk'), maxlength: 80, autocomplete: 'off' });
    this.finding = h('form', { role: 'search', class: 'finding', 'aria-label': t('searchTalk'), onsubmit: event => { event.preventDefault(); this.#find(); } }, this.words);
    this.words.addEventListener('input', () => { if (this.words.value === '' && this.#found) this.#find(); });
    this.whole = h('div', { class: 'whole', hidden: true }, h('div', { class: 'said' }, this.back, this.head, this.finding, this.log, this.composer.element), this.side.element);
    this.element = h('section', { class: 'talk', tabindex: -1, 'aria-label': t('conversation') }, this.none, this.whole);
  }

  async open(session) {
    if (session === this.session && session) return;
    this.session = session;
    this.composer.open(session);
    this.side.open(session);
    // Nothing is written about a conversation before it is there.
    this.whole.hidden = true;
    this.none.hidden = Boolean(session);
    this.#turns = [];
    this.#found = null;
    this.words.value = '';
    this.#shown.clear();
    this.#drawn = '';
    if (session) {
      await this.refresh();
      this.log.scrollTop = this.log.scrollHeight;
      this.log.focus({ preventScroll: true });
    }
  }

  async refresh() {
    const session = this.session;
    if (!session) return;
    try {
      const found = await read(`conversations/${session}`);
      if (session !== this.session) return;
      this.whole.hidden = false;
      this.talk = found.talk;
      this.#turns = [...this.#turns.filter(turn => turn.version < (found.turns[0]?.version ?? Infinity)), ...found.turns];
      this.#draw();
      await this.side.show(found);
    } catch (failure) {
      this.none.hidden = !this.whole.hidden;
      notice(failure.message);
    }
  }

  #draw() {
    const { talk } = this;
    this.#head(talk);
    this.composer.show(talk);
    // Drawn anew only when something was said or arrived: what is read or marked stays.
    const turns = this.#found ?? this.#turns;
    const drawn = JSON.stringify([turns, [...this.#shown]]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
    this.log.replaceChildren(...!this.#found && turns[0]?.version > 1 ? [this.#earlier()] : [], ...turns.flatMap(turn => this.#turn(turn)),
      ...turns.length === 0 ? [h('p', { class: 'done' }, t('none'))] : []);
    if (atEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  /** Shows the turns in which something was said; all of them again when the field is empty. */
  async #find() {
    const words = this.words.value.trim();
    try {
      this.#found = words ? (await read(`conversations/${this.session}/turns?q=${encodeURIComponent(words)}`)).turns : null;
      this.#draw();
    } catch (failure) {
      notice(failure.message);
    }
  }

  #head(talk) {
    const place = talk.flow ? t('at', talk.flow, talk.state) : t('idle');
    const mine = talk.by === this.me.name;
    const held = this.head.contains(document.activeElement) && document.activeElement.dataset.act;
    const take = this.me.may('answer') && !mine && this.#button(talk.by ? t('takeFrom', talk.by) : t('take'), 'take', talk.by ? { from: talk.by } : {}, 'strong');
    const give = this.me.may('answer') && talk.withHuman && (!talk.by || mine) && this.#button(t('handBack'), 'back', {});
    const end = mine && talk.flow && this.#button(t('end'), 'end', {}, '', t('endSure'));
    this.head.replaceChildren(
      h('h2', {}, talk.name || talk.number),
      h('p', { class: 'place' }, `${place} · ${talk.withHuman ? (talk.by ? t('with', talk.by) : t('waiting')) : t('bot')}${talk.optedOut ? ` · ${t('optedOut')}` : ''}`),
      h('div', { class: 'acts' }, take, give, end));
    // Who is at a button with the keys stays there, however often the conversation moves.
    if (held) (this.head.querySelector(`[data-act="${held}"]`) ?? this.element).focus();
  }

  #button(label, what, body, style = '', asked = '') {
    const button = h('button', { type: 'button', class: style, 'data-act': what, onclick: () => { if (!asked || confirm(asked)) act(button, () => this.#act(what, body)); } }, label);
    return button;
  }

  /** Does it; who has taken over writes next. */
  async #act(what, body) {
    await this.#do(what, body);
    if (what === 'take') this.composer.text.focus();
  }

  #earlier() {
    const button = h('button', { type: 'button', class: 'more', onclick: () => act(button, async () => {
      const { turns } = await read(`conversations/${this.session}/turns?before=${this.#turns[0].version}`);
      this.#turns = [...turns, ...this.#turns];
      this.#draw();
    }) }, t('earlier'));
    return button;
  }

  #turn(turn) {
    const time = h('time', { datetime: turn.at }, when(turn.at));
    const shown = this.#shown.get(turn.version);
    const lines = turn.lines.map((line, index) => h('div', { class: `bubble ${line.from}` },
      h('span', { class: 'from' }, line.from === 'operator' ? turn.by ?? t('operator', '') : line.from === 'note' ? `${t('bot')}: ${t('kept')}` : t(line.from)),
      h('p', {}, shown && line.hidden ? shown[index] : line.text),
      line.link && h('a', { href: line.link, target: '_blank', rel: 'noreferrer' }, t('openFile')),
      line.hidden && !shown && this.me.may('answer') && this.#show(turn),
      line.from === 'person' && turn.photo && this.me.may('answer') && this.#picture(turn),
      h('span', { class: 'foot' }, time.cloneNode(true), line.delivery && ` · ${t(line.delivery)}`)));
    const done = turn.act && turn.act !== 'write' ? [h('p', { class: 'done' }, `${t(`act_${turn.act}`, turn.by ?? '')} · `, time)] : [];
    return [...done, ...lines];
  }

  #show(turn) {
    const button = h('button', { type: 'button', class: 'plain', onclick: () => act(button, async () => {
      this.#shown.set(turn.version, await this.#reveal({ turn: turn.version }));
      this.#draw();
    }) }, `${t('show')} (${t('hidden')})`);
    return button;
  }

  #picture(turn) {
    const button = h('button', { type: 'button', class: 'plain', onclick: () => act(button, async () => {
      const address = await picture(`conversations/${this.session}/photos/${turn.version}`);
      button.replaceWith(h('img', { src: address, alt: t('picture'), class: 'photo' }));
    }) }, t('picture'));
    return button;
  }

  async #reveal(body) {
    return (await post(`conversations/${this.session}/reveal`, body)).lines;
  }

  async #do(what, body) {
    const path = `conversations/${this.session}/${what}`;
    await (body instanceof File ? upload(path, body) : post(path, body));
    await this.refresh();
    await this.moved();
  }
}

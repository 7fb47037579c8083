import { picture, read } from './api.js';
import { Diagram } from './diagram.js';
import { h } from './dom.js';
import { act } from './notice.js';
import { t, when } from './words.js';

/** What is known beside a conversation: facts, answers, notes, and where it stands on the drawing of its flow. */
export class Side {
  #diagrams = new Map();
  #shown = new Map();
  #session = '';
  #drawn = '';
  #drafts = new Map();

  constructor(me, run, reveal) {
    Object.assign(this, { me, run, reveal });
    this.facts = h('dl', { class: 'facts' });
    this.answers = h('dl', { class: 'answers' });
    this.notes = h('ul', { class: 'notes' });
    this.unsent = h('ul', { class: 'unsent' });
    this.drawing = h('div', { class: 'map' });
    this.question = h('div', { class: 'question' });
    this.handing = h('div', { class: 'handing' });
    this.note = h('textarea', { name: 'note', rows: 2, maxlength: 2000, 'aria-label': t('note'), placeholder: t('note') });
    const add = h('button', { type: 'submit' }, t('add'));
    const noting = me.may('answer') && h('form', { 'aria-label': t('note'), onsubmit: event => {
      event.preventDefault();
      act(add, () => this.#keep());
    } }, this.note, add);
    const part = (name, open, ...inner) => h('details', { open }, h('summary', {}, h('h3', {}, t(name))), inner);
    this.element = h('aside', { class: 'side', 'aria-label': t('details') },
      part('details', true, this.facts, this.unsent), part('answers', true, this.answers, this.question), part('notes', true, this.notes, noting),
      part('flow', true, this.handing, this.drawing));
  }

  /** Another conversation: what is being written about one person never stands in the fields of another. */
  open(session) {
    this.#drafts.set(this.#session, this.note.value);
    this.note.value = this.#drafts.get(session) ?? '';
    this.#session = session;
    this.#drawn = '';
    this.#shown.clear();
    this.question.replaceChildren();
  }

  /** Keeps a note. */
  async #keep() {
    const [session, text] = [this.#session, this.note.value];
    this.note.value = '';
    try {
      await this.run('notes', { text });
    } catch (failure) {
      const both = since => [text, since].filter(Boolean).join('\n');
      if (session === this.#session) this.note.value = both(this.note.value);
      else this.#drafts.set(session, both(this.#drafts.get(session)));
      throw failure;
    }
  }

  async show({ talk, notes, waiting, costs }) {
    // Fields that are being filled in stay; what did not change is not drawn anew.
    const drawn = JSON.stringify([talk, notes, waiting, costs, [...this.#shown]]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.talk = talk;
    this.last = { talk, notes, waiting, costs };
    const facts = [[t('number'), talk.number], [t('channel'), talk.channel], [t('speaks'), talk.language], talk.humanSince && [t('since'), when(talk.humanSince)],
      talk.why && ['', talk.why], talk.asks && [t('asks'), `${talk.asks.state}${talk.asks.takes ? ` – ${t('takes', talk.asks.takes)}` : ''}`], talk.waitsFor === 'partner' && [t('asks'), t('partner')],
      ...costs.map(cost => [cost.billable ? t('charged') : t('free'), `${cost.messages} × ${cost.category}`])];
    this.facts.replaceChildren(...facts.filter(Boolean).flatMap(([name, value]) => [h('dt', {}, name || t('reason')), h('dd', {}, value)]));
    this.unsent.replaceChildren(...waiting.map(row => h('li', {}, `${t('unsent')}: ${row.kind}, ${row.state}${row.failure ? ` – ${row.failure}` : ''}`)));
    this.notes.replaceChildren(...notes.map(note => h('li', {}, h('p', {}, note.text), h('span', { class: 'foot' }, `${note.by} · ${when(note.at)}`))));
    this.answers.replaceChildren(...talk.answers.flatMap(answer => [h('dt', {}, answer.slot), h('dd', {}, this.#answer(answer))]));
    this.#asking(talk);
    await this.#draw(talk);
  }

  #answer(answer) {
    if (!answer.hidden || !this.me.may('answer')) return answer.value;
    if (this.#shown.has(answer.slot)) return this.#shown.get(answer.slot);
    const button = h('button', { type: 'button', class: 'plain', 'aria-label': `${t('show')}: ${answer.slot}`, onclick: () => act(button, async () => {
      if (answer.photo) {
        button.replaceWith(h('img', { src: await picture(`conversations/${this.#session}/photos/${answer.slot}`), alt: answer.slot, class: 'photo' }));
        return;
      }
      this.#shown.set(answer.slot, (await this.reveal({ slot: answer.slot }))[0]);
      await this.show(this.last);
    }) }, t('show'));
    return [answer.value, ' ', button];
  }

  #asking(talk) {
    if (!talk.asks || !this.me.may('answer') || (talk.by && talk.by !== this.me.name)) {
      this.question.replaceChildren();
      return;
    }
    if (this.question.dataset.state === talk.asks.state && this.question.firstChild) return;
    this.question.dataset.state = talk.asks.state;
    const field = h('input', { name: 'answer', 'aria-label': `${t('setAnswer')}: ${talk.asks.state}`, placeholder: talk.asks.state, maxlength: 1000, autocomplete: 'off' });
    const button = h('button', { type: 'submit' }, t('set'));
    this.question.replaceChildren(h('form', { 'aria-label': t('setAnswer'), onsubmit: event => {
      event.preventDefault();
      act(button, async () => { await this.run('answer', { state: talk.asks.state, text: field.value }); field.value = ''; });
    } }, h('h4', {}, t('setAnswer')), field, button));
  }

  async #draw(talk) {
    if (!talk.flow) {
      this.drawing.replaceChildren();
      this.handing.replaceChildren();
      return;
    }
    if (!this.#diagrams.has(talk.flow)) this.#diagrams.set(talk.flow, new Diagram(await read(`flows/${encodeURIComponent(talk.flow)}`)));
    const diagram = this.#diagrams.get(talk.flow);
    const visited = [...talk.visited];
    const ways = new Set([...visited, talk.state].slice(1).map((to, index) => `${visited[index]} ${to}`));
    diagram.mark(talk.state, new Set(visited), ways);
    if (this.drawing.firstChild !== diagram.element) {
      this.drawing.replaceChildren(diagram.element);
      diagram.element.tabIndex = 0;
      diagram.element.setAttribute('role', 'region');
      diagram.element.setAttribute('aria-label', t('flow'));
    }
    diagram.center(talk.state);
    this.#hand(talk, diagram);
  }

  /** Hands back to a question: chosen here, or by a click on the drawing. */
  #hand(talk, diagram) {
    if (!talk.withHuman || !this.me.may('answer') || (talk.by && talk.by !== this.me.name)) {
      this.handing.replaceChildren();
      return;
    }
    const questions = diagram.graph.nodes.filter(node => node.kind === 'ask' || node.kind === 'choose').map(node => node.name);
    // What was chosen stays, and who is at it with the keys, however often the conversation moves.
    const before = this.handing.firstChild;
    const held = before && [...this.handing.children].indexOf(document.activeElement);
    const select = h('select', { 'aria-label': t('handBackTo') }, h('option', { value: '' }, t('where')), questions.map(name => h('option', { value: name }, name)));
    const button = h('button', { type: 'button', onclick: () => act(button, () => this.run('back', { state: select.value || null })) }, t('handBack'));
    for (const [name, node] of diagram.nodes) node.onclick = questions.includes(name) ? () => { select.value = name; select.focus(); } : null;
    this.handing.replaceChildren(select, button);
    if (before && this.handing.dataset.session === this.#session && questions.includes(before.value)) select.value = before.value;
    this.handing.dataset.session = this.#session;
    if (held >= 0) this.handing.children[held].focus();
  }
}

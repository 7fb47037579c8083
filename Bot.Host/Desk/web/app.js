import { follow, post, read, useToken } from './api.js';
import { h } from './dom.js';
import { figures } from './figures.js';
import { Inbox } from './inbox.js';
import { keys } from './keys.js';
import { letters } from './letters.js';
import { act } from './notice.js';
import { people } from './people.js';
import { person } from './person.js';
import { retention } from './retention.js';
import { Talk } from './talk.js';
import { versions } from './versions.js';
import { otherLanguage, t } from './words.js';

const main = document.getElementById('main');
main.tabIndex = -1;
const me = await read('me');
useToken(me.token);
me.may = role => me.roles.includes(role);
document.title = t('title');
document.getElementById('title').textContent = t('title');

const signOut = h('button', { type: 'button', class: 'plain', onclick: () => act(signOut, async () => { await post('sign-out'); location.assign('/desk/sign-in'); }) }, t('signOut'));
document.getElementById('me').append(h('span', { class: 'who' }, me.name), h('button', { type: 'button', class: 'plain', onclick: otherLanguage }, t('language')), signOut);

const inbox = new Inbox(me, session => { location.hash = session; });
const talk = new Talk(me, () => { location.hash = ''; }, () => inbox.load());
const desk = h('div', { class: 'desk' }, inbox.element, talk.element);
const goTo = session => { show('inbox'); location.hash = session; };
const areas = {
  inbox: () => desk, figures,
  ...(me.may('manage') ? { letters: () => letters(goTo) } : {}),
  ...(me.may('privacy') ? { personData: person, retention } : {}),
  ...(me.may('manage') ? { keys, people: () => people('people'), audit: () => people('audit'), versions } : {}),
};

function show(area) {
  main.replaceChildren(areas[area]());
  for (const button of document.querySelectorAll('#areas button')) button.setAttribute('aria-pressed', button.dataset.area === area);
}

document.getElementById('areas').setAttribute('aria-label', t('title'));
document.getElementById('areas').append(...Object.keys(areas).map(area => h('button', { type: 'button', 'data-area': area, 'aria-pressed': false, onclick: () => show(area) }, t(area))));

// A page of Orleans' own, with words of its own.
if (me.cluster && me.may('manage')) document.getElementById('areas').append(h('a', { class: 'plain', href: '/desk/cluster/' }, t('cluster')));

async function open() {
  // Anyone can write the address: nothing but the id of a session is asked for.
  const session = /^#[0-9a-z]{1,64}$/.exec(location.hash)?.[0].slice(1) ?? '';
  desk.classList.toggle('talking', session !== '');
  inbox.mark(session);
  await talk.open(session);
}

addEventListener('hashchange', open);
show('inbox');
await inbox.load();
await open();

let offline, opened;
follow(moved => {
  if (moved.handed) inbox.load();
  else inbox.touch(moved);
  if (moved.all || moved.sessions.includes(talk.session)) talk.refresh();
}, online => {
  // The line is renewed now and then, which is no news; what moved meanwhile was not told.
  clearTimeout(offline);
  if (online) {
    document.getElementById('line').textContent = '';
    if (opened) inbox.load();
    opened = true;
  } else offline = setTimeout(() => { document.getElementById('line').textContent = t('offline'); }, 4000);
});

// Another host may have moved what this one does not hear of; and waiting times grow.
setInterval(() => { if (!document.hidden) { inbox.load(); talk.refresh(); } }, 15000);

import { follow, isOf, post, read } from './api.js';
import { Machine } from './machine.js';
import { Phone } from './phone.js';

const PLACE = 'bot.console.phones';
const FIRST_NUMBER = 919800000001;
const NOTICE_TIME = 6000;
// Events of the past are shown at once; only what comes later is announced.
const PAST = 1500;

const find = id => document.getElementById(id);
const phones = new Map();
const past = [];
let machine;
let setup;
let focused;
let noticeTimer;
let suggested = '';

function complain(text) {
  find('notice').textContent = text;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { find('notice').textContent = ''; }, NOTICE_TIME);
}

function focus(phone) {
  if (focused === phone) return;
  focused = phone;
  phones.forEach(other => other.element.classList.toggle('focused', other === phone));
  machine.watch(phone);
}

function remember() {
  localStorage.setItem(PLACE, JSON.stringify([...phones.values()].map(({ channel, number, from, user, digits, userId }) => ({ channel, number, from, user, digits, userId }))));
}

/** A phone speaks under another address: the machine is looked at there. */
function changed(phone) {
  remember();
  if (focused === phone) machine.watch(phone);
}

function close(phone) {
  if (phones.size === 1) {
    complain('The last phone stays.');
    return;
  }
  phones.delete(phone.conversation);
  phone.element.remove();
  remember();
  if (focused === phone) focus(phones.values().next().value);
  suggest();
}

function add(place) {
  const known = phones.get(`${place.channel}:${place.number}`);
  const phone = known ?? new Phone(place, setup, { focus, close, changed, complain });
  if (!known) {
    phones.set(phone.conversation, phone);
    find('phones').append(phone.element);
    past.filter(entry => isOf(entry, phone)).forEach(entry => phone.take(entry, false));
    remember();
  }
  focus(phone);
  suggest();
  return phone;
}

/** Another phone goes on from a turn of this one. */
async function fork(phone, turn) {
  const to = free();
  try {
    await post(`/console/phones/${phone.channel}/${phone.number}/fork?from=${encodeURIComponent(phone.from ?? '')}`, { turn, to });
    add({ channel: phone.channel, number: to }).field.focus();
    complain(`This phone goes on from turn ${turn} of ${phone.number}.`);
  } catch (refused) {
    complain(refused.message);
  }
}

/** A number that no phone here has had. */
function free() {
  let number = FIRST_NUMBER;
  while ([...phones.values()].some(phone => phone.number === String(number)) || past.some(entry => entry.conversation.endsWith(`:${number}`))) number++;
  return String(number);
}

/** Offers the next number nobody has; what a person is typing meanwhile is left alone. */
function suggest() {
  if (find('add-number').value !== suggested) return;
  let number = FIRST_NUMBER;
  while ([...phones.values()].some(phone => phone.number === String(number))) number++;
  find('add-number').value = suggested = String(number);
}

function take(entry) {
  if (entry.kind === 'restarted') {
    // The new host knows nothing of what is on the page; what it does from here on is new.
    past.length = 0;
    machine.forget();
  } else if (entry.kind === 'gap') {
    complain('Some of what happened is no longer remembered by the host.');
    return;
  }
  past.push(entry);
  const live = Date.now() + (machine.ahead * 1000) - Date.parse(entry.at) < PAST;
  phones.forEach(phone => { if (isOf(entry, phone)) phone.take(entry, live); });
  machine.take(entry);
}

function show(view) {
  document.body.dataset.view = view;
  for (const name of ['phone', 'machine']) find(`view-${name}`).setAttribute('aria-pressed', String(name === view));
  if (view === 'machine') machine.shown();
}

function open(places) {
  const good = places.filter(place => setup.channels.includes(place.channel) && /^\d{11,15}$/.test(place.number));
  (good.length > 0 ? good : [{ channel: setup.channels[0], number: String(FIRST_NUMBER) }]).forEach(add);
  focus(phones.values().next().value);
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(PLACE)) ?? [];
  } catch {
    return [];
  }
}

async function start() {
  setup = await read('/console/setup');
  machine = new Machine(find('machine'), setup, await read('/console/flows'), complain, fork);
  const watching = setup.channels.length === 0;
  document.body.classList.toggle('watching', watching);
  find('add-channel').append(...(watching ? setup.watchable : setup.channels).map(name => new Option(name)));
  find('add-phone').addEventListener('submit', event => {
    event.preventDefault();
    suggested = find('add-number').value;
    const digits = suggested.trim();
    const number = digits.length === 10 ? `91${digits}` : digits;
    if (watching) machine.watch({ channel: find('add-channel').value, number, conversation: `${find('add-channel').value}:${number}` });
    else add({ channel: find('add-channel').value, number }).field.focus();
  });
  find('view-phone').addEventListener('click', () => show('phone'));
  find('view-machine').addEventListener('click', () => show('machine'));
  document.addEventListener('visibilitychange', () => phones.forEach(phone => phone.tellShown()));
  show(watching ? 'machine' : 'phone');
  if (watching) find('add-phone').querySelector('button').textContent = 'Watch';
  else open(remembered());
  follow(take, online => {
    find('line').textContent = online ? '' : 'The host does not answer. Trying again…';
    document.body.classList.toggle('offline', !online);
  });
}

start().catch(failed => complain(`The console cannot start: ${failed.message}`));

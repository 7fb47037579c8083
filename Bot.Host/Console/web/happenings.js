import { h } from './dom.js';
import { openSheet } from './sheet.js';

/** The provider's name of a person who hides the number: made of the number, so that it is the same each time. */
const userIdOf = number => `IN.11${number.replace(/\D/g, '').slice(-14).padStart(14, '0')}`;

/** How the provider tells who writes. */
const WAYS = [
  ['Tell the number alone', phone => ({ from: phone.digits, user: '' })],
  ['Tell number and user id', phone => ({ from: phone.digits, user: phone.userId })],
  ['Hide the number', phone => ({ from: phone.userId, user: '' })],
];

/** The addresses of a phone, as it has them now. */
export const addressesOf = phone => {
  const hidden = phone.from.includes('.');
  return { digits: hidden ? phone.digits ?? phone.number : phone.from, userId: hidden ? phone.from : phone.user || phone.userId || userIdOf(phone.number) };
};

/** Everything that can happen to a phone besides writing. @param happen Tells the host. @param speak Changes the address that the phone speaks under. */
export function openHappenings(phone, setup, { happen, speak, opener }) {
  const happenings = setup.happenings[phone.channel] ?? [];
  const groups = [...new Set(happenings.map(one => one.group))];
  const ways = setup.hiding.includes(phone.channel) && /^\d+$/.test(addressesOf(phone).digits) ? WAYS : [];
  openSheet(phone.element, 'Something else happens', close => h('div', { class: 'rows' },
    ways.length > 0 && h('h4', {}, 'Who writes'),
    ways.map(([label, way]) => {
      const next = way(addressesOf(phone));
      const now = next.from === phone.from && next.user === phone.user;
      return h('button', { type: 'button', class: 'row', 'aria-pressed': String(now), onclick: () => { close(); speak(next); } }, h('b', {}, label), h('small', {}, [next.from, next.user].filter(Boolean).join(' and ')));
    }),
    groups.map(group => [h('h4', {}, group), happenings.filter(one => one.group === group).map(one => row(one, close, happen))])), opener);
}

function row(one, close, happen) {
  if (!one.asks) return h('button', { type: 'button', class: 'row', onclick: () => { close(); happen(one, one.value); } }, h('b', {}, one.label));

  const value = h('input', { 'aria-label': `${one.asks}: ${one.label}`, placeholder: one.asks, autocomplete: 'off', maxlength: '4096', required: true });
  return h('form', { class: 'row asks', 'aria-label': one.label, onsubmit: event => { event.preventDefault(); close(); happen(one, value.value.trim()); } },
    value, h('button', { type: 'submit' }, one.label));
}

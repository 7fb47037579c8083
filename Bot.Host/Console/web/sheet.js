import { h } from './dom.js';
import { icon } from './icons.js';

/** Opens a sheet over a phone: what is behind it cannot be reached until it is closed. */
export function openSheet(phone, label, content, opener) {
  const behind = [...phone.children];
  const close = () => {
    sheet.remove();
    behind.forEach(element => { element.inert = false; });
    opener?.focus();
  };
  const sheet = h('div', { class: 'sheet', role: 'dialog', 'aria-modal': 'true', 'aria-label': label, onkeydown: event => { if (event.key === 'Escape') { event.stopPropagation(); close(); } }, onclick: event => { if (event.target === sheet) close(); } },
    h('div', { class: 'panel' },
      h('header', {}, h('h3', {}, label), h('button', { type: 'button', class: 'icon', 'aria-label': 'Close', onclick: close }, icon('close'))),
      content(close)));
  behind.forEach(element => { element.inert = true; });
  phone.append(sheet);
  sheet.querySelector('.panel > :not(header) button, .panel > :not(header) input, header button').focus();
  return close;
}

import { h } from './dom.js';

const place = () => document.getElementById('notice');
let timer;

/** Says something for a while; errors are said by the screen reader at once. */
export function notice(text) {
  place().textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => { place().textContent = ''; }, 8000);
}

/** Runs what a button does; while it runs the button is not pressed again, and what fails is told. */
export async function act(button, work) {
  // Enter in a field presses no button.
  if (button.disabled) return undefined;
  const held = document.activeElement === button;
  const homes = [button, button.closest('[tabindex]'), document.getElementById('main')];
  button.disabled = true;
  place().textContent = '';
  try {
    return await work();
  } catch (failure) {
    notice(failure.message);
    return undefined;
  } finally {
    button.disabled = false;
    // A button that may not be pressed loses the keys. They come back to it, or to what it stood in.
    if (held && document.activeElement === document.body) homes.find(home => home?.isConnected)?.focus();
  }
}

/** A button that runs something. */
export function doing(label, work, style = '') {
  const button = h('button', { type: 'button', class: style, onclick: () => act(button, work) }, label);
  return button;
}

/** One that asks first: it runs with the second press, and is as before when it is left. */
export function twice(label, asked, work) {
  let once = false;
  const back = () => { once = false; button.textContent = label; };
  const button = h('button', { type: 'button', class: 'grave', onblur: back, onclick: () => {
    if (once) {
      act(button, work);
      return;
    }
    once = true;
    button.textContent = asked;
  } }, label);
  return button;
}

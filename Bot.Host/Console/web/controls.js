import { post, remove } from './api.js';
import { h } from './dom.js';

const STEPS = [[60, '1 minute'], [300, '5 minutes'], [660, '11 minutes'], [3600, '1 hour'], [86400, '1 day']];

const select = (label, options) => h('select', { 'aria-label': label }, options.map(([value, text]) => h('option', { value }, text)));

/** What can be done to the sandbox and the host. @param phone Says whose conversation is watched. */
export function controls(setup, phone, complain) {
  const partner = select('Partner', setup.partners.map(name => [name, name]));
  const fault = select('Fault', setup.faults.map(one => [one.fault, one.label]));
  const step = select('How far', STEPS);
  const button = (text, act, more = {}) => h('button', { type: 'button', ...more, onclick: async event => {
    const pressed = event.currentTarget;
    pressed.disabled = true;
    try {
      await act();
    } catch (refused) {
      complain(refused.message);
    } finally {
      pressed.disabled = false;
    }
  } }, text);
  return h('div', { class: 'controls', role: 'toolbar', 'aria-label': 'Sandbox' },
    h('fieldset', { 'aria-label': 'Faults' }, partner, fault,
      button('Let it happen', () => post('/console/faults', { partner: partner.value, fault: fault.value })),
      button('Clear', () => remove('/console/faults'))),
    setup.clock !== null && h('fieldset', { 'aria-label': 'Clock' }, step, button('Advance clock', () => post('/console/clock', { seconds: Number(step.value) }))),
    h('fieldset', { 'aria-label': 'Host' }, button('Crash', () => post('/console/crash'), { title: 'Drops everything this process holds in memory about conversations, as a crash would. The process itself goes on; the next message is read from the database.' })),
    h('fieldset', { 'aria-label': 'Conversation' }, button('Save as replay', () => save(phone(), complain), { class: 'strong' })));
}

async function save(phone, complain) {
  complain('Playing it once…');
  const saved = await post(`/console/phones/${phone.channel}/${phone.number}/replay`);
  const link = h('a', { href: URL.createObjectURL(new Blob([saved.text], { type: 'text/plain' })), download: saved.file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  complain(saved.passes ? `Saved ${saved.file}. It was played and passes.` : `Saved ${saved.file}, but it does not pass: ${saved.why}`);
}

import { post, read } from './api.js';
import { h } from './dom.js';
import { act, notice, twice } from './notice.js';
import { table } from './people.js';
import { moment, t } from './words.js';

/** The versions of the flows: a plan tells what publishing one would do, and a button does it. */
export function versions() {
  const element = h('section', { class: 'people', 'aria-label': t('versions') }, h('h2', {}, t('versions')));
  list(element).catch(failure => notice(failure.message));
  return element;
}

async function list(element) {
  const { items, plans, isOn } = await read('versions');
  const shown = h('div', { class: 'plans' });
  const button = (label, does) => {
    const made = h('button', { type: 'button', onclick: () => act(made, does) }, label);
    return made;
  };
  const grave = (label, does) => twice(label, t('really', label), does);
  const number = (name, most) => h('input', { name, type: 'number', min: 0, max: most, step: most ? 1 : 'any' });
  const [share, price] = [number('share', 100), number('price')];
  const asked = () => Object.fromEntries([share, price].filter(field => field.value).map(field => [field.name, Number(field.value)]));
  const again = () => element.replaceWith(versions());
  const show = plan => {
    const made = h('article', { class: 'plan', 'aria-label': plan.id, 'aria-busy': `${plan.isMaking}` },
      h('pre', {}, [...plan.lines, ...plan.doubts.map(doubt => `! ${doubt}`)].join('\n')),
      h('p', {}, t('planBy', plan.by, moment(plan.at))),
      plan.isReady ? grave(t('publish'), async () => { await post(`versions/${plan.to}/publish`, { plan: plan.id }); again(); }) : '');
    if (plan.isMaking) setTimeout(() => made.isConnected && read(`versions/plans/${plan.id}`).then(now => made.replaceWith(show(now)), failure => notice(failure.message)), 1000);
    return made;
  };
  element.append(
    ...(isOn ? [] : [h('p', { class: 'said' }, t('filesInUse'))]),
    h('div', { class: 'adding' }, h('label', {}, t('share'), share), h('label', {}, t('price'), price)),
    table(['#', t('when'), t('who'), t('note'), t('talking'), t('state'), t('act')], items.map(one => [
      one.number, moment(one.at), one.by, one.note, one.people, one.live ? t('isLive') : one.share ? t('isShare', one.share) : '',
      one.live ? '' : h('div', { class: 'acts' },
        button(t('plan'), async () => shown.prepend(show(await post(`versions/${one.number}/plan`, asked())))),
        grave(t('remove'), async () => { await post(`versions/${one.number}/remove`, {}); again(); })),
    ])), shown);
  shown.append(...plans.map(show));
}

// Elements without markup in strings: what people wrote is always text.

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an element. Properties beginning with "on" listen; the rest are attributes, false and null ones left out. */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** 10:31, or with seconds 10:31:07. */
export function clock(at, seconds = false) {
  const time = new Date(at);
  const parts = [time.getHours(), time.getMinutes(), ...(seconds ? [time.getSeconds()] : [])];
  return parts.map(part => String(part).padStart(2, '0')).join(':');
}

/** 919876543210 as people write it: +91 98765 43210. */
export function spoken(number) {
  const ten = number.slice(-10);
  const country = number.slice(0, -10);
  return `${country ? `+${country} ` : ''}${ten.slice(0, 5)} ${ten.slice(5)}`;
}

/** 90 s, 12 min, 3 h, 2 d. */
export function span(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 120) return `${whole} s`;
  if (whole < 7200) return `${Math.round(whole / 60)} min`;
  if (whole < 172800) return `${Math.round(whole / 3600)} h`;
  return `${Math.round(whole / 86400)} d`;
}

import { h } from './dom.js';

// WhatsApp's marks: *bold*, _italic_, ~struck~, ```code```. They hold within a line, and only around whole words.
const MARK = /(?<![\p{L}\p{N}])(?:\*(\S(?:[^*\n]*\S)?)\*|_(\S(?:[^_\n]*\S)?)_|~(\S(?:[^~\n]*\S)?)~|```([^`]+)```)(?![\p{L}\p{N}])/gu;

/** A message's text as nodes. */
export function words(text) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(MARK)) {
    nodes.push(text.slice(from, found.index));
    const [, bold, italic, struck, code] = found;
    if (bold) nodes.push(h('b', {}, bold));
    else if (italic) nodes.push(h('i', {}, italic));
    else if (struck) nodes.push(h('s', {}, struck));
    else nodes.push(h('code', {}, code));
    from = found.index + found[0].length;
  }
  nodes.push(text.slice(from));
  return nodes;
}

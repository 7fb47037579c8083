// Calls to the host. What it refuses comes back as an Error with its sentence.

async function call(method, path, body) {
  const bytes = body instanceof Blob;
  const answer = await fetch(path, {
    method,
    headers: { 'X-Bot-Console': '1', ...(body === undefined ? {} : { 'Content-Type': bytes ? 'application/octet-stream' : 'application/json' }) },
    body: body === undefined ? undefined : bytes ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const json = text ? JSON.parse(text) : {};
  if (!answer.ok) throw new Error(json.message ?? `The host answered ${answer.status}.`);
  return json;
}

export const read = path => call('GET', path);
export const post = (path, body = {}) => call('POST', path, body);
export const remove = path => call('DELETE', path);

/** As the feed names a conversation to a key without the scope personal: only the last four digits of its number are open. */
const masked = conversation => conversation.replace(/\d(?=\d{4})/g, 'X');

/** Whether an event concerns the conversation of a phone, or all of them. */
export const isOf = (entry, phone) => entry.conversation === '' || entry.conversation === phone?.conversation || entry.conversation === masked(phone?.conversation ?? '');

/** What happens, as it happens. Comes back by itself when the line breaks, and goes on where it was. */
export function follow(take, online) {
  let last = '';
  let source;
  const open = () => {
    source = new EventSource(`/console/events${last ? `?after=${encodeURIComponent(last)}` : ''}`);
    source.onopen = () => online(true);
    source.onmessage = message => {
      if (message.lastEventId) last = message.lastEventId;
      take(JSON.parse(message.data));
    };
    source.onerror = () => {
      online(false);
      // A refusal ends it for good, other breaks are mended by the browser.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 2000);
    };
  };
  open();
}

// Calls to the host. What it refuses comes back as an Error with its sentence; who is no longer signed in is sent there.

let token = '';

export const useToken = given => { token = given; };

async function call(method, path, body) {
  const answer = await fetch(`/desk/api/${path}`, {
    method,
    headers: { ...(method === 'GET' ? {} : { 'X-Desk-Token': token }), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.status === 401 && path !== 'sign-in') location.assign('/desk/sign-in');
  const text = await answer.text();
  const json = text ? JSON.parse(text) : {};
  if (!answer.ok) throw new Error(json.message ?? `The host answered ${answer.status}.`);
  return json;
}

export const read = path => call('GET', path);
export const post = (path, body = {}) => call('POST', path, body);

/** Sends a file as it is. */
export async function upload(path, file) {
  const answer = await fetch(`/desk/api/${path}`, { method: 'POST', headers: { 'X-Desk-Token': token, 'Content-Type': 'application/octet-stream' }, body: file });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.message ?? `The host answered ${answer.status}.`);
  return json;
}

/** A picture as an address of this page, which is let go when it is not needed. */
export async function picture(path) {
  const answer = await fetch(`/desk/api/${path}`);
  if (!answer.ok) throw new Error((await answer.json()).message);
  return URL.createObjectURL(await answer.blob());
}

/** What moves, as it moves. Comes back by itself when the line breaks. */
export function follow(take, online) {
  const open = () => {
    const source = new EventSource('/desk/api/events');
    source.onopen = () => online(true);
    source.onmessage = message => take(JSON.parse(message.data));
    source.onerror = () => {
      online(false);
      if (source.readyState !== EventSource.CLOSED) return;
      // A refusal ends it for good; asking who is here finds out why.
      setTimeout(() => read('me').then(open, open), 2000);
    };
  };
  open();
}

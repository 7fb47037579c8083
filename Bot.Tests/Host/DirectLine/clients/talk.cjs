// Talks over botframework-directlinejs as a page does, and prints what it is told: one JSON object a line.
// node talk.cjs <directline.js> <domain> <token> <socket|poll>; each line of standard input is said, one after the other; `/photo FILE` uploads.
const fs = require('node:fs');
const net = require('node:net');
const crypto = require('node:crypto');

globalThis.self = globalThis;

// What node 20 lacks of a browser: XMLHttpRequest, over fetch, and WebSocket, as much of it as the client uses.
globalThis.XMLHttpRequest = class {
  constructor() { this.headers = {}; this.readyState = 0; this.status = 0; this.response = null; this.responseText = ''; this.abortion = new AbortController(); }
  open(method, url) { Object.assign(this, { method, url, readyState: 1 }); }
  setRequestHeader(name, value) { this.headers[name] = value; }
  getAllResponseHeaders() { return this.received ?? ''; }
  getResponseHeader() { return null; }
  abort() { this.abortion.abort(); }
  async send(body) {
    try {
      const answer = await fetch(this.url, { method: this.method, headers: this.headers, body: body ?? undefined, signal: this.abortion.signal });
      this.status = answer.status;
      if (this.responseType === 'arraybuffer') this.response = await answer.arrayBuffer();
      else {
        this.responseText = await answer.text();
        this.response = this.responseType === 'json' && this.responseText ? JSON.parse(this.responseText) : this.responseText;
      }
      this.readyState = 4;
      this.onreadystatechange?.({}); this.onload?.({});
    } catch (error) {
      this.readyState = 4;
      this.onerror?.(error);
    }
  }
};

globalThis.WebSocket ??= class {
  constructor(url) {
    const { hostname, port, pathname, search } = new URL(url);
    this.readyState = 0;
    let received = Buffer.alloc(0);
    let shaken = false;
    this.socket = net.connect(Number(port), hostname, () => this.socket.write(
      `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${crypto.randomBytes(16).toString('base64')}\r\n\r\n`));
    this.socket.on('data', bytes => {
      received = Buffer.concat([received, bytes]);
      if (!shaken) {
        const end = received.indexOf('\r\n\r\n');
        if (end < 0) return;
        shaken = received.toString('latin1', 0, 12) === 'HTTP/1.1 101';
        if (!shaken) return this.socket.destroy();
        received = received.subarray(end + 4);
        this.readyState = 1;
        this.onopen?.({});
      }
      while (received.length >= 2) {
        let [length, at] = [received[1] & 127, 2];
        if (length === 126) [length, at] = [received.length < 4 ? Infinity : received.readUInt16BE(2), 4];
        else if (length === 127) [length, at] = [received.length < 10 ? Infinity : Number(received.readBigUInt64BE(2)), 10];
        if (received.length < at + length) return;
        const [kind, body] = [received[0] & 15, received.subarray(at, at + length)];
        received = received.subarray(at + length);
        if (kind === 1) this.onmessage?.({ data: body.toString() });
        if (kind === 8) this.socket.end();
        if (kind === 9) this.frame(10, body);
      }
    });
    this.socket.on('error', error => this.onerror?.(error));
    this.socket.on('close', () => { this.readyState = 3; this.onclose?.({}); });
  }
  frame(kind, body) {
    const mask = crypto.randomBytes(4);
    const head = body.length < 126 ? [128 | kind, 128 | body.length] : [128 | kind, 254, body.length >> 8, body.length & 255];
    this.socket.write(Buffer.concat([Buffer.from(head), mask, body.map((byte, index) => byte ^ mask[index & 3])]));
  }
  send(text) { this.frame(1, Buffer.from(text)); }
  close() { this.socket.end(); }
};

const [, , library, domain, token, way] = process.argv;
const { DirectLine } = require(library);
const print = said => process.stdout.write(`${JSON.stringify(said)}\n`);
const line = new DirectLine({ domain, token, webSocket: way === 'socket', pollingInterval: 200 });

line.connectionStatus$.subscribe(status => print({ status }));
line.activity$.subscribe(activity => print({ activity }), error => print({ error: String(error) }));

async function say(text) {
  const from = { id: 'whoever', name: 'Asha' };
  const photo = text.startsWith('/photo ') ? text.slice(7) : null;
  const activity = photo
    ? { type: 'message', from, attachments: [{ contentType: 'image/jpeg', contentUrl: `data:image/jpeg;base64,${fs.readFileSync(photo, 'base64')}`, name: 'photo.jpg' }] }
    : { type: 'message', from, text, channelData: { clientActivityID: crypto.randomUUID() } };
  line.postActivity(activity).subscribe(id => print({ posted: id }), error => print({ failed: String(error) }));
}

require('node:readline').createInterface({ input: process.stdin }).on('line', say).on('close', () => { line.end(); process.exit(0); });

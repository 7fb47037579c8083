import { s } from './dom.js';

const PATHS = {
  clip: 'M20 11.5l-8.3 8.3a5 5 0 0 1-7-7l8.9-8.9a3.3 3.3 0 0 1 4.7 4.7l-8.9 8.9a1.7 1.7 0 0 1-2.4-2.4l8.2-8.2',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  send: 'M5 12h13M12 6l6.5 6-6.5 6',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  close: 'M6 6l12 12M18 6L6 18',
};

/** A drawing instead of a sign that not every system has in its fonts. */
export const icon = name => s('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: PATHS[name] }));

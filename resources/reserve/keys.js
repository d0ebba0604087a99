// Keys and clickers, as in the program: which key means what. A held key and a doubled press count once.

const DOUBLE_MS = 250;
const KEYS = {
  ArrowRight: 'next', ArrowDown: 'next', PageDown: 'next', ' ': 'next', Enter: 'next', n: 'next',
  ArrowLeft: 'back', ArrowUp: 'back', PageUp: 'back', Backspace: 'back', p: 'back',
  b: 'safe', '.': 'safe', B: 'black', w: 'white', ',': 'white', f: 'freeze', F5: 'freeze', Escape: 'leave',
  Pause: 'pause', '+': 'minute', s: 'support', g: 'terms', o: 'tell', r: 'scene', t: 'top', F6: 'steps', k: 'bell',
  '?': 'help', F1: 'help',
};
const HELD_CTRL = { Home: 'first', End: 'last', ' ': 'pause', 3: 'steps' };
let lastPress = ['', 0];

function meaning(event) {
  if (event.altKey) return { ArrowUp: 'up', ArrowDown: 'down' }[event.key] || '';
  if (event.metaKey) return '';
  if (event.ctrlKey) return HELD_CTRL[event.key] || '';
  const key = event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key;
  return KEYS[key] || '';
}

// A field keeps its letters and arrows, a button its Space and Enter; a clicker's keys go past both.
function belongsToPage(event) {
  if (/^(F\d+|PageUp|PageDown|Escape|Pause)$/.test(event.key)) return true;
  const where = event.target;
  if (where instanceof HTMLInputElement) return false;
  return !(/^(Enter| )$/.test(event.key) && where instanceof HTMLElement && where.closest('button, a') && !event.ctrlKey);
}

function listen(act) {
  addEventListener('keydown', (event) => {
    const deed = meaning(event);
    if (!deed || !belongsToPage(event)) return;
    event.preventDefault();
    const [key, when] = lastPress;
    lastPress = [event.key, event.timeStamp];
    if (event.repeat || (key === event.key && event.timeStamp - when < DOUBLE_MS)) return;
    act(deed);
  });
  addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button[data-deed]') : null;
    if (!button) return;
    if (event.detail > 0) button.blur();
    act(button.dataset.deed);
  });
}

// Small helpers: data out of the file, words into the page. Text is only ever set as text.

const byId = (id) => document.getElementById(id);

function taken(id) {
  const holder = byId(`data-${id}`);
  const value = JSON.parse(holder.textContent);
  holder.remove();
  return value;
}

function filled(text, fields) {
  return text.replace(/\{([a-z]+)\}/g, (_all, name) => fields[name]);
}

// As the program counts: by most letters, so that a name in Latin changes nothing.
function fromRight(text) {
  const right = text.match(/[\u0590-\u08ff]/g) || [];
  return right.length > 0 && 2 * right.length >= text.match(/\p{L}/gu).length;
}

function made(tag, text, name) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (text && fromRight(text)) element.dir = 'rtl';
  if (name) element.className = name;
  return element;
}

function lines(target, text) {
  target.replaceChildren(...text.split('\n').map((line) => made('p', line)));
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function keep(view, fields) {
  history.replaceState(null, '', `#${[view, ...fields].join('&')}`);
}

// What is printed out of the file: the log sheet, and the leader text. It is built when asked for, then thrown away.

function field(name, answers) {
  const row = made('p', '', 'field');
  const space = made('span', '', answers ? 'answers' : 'line');
  if (answers) space.append(...answers.split(' · ').map((one) => made('span', one)));
  row.append(made('span', name), space);
  return row;
}

function logSheet(lesson, words) {
  const sheet = made('section', '', 'log');
  sheet.append(made('h1', `${words.sheet}: ${document.title}`), made('p', words['sheet-about']));
  const first = made('div', '', 'fields');
  first.append(field(words.day), field(words.group), field(words.began), field(words.ended));
  const table = made('table');
  const head = made('tr');
  head.append(...[words.steps, words['minutes-planned'], words['minutes-taken'], words.skipped].map((one) => made('th', one)));
  table.append(head, ...lesson.steps.map((step, n) => {
    const row = made('tr');
    row.append(made('td', `${n + 1}. ${step.title}`), made('td', String(step.minutes)), made('td'), made('td'));
    return row;
  }));
  const last = made('div', '', 'fields');
  last.append(field(words.people), field(words.adults), field(words.mentors), field(words.prepared));
  sheet.append(first, table, field(words.went, words['went-answers']), last,
    field(words.form, words['form-answers']), field(words.stayed, words['stayed-answers']),
    field(words.room, words['room-answers']),
    field(words.supervision), made('p', '', 'line'), made('p', words.follow, 'strong'));
  return sheet;
}

function tellCard(leader, words) {
  const list = made('ol');
  list.append(...leader.tell.map((line) => made('li', line)));
  const card = made('section');
  card.append(made('h1', words['tell-title']), list);
  if (leader.contacts.length) {
    card.append(made('h2', words['at-school']), ...leader.contacts.map((one) => made('p', one, 'strong')));
  }
  return card;
}

function passages(told) {
  return told.map(([kind, title, text]) => {
    const block = made('div', '', `passage ${kind || 'plain'}`);
    if (title) block.append(made(kind === 'heading' ? 'h3' : 'strong', title));
    if (text) block.append(made('p', text));
    return block;
  });
}

function leaderPaper(lesson, leader, words) {
  const all = made('section');
  all.append(made('h1', document.title));
  lesson.steps.forEach((step, n) => {
    const part = made('section', '', 'step');
    part.append(made('h2', `${n + 1}. ${step.title} (${step.minutes} min)`), ...passages(leader.told[n]));
    all.append(part);
  });
  all.append(tellCard(leader, words));
  return all;
}

function printOut(sheet) {
  const paper = byId('paper');
  paper.replaceChildren(sheet);
  addEventListener('afterprint', () => paper.replaceChildren(), { once: true });
  print();
}

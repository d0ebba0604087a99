// The leader's view: what is said and done, the time, and what the pupils see. It leads the picture's window.

const STAGE_NAME = 'passledaren-bild';

// 9.40, 09:40 or 0940 as hours and minutes; null when it is no time of the day.
function bellTime(text) {
  const found = /^([01]?[0-9]|2[0-3])[.:]?([0-5][0-9])$/.exec(text.trim());
  return found && [Number(found[1]), Number(found[2])];
}

class Leader {
  constructor(lesson, leader, words, fields) {
    Object.assign(this, { lesson, leader, words, stage: null, mayShow: screen.isExtended === true, factor: 1, told: -1 });
    this.place = read(lesson.steps, fields, 'card');
    this.clock = new Clock(lesson.steps);
    this.clock.read(fields.get('tid'));
    byId('bell').value = bellTime(fields.get('ringer') || '') ? fields.get('ringer') : '';
    this.listSteps();
    this.join();
    byId('leader').hidden = false;
    document.body.className = 'leader';
    this.show();
    setInterval(() => this.tick(), 500);
  }

  join() {
    addEventListener('message', (event) => {
      if (!event.source || event.source.opener !== window || event.data?.lesson !== this.lesson.id) return;
      this.stage = event.source;
      if (event.data.deed) this.act(event.data.deed);
      else this.tell();
    });
    listen((deed) => this.act(deed));
    byId('open').addEventListener('click', () => this.open());
    byId('print-after').addEventListener('click', () => printOut(logSheet(this.lesson, this.words)));
    byId('extra-close').addEventListener('click', () => byId('extra').close());
    byId('bell').addEventListener('input', () => this.tick());
    byId('bigger').addEventListener('click', () => this.size(0.1));
    byId('smaller').addEventListener('click', () => this.size(-0.1));
    byId('steps').addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button) this.go('go', Number(button.value));
    });
  }

  open() {
    const address = `${location.href.split('#')[0]}#bild&${written(this.place)}`;
    const opened = window.open(address, STAGE_NAME, 'popup,width=1280,height=720');
    if (opened) this.stage = opened;
    this.tick();
    if (!opened) setText(byId('standing'), this.words.blocked);
  }

  act(deed) {
    if (byId('extra').open) {
      byId('extra').close();
      if (['leave', 'tell', 'help', 'terms'].includes(deed)) return;
    }
    switch (deed) {
      case 'pause': this.clock.toggle(); break;
      case 'minute': this.clock.more(); break;
      case 'tell': this.card(this.words['tell-title'], tellCard(this.leader, this.words)); break;
      case 'help': this.card(this.words.keys, this.keyTable()); break;
      case 'terms': this.card(this.words.terms, this.termList()); break;
      case 'steps': byId('steps').querySelector('[aria-current]').focus(); break;
      case 'bell': byId('bell').focus(); break;
      case 'up': byId('notes').scrollBy(0, -byId('notes').clientHeight / 2); break;
      case 'down': byId('notes').scrollBy(0, byId('notes').clientHeight / 2); break;
      default: this.go(deed);
    }
    this.tick();
  }

  go(deed, value) {
    this.place = turned(this.lesson.steps, this.place, deed, value);
    if (deed === 'next' && !this.clock.running && !this.clock.used()) this.clock.toggle();
    this.show();
  }

  tell() {
    if (this.stage && !this.stage.closed) this.stage.postMessage({ lesson: this.lesson.id, place: this.place }, '*');
  }

  show() {
    const { lesson, place } = this;
    const step = place.held ? place.held[0] : place.step;
    this.clock.show(step, place.cover === 'safe');
    this.tell();
    byId('now').src = picture(lesson, { ...place, cover: '', held: null }).src;
    byId('now').alt = picture(lesson, { ...place, held: null }).words;
    const after = onwards(lesson.steps, { ...place, cover: '', over: '' });
    byId('then').hidden = isLast(lesson.steps, place);
    byId('then').src = lesson.steps[after.step].pictures[after.tap].src;
    byId('then').alt = lesson.steps[after.step].pictures[after.tap].words;
    byId('steps').querySelectorAll('button').forEach((button, n) => {
      if (n === place.step) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    });
    const list = byId('steps');
    const here = list.querySelector('[aria-current]');
    list.scrollTop = here.offsetTop - (list.clientHeight - here.offsetHeight) / 2;
    this.showNotes();
    this.tick();
  }

  // As in the program: the text is not even built while the pupils may see this screen.
  showNotes() {
    const wanted = this.mayShow ? this.place.step : -2;
    if (wanted === this.told) return;
    this.told = wanted;
    const notes = byId('notes');
    if (this.mayShow) notes.replaceChildren(...passages(this.leader.told[this.place.step]));
    else {
      const anyway = made('button', this.words['show-anyway']);
      anyway.addEventListener('click', () => {
        this.allow(true);
        notes.focus();
      });
      notes.replaceChildren(made('p', this.words.hidden), made('p', this.words['hidden-about']), anyway);
    }
    notes.scrollTop = 0;
  }

  allow(shown) {
    this.mayShow = shown;
    this.showNotes();
  }

  tick() {
    const { clock, place, words } = this;
    if (screen.isExtended === false && this.extended) this.allow(false);
    if (screen.isExtended === true && !this.extended) this.allow(true);
    this.extended = screen.isExtended === true;
    const left = clock.left();
    setText(byId('where'), filled(words.step, { number: place.step + 1, all: this.lesson.steps.length }));
    const time = filled(left < 0 ? words.over : words.left, { time: clockText(left), minutes: clock.planned(clock.here) });
    setText(byId('clock'), clock.resting ? `${time} · ${words.resting}` : time);
    byId('clock').classList.toggle('late', left < 0);
    const all = this.lesson.steps.reduce((sum, step) => sum + step.minutes, 0);
    setText(byId('used'), filled(words.used, { used: Math.floor(clock.used() / 60000), all }));
    setText(byId('pause'), clock.running ? words.pause : words.go);
    setText(byId('to-bell'), this.bellText());
    setText(byId('standing'), this.standing());
    byId('open').hidden = this.stage !== null && !this.stage.closed;
    byId('print-after').hidden = !isLast(this.lesson.steps, place);
    const bell = byId('bell').value;
    keep('ledare', [written(place), `tid=${clock.written()}`, ...(bellTime(bell) ? [`ringer=${bell}`] : [])]);
  }

  standing() {
    const { place, words } = this;
    if (!this.stage || this.stage.closed) return words['stage-gone'];
    if (place.cover === 'card') return words['stage-waits'];
    if (place.cover) return words.covered;
    if (place.over !== '') return words['over-it'];
    if (place.held) return words.frozen;
    return isLast(this.lesson.steps, place) ? words.last : words['stage-open'];
  }

  bellText() {
    const found = bellTime(byId('bell').value);
    if (!found) return '';
    const bell = new Date();
    bell.setHours(...found, 0, 0);
    const left = bell - new Date();
    if (left < 0) return this.words.rung;
    const latest = new Date(bell - this.clock.floors());
    const time = `${String(latest.getHours()).padStart(2, '0')}.${String(latest.getMinutes()).padStart(2, '0')}`;
    const late = latest < new Date() && this.clock.here < closing(this.lesson.steps);
    return filled(late ? this.words['too-late'] : this.words['to-bell'], { minutes: Math.floor(left / 60000), time });
  }

  listSteps() {
    byId('steps').replaceChildren(...this.lesson.steps.map((step, n) => {
      const button = made('button');
      button.type = 'button';
      button.value = String(n);
      button.append(made('span', `${n + 1}. ${step.title}`), made('span', `${step.minutes} min`));
      const item = made('li');
      item.append(button);
      return item;
    }));
  }

  size(by) {
    this.factor = Math.min(2, Math.max(0.8, this.factor + by));
    byId('notes').style.fontSize = `${this.factor}em`;
  }

  card(title, body) {
    body.querySelector('h1')?.remove();
    setText(byId('extra-title'), title);
    byId('extra-body').replaceChildren(body);
    byId('extra').showModal();
  }

  keyTable() {
    const table = made('table');
    table.append(...this.leader.keys.map(([keys, what]) => {
      const row = made('tr');
      row.append(made('th', keys), made('td', what));
      return row;
    }));
    return table;
  }

  termList() {
    const list = made('div', '', 'choices');
    list.append(...this.lesson.terms.map((term, n) => {
      const button = made('button', term.name);
      button.addEventListener('click', () => {
        byId('extra').close();
        this.go('term', n);
      });
      return button;
    }));
    if (!this.lesson.terms.length) list.append(made('p', this.words['no-terms']));
    return list;
  }
}

// The picture: nothing but the slide. Its window has thrown the leader text away before anything is shown here.

const SILENT_MS = 3000;

function showStage(lesson, place) {
  const seen = picture(lesson, place);
  const slide = byId('slide');
  if (slide.src !== seen.src) slide.src = seen.src;
  slide.hidden = place.cover !== '';
  byId('safe').hidden = place.cover !== 'safe';
  byId('card').hidden = place.cover !== 'card';
  const cover = byId('cover');
  cover.hidden = place.cover !== 'black' && place.cover !== 'white';
  cover.className = place.cover;
  const spoken = { '': seen.words, safe: lesson.safe.words }[place.cover] || '';
  if (byId('spoken').dataset.words !== spoken) {
    byId('spoken').dataset.words = spoken;
    lines(byId('spoken'), spoken);
  }
}

function beginStage(lesson) {
  byId('safe').src = lesson.safe.src;
  document.body.className = 'stage';
  byId('stage').hidden = false;
  addEventListener('dblclick', () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
}

// A window of its own, led from the leader's view; should that be gone, it obeys its own keys.
function followLeader(lesson, fields) {
  beginStage(lesson);
  let place = read(lesson.steps, fields, 'card');
  let heard = performance.now();
  const show = () => {
    showStage(lesson, place);
    keep('bild', [written(place)]);
  };
  const call = (deed) => window.opener.postMessage({ lesson: lesson.id, deed }, '*');
  const led = () => window.opener && !window.opener.closed && performance.now() - heard < SILENT_MS;
  addEventListener('message', (event) => {
    if (event.source !== window.opener || event.data?.lesson !== lesson.id) return;
    heard = performance.now();
    place = event.data.place;
    show();
  });
  listen((deed) => {
    if (led()) call(deed);
    else {
      place = turned(lesson.steps, place, deed);
      show();
    }
  });
  const ping = () => { if (window.opener && !window.opener.closed) call(''); };
  setInterval(ping, 1000);
  ping();
  show();
}

// One window for all: the picture with a thin bar, and never a note.
function beAlone(lesson, words, fields) {
  beginStage(lesson);
  document.body.classList.add('alone');
  byId('bar').hidden = false;
  const clock = new Clock(lesson.steps);
  clock.read(fields.get('tid'));
  let place = read(lesson.steps, fields, '');
  const tick = () => {
    const left = clock.left();
    const time = clockText(left);
    setText(byId('bar-clock'), filled(left < 0 ? words.over : words.left, { time, minutes: clock.planned(place.step) }));
    setText(byId('bar-pause'), clock.running ? words.pause : words.go);
    keep('en', [written(place), `tid=${clock.written()}`]);
  };
  const show = () => {
    clock.show(place.step, place.cover === 'safe');
    showStage(lesson, place);
    tick();
  };
  listen((deed) => {
    if (deed === 'pause') clock.toggle();
    else if (deed === 'minute') clock.more();
    else if (deed === 'tell') place = turned(lesson.steps, place, 'safe');
    else if (deed !== 'freeze') {
      place = turned(lesson.steps, place, deed);
      if (deed === 'next' && !clock.running && !clock.used()) clock.toggle();
    }
    show();
  });
  setInterval(tick, 1000);
  show();
}

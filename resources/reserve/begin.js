// Which of the three views this window is. Whatever the view has no use for is gone from it at once.

function without(...names) {
  names.forEach((name) => byId(name).remove());
}

// What the address keeps of the place; one that was mangled on its way keeps nothing, and the beginning shows.
function kept() {
  try {
    return decodeURIComponent(location.hash.slice(1)).split('&');
  } catch {
    return [''];
  }
}

function begin() {
  const [view, ...rest] = kept();
  const fields = new Map(rest.map((part) => part.split('=')));
  const lesson = taken('lesson');
  const words = taken('words');
  if (view === 'bild' || view === 'en') {
    without('data-leader', 'leader', 'start', 'paper');
    if (view === 'en') beAlone(lesson, words, fields);
    else {
      without('bar');
      followLeader(lesson, fields);
    }
    return;
  }
  const leader = taken('leader');
  if (view === 'ledare') {
    without('stage', 'start');
    new Leader(lesson, leader, words, fields);
    return;
  }
  byId('start').hidden = false;
  byId('two').addEventListener('click', () => {
    without('stage', 'start');
    new Leader(lesson, leader, words, fields).open();
  });
  byId('one').addEventListener('click', () => {
    location.replace('#en');
    location.reload();
  });
  byId('print-log').addEventListener('click', () => printOut(logSheet(lesson, words)));
  byId('print-notes').addEventListener('click', () => printOut(leaderPaper(lesson, leader, words)));
}

begin();

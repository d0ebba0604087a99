// Where the lesson is: one small value, and what each deed makes of it. Knows no window and no clock.

// step, tap: where the leader is. cover: '' or 'card' (before the first key), 'safe', 'black', 'white'.
// over: '' or 'support', 'scene', 'top', or the number of a word. held: [step, tap, over] of a picture that is kept.
function beginning(cover) {
  return { step: 0, tap: 0, cover, over: '', held: null };
}

function turned(steps, was, deed, value) {
  switch (deed) {
    case 'next': return onwards(steps, was);
    case 'back': return backwards(steps, was);
    case 'first': return at(was, 0, 0);
    case 'last': return at(was, closing(steps), 0);
    case 'go': return value >= 0 && value < steps.length ? at(was, value, 0) : was;
    case 'safe': case 'black': case 'white':
      return { ...was, cover: was.cover === deed ? '' : deed };
    case 'freeze':
      return { ...was, held: was.held ? null : [was.step, was.tap, was.over] };
    case 'support': return over(was, 'support');
    case 'term': return over(was, value);
    case 'scene': case 'top': return deed in steps[was.step].extra ? over(was, deed) : was;
    case 'leave':
      if (was.cover) return { ...was, cover: '' };
      return was.over === '' ? { ...was, held: null } : { ...was, over: '' };
    default: return was;
  }
}

function onwards(steps, was) {
  if (was.cover === 'card') return { ...was, cover: '' };
  if (was.cover) return was;
  if (was.over !== '') return { ...was, over: '' };
  if (was.tap + 1 < steps[was.step].pictures.length) return { ...was, tap: was.tap + 1 };
  return was.step + 1 < steps.length ? at(was, was.step + 1, 0) : was;
}

function backwards(steps, was) {
  if (was.cover) return was;
  if (was.over !== '') return { ...was, over: '' };
  if (was.tap > 0) return { ...was, tap: was.tap - 1 };
  return was.step > 0 ? at(was, was.step - 1, steps[was.step - 1].pictures.length - 1) : was;
}

function at(was, step, tap) {
  return { ...was, step, tap, over: '' };
}

function over(was, what) {
  return { ...was, over: was.over === what ? '' : what };
}

// The step where the protected end of the lesson begins.
function closing(steps) {
  let first = steps.length - 1;
  while (first > 0 && steps[first].closing && steps[first - 1].closing) first -= 1;
  return first;
}

function isLast(steps, place) {
  return place.step === steps.length - 1 && place.tap === steps[place.step].pictures.length - 1;
}

// The picture that the pupils see under any cover.
function picture(lesson, place) {
  if (place.over === 'support') return lesson.support;
  if (typeof place.over === 'number') return lesson.terms[place.over];
  const [step, tap, extra] = place.held || [place.step, place.tap, place.over];
  const seen = lesson.steps[step];
  return (extra && seen.extra[extra]) || seen.pictures[tap];
}

// The place in the address, so that a reload comes back to it.
function written(place) {
  const parts = [`steg=${place.step + 1}`, `tryck=${place.tap}`];
  if (place.cover) parts.push(`skydd=${place.cover}`);
  return parts.join('&');
}

function read(steps, fields, cover) {
  const whole = (text) => (/^[0-9]{1,3}$/.test(text || '') ? Number(text) : 0);
  const place = beginning(cover);
  if (!fields.has('steg')) return place;
  place.step = Math.min(Math.max(whole(fields.get('steg')) - 1, 0), steps.length - 1);
  place.tap = Math.min(whole(fields.get('tryck')), steps[place.step].pictures.length - 1);
  place.cover = ['card', 'safe', 'black', 'white'].includes(fields.get('skydd')) ? fields.get('skydd') : '';
  return place;
}

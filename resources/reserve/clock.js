// Time by step, in milliseconds of a clock that nobody can set back.

class Clock {
  constructor(steps) {
    this.steps = steps;
    this.spent = steps.map(() => 0);
    this.extra = steps.map(() => 0);
    this.running = false;
    this.resting = false;
    this.here = 0;
    this.since = performance.now();
  }

  // Time until now belongs to the step that was showing.
  settle() {
    const now = performance.now();
    if (this.running && !this.resting) this.spent[this.here] += now - this.since;
    this.since = now;
  }

  show(step, resting) {
    this.settle();
    this.here = step;
    this.resting = resting;
  }

  toggle() {
    this.settle();
    this.running = !this.running;
  }

  more() {
    this.extra[this.here] += 1;
  }

  planned(step) {
    return this.steps[step].minutes + this.extra[step];
  }

  left() {
    this.settle();
    return this.planned(this.here) * 60000 - this.spent[this.here];
  }

  used() {
    this.settle();
    return this.spent.reduce((sum, one) => sum + one, 0);
  }

  // What the protected steps that are still to come need at the least.
  floors() {
    return this.steps.reduce((sum, step, n) => (
      step.closing && n >= this.here ? sum + Math.max(0, step.floor * 60000 - this.spent[n]) : sum), 0);
  }

  written() {
    this.settle();
    return this.spent.map((one, n) => `${Math.round(one / 1000)}.${this.extra[n]}`).join('_') + (this.running ? 'g' : 'p');
  }

  read(text) {
    if (!/^([0-9]{1,6}\.[0-9]{1,3}_?)+[gp]$/.test(text || '')) return;
    const parts = text.slice(0, -1).split('_');
    if (parts.length !== this.steps.length) return;
    parts.forEach((part, n) => {
      const [seconds, extra] = part.split('.').map(Number);
      this.spent[n] = seconds * 1000;
      this.extra[n] = extra;
    });
    this.running = text.endsWith('g');
  }
}

function clockText(ms) {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

"""From a session to the slide that the projector shows: a cover, else an overlay, else the step or its held picture."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from facilitator.content import model
from facilitator.content.checking import words
from facilitator.content.checking.direction import lean, needs_arabic, read_from_right
from facilitator.content.script import Script
from facilitator.i18n import _, pgettext, speaking
from facilitator.session import work as w
from facilitator.session.exercises import in_hand
from facilitator.session.facts import Cover, ThreadBrought
from facilitator.session.rules import taps
from facilitator.session.state import Session, blank
from facilitator.ui.stage import exercises
from facilitator.ui.stage import slide as s
from facilitator.ui.stage.composing import COMPOSERS
from facilitator.ui.stage.composing.media import photo

PRINCIPLES: Final = {
    "bystander": "eye", "attachment": "hand", "gender-norms": "tree-structure", "leadership": "compass",
}  # fmt: skip
PHASES: Final = {
    "alone": "user", "pair": "users", "group": "users-three", "all": "users-three", "buzz": "chats",
}  # fmt: skip
KINDS: Final = {
    "say": "chat-circle", "interrupt": "arrows-left-right", "fetch": "lifebuoy", "support": "heart",
    "tell": "notebook", "tone": "sun", "together": "users-three", "nothing": "eye-slash",
}  # fmt: skip
HALF: Final = 0.5
WORDS_OF_A_LINE: Final = 12
CHARS_OF_RULES: Final = 70


def compose(session: Session) -> s.Slide:
    """What the projector must show now, in the lesson's language."""
    with speaking(session.script.lesson.language):
        return _compose(session)


def _compose(session: Session) -> s.Slide:
    if session.cover:
        return cover(session.cover)
    if session.overlay and session.overlay.kind == "support":
        return _support_overlay(session)
    if session.overlay:
        word = session.script.terms[session.overlay.term]
        terms = (s.Word(word.term, _meaning(session.script, word)),)
        return s.Terms(frame=_frame(session, session.seen[0]), kicker=_term_sign(), terms=terms)
    if session.held_work is not None:
        session = replace(session, work=session.held_work)
    return compose_step(session, *session.seen)


def still(script: Script, index: int, shown: int) -> s.Slide:
    """A step of a lesson that nobody has run, after `shown` taps."""
    return compose_step(blank("", script), index, shown)


def stills(script: Script, index: int) -> tuple[s.Slide, ...]:
    """Every picture of a step of a lesson that nobody has run, from the first to the last tap."""
    session = blank("", script)
    return tuple(compose_step(session, index, n) for n in range(taps(session, script.steps[index]) + 1))


def cover(kind: Cover) -> s.Slide:
    """The safe screen, black or white."""
    if kind == "safe":
        text = _("Breathe calmly. We start again soon.")
        return s.Cover(kind=kind, heading=_("We take a break"), text=text)
    return s.Cover(kind=kind)


def identify(letter: str = "A") -> s.Slide:
    """The card that a new projector gets for a few seconds."""
    text = _("Nothing from the leader’s view is ever shown here.")
    return s.Identify(letter=letter, heading=_("The lesson shows here"), text=text)


def reading_card() -> s.Slide:
    """The card that tests the projector from the back row."""
    lines = (
        _("This is how large a question is"),
        _("This is how large a text is. Can you read it from the back row?"),
        _("This is the smallest the projector shows: words on cards and labels."),
    )
    return s.ReadingCard(
        heading=_("Can you read this?"), lines=lines, corner=_("Are all four corners in the picture?")
    )


def compose_step(session: Session, index: int, revealed: int) -> s.Slide:
    """A step as the projector shows it after `revealed` taps, with the group's work so far, in the lesson's language."""
    with speaking(session.script.lesson.language):
        return _compose_step(session, index, revealed)


def _compose_step(session: Session, index: int, revealed: int) -> s.Slide:
    script, step = session.script, session.script.steps[index]
    frame = _frame(session, index)
    trail = session.work.get(step.id)
    now = trail.now if trail else None
    match step.stage, now:
        case model.Opening() as stage, _no:
            return _opening(script, stage, revealed, frame)
        case model.LookBack(question=question, reminders=reminders), _no:
            sign = s.Sign("arrow-counter-clockwise", _("Last time"))
            lines = (*reminders, *_brought(session.brought))
            return s.Points(frame=frame, kicker=sign, heading=question, points=_lines(lines, revealed))
        case model.Text(heading=heading, body=body, points=points), _no:
            return s.Points(frame=frame, heading=heading, body=body, points=_lines(points, revealed))
        case model.Agreement() as stage, w.Rules() as rules:
            return exercises.agreement(stage, rules, revealed, frame, session.brought)
        case model.Terms() as stage, _no:
            return _terms(script, stage, revealed, frame)
        case model.Prompt() as stage, _no:
            added = [session.added_min.get((index, n), 0) for n in range(1, len(stage.phases) + 1)]
            phases = tuple(
                _phase(phase, n, revealed, more)
                for n, (phase, more) in enumerate(zip(stage.phases, added, strict=True), start=1)
            )
            return s.Prompt(frame=frame, question=stage.question, hint=stage.hint, phases=phases)
        case model.ScenarioCase() as stage, w.Scene(frozen=frozen):
            case = script.scenarios[stage.scenario]
            if stage.file and not frozen:
                return _told(case, photo(session, stage.file, stage.alt), revealed, frame)
            return _scenario(case, stage.roleplay, frozen, revealed, frame)
        case model.Pyramid() as stage, w.Pyramid() as pyramid:
            return exercises.pyramid(stage, pyramid, in_hand(stage, pyramid), revealed, frame)
        case model.Corners() as stage, w.Counts() as corners:
            return exercises.corners(stage, corners, revealed, frame)
        case model.Board() as stage, w.Board() as board:
            return exercises.board(stage, board, frame)
        case model.Round() as stage, _no:
            sign = s.Sign("chat-circle", _("Closing round"))
            thing = _("Whoever holds {thing} speaks.").format(thing=stage.thing) if stage.thing else ""
            return s.Round(frame=frame, kicker=sign, prompt=stage.prompt, hint=stage.hint, thing=thing)
        case model.Support(heading=heading, note=note), _no:
            return s.Support(frame=frame, heading=heading, note=note, contacts=_contacts(script))
        case _other:
            return COMPOSERS[type(step.stage)](session, step.stage, now, revealed, frame)


def _frame(session: Session, index: int) -> s.Frame:
    script = session.script
    lesson, accent = script.lesson, script.programme.accent
    title = f"{lesson.title} · {lesson.grades}" if accent == "taget" else lesson.title
    place = _("Step {number} of {all}").format(number=index + 1, all=len(script.steps))
    return s.Frame(
        tag=lesson.label, title=title, accent=accent, stations=len(script.steps), here=index, place=place,
        from_right=_from_right(script, script.steps[index].stage),
    )  # fmt: skip


def _from_right(script: Script, stage: model.Stage) -> bool:
    """Whether a step is read from the right: as its lesson is, else as most of its own letters are, shown or not yet."""
    case = script.scenarios.get(stage.scenario) if isinstance(stage, model.ScenarioCase) else None
    return read_from_right(script.lesson.language) or _leans_right(stage, case)


@lru_cache(maxsize=256)
def _leans_right(*parts: model.Stage | model.Scenario | None) -> bool:
    texts = [text for part in parts if part is not None for _path, text, _rules in words.texts(part)]
    return any(map(needs_arabic, texts)) and sum(map(lean, texts)) > 0


def _lines(texts: tuple[str, ...], revealed: int) -> tuple[s.Line, ...]:
    return tuple(s.Line(text, n < revealed) for n, text in enumerate(texts))


def _brought(brought: ThreadBrought | None) -> tuple[str, ...]:
    """One line with the word of the last time and the group's own rules, as far as a line has words for them."""
    if brought is None or not (brought.word or brought.rules):
        return ()
    rules: list[str] = []
    for rule in brought.rules:
        together = " ".join((*rules, rule))
        if rules and (len(together.split()) > WORDS_OF_A_LINE or len(together) > CHARS_OF_RULES):
            break
        rules.append(rule.rstrip("."))
    own = " · ".join(rules)
    if not brought.word:
        return (_("Our own rules: {rules}").format(rules=own),)
    if not rules:
        return (_("Our word: {word}").format(word=brought.word),)
    return (_("Our word: {word}. Our own rules: {rules}").format(word=brought.word, rules=own),)


def _opening(script: Script, stage: model.Opening, revealed: int, frame: s.Frame) -> s.Slide:
    if revealed:
        return s.Plan(
            frame=frame, heading=pgettext("plan of the lesson", "Today"), lines=stage.plan, note=stage.note
        )
    lesson = script.lesson
    names = {
        "bystander": _("Bystander perspective"),
        "attachment": _("Attachment"),
        "gender-norms": _("Challenge gender norms"),
        "leadership": _("Leadership"),
    }
    shown = [p for p in names if script.programme.accent == "mvp" or p in lesson.principles]
    signs = tuple(s.Sign(PRINCIPLES[p], names[p], strong=p in lesson.principles) for p in shown)
    return s.Opening(frame=frame, kicker=lesson.kicker, title=lesson.title, lead=stage.lead, principles=signs)


def _terms(script: Script, stage: model.Terms, revealed: int, frame: s.Frame) -> s.Slide:
    words = [script.terms[term] for term in stage.terms]
    terms = tuple(s.Word(t.term, _meaning(script, t), n <= revealed) for n, t in enumerate(words))
    sign = s.Sign("book-bookmark", stage.heading) if stage.heading else _term_sign()
    return s.Terms(frame=frame, kicker=sign, terms=terms)


def _term_sign() -> s.Sign:
    return s.Sign("book-bookmark", _("Words to know"))


def _meaning(script: Script, term: model.Term) -> str:
    return term.easy if script.lesson.age in ("F-3", "4-6") else term.meaning


def _phase(phase: model.Phase, number: int, revealed: int, added_min: int) -> s.Phase:
    names = {
        "alone": _("Think on your own"),
        "pair": _("Talk in pairs"),
        "group": _("In small groups"),
        "all": _("All together"),
        "buzz": _("Talk with the one next to you"),
    }
    time = _minutes(phase.minutes + added_min)
    if number < revealed:
        return s.Phase(PHASES[phase.kind], names[phase.kind], _("{time} · done").format(time=time), "done")
    if number == revealed:
        return s.Phase(PHASES[phase.kind], names[phase.kind], _("{time} · now").format(time=time), "now")
    return s.Phase(PHASES[phase.kind], names[phase.kind], time, "next")


def _minutes(minutes: float) -> str:
    whole, rest = divmod(minutes, 1)
    if rest and rest != HALF:
        seconds = round(minutes * 60)
        if whole:
            return _("{minutes} min").format(minutes=f"{seconds // 60}:{seconds % 60:02}")
        return _("{seconds} s").format(seconds=seconds)
    number = f"{int(whole) or ''}½" if rest else f"{int(whole)}"
    return _("{minutes} min").format(minutes=number)


def _scenario(case: model.Scenario, roleplay: bool, frozen: bool, revealed: int, frame: s.Frame) -> s.Slide:
    if roleplay and frozen:
        text = _("Stay just as you are. What do you see? What could somebody do now?")
        return s.Freeze(frame=frame, heading=pgettext("role play", "Freeze"), text=text)
    sign = s.Sign("book-open-text", _("Scenario"))
    if revealed <= 0:
        return s.Situation(frame=frame, kicker=sign, title=case.title, situation=case.situation)
    if revealed <= len(case.thoughts):
        heading = _("The bystander’s thoughts")
        return s.Thoughts(
            frame=frame, kicker=sign, title=case.title, situation=case.situation, heading=heading,
            thoughts=_lines(case.thoughts, revealed),
        )  # fmt: skip
    options = tuple(s.Sign(KINDS[o.kind], o.text, _moment(o)) for o in case.options)
    note = _("Choose one and try it. We play the bystander, never the one who hurts.") if roleplay else ""
    heading = _("What can a bystander do?")
    return s.Options(
        frame=frame, kicker=s.Sign(sign.icon, case.title), heading=heading, options=options, note=note
    )


def _told(case: model.Scenario, picture: s.Photo, revealed: int, frame: s.Frame) -> s.Slide:
    """The picture alone, then beside it the situation, each thought and each option, one at a time."""
    signs = [(s.Sign("book-open-text", case.title), text) for text in ("", case.situation)]
    signs += [(s.Sign("chat-circle", _("The bystander’s thoughts")), text) for text in case.thoughts]
    signs += [(s.Sign(KINDS[o.kind], _moment(o)), o.text) for o in case.options]
    sign, text = signs[max(0, min(revealed, len(signs) - 1))]
    return s.Told(frame=frame, photo=picture, kicker=sign, text=text)


def _moment(option: model.Option) -> str:
    """When it can be done, in words."""
    return {"before": _("Before"), "during": _("While it happens"), "after": _("Afterwards")}[option.when]


def _support_overlay(session: Session) -> s.Slide:
    script = session.script
    own = next((step.stage for step in script.steps if isinstance(step.stage, model.Support)), None)
    return s.Support(
        frame=_frame(session, session.seen[0]),
        heading=own.heading if own else _("You can talk to someone"),
        note=own.note if own else _("It is never too late to tell."),
        contacts=_contacts(script),
    )


def _contacts(script: Script) -> tuple[s.Contact, ...]:
    return tuple(s.Contact(c.name, c.reach, c.audience, c.hours) for c in script.contacts)

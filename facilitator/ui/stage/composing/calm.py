"""Slides of paper, pen, body, story, thanks and groups."""

from collections import Counter
from typing import Any, Final

from facilitator.content import model
from facilitator.i18n import _, ngettext
from facilitator.session import work as w
from facilitator.session.exercises import group_sizes
from facilitator.session.state import Session
from facilitator.ui import icons
from facilitator.ui.stage import slide as s

WALKER: Final = "person-simple-walk"


def paper_notes(
    _session: Session, stage: model.PaperNotes, _no: None, revealed: int, frame: s.Frame
) -> s.Slide:
    """What to write about, and how it goes."""
    sign = s.Sign("note", _("Anonymous notes"))
    return _points(frame, sign, stage.heading, lines=_lines(stage.how, revealed))


def logbook(_session: Session, stage: model.Logbook, _no: None, _revealed: int, frame: s.Frame) -> s.Slide:
    """What to write about."""
    return _points(frame, s.Sign("notebook", _("Logbook")), stage.prompt, stage.hint)


def movement(_session: Session, stage: model.Movement, _no: None, revealed: int, frame: s.Frame) -> s.Slide:
    """What we do. A lesson stored by a newer program may name an icon that this one lacks."""
    sign = s.Sign(stage.icon if icons.known(stage.icon) else WALKER, _("We move"))
    return _points(frame, sign, stage.heading, lines=_lines(stage.how, revealed))


def evaluation(
    _session: Session, stage: model.Evaluation, _no: None, revealed: int, frame: s.Frame
) -> s.Slide:
    """What the paper is for; then its questions, one at a time."""
    if revealed <= 0:
        return _points(frame, s.Sign("note-pencil", _("On paper")), stage.heading, stage.hint)
    where = _("On paper · question {n} of {all}").format(n=revealed, all=len(stage.questions))
    return _points(frame, s.Sign("note-pencil", where), stage.questions[revealed - 1])


def _points(
    frame: s.Frame, sign: s.Sign, heading: str, hint: str = "", lines: tuple[s.Line, ...] = ()
) -> s.Slide:
    return s.Points(frame=frame, kicker=sign, heading=heading, body=hint, points=lines, picture=sign.icon)


def _lines(texts: tuple[str, ...], revealed: int) -> tuple[s.Line, ...]:
    return tuple(s.Line(text, n < revealed) for n, text in enumerate(texts))


def story(_session: Session, stage: model.Story, _no: None, _revealed: int, _frame: s.Frame) -> s.Slide:
    """Nothing around: the one who tells is what there is to look at."""
    return s.Story(heading=stage.heading)


def diploma(_session: Session, stage: model.Diploma, _no: None, _revealed: int, frame: s.Frame) -> s.Slide:
    """Thanks to all at once."""
    return s.Diploma(frame=frame, heading=stage.heading, text=stage.text)


def groups(session: Session, stage: model.Groups, work: w.Sizes, revealed: int, frame: s.Frame) -> s.Slide:
    """What to count to, or the groups; where nobody has said how many are present, only about how large they are."""
    people = group_sizes(session.people, work.size) if session.people else ()
    summary = divided(people)
    if not people:
        count = _("Groups of about {n}").format(n=work.size)
    elif len(people) == 1:
        count = _("All together")
    else:
        count = _("Count to {n}").format(n=len(people))
    shapes = _shapes()
    teams = tuple(
        s.Team(n + 1, shapes[n % len(shapes)], ngettext("{n} person", "{n} people", each).format(n=each))
        for n, each in enumerate(people)
    )
    return s.Groups(
        frame=frame, heading=stage.heading, count=count, summary=summary, teams=teams,
        shown=revealed > 0 and len(teams) > 1,
    )  # fmt: skip


def divided(people: tuple[int, ...]) -> str:
    """How many groups of how many, in words; empty without groups."""
    parts = [
        ngettext("{n} group of {size}", "{n} groups of {size}", number).format(n=number, size=each)
        for each, number in Counter(people).items()
    ]
    return (
        _("{some} and {others}").format(some=parts[0], others=parts[1]) if len(parts) > 1 else "".join(parts)
    )


def _shapes() -> tuple[str, ...]:
    """The shapes in words, in the order in which they are drawn."""
    return (_("circle"), _("square"), _("triangle"), _("diamond"), _("hexagon"))


COMPOSERS: Final[dict[type[Any], Any]] = {
    model.PaperNotes: paper_notes, model.Logbook: logbook, model.Movement: movement,
    model.Evaluation: evaluation, model.Story: story, model.Diploma: diploma, model.Groups: groups,
}  # fmt: skip

"""Slides of hot chair, line and answers."""

from typing import Any, Final

from facilitator.content import model
from facilitator.i18n import _, ngettext
from facilitator.session import work as w
from facilitator.session.state import Session
from facilitator.ui.stage import slide as s
from facilitator.ui.stage.exercises import count_text


def hot_seat(
    _session: Session, stage: model.HotSeat, _work: None, revealed: int, frame: s.Frame
) -> s.HotSeat:
    """The harmless statement first, then a statement a tap."""
    left = len(stage.statements) - revealed
    sign = s.Sign("armchair", _("Hot chair") if revealed else _("Hot chair · warm-up"))
    texts = (stage.warm_up, *stage.statements)
    return s.HotSeat(
        frame=frame,
        kicker=sign,
        statements=tuple(s.Line(text, n == revealed) for n, text in enumerate(texts)),
        here=revealed,
        ways=(
            s.Way("arrows-left-right", _("Do you agree?"), _("Change chairs.")),
            s.Way(
                "armchair",
                _("Not sure, or do you think differently?"),
                _("Stay seated. You may always pass."),
            ),
        ),
        left=ngettext("{n} left", "{n} left", left).format(n=left) if left else _("The last one"),
    )


def spectrum(
    _session: Session, stage: model.Spectrum, work: w.Counts, revealed: int, frame: s.Frame
) -> s.Spectrum:
    """A line between two ends."""
    names = (stage.ends[0], stage.middle, stage.ends[1])
    places = _places(names, stage.countable, work)
    return s.Spectrum(frame=frame, statement=stage.statement, places=places, shown=revealed > 0)


def answers(
    _session: Session, stage: model.Answers, work: w.Counts, revealed: int, frame: s.Frame
) -> s.Answers:
    """Three answers."""
    places = _places(stage.answers, stage.countable, work)
    return s.Answers(
        frame=frame, statement=stage.statement, places=places, shown=revealed > 0, countable=stage.countable
    )


def _places(names: tuple[str, ...], countable: bool, work: w.Counts) -> tuple[s.Place, s.Place, s.Place]:
    first, second, third = (
        s.Place(name, count_text(count, shown=countable and work.shown))
        for name, count in zip(names, work.counts, strict=True)
    )
    return first, second, third


COMPOSERS: Final[dict[type[Any], Any]] = {
    model.HotSeat: hot_seat, model.Spectrum: spectrum, model.Answers: answers,
}  # fmt: skip

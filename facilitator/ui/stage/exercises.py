"""Slides of the exercises, from the author's content and the group's work: agreement, pyramid, corners, board."""

from collections.abc import Iterable
from typing import Final

from facilitator.content import model
from facilitator.i18n import _
from facilitator.session import work as w
from facilitator.session.exercises import cards
from facilitator.session.facts import ThreadBrought
from facilitator.ui.stage import slide as s

TOP: Final = 5
LETTERS: Final = "ABCD"
FEWEST_SHOWN: Final = 3
FORM_LETTERS: Final = {
    "physical": "F", "psychological": "P", "sexual": "S", "digital": "D", "latent": "L", "racist": "R",
    "material": "M",
}  # fmt: skip


def agreement(
    stage: model.Agreement,
    rules: w.Rules,
    revealed: int,
    frame: s.Frame,
    brought: ThreadBrought | None = None,
) -> s.Slide:
    """Rules for the conversation: the author's proposals that stand, then the group's own. What it has `brought` from the
    lessons before comes with the last proposal."""
    before = brought.rules if brought is not None and revealed < len(stage.rules) else ()
    lines = [s.Line(text, n < revealed) for n, text in enumerate(stage.rules) if text not in rules.removed]
    lines += [s.Line(text, text not in before) for text in rules.added]
    sign = s.Sign("hand-heart", _("Our agreement"))
    return s.Points(frame=frame, kicker=sign, heading=stage.question, points=tuple(lines))


def pyramid(
    stage: model.Pyramid, work: w.Pyramid, hand: model.Card | None, revealed: int, frame: s.Frame
) -> s.Slide:
    """The class's pyramid; the words on the top come only when an adult has shown them."""
    known = {card.id: card for card in cards(stage, work)}
    levels = []
    for number, name in enumerate(stage.levels, start=1):
        here = [
            _card(known[card], both=len(on) > 1, form=work.form)
            for card, on in work.placed.items()
            if number in on and card in known
        ]
        if number == TOP and work.top:
            here += [s.Card("", text, dim=bool(work.form)) for text in stage.top]
        levels.append(s.Level(name, tuple(here)))
    ended = bool(stage.ending) and revealed > 0
    in_hand = _card(hand) if hand is not None and not ended and not work.form else None
    return s.Pyramid(
        frame=frame, question=stage.question, ending=stage.ending, ended=ended, hand=in_hand,
        levels=tuple(levels), legend=() if work.form else _legend(known.values()),
        only=mark(work.form) if work.form else None,
    )  # fmt: skip


def _legend(found: Iterable[model.Card]) -> tuple[s.Mark, ...]:
    """The forms of violence of all the cards, placed or not, so that nothing moves while they are placed."""
    used = {form for card in found for form in card.forms}
    return tuple(mark(form) for form in FORM_LETTERS if form in used)


def _card(card: model.Card, *, both: bool = False, form: str = "") -> s.Card:
    dim = bool(form) and form not in card.forms
    return s.Card(card.id, card.text, tuple(mark(one) for one in card.forms), both, dim)


def mark(form: str) -> s.Mark:
    """A form of violence with its letter and its name."""
    names = {
        "physical": _("physical"),
        "psychological": _("psychological"),
        "sexual": _("sexual"),
        "digital": _("digital"),
        "latent": _("in the air"),
        "racist": _("racist"),
        "material": _("against things"),
    }
    return s.Mark(form, FORM_LETTERS[form], names[form])


def corners(stage: model.Corners, work: w.Counts, revealed: int, frame: s.Frame) -> s.Slide:
    """Four corners; counts only when the leader shows them, and never fewer than three."""
    texts = (*stage.corners, stage.open)
    counts = [count_text(count, shown=stage.countable and work.shown) for count in work.counts]
    made = tuple(s.Corner(LETTERS[n], text, counts[n]) for n, text in enumerate(texts))
    return s.Corners(
        frame=frame, statement=stage.statement, corners=made, shown=revealed > 0, countable=stage.countable
    )


def count_text(count: int | None, *, shown: bool) -> str:
    """A count as the stage tells it: nothing when it is not shown, “–” when fewer than three."""
    if count is None or not shown:
        return ""
    return str(count) if count >= FEWEST_SHOWN else "–"


def board(stage: model.Board, work: w.Board, frame: s.Frame) -> s.Slide:
    """The ideas the group has found; the author's suggestions are the leader's, not the stage's."""
    columns = (
        s.Column("before", "hourglass", _("Before"), work.before),
        s.Column("during", "lightning", _("While it happens"), work.during),
        s.Column("after", "heart", _("Afterwards"), work.after),
    )
    return s.Board(frame=frame, question=stage.question, columns=columns)

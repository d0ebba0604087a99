"""Single sheets: the card for when somebody tells something, words for the wall, corner signs, evaluation, diploma."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from facilitator.content.model import Corners, Diploma, Evaluation, SupportContact, Term
from facilitator.content.script import Script, terms_of
from facilitator.exchange.paper.face import colour, look
from facilitator.exchange.paper.leaves import (
    A4_SIZE,
    A4_WIDE,
    Frame,
    Leaf,
    Placed,
    Size,
    body,
    fitting,
    numbered,
)
from facilitator.exchange.paper.penlines import write_line
from facilitator.exchange.paper.pieces import (
    CENTRE,
    Gap,
    Hung,
    Piece,
    Row,
    Rule,
    Solid,
    Stack,
    Words,
)
from facilitator.exchange.paper.words import lesson_words, reach_words
from facilitator.i18n import _
from facilitator.planning.concern import life_line, tell_lines

LEAST, MOST = 0.8, 1.5
ANSWER_LINES = 3


def concern(contacts: Sequence[SupportContact]) -> list[Leaf]:
    """What to do when somebody tells something, and whom the school has for it. For adults and mentors."""
    make = partial(_concern, contacts)
    return _sheets(
        make,
        Frame(
            _("When you are worried"), _("For adults and mentors"), _("Write no names on this card."), "stop"
        ),
    )


def _concern(contacts: Sequence[SupportContact], scale: float) -> list[Piece]:
    found: list[Piece] = [Words(_("If somebody tells something"), "title", scale=scale), Gap(2 * scale)]
    for place, text in enumerate((*tell_lines(), life_line()), 1):
        sign = Words(f"{place}", "name", token="stop", scale=scale)
        found += [Hung(sign, Words(text, "lead", scale=scale), 4 * scale), Gap(1.6 * scale)]
    found += [Gap(scale), Words(_("At our school"), "heading", scale=scale)]
    for contact in contacts:
        found += [Words(f"{contact.name} · {reach_words(contact)}", "lead", scale=scale)]
    if not contacts:
        for name in (_("Student health"), _("Headteacher"), _("Social services on call")):
            found += write_line(name, wide=2, scale=scale)
    return found


def words_for_wall(script: Script) -> list[Leaf]:
    """The lesson's words with their meaning, to put on the wall."""
    terms = [script.terms[key] for key in terms_of(script.lesson) if key in script.terms]
    easy = script.lesson.age in ("F-3", "4-6")
    frame = Frame(lesson_words(script.lesson), _("Words for the wall"), "", script.programme.accent)
    return _sheets(partial(_words, terms, easy), frame)


def _words(terms: Sequence[Term], easy: bool, scale: float) -> list[Piece]:
    found: list[Piece] = [Words(_("Words to know"), "title", scale=scale), Gap(2 * scale)]
    for term in terms:
        meaning = term.easy if easy else term.meaning
        found += [
            Words(term.term, "name", scale=scale),
            Words(meaning, "lead", scale=scale),
            Gap(1.8 * scale),
        ]
    return found


def corner_signs(script: Script) -> list[Leaf]:
    """A sign for each corner, lettered as on the projector; the last one is the open corner."""
    leaves = []
    for step in script.lesson.steps:
        if isinstance(step.stage, Corners):
            for place, text in enumerate((*step.stage.corners, step.stage.open)):
                sign = Sign("ABCD"[place], text, f"corner-{place + 1}", step.stage.statement)
                leaves.append(_alone(sign, A4_WIDE))
    return leaves


def evaluation(script: Script) -> list[Leaf]:
    """The questions on paper, one sheet each, no names."""
    found: list[Leaf] = []
    frame = Frame(lesson_words(script.lesson), _("Evaluation"), _("Write no names."), script.programme.accent)
    for step in script.lesson.steps:
        if isinstance(step.stage, Evaluation):
            found += _sheets(partial(_questions, step.stage), frame)
    return found


def _questions(stage: Evaluation, scale: float) -> list[Piece]:
    found: list[Piece] = [Words(stage.heading, "title", scale=scale), Gap(scale)]
    if stage.hint:
        found += [Words(stage.hint, "lead", token="ink-2", scale=scale), Gap(scale)]
    for question in stage.questions:
        found += [Gap(2 * scale), Words(question, "name", scale=scale)]
        for _line in range(ANSWER_LINES):
            found += [Gap(3.6 * scale), Rule("ink-3", write=True)]
    return found


def diploma(script: Script, names: Sequence[str] = ()) -> list[Leaf]:
    """Thanks, with a line for a name written by hand, or one for each of the names that were typed just now."""
    stages = [step.stage for step in script.lesson.steps if isinstance(step.stage, Diploma)]
    return [_alone(Thanks(one, script, name), A4_WIDE) for one in stages for name in names or ("",)]


def _sheets(make: "partial[list[Piece]]", frame: Frame, size: Size = A4_SIZE) -> list[Leaf]:
    room = body(size)
    stacks = fitting(make, room.width, room.height, LEAST, MOST)
    leaves = [Leaf(size, (Placed(stack, room.x, room.top, room.width),)) for stack in stacks]
    return numbered(leaves, frame)


def _alone(piece: Piece, size: Size) -> Leaf:
    margin = look().space["margin"]
    return Leaf(size, (Placed(piece, margin, margin, size[0] - 2 * margin),))


@dataclass(frozen=True)
class Balanced(Solid):
    """A text in the middle whose lines are about equally long: no word is left alone on the last one."""

    text: str
    role: str

    def height(self, width: float) -> float:
        """As high as the text."""
        return Words(self.text, self.role).height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw it as narrow as it can be without one more line."""
        words, high, low, wide = (
            Words(self.text, self.role, align=CENTRE),
            self.height(width),
            width / 3,
            width,
        )
        while wide - low > 1:
            middle = (low + wide) / 2
            low, wide = (low, middle) if words.height(middle) <= high else (middle, wide)
        words.draw(canvas, x + (width - wide) / 2, top, wide)


@dataclass(frozen=True)
class Sign(Solid):
    """A corner's letter and its words, large enough for the whole room."""

    letter: str
    text: str
    token: str
    statement: str

    def _stack(self) -> Stack:
        letter = Words(self.letter, "sign", token=self.token, align=CENTRE)
        under = Words(self.statement, "lead", token="ink-2", align=CENTRE)
        return Stack(
            (
                under,
                letter,
                Gap(4),
                Rule(self.token, "rule"),
                Gap(4),
                Balanced(self.text, "poster"),
            )
        )

    def height(self, width: float) -> float:
        """As high as what it holds."""
        return self._stack().height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw it; with it a section begins."""
        canvas.begins(1)
        self._stack().draw(canvas, x, top, width)


@dataclass(frozen=True)
class Thanks(Solid):
    """A diploma: a frame, the words, and lines to write on."""

    stage: Diploma
    script: Script
    name: str = ""

    def height(self, width: float) -> float:
        """The whole page inside its margins."""
        return A4_WIDE[1] - 2 * look().space["margin"]

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the frame and what is in it; with it a section begins."""
        canvas.begins(1)
        accent, high = self.script.programme.accent, self.height(width)
        canvas.saveState()
        canvas.setStrokeColor(colour(accent))
        canvas.setLineWidth(look().space["rule"] * 2)
        canvas.rect(x, top - high, width, high, stroke=1, fill=0)
        canvas.restoreState()
        day = Stack(write_line(_("Day"), wide=5))
        lines: Piece = Row((Stack(write_line(_("Name"), wide=5)), day), (1, 1), between=6)
        if self.name:
            named = Words(self.name, "title", align=CENTRE, scale=1.25, level=0)
            lines = Stack((named, Gap(1), Row((Gap(0), day, Gap(0)), (1, 2, 1))))
        inside = Stack(
            (
                Words(self.script.programme.full_name, "heading", token=accent, align=CENTRE, level=0),
                Gap(5),
                Words(self.stage.heading, "cover", align=CENTRE),
                Gap(4),
                Words(self.stage.text, "lead", align=CENTRE, scale=1.4),
                Gap(6 if self.name else 14),
                lines,
                Gap(5),
                Row(
                    (Stack(write_line(_("Leader"), wide=5)), Stack(write_line(_("Leader"), wide=5))),
                    (1, 1),
                    between=6,
                ),
            )
        )
        pad = look().gap(7)
        inside.draw(canvas, x + pad, top - pad, width - 2 * pad)

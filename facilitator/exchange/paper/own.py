"""The group's own posters from its log: what it agreed, the pyramid it built, its boxes and its boards. A code, no names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from facilitator.content.library import Library
from facilitator.content.model import Agreement, Board, Boxes, Pyramid
from facilitator.content.script import Script
from facilitator.exchange.paper.face import colour, look
from facilitator.exchange.paper.leaves import (
    A3_WIDE,
    A4_SIZE,
    Frame,
    Leaf,
    Placed,
    Size,
    body,
    fitting,
    numbered,
)
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
    bullets,
)
from facilitator.exchange.paper.pyramid import trapeze
from facilitator.exchange.paper.words import lesson_words, moment_words
from facilitator.i18n import _
from facilitator.session.facts.group import TextsBrought
from facilitator.session.thread import GroupThread

LEAST, MOST, MOST_RULES, MOST_CARDS = 0.7, 2.5, 2.4, 2.1
TOP_SHARE: Final = 0.6
"""How wide the top of the class's pyramid is of its base: its cards stand on it too."""
_SIDE_BY_SIDE: Final = 3
_STEP: Final = 0.04
_BOARD_LINES: Final = 9


def agreement(group: str, thread: GroupThread, library: Library) -> list[Leaf]:
    """What the group has agreed, for the wall."""
    question = next(
        (stage.question for stage in _stages(library, thread) if isinstance(stage, Agreement)),
        _("What we have agreed"),
    )
    frame = Frame(_("Group {code}").format(code=group), _("Our agreement"), _may_change(), "mvp")
    return _sheets(partial(_agreement, question, thread.rules), frame, A4_SIZE, MOST_RULES)


def _may_change() -> str:
    return _("The group can change it together, in any lesson.")


def _agreement(question: str, rules: Sequence[str], scale: float) -> list[Piece]:
    found: list[Piece] = [Words(question, "title", scale=scale), Gap(2.5 * scale)]
    for place, rule in enumerate(rules, 1):
        sign = Words(f"{place}.", "lead", token="ink-2", scale=scale)
        found += [Hung(sign, Words(rule, "lead", scale=scale), 4.4 * scale), Gap(1.8 * scale)]
    return found


def pyramid(group: str, thread: GroupThread, library: Library) -> list[Leaf]:
    """The pyramid the group built, with its cards on the levels they lie on."""
    stages = [*_stages(library, thread), *(s.stage for one in library.lessons for s in one.steps)]
    stage = next(one for one in stages if isinstance(one, Pyramid))
    on = [
        [text for text, _forms, levels in thread.cards if place in levels]
        for place in range(1, len(stage.levels) + 1)
    ]
    loose = [text for text, _forms, levels in thread.cards if not levels]
    head: list[Piece] = [Words(_("Our violence pyramid"), "title", scale=1.4), Gap(2)]
    if loose:
        told = _("Not placed yet: {cards}").format(cards=" · ".join(loose))
        head[1:] = [Words(told, "lead", token="ink-2"), Gap(2)]
    room = body(A3_WIDE)
    high = room.height - Stack(head).height(room.width)
    built = Stack((*head, Built(stage.levels, on, high)))
    frame = Frame(_("Group {code}").format(code=group), _("The violence pyramid"), "", "mvp")
    return numbered([Leaf(A3_WIDE, (Placed(built, room.x, room.top, room.width),))], frame)


@dataclass(frozen=True)
class Built(Solid):
    """Levels from base to top, each with its name and the cards that lie on it; the fuller a level, the higher."""

    levels: Sequence[str]
    cards: Sequence[Sequence[str]]
    high: float

    def height(self, width: float) -> float:
        """The height it was given."""
        return self.high

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw it from the base up."""
        scale = self._scale(width)
        inside = self._wide(width, 5)  # a level may be so high that it reaches nearly to the top
        texts = [self._texts(place, scale, inside) for place in range(len(self.levels))]
        needs = [one.height(inside) for one in texts]
        air = (self.high - sum(needs)) / len(self.levels)
        low, middle, done = top - self.high, x + width / 2, 0.0
        with canvas.part("L", kind="levels"):
            for place, need in enumerate(needs):
                high = need + air
                sides = (
                    self._wide(width, done / self.high * 5),
                    self._wide(width, (done + high) / self.high * 5),
                )
                trapeze(canvas, middle, low + done, (*sides, high), f"pyramid-{place + 1}")
                with canvas.part("LI"), canvas.part("LBody"):
                    text_top = low + done + high - air / 2
                    texts[place].draw(canvas, middle - inside / 2, text_top, inside)
                done += high

    def _scale(self, width: float) -> float:
        """The largest scale at which all cards have room, and some air."""
        steps = round((MOST_CARDS - LEAST) / _STEP)
        for step in range(steps, 0, -1):
            scale = LEAST + step * _STEP
            inside = self._wide(width, 5)
            need = sum(
                self._texts(place, scale, inside).height(inside) + look().gap(4)
                for place in range(len(self.levels))
            )
            if need <= self.high:
                return scale
        return LEAST

    def _texts(self, place: int, scale: float, inside: float) -> Stack:
        token = f"on-pyramid-{place + 1}"
        name = Words(
            f"{place + 1}  {self.levels[place]}", "name", token=token, align=CENTRE, scale=scale, level=0
        )
        cards = unbroken(
            self.cards[place], partial(Words, role="lead", token=token, align=CENTRE, scale=scale), inside
        )
        return Stack((name, Gap(0.5), cards) if self.cards[place] else (name,))

    def _wide(self, width: float, place: float) -> float:
        return width * (1 - (1 - TOP_SHARE) * place / 5)


def unbroken(cards: Sequence[str], make: "Callable[[str], Words]", width: float) -> Words:
    """Cards with a point between: a line ends after a card, and inside one only when that is longer than a line."""
    one_line = make("x").height(width)
    pieces = [f"{card} ·" for card in cards[:-1]] + list(cards[-1:])
    held = [
        piece.replace(" ", "\u00a0") if make(piece).height(width) <= one_line else piece for piece in pieces
    ]
    words = make(" ".join(held))
    words.text = " · ".join(cards)  # whoever listens, and the twin, need no lines held together
    return words


def written_texts(group: str, thread: GroupThread, library: Library, *, boards: bool) -> list[Leaf]:
    """What the group has written: its boards (before, during, after), or its boxes, mind maps and lists."""
    leaves: list[Leaf] = []
    for one in thread.texts:
        if (one[1] == "board") == boards:
            heading, parts = _parts(one, list(_stages(library, thread, one)))
            title = _("Our board") if boards else _("What we have written")
            frame = Frame(_("Group {code}").format(code=group), title, "", "mvp")
            leaves += _sheets(partial(_texts, heading, parts), frame, A3_WIDE, MOST)
    return leaves


def _parts(one: TextsBrought, stages: Sequence[Any]) -> tuple[str, list[tuple[str, Sequence[str]]]]:
    """The heading, and each column with its name; names that the content no longer has are left out."""
    columns, stage = one[2], next(iter(stages), None)
    names = ["" for _column in columns]
    heading = _("What we have written")
    if isinstance(stage, Board) or (one[1] == "board" and len(columns) == 3):
        heading = stage.question if stage else _("What can a bystander do?")
        names = [moment_words(when) for when in ("before", "during", "after")]
    elif isinstance(stage, Boxes):
        first, second = stage.frames
        outside = _("Outside: {name}")
        names = [first, second, outside.format(name=first), outside.format(name=second)]
        heading = stage.question
    elif stage is not None:
        own = getattr(stage, "lists", ()) or getattr(stage, "branches", ()) or getattr(stage, "parts", ())
        heading = next(
            text for field in ("question", "centre", "heading") if (text := getattr(stage, field, ""))
        )
        names = list(own)
    return heading, list(zip(names, columns, strict=True))


def _texts(heading: str, parts: Sequence[tuple[str, Sequence[str]]], scale: float) -> list[Piece]:
    found: list[Piece] = [Words(heading, "title", scale=scale), Gap(3 * scale)]
    beside = 2 if len(parts) == 4 else _SIDE_BY_SIDE
    for first in range(0, len(parts), beside):
        part = parts[first : first + beside]
        names = [name for name, _own in part]
        row = [_column(name, names, texts, scale) for name, texts in part]
        found += [Row(row, [1] * len(row), between=3), Gap(3 * scale)]
    return found


def _column(name: str, names: Sequence[str], texts: Sequence[str], scale: float) -> Piece:
    head = (Heading(name, names, scale), Gap(0.6 * scale), Rule("mvp", "rule"), Gap(1.4 * scale))
    return Stack((*(head if name else ()), *bullets(texts, "lead", scale=scale)))


@dataclass(frozen=True)
class Heading(Solid):
    """The name of a column, on a line that is level with those of the others in its row."""

    name: str
    beside: Sequence[str]
    scale: float

    def height(self, width: float) -> float:
        """As high as the highest name of the row."""
        return max(self._words(one).height(width) for one in self.beside)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the name at the bottom of its room."""
        words = self._words(self.name)
        words.draw(canvas, x, top - self.height(width) + words.height(width), width)

    def _words(self, name: str) -> Words:
        return Words(name, "name", scale=self.scale)


def blank_board(script: Script) -> list[Leaf]:
    """A board for the wall: three columns to write in, before, during and after."""
    leaves = []
    frame = Frame(
        lesson_words(script.lesson),
        _("Before – during – after"),
        _("Write no names."),
        script.programme.accent,
    )
    for step in script.lesson.steps:
        if isinstance(step.stage, Board):
            room = body(A3_WIDE)
            head = Stack((Words(step.stage.question, "title"), Gap(3)))
            high = room.height - head.height(room.width)
            columns = [
                Stack((Column(moment_words(when), high, script.programme.accent),))
                for when in ("before", "during", "after")
            ]
            whole = Stack((head, Row(columns, (1, 1, 1), between=2)))
            leaves.append(Leaf(A3_WIDE, (Placed(whole, room.x, room.top, room.width),)))
    return numbered(leaves, frame)


@dataclass(frozen=True)
class Column(Solid):
    """A column with its name, open below: for notes to stick on or a pen."""

    name: str
    high: float
    token: str

    def height(self, width: float) -> float:
        """The height it was given."""
        return self.high

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the frame and the name."""
        canvas.saveState()
        canvas.setStrokeColor(colour("ink-3"))
        canvas.setLineWidth(look().space["rule"])
        canvas.rect(x, top - self.high, width, self.high, stroke=1, fill=0)
        canvas.setFillColor(colour(self.token))
        canvas.rect(x, top - look().gap(0.6), width, look().gap(0.6), stroke=0, fill=1)
        canvas.restoreState()
        pad = look().gap(2)
        Words(self.name, "title", level=2).draw(canvas, x + pad, top - pad, width - 2 * pad)
        for _line in range(_BOARD_LINES):
            canvas.blank()


def _stages(library: Library, thread: GroupThread, one: TextsBrought | None = None) -> Iterator[Any]:
    """The stages of the lessons the group has had, newest first; of the step that `one` was written in, if given."""
    lessons = {lesson.id: lesson for lesson in library.lessons}
    held = [lessons[h.lesson] for h in reversed(thread.held) if h.lesson in lessons]
    for lesson in held:
        for step in lesson.steps:
            if one is None or (step.id, step.form) == one[:2]:
                yield step.stage


def _sheets(make: "partial[list[Piece]]", frame: Frame, size: Size, most: float) -> list[Leaf]:
    room = body(size)
    stacks = fitting(make, room.width, room.height, LEAST, most)
    return numbered([Leaf(size, (Placed(one, room.x, room.top, room.width),)) for one in stacks], frame)

"""The leader text as passages, one under the other. A label serves again for the next step: new ones cost time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from facilitator.content import model
from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui.parts.label import Role, Tone, label
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour

BASE_PX = 17

Kind = Literal["heading", "text", "point", "A", "B", "both", "adult", "stop", "mvp", ""]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a text, a point of a list, a line that somebody says (`title` says who), or a tinted card in a tone."""

    kind: Kind
    title: str = ""
    text: str = ""


def who(line: model.Line) -> str:
    """Who says a line, in words."""
    return {"A": "A", "B": "B", "both": _("Both"), "adult": _("The adult")}[line.who]


def said(line: model.Line, *, one_voice: bool = False, staff: bool = False) -> Passage:
    """A line to say; with one voice, whoever leads says all but the adult's lines, and among `staff` all of them."""
    text = f"”{line.text.strip('”')}”"
    if staff or (one_voice and line.who != "adult"):
        return Passage("both", text=text)
    return Passage(line.who, who(line), text)


def passages_of(leader: model.Leader, *, one_voice: bool = False, staff: bool = False) -> list[Passage]:
    """What a step tells its leaders, in the order shown."""
    found = [Passage("heading", _("SAY"))] if leader.say else []
    found += [said(line, one_voice=one_voice, staff=staff) for line in leader.say]
    if leader.do:
        found.append(Passage("heading", _("DO")))
    found += [Passage("point", text=text) for text in leader.do]
    found += [Passage("stop", _("WATCH OUT"), text) for text in leader.watch]
    if leader.if_silent:
        found.append(Passage("mvp", _("IF IT GOES QUIET"), leader.if_silent))
    for reply in leader.if_said:
        title = _("IF SOMEBODY SAYS “{words}”").format(words=reply.said)
        found.append(Passage("", title, reply.answer))
    return found


@dataclass(frozen=True, slots=True)
class Look:
    """How a label looks: its role and tone, and its size as a share of the text's."""

    role: Role = "body"
    tone: Tone = ""
    share: float = 1.0


_TEXT: Final = Look()
_HEADING: Final = Look("strong", "mvp", 0.85)
_VOICE: Final = Look("strong", "", 0.9)
_TITLES: Final[dict[Kind, Look]] = {
    "heading": _HEADING, "A": _VOICE, "B": _VOICE, "both": _VOICE, "adult": _VOICE, "mvp": _HEADING,
    "stop": Look("strong", "stop", 0.85), "": Look("strong", "", 0.85),
}  # fmt: skip
_BARS: Final[dict[Kind, str]] = {"A": "mvp", "B": "staff", "both": "ink-3", "adult": "taget"}
_GROUNDS: Final[dict[Kind, str]] = {"stop": "stop-soft", "mvp": "mvp-soft", "": "sunk"}
_WIDEST_MARK: Final = "AAA"


@dataclass(slots=True)
class Row:
    """A passage on screen: its labels, and its place once it has one."""

    kind: Kind
    title: QLabel | None
    text: QLabel | None
    place: QRect


class Passages(QWidget):
    """A column of passages; `factor` is the size of the text, 1 being the normal. It paints bars and grounds itself
    and places the labels by hand, for a layout of so many wrapped labels measures each of them again and again."""

    def __init__(self, factor: float) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._factor = factor
        self._rows: list[Row] = []
        self._labels: dict[Look, list[QLabel]] = {}

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show these passages and no others."""
        free = {look: iter(tuple(made)) for look, made in self._labels.items()}
        self._rows = [
            Row(
                passage.kind,
                self._label(_TITLES[passage.kind], passage.title, free) if passage.title else None,
                self._label(_TEXT, passage.text, free) if passage.text else None,
                QRect(),
            )
            for passage in passages
        ]
        for unused in free.values():
            for one in unused:
                one.hide()
                one.clear()
        self._keep_order()
        self._arrange()
        self.update()

    def _label(self, look: Look, words: str, free: dict[Look, Iterator[QLabel]]) -> QLabel:
        made = next(free.get(look, iter(())), None)
        if made is None:
            made = label("", look.role, wrap=True, tone=look.tone, parent=self)
            made.setStyleSheet(f"font-size: {round(BASE_PX * self._factor * look.share)}px")
            made.setAlignment(Qt.AlignmentFlag.AlignTop)
            made.ensurePolished()
            self._labels.setdefault(look, []).append(made)
        if made.text() != words:
            made.setText(words)
        made.show()
        return made

    def _keep_order(self) -> None:
        """A screen reader reads the labels in the order of the children."""
        wanted = [one for row in self._rows for one in (row.title, row.text) if one is not None]
        if [child for child in self.children() if child in wanted] != wanted:
            for one in wanted:
                one.raise_()

    def _arrange(self) -> None:
        y, width = gap(1), self.width() - gap(1)
        for row in self._rows:
            row.place = QRect(0, y, width, self._place(row, y, width))
            y += row.place.height() + gap(1)
        self.setMinimumHeight(y)

    def _place(self, row: Row, top: int, width: int) -> int:
        """Place the labels of a row that begins at `top`; returns its height. All in pixels."""
        side, end = 0, 0
        if row.kind in _GROUNDS:
            side, end = gap(2), gap(1)
        elif row.kind in _BARS:
            side, end = gap(1.75), gap(0.5)
        elif row.kind == "point":
            side = gap(2)
        y, left, room = top + end, side, width - side - end
        if row.kind in ("A", "B") and row.title is not None:
            mark = row.title.fontMetrics().horizontalAdvance(_WIDEST_MARK)
            row.title.setGeometry(left, y, mark, row.title.heightForWidth(mark))
            left, room = left + mark + gap(0.75), room - mark - gap(0.75)
        elif row.title is not None:
            y += _set(row.title, left, y, room)
            y += gap(0.5) if row.text is not None else 0
        if row.text is not None:
            y += _set(row.text, left, y, room)
        return y + end - top

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour("card"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for row in self._rows:
            if not row.place.intersects(event.rect()):
                continue
            if row.kind in _BARS:
                bar = QRect(row.place.topLeft(), row.place.bottomLeft()).adjusted(0, 0, gap(0.5) - 1, 0)
                painter.fillRect(bar, colour(_BARS[row.kind]))
            elif row.kind == "point" and row.text is not None:
                painter.setBrush(colour("ink"))
                middle = row.place.top() + row.text.fontMetrics().height() / 2
                painter.drawEllipse(QPointF(row.place.left() + gap(0.75), middle), gap(0.375), gap(0.375))
            elif row.kind in _GROUNDS:
                painter.setBrush(colour(_GROUNDS[row.kind]))
                painter.drawRoundedRect(row.place, gap(1.25), gap(1.25))
        painter.end()


def _set(one: QLabel, left: int, top: int, width: int) -> int:
    height = one.heightForWidth(width)
    one.setGeometry(left, top, width, height)
    return height

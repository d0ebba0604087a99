"""På tur: what stands next for each group."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.ui.desk.ports import DeskView, DueView, LessonView
from facilitator.ui.parts import dates
from facilitator.ui.parts.card import Card, rule
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.label import Tone, label, tag
from facilitator.ui.parts.pane import PaneButton
from facilitator.ui.parts.space import gap

MOST = 6  # each row more is time in which the window stands still at the start


class Turns(Card):
    """A row a group; choosing one puts its lesson on top."""

    chosen = Signal(str, str)  # group, lesson

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Next in turn"), parent=parent)
        self._rows: dict[tuple[str, str], Turn] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.addLayout(self._list)
        self.column.addStretch(1)

    def fill(self, view: DeskView) -> None:
        """Show what is due."""
        clear(self._list)
        self._rows = {}
        lessons = {lesson.id: lesson for lesson in view.lessons}
        for due in view.due[:MOST]:
            if due.lesson in lessons:
                self._rows[due.group, due.lesson] = row = Turn(due, lessons[due.lesson], view.today)
                row.clicked.connect(self._clicked)
                self._list.addWidget(rule())
                self._list.addWidget(row)
        _line_up([row.head for row in self._rows.values()])
        if not self._rows:
            first = _(
                "Here you will see which lesson each group has next. Begin with your first group above."
            )
            if not view.groups:
                self._list.addWidget(label(first, "muted", wrap=True))
        for words in _silent(view):
            self._tell(label(words, "muted", wrap=True))
        more = len(view.due) - MOST
        if more > 0:
            self._tell(label(_("and {count} more").format(count=more), "muted"))
        if view.plan.adults:
            words = ngettext(
                "{n} staff lesson or supervision has not been entered. The page School year shows which.",
                "{n} staff lessons and supervisions have not been entered. The page School year shows which.",
                view.plan.adults,
            )
            self._tell(label(words.format(n=view.plan.adults), "small", tone="warn", wrap=True))

    def _tell(self, words: QLabel) -> None:
        """A line of words below the rows, with the room that a row has."""
        words.setContentsMargins(gap(1), gap(1), gap(1), gap(1))
        self._list.addWidget(rule())
        self._list.addWidget(words)

    def mark(self, group: str, lesson: str) -> None:
        """Show which group and lesson stand on top."""
        for own, row in self._rows.items():
            row.setChecked(own == (group, lesson))

    def _clicked(self) -> None:
        row = self.sender()
        if isinstance(row, Turn):
            self.chosen.emit(row.code, row.lesson)


class Turn(PaneButton):
    """One group's next lesson."""

    def __init__(self, due: DueView, lesson: LessonView, today: date, parent: QWidget | None = None) -> None:
        last, tone = _when(due, today)
        super().__init__("row", f"{due.group}: {lesson.label} {lesson.title}, {last}", parent)
        self.code, self.lesson = due.group, due.lesson
        self.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap(1), gap(1), gap(1), gap(1))
        row.setSpacing(gap(2))
        self.head = label(due.group, "strong"), tag(lesson.label, lesson.accent)
        for part in self.head:
            row.addWidget(part)
        title = label(lesson.title, "strong", wrap=True)
        row.addWidget(title, 1)
        row.addWidget(label(last, "strong", tone=tone) if tone else label(last, "muted"))
        self.settle()


def _line_up(heads: Sequence[tuple[QLabel, ...]]) -> None:
    """Let groups and lessons be as wide in every row as in the widest one, so that what comes after them begins in line."""
    for column in zip(*heads, strict=True):
        for part in column:
            part.ensurePolished()
        widest = max(part.sizeHint().width() for part in column)
        for part in column:
            part.setMinimumWidth(widest)


def _silent(view: DeskView) -> Iterator[str]:
    """Why nothing is in turn for some groups, and what to do."""
    due = {one.group for one in view.due}
    waits = [one.code for one in view.groups if one.code not in due]
    if not view.lessons:
        return
    for known, words in (
        (False, _("{groups}: no programme has lessons for this grade. Find one on the page Lessons.")),
        (True, _("{groups}: every lesson in turn has been held. Find more on the page Lessons.")),
    ):
        codes = [code for code in waits if _has_programme(view, code) is known]
        if codes:
            yield words.format(groups=", ".join(codes))


def _has_programme(view: DeskView, code: str) -> bool:
    """Whether some lesson that is led in turn is written for a group; the staff has its own."""
    pupils = code[0].isdigit() or code[0] == "F"
    return any(one.in_programme and (code[0] in one.ages if pupils else not one.ages) for one in view.lessons)


def _when(due: DueView, today: date) -> tuple[str, Tone]:
    """The day in the plan, and a tone when it is today or has passed; without a plan, when the group was last met."""
    if due.called_off is not None:
        return _("cancelled {day}").format(day=dates.short_day(due.called_off)), "warn"
    if due.planned is None:
        last = _("last {day}").format(day=dates.short_day(due.last_day)) if due.last_day else _("nothing yet")
        return last, ""
    if due.planned == today:
        return (_("today {time}").format(time=dates.clock(due.at)) if due.at else _("today")), "mvp"
    day = dates.short_day(due.planned)
    return (_("late, {day}").format(day=day), "warn") if due.planned < today else (day, "")

"""The card with the lesson to run next, and its one big button."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.desk.ports import DeskView, DueView, GroupView, LessonView, PartView, ThreadView
from facilitator.ui.parts import dates
from facilitator.ui.parts.button import button, show_sign
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.columns import Columns
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label, restyle, tag
from facilitator.ui.parts.sign import LineSign, Sign
from facilitator.ui.parts.space import gap
from facilitator.ui.rows import lasttime

if TYPE_CHECKING:
    from facilitator.ui.desk.startrow import StartRow

STRONG = 2
MATERIALS = 2


class Hero(Card):
    """What to run next, for whom and how long."""

    start_requested = Signal(object)  # StartRequest
    prepare_requested = Signal(object)  # StartRequest
    group_saved = Signal(object)  # GroupView
    group_chosen = Signal(str)
    search_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tone="mvp", edge="left", parent=parent)
        self._lesson: LessonView | None = None
        self._group = ""
        self._words = QVBoxLayout()
        self._words.setSpacing(gap(1))
        self._row: StartRow | None = None
        self.start = button(_("Start lesson"), "hero", sign="play-fill")
        self._prepare = button(_("Prepare"), sign="book-open-text")
        self._rehearse = button(_("Rehearse alone"), sign="student")
        self._buttons: tuple[QPushButton, ...] = (self.start, self._prepare, self._rehearse)
        self.go_on = button("", "primary", sign="play-fill")
        self.go_on.clicked.connect(self._continue)
        self.go_on.hide()
        self._find = button(_("Find a lesson"), "primary", sign="magnifying-glass")
        self._find.clicked.connect(self.search_requested)
        self._find.hide()
        self._part: PartView | None = None
        self._last: QLabel | None = None
        self._stood_back = False
        self.start.clicked.connect(self._start)
        self._prepare.clicked.connect(self._ask_prepare)
        self._rehearse.clicked.connect(self._start_rehearsal)
        self._words.addWidget(label(_("Reading the lessons …"), "muted"))
        self._lay_out()

    def _lay_out(self) -> None:
        text, side = QWidget(), QWidget()
        left, choices = QVBoxLayout(text), QVBoxLayout(side)
        for column in (left, choices):
            column.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(gap(1))
        choices.addStrut(gap(26))
        choices.addWidget(self.go_on)
        choices.addWidget(self._find)
        for one in self._buttons:
            one.setEnabled(False)
            choices.addWidget(one)
        choices.addStretch(1)
        left.setSpacing(gap(2))
        left.addLayout(self._words)
        left.addStretch(1)
        self._left = left
        columns = Columns(fill=True)
        columns.add(text, 5)
        columns.add(side, 1)
        self.column.setContentsMargins(gap(3.5), gap(3), gap(3.5), gap(3))
        self.column.addLayout(columns)

    def fill(self, view: DeskView, lesson: LessonView | None, due: DueView | None, group: str) -> None:
        """Show a lesson and what is known of the group's last one; None: nothing is due."""
        changed = (lesson, group) != (self._lesson, self._group)
        self._lesson, self._group = lesson, group
        clear(self._words)
        self._last, self._part = None, None
        self._offer_part()
        for one in self._buttons:
            one.setEnabled(lesson is not None and self._row is not None)
            one.setVisible(lesson is not None or not view.lessons)
        self._find.setVisible(lesson is None and bool(view.lessons))
        if self._row is not None:
            self._row.setVisible(lesson is not None)
        if lesson is None:
            self._nothing(view, group)
            return
        self.set_tone(lesson.accent)
        self._describe(lesson, due, group, view.today)
        if self._row is not None:
            self._fill_row(self._row, lesson, view.groups, changed=changed)

    def complete(self, view: DeskView) -> None:
        """Make the row with group and minutes the first time there is a lesson to start: a turn of its own, and the last
        thing that `start` waits for."""
        if self._row is not None or self._lesson is None:
            return
        from facilitator.ui.desk.startrow import StartRow

        self._row = row = StartRow()
        row.group_chosen.connect(self.group_chosen)
        row.group_saved.connect(self.group_saved)
        self._left.addWidget(row)
        row.stand_before(self.start)
        self._fill_row(row, self._lesson, view.groups, changed=True)
        for one in self._buttons:
            one.setEnabled(True)

    def _fill_row(
        self, row: "StartRow", lesson: LessonView, groups: Sequence[GroupView], *, changed: bool
    ) -> None:
        row.fill(groups, lesson.lengths)
        if changed:
            row.choose_group(self._group)
            row.choose_length(lesson.minutes)

    def stand_back(self, back: bool) -> None:
        """Give the first place to something more urgent: the big button becomes a plain one."""
        self._stood_back = back
        self._offer_part()

    def show_thread(self, thread: ThreadView) -> None:
        """Show what the group brings, and offer to go on with a lesson that was stopped in the middle."""
        if self._lesson is None or thread.group != self._group or self._last is None:
            return
        words = (
            *lasttime.last_time(thread.last_title, thread.last_day, thread.stopped_after),
            *lasttime.waiting(thread.parked, thread.word),
        )
        if words:
            self._last.setText(" ".join(words))
            self._last.setToolTip("\n".join(f"• {question}" for question in thread.parked))
            self._last.show()
        self._part = next((one for one in thread.parts if one.lesson == self._lesson.id), None)
        self._offer_part()

    def _offer_part(self) -> None:
        """The one big button: go on where the group stopped, else start."""
        back, part = self._stood_back, self._part
        self.go_on.setVisible(part is not None)
        if part is not None:
            self.go_on.setText(_("Go on at step {n}").format(n=part.place))
            self.go_on.setToolTip(_("Go on where the group stopped last time"))
        self.start.setText(_("Start from the beginning") if part else _("Start lesson"))
        for one, big in ((self.go_on, not back), (self.start, not back and part is None)):
            restyle(one, kind="hero" if big else "plain")
            show_sign(one, "play-fill", "on-accent" if big else "ink")

    def _nothing(self, view: DeskView, group: str) -> None:
        self.set_tone("ok" if view.lessons else "warn")
        title = _("Nothing is waiting") if view.lessons else _("No lessons were found")
        if view.lessons and group:
            title = _("Nothing is waiting for {group}").format(group=group)
        text = (
            _("No lesson is next in turn for this grade. Find the one you want to hold.")
            if view.lessons
            else _("The folder with lessons is empty or cannot be read. Install the program again.")
        )
        self._words.addWidget(label(title, "hero", wrap=True))
        self._words.addWidget(label(text, "body", wrap=True))

    def _describe(self, lesson: LessonView, due: DueView | None, group: str, today: date) -> None:
        top, planned = Flow(spacing=gap(1)), _planned(due, today)
        top.addWidget(tag(lesson.label, lesson.accent, solid=True))
        with_whom = _("Group {group}").format(group=group) if group else lesson.programme_name
        top.addWidget(label(f"{with_whom} · {lesson.grades}", "muted"))
        if planned is not None:
            top.addWidget(planned)
        self._words.addLayout(top)
        self._words.addWidget(label(lesson.title, "hero", wrap=True))
        self._words.addWidget(label(lesson.summary, "body", wrap=True))
        self._last = label("", "body", wrap=True)
        self._words.addWidget(self._last)
        self._last.setVisible(bool(due and due.last_day))
        if due and due.last_day:
            last = _("Last lesson: {title}, {day}, {minutes} min.").format(
                title=due.last_title, day=dates.long_day(due.last_day), minutes=due.last_minutes
            )
            self._last.setText(last)
        if due and due.missed:
            missed = _("The group missed this lesson. Take it now, then go on in order.")
            self._words.addWidget(Sign("warning-circle", missed, "warn", "strong", wrap=True))
        self._words.addLayout(self._signs(lesson))

    @staticmethod
    def _signs(lesson: LessonView) -> Flow:
        signs = Flow(spacing=gap(2.5))
        if lesson.materials:
            things = " · ".join(lesson.materials[:MATERIALS])
            signs.addWidget(LineSign("package", things, role="strong"))
        if lesson.risk >= STRONG:
            signs.addWidget(
                Sign("warning-circle", _("Read “To bear in mind” before the lesson"), "warn", "strong")
            )
        if not lesson.reviewed:
            signs.addWidget(Sign("eye", _("Not yet reviewed by outside readers"), role="strong"))
        return signs

    def _start(self) -> None:
        self._send(rehearsal=False)

    def _start_rehearsal(self) -> None:
        self._send(rehearsal=True)

    def _continue(self) -> None:
        request = self._row.request(self._part.lesson) if self._part and self._row else None
        if request is not None and self._part is not None:
            self.start_requested.emit(
                request._replace(length=self._part.length, continues=self._part.session)
            )

    def _send(self, *, rehearsal: bool) -> None:
        if self._lesson is None or self._row is None:
            return
        request = self._row.request(self._lesson.id, rehearsal=rehearsal)
        if request is not None:
            self.start_requested.emit(request)

    def _ask_prepare(self) -> None:
        if self._lesson is not None and self._row is not None:
            self.prepare_requested.emit(self._row.wish(self._lesson.id))


def _planned(due: DueView | None, today: date) -> Sign | None:
    """The lesson's day in the plan."""
    if due is not None and due.called_off is not None:
        words = _("Was cancelled on {day} and has no new day")
        return Sign("calendar-blank", words.format(day=dates.long_day(due.called_off)), "warn", "strong")
    if due is None or due.planned is None:
        return None
    day, at = dates.long_day(due.planned), dates.clock(due.at) if due.at else ""
    if due.planned < today:
        return Sign("calendar-blank", _("Was planned for {day}").format(day=day), "warn", "strong")
    if due.planned == today:
        words = _("Planned for today at {time}") if at else _("Planned for today")
    else:
        words = _("Planned for {day} at {time}") if at else _("Planned for {day}")
    return Sign("calendar-blank", words.format(day=day, time=at), role="strong")

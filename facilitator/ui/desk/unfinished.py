"""What was left unfinished: a lesson that stopped, and logs that wait for their last answers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.ui.desk.ports import HeldView, LeftView, StoppedView
from facilitator.ui.parts import dates
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Callout, Card
from facilitator.ui.parts.columns import Columns
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label, tag
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

MOST = 3


class Apart(Callout):
    """Says that what is led now does not come into the log, and where it lies instead."""

    log_wanted = Signal()

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__("stop", parent)
        title = _("The log could not be opened. What you lead now is not saved in it.")
        self.column.addWidget(Sign("warning", title, "stop", "strong", wrap=True))
        words = _("It is kept by itself in {folder}. Tell the person who looks after the computer.")
        self.column.addWidget(label(words.format(folder=folder), wrap=True))
        again = button(_("Try to open the log again"), "small", sign="arrow-clockwise")
        again.clicked.connect(self.log_wanted)
        row = QHBoxLayout()
        row.addWidget(again)
        row.addStretch(1)
        self.column.addLayout(row)


class Left(Callout):
    """Lessons led without the log, named one by one before they are taken into it."""

    take_in_requested = Signal(str)  # folder

    def __init__(self, row: LeftView, parent: QWidget | None = None) -> None:
        super().__init__("warn", parent)
        self._folder = row.folder
        count = len(row.held)
        title = ngettext(
            "A lesson was led while the log could not be opened",
            "{count} lessons were led while the log could not be opened",
            count,
        )
        text, side = QWidget(), QWidget()
        words, choices = QVBoxLayout(text), QVBoxLayout(side)
        for column in (words, choices):
            column.setContentsMargins(0, 0, 0, 0)
        words.addWidget(label(title.format(count=count), "strong", wrap=True))
        for one in row.held:
            day, time = dates.long_day(one.started.date()), dates.clock(one.started)
            words.addWidget(label(f"{one.label} {one.title} · {one.group} · {day} {time}", wrap=True))
        where = _("It is in {folder}. Nothing in the log is changed or removed when it is taken in.")
        words.addWidget(label(where.format(folder=row.folder), "small", wrap=True))
        take = button(_("Take it into the log"), sign="notebook")
        take.clicked.connect(self._take)
        choices.addWidget(take)
        choices.addStretch(1)
        line = Columns(fill=True)
        line.add(text, 4)
        line.add(side, 1)
        self.column.addLayout(line)

    def _take(self) -> None:
        self.take_in_requested.emit(self._folder)


class Stopped(Card):
    """A lesson that stopped without an ending; offered before anything else."""

    resume_requested = Signal(str)
    close_requested = Signal(str)

    def __init__(self, row: StoppedView, parent: QWidget | None = None) -> None:
        super().__init__(tone="warn", edge="left", parent=parent)
        self._session = row.session
        head = QHBoxLayout()
        head.setSpacing(gap(1))
        head.addWidget(tag(row.label, row.accent, solid=True))
        head.addWidget(label(f"{row.title} · {row.group} · {dates.long_day(row.stopped.date())}", "muted"), 1)
        text, side = QWidget(), QWidget()
        words, choices = QVBoxLayout(text), QVBoxLayout(side)
        for column in (words, choices):
            column.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(gap(1))
        words.addLayout(head)
        title = _("The lesson stopped at {time}").format(time=dates.clock(row.stopped))
        words.addWidget(label(title, "title", wrap=True))
        where = _("You were at “{step}”. Go on there: the projector shows the safe screen first.")
        words.addWidget(label(where.format(step=row.step), "body", wrap=True))
        self.resume = button(_("Go on"), "primary", sign="play-fill")
        close = button(_("End and write the log"), sign="flag")
        self.resume.clicked.connect(self._resume)
        close.clicked.connect(self._close)
        for one in (self.resume, close):
            one.setAccessibleDescription(_which(row))
        choices.setSpacing(gap(1))
        choices.addWidget(self.resume)
        choices.addWidget(close)
        choices.addStretch(1)
        line = Columns(fill=True)
        line.add(text, 4)
        line.add(side, 1)
        self.column.addLayout(line)

    def _resume(self) -> None:
        self.resume_requested.emit(self._session)

    def _close(self) -> None:
        self.close_requested.emit(self._session)


class AlsoStopped(Card):
    """The lessons that stopped before the newest one: each by its group, its name and when, with the same two ways on."""

    resume_requested = Signal(str)
    close_requested = Signal(str)

    def __init__(self, rows: Sequence[StoppedView], parent: QWidget | None = None) -> None:
        count = len(rows)
        title = ngettext("Another lesson has stopped", "{count} other lessons have stopped", count)
        super().__init__(title.format(count=count), tone="warn", edge="left", parent=parent)
        for row in rows:
            self.column.addLayout(self._line(row))

    def _line(self, row: StoppedView) -> Columns:
        text, side = QWidget(), QWidget()
        words, choices = QVBoxLayout(text), Flow(side, spacing=gap(1), right=True)
        for column in (words, choices):
            column.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(gap(1))
        head.addWidget(tag(row.label, row.accent, solid=True))
        head.addWidget(label(f"{row.group} · {row.title}", "strong", wrap=True), 1)
        words.addLayout(head)
        stood = _("Stopped on {day} at {time}, in “{step}”")
        day, time = _moment(row)
        words.addWidget(label(stood.format(day=day, time=time, step=row.step), "muted", wrap=True))
        for act, what, sign in (
            (self._resume, _("Go on"), "play-fill"),
            (self._close, _("End and write the log"), "flag"),
        ):
            one = button(what, "small", sign=sign, name=f"{what}: {_which(row)}")
            one.setProperty("session", row.session)
            one.clicked.connect(act)
            choices.addWidget(one)
        line = Columns(fill=True)
        line.add(text, 4)
        line.add(side, 3)
        return line

    def _resume(self) -> None:
        self.resume_requested.emit(str(self.sender().property("session")))

    def _close(self) -> None:
        self.close_requested.emit(str(self.sender().property("session")))


def _moment(row: StoppedView) -> tuple[str, str]:
    return dates.long_day(row.stopped.date()), dates.clock(row.stopped)


def _which(row: StoppedView) -> str:
    """A lesson that stopped, told from every other."""
    day, time = _moment(row)
    return f"{row.label} {row.title}, {row.group}, {day} {time}"


class Drafts(Callout):
    """Logs that are not finished; at most three are named."""

    draft_requested = Signal(str)

    def __init__(self, rows: Sequence[HeldView], parent: QWidget | None = None) -> None:
        super().__init__("warn", parent)
        title = ngettext("A log is waiting for you", "{count} logs are waiting for you", len(rows))
        line = QHBoxLayout()
        line.setSpacing(gap(2))
        line.addWidget(label(title.format(count=len(rows)), "strong"))
        buttons = Flow(spacing=gap(1))
        for row in rows[:MOST]:
            day = dates.short_day(row.started.date())
            one = button(f"{row.label} · {row.group} · {day}", "small", sign="pencil-simple")
            one.setProperty("session", row.session)
            one.setAccessibleName(
                _("Finish the log of {lesson}, {group}, {day}").format(
                    lesson=row.label, group=row.group, day=day
                )
            )
            one.clicked.connect(self._open)
            buttons.addWidget(one)
        if len(rows) > MOST:
            buttons.addWidget(label(_("and {count} more").format(count=len(rows) - MOST), "body"))
        line.addLayout(buttons, 1)
        self.column.addLayout(line)

    def _open(self) -> None:
        self.draft_requested.emit(str(self.sender().property("session")))

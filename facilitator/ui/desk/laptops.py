"""Many laptops on the desk: packages out and in, who has not been heard from, and versions that differ."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.ui.desk.ports import DeskView, LaptopView
from facilitator.ui.parts import dates
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Callout, Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

SILENT_DAYS = 30
"""A laptop that has not been heard from for longer is marked: some three lessons of a fortnightly programme."""
MOST = 12


class LaptopsSection(Card):
    """Packages to make and to take in, and the laptops they come from. `asked`: make, make-new, receive or choose."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Several computers"), parent=parent)
        words = _(
            "A package holds the lessons led on a computer: steps, minutes and answers. Notes and what was written in the "
            "lessons stay. Files can also be dropped on the window."
        )
        self.column.addWidget(label(words, wrap=True))
        buttons = Flow()
        for name, text, sign in (
            ("make", _("Make a package …"), "package"),
            ("make-new", _("Only what is new …"), "package"),
            ("receive", _("Take in a package …"), "folder-open"),
        ):
            one = button(text, "small", sign=sign)
            one.setObjectName(name)
            one.clicked.connect(self._ask)
            buttons.addWidget(one)
        self.column.addLayout(buttons)
        self._state, self._rest = QVBoxLayout(), QWidget()
        self._others = QVBoxLayout(self._rest)
        self._others.setContentsMargins(0, 0, 0, 0)
        told = QVBoxLayout()
        for lines in (told, self._state, self._others):
            lines.setSpacing(gap(0.75))
        told.addLayout(self._state)
        told.addWidget(self._rest)
        self._rest.hide()
        self._more = button("", "small")
        self._more.hide()
        self._more.clicked.connect(self._show_more)
        row = Flow()
        row.addWidget(self._more)
        self._count = 0
        self.column.addLayout(told)
        self.column.addLayout(row)

    def fill(self, view: DeskView) -> None:
        """Show the laptops; those not heard from for longest first, the others when they are asked for."""
        clear(self._state)
        clear(self._others)
        if view.conflicts:
            differing = Differing(view.conflicts)
            differing.asked.connect(self.asked)
            self._state.addWidget(differing)
        if view.laptops:
            self._state.addWidget(label(_("Last heard from"), "strong"))
        for place, one in enumerate(view.laptops):
            marked, words = _told(one, view.today)
            made = (
                Sign("warning-circle", words, "warn", "body", wrap=True)
                if marked
                else label(words, wrap=True)
            )
            (self._state if place < MOST else self._others).addWidget(made)
        self._count = len(view.laptops)
        self._more.setVisible(self._count > MOST)
        self._name_more()

    def _show_more(self) -> None:
        self._rest.setHidden(not self._rest.isHidden())
        self._name_more()

    def _name_more(self) -> None:
        every = _("Show all {count} computers").format(count=self._count)
        self._more.setText(every if self._rest.isHidden() else _("Show fewer computers"))

    def _ask(self) -> None:
        self.asked.emit(self.sender().objectName())


class Differing(Callout):
    """Lessons, occasions and plans of which two versions differ, to choose between."""

    asked = Signal(str)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__("warn", parent)
        title = ngettext(
            "There are two versions of one thing, and they differ",
            "There are two versions of {count} things, and they differ",
            count,
        )
        self.column.addWidget(label(title.format(count=count), "strong", wrap=True))
        look = button(_("Look and choose …"), "small", sign="arrows-left-right")
        look.clicked.connect(self._ask)
        row = Flow()
        row.addWidget(look)
        self.column.addLayout(row)

    def _ask(self) -> None:
        self.asked.emit("choose")


def _told(one: LaptopView, today: date) -> tuple[bool, str]:
    """Whether to mark it, and the line."""
    who = ", ".join(one.schools) or _("A computer")
    lessons = ngettext("{count} lesson", "{count} lessons", one.sessions).format(count=one.sessions)
    head = f"{who} ({one.name}) · {lessons}"
    if one.groups:
        head += f" · {', '.join(one.groups)}"
    if one.heard is None:
        return False, _("{laptop}: no package of its own yet").format(laptop=head)
    days = (today - one.heard).days
    if days < -1:
        words = _("{laptop}: {day}. Its clock is ahead; have a look at it.")
        return True, words.format(laptop=head, day=f"{one.heard:%Y-%m-%d}")
    words = ngettext("{laptop}: {day}, {count} day ago", "{laptop}: {day}, {count} days ago", max(days, 0))
    return days > SILENT_DAYS, words.format(laptop=head, day=dates.long_day(one.heard), count=max(days, 0))

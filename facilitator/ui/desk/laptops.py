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
        self._state = QVBoxLayout()
        self._state.setSpacing(gap(0.75))
        self.column.addLayout(self._state)

    def fill(self, view: DeskView) -> None:
        """Show the laptops."""
        clear(self._state)
        if view.conflicts:
            differing = Differing(view.conflicts)
            differing.asked.connect(self.asked)
            self._state.addWidget(differing)
        if view.laptops:
            self._state.addWidget(label(_("Last heard from"), "strong"))
        for one in view.laptops[:MOST]:
            tone, words = _told(one, view.today)
            if tone:
                self._state.addWidget(Sign("warning-circle", words, "warn", "body", wrap=True))
            else:
                self._state.addWidget(label(words, wrap=True))
        more = len(view.laptops) - MOST
        if more > 0:
            words = _("and {count} more")
            self._state.addWidget(label(words.format(count=more), "muted"))

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

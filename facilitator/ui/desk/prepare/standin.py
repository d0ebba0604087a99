"""For somebody who steps in: what the lesson is about, the shortest honest way, and whom to call; two minutes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.planning.preparing import briefing
from facilitator.ui.desk.ports import ContactView
from facilitator.ui.parts.bullets import bullets, points
from facilitator.ui.parts.card import Callout, Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.content.script import Script

STRONGEST = 3


class StandIn(Page):
    """The briefing, from the lesson's own words."""

    def __init__(self, contacts: Sequence[ContactView], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setContentsMargins(2, 2, gap(1), gap(2))
        self._contacts = tuple(contacts)

    def show_script(self, script: "Script") -> None:
        """Brief for a lesson."""
        from facilitator.content.local import is_local

        clear(self.column)
        lesson, brief = script.lesson, briefing(script)
        if lesson.risk >= STRONGEST:
            self.column.addWidget(_wait())
        about = Card(_("Two minutes for you who step in"))
        about.column.addWidget(label(lesson.summary, wrap=True))
        about.column.addLayout(bullets(_("After the lesson the group can say"), lesson.goals))
        about.column.addLayout(bullets(_("To bear in mind"), (lesson.content_note,)))
        way = Card(_("This is enough, in {minutes} minutes").format(minutes=brief.minutes))
        words = _("Follow this order. Read what the leader’s view says; you need not know it by heart.")
        way.column.addWidget(label(words, "muted", wrap=True))
        way.column.addLayout(_path([(step.title, step.how, step.floor) for step in brief.path]))
        words = _("The closing and the support list are always shown, even when time runs out.")
        way.column.addWidget(Sign("shield-check", words, "ok", "body", wrap=True))
        self.column.addWidget(about)
        self.column.addWidget(way)
        if brief.cautions:
            care = Card(_("Do not improvise here"))
            care.column.addLayout(points(brief.cautions))
            self.column.addWidget(care)
        others = [(c.name, c.reach, c.audience) for c in script.contacts if not is_local(c)]
        self.column.addWidget(self._whom(others))
        self.column.addStretch(1)

    def _whom(self, others: Sequence[tuple[str, str, str]]) -> QWidget:
        card = Card(_("Whom to call or fetch"))
        own = [(one.name, one.reach, one.audience) for one in self._contacts]
        if not own:
            words = _(
                "The school’s own contacts are missing. Ask who is here today, before the lesson begins."
            )
            card.column.addWidget(Sign("warning-circle", words, "warn", "body", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap(2))
        grid.setVerticalSpacing(gap(1))
        grid.setColumnStretch(0, 1)
        for place, (name, reach, audience) in enumerate([*own, *others]):
            grid.addLayout(_two(name, audience), place, 0)
            number = label(reach, "strong", wrap=True)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(number, place, 1)
        card.column.addLayout(grid)
        return card


def _wait() -> QWidget:
    box = Callout("stop")
    box.column.addWidget(label(_("This lesson needs preparation"), "heading", tone="stop"))
    words = _(
        "Move it to another day if you can. If it must be held today, an adult who knows the class leads."
    )
    box.column.addWidget(label(words, wrap=True))
    return box


def _two(first: str, second: str) -> QLayout:
    box = QVBoxLayout()
    box.setSpacing(0)
    box.addWidget(label(first, "strong", wrap=True))
    if second:
        box.addWidget(label(second, "small", wrap=True))
    return box


def _path(steps: Sequence[tuple[str, str, int]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(gap(1.5))
    grid.setVerticalSpacing(gap(1))
    grid.setColumnStretch(1, 1)
    for place, (title, how, floor) in enumerate(steps):
        grid.addWidget(label(str(place + 1), "muted"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(_two(title, how), place, 1)
        minutes = label(_("{minutes} min").format(minutes=floor), "muted")
        grid.addWidget(minutes, place, 2, Qt.AlignmentFlag.AlignTop)
    return grid

"""One occasion more: a group or the staff, a lesson, a day and perhaps a time."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from facilitator.i18n import _
from facilitator.planning.breaks import is_free, next_open, span
from facilitator.planning.year import STAFF, Planned, added
from facilitator.ui.desk.year.ports import LessonChoice, YearView
from facilitator.ui.desk.year.whenfield import WhenField
from facilitator.ui.parts import dates
from facilitator.ui.parts.asking import Asking
from facilitator.ui.parts.button import button
from facilitator.ui.parts.dialog import body, foot
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.picking import box
from facilitator.ui.parts.space import roomy


class AddDialog(Asking):
    """Asks for it all on one page."""

    def __init__(
        self, view: YearView, group: str | None, keep: Callable[[tuple[Planned, ...], str], str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`group`: whose occasion it probably is; None: nobody knows. `keep` gets the whole plan as it is then, and what was
        done, in words; it returns why not, or nothing."""
        super().__init__(_("Add an occasion"), parent)
        self._keep = keep
        self._view = view
        self._lessons: tuple[LessonChoice, ...] = ()
        self.resize(roomy(72, 44, self))
        self.group, self.lesson = box(_("Group")), box(_("Lesson"))
        for code in dict.fromkeys(code for one in view.lessons for code in one.groups):
            self.group.addItem(_("The staff") if code == STAFF else code, code)
        self.group.setCurrentIndex(max(0, self.group.findData(group)))
        self.group.activated.connect(self._offer)
        low, high = span(view.year)
        start = max(low, min(view.today + timedelta(days=1), high))
        self.when = WhenField(_("Day"), view.year, next_open(start, view.breaks, high) or start)
        self.when.changed.connect(self._warn)
        self._doubt = label(_("There is no school that day."), "strong", tone="warn", wrap=True)
        self._lay_out()
        self._offer()
        self._warn()

    def _lay_out(self) -> None:
        whole = body(self)
        whole.addWidget(label(_("Add an occasion"), "heading"))
        for one in (self.group, self.lesson):
            line = Flow()
            line.addWidget(one)
            whole.addLayout(line)
        whole.addWidget(self.when)
        whole.addWidget(self._doubt)
        whole.addStretch(1)
        whole.addWidget(self.says)
        save, cancel = button(_("Add"), "primary", sign="plus"), button(_("Cancel"))
        save.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        whole.addLayout(foot(cancel, save))

    def _offer(self) -> None:
        """The lessons for the group, the first that it has no day for on top."""
        code = str(self.group.currentData())
        self._lessons = tuple(one for one in self._view.lessons if code in one.groups)
        planned = {row.lesson for row in self._view.plan if row.group == code}
        self.lesson.clear()
        for one in self._lessons:
            self.lesson.addItem(f"{one.label} {one.title}")
        first = next((at for at, one in enumerate(self._lessons) if one.id not in planned), 0)
        self.lesson.setCurrentIndex(first)

    def _warn(self) -> None:
        self._doubt.setVisible(is_free(self.when.value.start, self._view.breaks))

    def _save(self) -> None:
        lesson, when = self._lessons[self.lesson.currentIndex()], self.when.value
        plan = added(self._view.plan, str(self.group.currentData()), lesson, when)
        words = _("{what} has been added on {day}.")
        what = f"{self.group.currentText()} {lesson.label}"
        self.settle(self._keep(plan, words.format(what=what, day=dates.long_day(self.when.value.start))))

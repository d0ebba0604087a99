"""Changing one occasion: another day or time, alone or with the rest of its series, or taking it away."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.planning.breaks import break_on, is_free
from facilitator.planning.occasions import AUDIENCES, Kind, Occasion, Status
from facilitator.planning.year import STAFF, SUPERVISION, Planned, moved, moved_on, without
from facilitator.planning.yearwords import break_name
from facilitator.ui.desk.occasions.fields import cause_of, causes
from facilitator.ui.desk.year.ports import OccasionView, YearView
from facilitator.ui.desk.year.whenfield import WhenField
from facilitator.ui.parts import dates
from facilitator.ui.parts.asking import Asking
from facilitator.ui.parts.button import button
from facilitator.ui.parts.dialog import body
from facilitator.ui.parts.fitting import fit
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import roomy

Changing = Callable[[tuple[Planned, ...], str], str]
"""Keeps the whole plan as it is then; what was done, in words; returns why not, or nothing."""
Noting = Callable[[Occasion, str], str]
"""Keeps that an occasion was cancelled or moved; as above."""


class OccasionDialog(Asking):
    """With a reason it is also noted in the log that the occasion was moved, or cancelled."""

    held = Signal(object)  # Planned that was held without the program

    def __init__(
        self,
        one: OccasionView,
        view: YearView,
        keeping: tuple[Changing, Noting],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Change an occasion"), parent)
        self._one, self._view = one, view
        self._change, self._note = keeping
        self._words = f"{one.group} · {one.label} {one.title}".strip()
        self.resize(roomy(108, 52, self))  # how high it is comes when it is shown
        row = one.row
        self.when = WhenField(_("Day"), view.year, row.day, row.at)
        self.when.changed.connect(self._warn)
        self._doubt = label("", "strong", tone="warn", wrap=True)
        self.cause = causes()
        self._follows = any(
            (r.group, r.series) == (row.group, row.series) and r.day > row.day for r in view.plan
        )
        self._lay_out()
        self._warn()

    def _lay_out(self) -> None:
        whole = body(self)
        whole.addWidget(label(self._words, "heading", wrap=True))
        if self._one.note:
            whole.addWidget(Sign("calendar-blank", self._one.note, role="strong", wrap=True))
        for doubt in self._one.doubts:
            whole.addWidget(Sign("warning-circle", doubt, "warn", "body", wrap=True))
        whole.addWidget(self.when)
        whole.addWidget(self._doubt)
        words = _("Moved or cancelled late? Choose why, and it will be in the log.")
        whole.addWidget(label(words, "muted", wrap=True))
        whole.addWidget(self.cause)
        whole.addStretch(1)
        whole.addWidget(self.says)
        save = button(_("Move only this one"), "primary", sign="check")
        save.clicked.connect(self._move)
        after = button(_("Move the rest of the series too"), sign="arrow-right")
        after.clicked.connect(self._move_on)
        self.off = button(_("Cancel the occasion"), sign="x")
        self.off.clicked.connect(self._call_off)
        self.off.setEnabled(False)
        self.off.setVisible(self._one.state != "cancelled")
        self.cause.chosen.connect(self._let_call_off)
        was = button(_("Held without the program …"), sign="pencil-simple")
        was.clicked.connect(self._was_held)
        was.setVisible(self._one.state in ("late", "today", "cancelled"))
        away = button(_("Remove this one"), sign="trash")
        away.clicked.connect(self._remove)
        rest = button(_("Remove the rest of the series too"))
        rest.clicked.connect(self._remove_rest)
        cancel = button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        for further in (after, rest):
            further.setVisible(self._follows)
        for answers in ((save, after, self.off), (was, away, rest, cancel)):
            line = Flow()
            for answer in answers:
                line.addWidget(answer)
            whole.addLayout(line)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit(self, roomy(108, 84, self))

    def _warn(self) -> None:
        words = ""
        day = self.when.value.start
        if is_free(day, self._view.breaks):
            found = break_on(day, self._view.breaks)
            words = (
                _("That day is in a break: {name}.").format(name=break_name(found.kind))
                if found
                else _("There is no school that day.")
            )
        self._doubt.setText(words)
        self._doubt.setVisible(bool(words))

    def _let_call_off(self) -> None:
        self.off.setEnabled(True)

    def _call_off(self) -> None:
        words = _("{what} has been cancelled.")
        what = f"{self._one.group} {self._one.label}"
        self.settle(self._note(self._occasion("cancelled"), words.format(what=what)))

    def _was_held(self) -> None:
        self.accept()
        self.held.emit(self._one.row)

    def _occasion(self, status: Status) -> Occasion:
        row, to = self._one.row, self.when.value.start
        kind: Kind = "pupils"
        if row.lesson == SUPERVISION:
            kind = "supervision"
        elif row.group == STAFF:
            kind = "apt" if row.series == "apt" else "staff"
        return Occasion(
            kind=kind, status=status, day=row.day, group=row.group, audience=AUDIENCES[kind][0],
            programme=row.series if row.lesson else "", lesson=row.lesson, cause=cause_of(self.cause),
            moved_to=to if status == "moved" else None,
        )  # fmt: skip

    def _moved(self, plan: tuple[Planned, ...], words: str) -> None:
        """The plan first: tried once more it comes out the same, and a note in the log would stand twice."""
        refused = self._changed(plan, words)
        if not refused and cause_of(self.cause) and self.when.value.start != self._one.row.day:
            refused = self._note(self._occasion("moved"), "")
        self.settle(refused)

    def _move(self) -> None:
        words = _("{what} has been moved to {day}.")
        self._moved(moved(self._view.plan, self._one.row.id, self.when.value), words)

    def _move_on(self) -> None:
        words = _("{what} and the rest of the series have been moved, from {day}.")
        self._moved(moved_on(self._view.plan, self._one.row.id, self.when.value, self._view.breaks), words)

    def _remove(self) -> None:
        self.settle(self._changed(without(self._view.plan, self._one.row.id), _("{what} has been removed.")))

    def _remove_rest(self) -> None:
        words = _("{what} and the rest of the series have been removed.")
        self.settle(self._changed(without(self._view.plan, self._one.row.id, rest=True), words))

    def _changed(self, plan: tuple[Planned, ...], words: str) -> str:
        """Keep the plan as it is now; why not, or nothing."""
        said = words.format(
            what=f"{self._one.group} {self._one.label}", day=dates.long_day(self.when.value.start)
        )
        return self._change(plan, said)

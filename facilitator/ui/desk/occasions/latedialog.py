"""A lesson that was held without the program: what is remembered of it, before the form that follows every lesson."""

from datetime import date, datetime, time, timedelta
from typing import cast

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.planning.breaks import first_year, span
from facilitator.session.facts import Reason
from facilitator.ui.desk.occasions.ports import Keeper, LateWish, LessonOffer
from facilitator.ui.parts.asking import Asking
from facilitator.ui.parts.button import button
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.datefield import DateField
from facilitator.ui.parts.dialog import asked, body, foot, side_by_side
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.picking import box
from facilitator.ui.parts.space import gap, roomy
from facilitator.ui.parts.stepper import Stepper
from facilitator.ui.parts.tick import Tick
from facilitator.ui.parts.timefield import TimeField

_USUAL = QTime(10, 0)
MOST_PEOPLE, LEAST_MIN, MOST_MIN = 99, 5, 180


def reasons() -> tuple[tuple[Reason, str], ...]:
    """Why steps were left out."""
    return (
        ("time", _("Lack of time")), ("age", _("The age")), ("language", _("The language")),
        ("question", _("The group’s own question")), ("technical", _("The technology")),
        ("sensitive", _("A sensitive moment")), ("other", _("Another reason")),
    )  # fmt: skip


class LateDialog(Asking):
    """Accepted when the lesson has been kept."""

    def __init__(self, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(_("Enter a past lesson"), parent)
        self._keeper, self._offers = keeper, keeper.offers()
        self._wanted = ""
        self._shown: tuple[LessonOffer, ...] = ()
        self.ticks: list[Tick] = []
        self.resize(roomy(112, 80, self))
        today = self._offers.today
        self.group = box(_("Group"), ((code, code) for code, _people in self._offers.groups))
        self.lesson = box(_("Lesson"))
        self.day = DateField(_("Day"), _school_day_before(today), span(first_year(today) - 1)[0], today)
        self.time = TimeField(_("Time of day"), small=True)
        self.time.time.setTime(_USUAL)
        self.minutes = Stepper(_("Minutes in all"), LEAST_MIN, MOST_MIN, 50, small=True)
        self.people = Stepper(_("Participants"), 0, MOST_PEOPLE, 0, small=True)
        self.whole = Choice(
            _("What was held?"), ((True, _("The whole lesson")), (False, _("Parts of it"))), small=True
        )
        self.whole.choose(True)
        self.reason = Choice(_("Why was the rest left out?"), reasons(), small=True)
        self.reason.choose("time")
        self._steps, self._parts = QVBoxLayout(), QWidget()
        self.group.activated.connect(self._offer)
        self.lesson.activated.connect(self._show_lesson)
        self.whole.chosen.connect(self._show_parts)
        self._lay_out()
        self._offer()
        self._show_parts()

    def suggest(self, group: str, lesson: str, day: date) -> None:
        """Fill in what it probably is about."""
        self._wanted = lesson
        self.group.setCurrentIndex(max(0, self.group.findData(group)))
        self.day.show_day(min(day, self._offers.today))
        self._offer()

    def _lay_out(self) -> None:
        form = Page()
        form.column.setContentsMargins(0, 0, gap(1), 0)
        form.column.setSpacing(gap(1.5))
        words = _(
            "For a lesson that was held without the program. The form is the same as ever and comes next."
        )
        form.column.addWidget(label(words, "muted", wrap=True))
        form.column.addWidget(side_by_side(asked(_("Group"), self.group), asked(_("Lesson"), self.lesson)))
        form.column.addWidget(
            side_by_side(
                asked(_("Day"), self.day), asked(_("Began"), self.time), asked(_("Minutes in all"), self.minutes),
                asked(_("Participants"), self.people),
            )
        )  # fmt: skip
        form.column.addWidget(asked(_("What was held?"), self.whole))
        inner = QVBoxLayout(self._parts)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(label(_("Tick what was held."), "muted", wrap=True))
        inner.addLayout(self._steps)
        inner.addWidget(asked(_("Why was the rest left out?"), self.reason))
        form.column.addWidget(self._parts)
        form.column.addStretch(1)
        self.save, cancel = button(_("On to the form"), "primary", sign="arrow-right"), button(_("Cancel"))
        self.save.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        column = body(self)
        column.addWidget(label(_("Enter a past lesson"), "title"))
        column.addWidget(form, 1)
        column.addWidget(self.says)
        column.addLayout(foot(cancel, self.save))

    def _offer(self) -> None:
        """The lessons for the group: the one asked for first, else the one that is due."""
        code = str(self.group.currentData() or "")
        self._shown = tuple(one for one in self._offers.lessons if code in one.groups)
        self.lesson.clear()
        for one in self._shown:
            self.lesson.addItem(one.name, one.id)
        wanted = self._wanted or self._offers.due.get(code, "")
        self.lesson.setCurrentIndex(max(0, self.lesson.findData(wanted)))
        self.people.show_value(dict(self._offers.groups).get(code, 0))
        self.save.setEnabled(bool(self._shown))
        self.say("" if self._shown else _missing(code))
        self._show_lesson()

    def _show_lesson(self) -> None:
        clear(self._steps)
        self.ticks = []
        if not self._shown:
            return
        lesson = self._shown[max(0, self.lesson.currentIndex())]
        self.minutes.show_value(lesson.minutes)
        for step in self._keeper.steps(lesson.id):
            words = _("{step}, {minutes} min").format(step=step.title, minutes=step.minutes)
            self.ticks.append(Tick(step.id, words, on=True))
            self._steps.addWidget(self.ticks[-1])

    def _show_parts(self) -> None:
        self._parts.setVisible(self.whole.value is False)

    def _save(self) -> None:
        began, day = self.time.time.time(), self.day.day
        held = tuple(tick.objectName() for tick in self.ticks if self.whole.value or tick.isChecked())
        wish = LateWish(
            str(self.lesson.currentData()), str(self.group.currentData()), self.people.value,
            datetime.combine(day, time(began.hour(), began.minute() - began.minute() % 5)).astimezone(),
            self.minutes.value, held, cast(Reason, self.reason.value),
        )  # fmt: skip
        self.settle(self._keeper.keep_late(wish))


def _missing(group: str) -> str:
    """Why there is no lesson to enter."""
    if not group:
        return _("There is no group yet. Groups are added in Settings.")
    return _("There is no lesson for {group}.").format(group=group)


def _school_day_before(today: date) -> date:
    """The weekday before: what is entered afterwards was most likely held then."""
    return today - timedelta(days=max(1, today.weekday() - 4) if today.weekday() else 3)

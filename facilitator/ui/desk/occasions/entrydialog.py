"""An occasion that the program did not lead, entered or corrected: codes and numbers, nothing to write in."""

from datetime import date, time
from typing import cast

from PySide6.QtCore import QTime
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.planning.breaks import first_year, span
from facilitator.planning.occasions import AUDIENCES, MINUTES, PRESENT, Audience, Kind, Occasion, Status, Why
from facilitator.planning.occasionwords import audience_word, kind_word, status_word, why_word
from facilitator.planning.yearwords import missing_lesson
from facilitator.ui.desk.occasions.fields import cause_of, causes
from facilitator.ui.desk.occasions.ports import Keeper
from facilitator.ui.parts.asking import Asking
from facilitator.ui.parts.button import button
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.datefield import DateField
from facilitator.ui.parts.dialog import asked, body, foot, side_by_side
from facilitator.ui.parts.fitting import fit
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.picking import box
from facilitator.ui.parts.space import gap, roomy
from facilitator.ui.parts.stepper import Stepper
from facilitator.ui.parts.tick import Tick
from facilitator.ui.parts.timefield import TimeField

ENTERED: tuple[Kind, ...] = ("staff", "apt", "training", "supervision", "parents")
BECAME: tuple[Status, ...] = ("held", "partial", "cancelled")
REASONS: tuple[Why, ...] = ("mistyped", "learned", "replanned")
USUAL_MIN = {"staff": 45, "apt": 45, "training": 120, "supervision": 30, "parents": 60}
MOST_LEADERS = 9


class EntryDialog(Asking):
    """Accepted when the occasion has been kept. `like`: how it probably was; `own`: the id of one to correct."""

    def __init__(
        self, keeper: Keeper, like: Occasion | None = None, own: str = "", parent: QWidget | None = None
    ) -> None:  # fmt: skip
        title = _("Correct an occasion") if own else _("Enter an occasion")
        super().__init__(title, parent)
        self._keeper, self._offers, self._like, self._own = keeper, keeper.offers(), like, own
        self.resize(roomy(100, 80, self))
        today = self._offers.today
        self.kind = Choice(_("Kind"), [(one, kind_word(one)) for one in ENTERED], small=True)
        self.became = Choice(_("What became of it?"), [(one, status_word(one)) for one in BECAME], small=True)
        self.cause = causes()
        self.lesson = box(_("Lesson"))
        self.audience = box(_("For whom"))
        self.group = box(_("Group"))
        days = span(first_year(today))
        self.day = DateField(
            _("Day"), like.day if like else today, days[0].replace(year=days[0].year - 1), days[1]
        )
        self._timed = Tick("timed", _("At a certain time"), on=bool(like and like.at))
        self.time = TimeField(_("Time of day"), small=True)
        self.minutes = Stepper(_("Minutes"), MINUTES[0], MINUTES[-1], 45, small=True)
        self.adults = Stepper(_("Adults leading"), 0, MOST_LEADERS, 1, small=True)
        self.mentors = Stepper(_("Mentors leading"), 0, MOST_LEADERS, 0, small=True)
        self._counted = Tick(
            "counted", _("I know how many took part"), on=bool(like and like.present is not None)
        )
        self.present = Stepper(_("Took part"), 0, PRESENT[-1], 0, small=True)
        self.why = Choice(_("Why do you correct it?"), [(one, why_word(one)) for one in REASONS], small=True)
        self._lay_out(title)
        self._begin()

    def _lay_out(self, title: str) -> None:
        self._form = form = Page()
        form.column.setContentsMargins(0, 0, gap(1), 0)
        form.column.setSpacing(gap(1.5))
        self._for_kind = asked(_("Kind"), self.kind)
        self._for_cause = asked(_("Why?"), self.cause)
        self._for_lesson = asked(_("Lesson"), self.lesson)
        self._for_audience = asked(_("For whom"), self.audience)
        self._for_group = asked(_("Group"), self.group)
        self._for_mentors = asked(_("Mentors leading"), self.mentors)
        self._numbers = side_by_side(
            asked(_("Minutes"), self.minutes), asked(_("Adults leading"), self.adults), self._for_mentors,
            asked(_("Took part"), self._counted, self.present),
        )  # fmt: skip
        for part in (
            self._for_kind, side_by_side(self._for_lesson, self._for_audience, self._for_group),
            side_by_side(asked(_("Day"), self.day), asked(_("Time of day"), self._timed, self.time)),
            asked(_("What became of it?"), self.became), self._for_cause, self._numbers,
        ):  # fmt: skip
            form.column.addWidget(part)
        if self._own:
            form.column.addWidget(asked(_("Why do you correct it?"), self.why))
        form.column.addStretch(1)
        save, cancel = button(_("Save"), "primary", sign="check"), button(_("Cancel"))
        save.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        column = body(self)
        column.addWidget(label(title, "title"))
        words = _("Codes and numbers only. Who was there is never entered.")
        column.addWidget(label(words, "muted", wrap=True))
        column.addWidget(form, 1)
        column.addWidget(self.says)
        column.addLayout(foot(cancel, save))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit(self, roomy(100, 80, self), self._form)

    def _begin(self) -> None:
        like = self._like
        self.kind.choose(like.kind if like else "staff")
        self.became.choose(like.status if like else "held")
        self.cause.choose(like.cause if like else "")
        self.time.time.setTime(QTime(like.at.hour, like.at.minute) if like and like.at else QTime(15, 0))
        self._offer()
        if like is not None:
            _choose(self.lesson, like.lesson, missing_lesson())
            _choose(self.group, like.group, like.group)
            self.audience.setCurrentIndex(max(0, self.audience.findData(like.audience)))
            for stepper, value in (
                (self.minutes, like.minutes), (self.adults, like.adults), (self.mentors, like.mentors),
                (self.present, like.present),
            ):  # fmt: skip
                if value is not None:
                    stepper.show_value(value)
        self._for_kind.setVisible(not self._own)
        self.kind.chosen.connect(self._offer)
        self.became.chosen.connect(self._show_asked)
        self._timed.toggled.connect(self._show_asked)
        self._counted.toggled.connect(self._show_asked)
        self.say("")
        self._show_asked()

    def _offer(self) -> None:
        """What the kind of occasion asks for."""
        kind = cast(Kind, self.kind.value)
        self.lesson.clear()
        self.lesson.addItem(_("None of them"), "")
        for one in self._offers.own.get(kind, ()):
            self.lesson.addItem(one.name, one.id)
        self.audience.clear()
        for audience in AUDIENCES[kind]:
            self.audience.addItem(audience_word(audience), audience)
        self.group.clear()
        self.group.addItem(_("More than one group"), "")
        for code, _people in self._offers.groups:
            self.group.addItem(code, code)
        self.minutes.show_value(USUAL_MIN.get(kind, 45))
        self._for_lesson.setVisible(self.lesson.count() > 1)
        self._for_audience.setVisible(len(AUDIENCES[kind]) > 1)
        self._for_group.setVisible(kind in ("supervision", "parents"))
        self._for_mentors.setVisible(AUDIENCES[kind] != ("staff",))

    def _show_asked(self) -> None:
        became = self.became.value
        self._for_cause.setVisible(became != "held")
        self._numbers.setVisible(became != "cancelled")
        self.time.setVisible(self._timed.isChecked())
        self.present.setVisible(self._counted.isChecked())

    @property
    def occasion(self) -> Occasion:
        """What is filled in."""
        kind, status = cast(Kind, self.kind.value), cast(Status, self.became.value)
        held, lesson = status != "cancelled", str(self.lesson.currentData() or "")
        offers = {one.id: one.programme for one in self._offers.own.get(kind, ())}
        at = self.time.time.time()
        mentors = AUDIENCES[kind] != ("staff",)
        if self._like and lesson == self._like.lesson:
            offers.setdefault(lesson, self._like.programme)
        return Occasion(
            kind=kind, status=status, day=self.day.day,
            at=time(at.hour(), at.minute() - at.minute() % 5) if self._timed.isChecked() else None,
            minutes=self.minutes.value if held else None, school=self._like.school if self._like else "",
            group=str(self.group.currentData() or "") if kind in ("supervision", "parents") else "",
            audience=cast(Audience, self.audience.currentData()), programme=offers.get(lesson, ""), lesson=lesson,
            cause=cause_of(self.cause) if status != "held" else "",
            adults=self.adults.value if held else None, mentors=self.mentors.value if held and mentors else None,
            present=self.present.value if held and self._counted.isChecked() else None,
        )  # fmt: skip

    def _save(self) -> None:
        why = next((one for one in REASONS if one == self.why.value), "")
        one = self.occasion
        correct, keep = self._keeper.correct, self._keeper.keep
        self.settle(correct(self._own, one, cast(Why, why)) if self._own else keep(one))


def _choose(field: QComboBox, data: str, words: str) -> None:
    """Choose what it was about, also a group or a lesson that is not here any more: else it would become another one."""
    if field.findData(data) < 0:
        field.addItem(words, data)
    field.setCurrentIndex(field.findData(data))


def usual(kind: Kind, day: date) -> Occasion:
    """A kind of occasion as it probably was."""
    return Occasion(
        kind=kind, status="held", day=day, minutes=USUAL_MIN.get(kind, 45), audience=AUDIENCES[kind][0], adults=1
    )  # fmt: skip

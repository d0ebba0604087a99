"""The form after a lesson: what the program knows is filled in, the rest takes at most eight taps."""

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.session import facts
from facilitator.session.facts import Field
from facilitator.ui.desk.moreanswers import MoreAnswers, yes_no
from facilitator.ui.desk.notefield import NoteField
from facilitator.ui.desk.ports import Answer, Correction, EndingView, Note, Saved, StepView
from facilitator.ui.desk.stepsheet import StepSheet
from facilitator.ui.parts import dates
from facilitator.ui.parts.announce import announce
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.columns import Columns
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.sign import Sign, disc
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.stepper import Stepper

MOST_PEOPLE: Final = 99
MOST_LEADERS: Final = 9
PREPARED: Final = (0, 5, 10, 15, 30, 45)


class Ending(Page):
    """Each answer goes out at once. Done also sends the counts that stand there and were not touched."""

    answered = Signal(object)  # Answer
    noted = Signal(object)  # Note
    corrected = Signal(object)  # Correction
    done = Signal(str)  # session
    start_requested = Signal(object)  # StartRequest, of the closing
    left = Signal()  # nothing more is answered here now

    def __init__(self, view: EndingView, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._view = view
        self._saved: Saved | None = None
        self._told: Saved | None = None
        self._given: set[Field] = set()
        self.fields: dict[Field, Choice | Stepper] = {}
        self.note = NoteField(view.note)
        self.note.written.connect(self._send_note)
        if view.no_note:
            self.note.close_off(view.no_note)
        self.finish = button(_("Done"), "primary", sign="check")
        self.finish.clicked.connect(self._finish)
        self._head = QHBoxLayout()
        self._head.setSpacing(gap(2))
        self.show_saved(view.saved)
        columns = Columns(fill=True)
        if not view.rehearsal:
            columns.add(self._questions(), 8)
        columns.add(self._steps(), 6)
        top = QHBoxLayout()
        top.addLayout(self._head, 1)
        if view.closing is not None:
            closing = button(_("Show the closing"), sign="play")
            closing.clicked.connect(self._go_on)
            top.addWidget(closing)
        self.column.addLayout(top)
        self.column.addLayout(columns)
        self.column.addStretch(1)

    def show_saved(self, saved: Saved) -> None:
        """Say whether the session is on disk; never more than the journal has said."""
        if saved == self._saved:
            return
        self._saved = saved
        clear(self._head)
        sign, tone, title, more = _standing(saved, self._view)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(title, "title", wrap=True))
        self._about = label(_about(self._view), "muted", wrap=True)
        words.addWidget(self._about)
        if more:
            words.addWidget(label(more, "strong", wrap=True))
        if self._view.closing is not None:
            left = _("The whole closing has not been shown. If the group is still here, you can hold it now.")
            words.addWidget(label(left, "strong", wrap=True))
        self._head.addWidget(disc(sign, tone), 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(words, 1)
        if self.isVisible():
            self._tell()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell()

    def _tell(self) -> None:
        """Say aloud that it is saved, or not; that an answer is being saved is over before it has been said."""
        if self._saved in (None, "saving", self._told):
            return
        self._told = self._saved
        _sign, tone, title, more = _standing(self._saved, self._view)
        announce(self, f"{title}. {more}" if more else title, urgent=tone in ("warn", "stop"))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    def _go_on(self) -> None:
        self.start_requested.emit(self._view.closing)

    def flush(self) -> None:
        """Send the note as it stands, when it has not been sent."""
        self.note.flush()

    def _questions(self) -> Card:
        card, view = Card(_("How it went")), self._view
        worked = ((1, _("Less well")), (2, _("So-so")), (3, _("Well")), (4, _("Very well")))
        card.column.addWidget(
            self._choice("went", _("How did the lesson work?"), worked, view.went, small=False)
        )
        counts = Flow(spacing=gap(3))
        counts.addWidget(self._count("people", _("Participants"), MOST_PEOPLE, view.people))
        counts.addWidget(
            self._count(
                "adults", _("Adults leading"), MOST_LEADERS, 1 if view.adults is None else view.adults
            )
        )
        card.column.addLayout(counts)
        rest = Flow(spacing=gap(3))
        if not view.staff:
            counts.addWidget(self._count("mentors", _("Mentors leading"), MOST_LEADERS, view.mentors or 0))
            forms = ((1, _("Whole class")), (2, _("Half class")), (3, _("Smaller group")))
            rest.addWidget(self._choice("group_form", _("The group"), forms, view.group_form))
            stayed = None if view.stayed is None else int(view.stayed)
            rest.addWidget(self._choice("stayed", _("An adult stayed on afterwards"), yes_no(), stayed))
        minutes = tuple((one, f"{one}+" if one == PREPARED[-1] else str(one)) for one in PREPARED)
        rest.addWidget(self._choice("prepared", _("Preparation, minutes"), minutes, view.prepared))
        enough = ((1, _("Yes")), (2, _("Partly")), (3, _("No")))
        rest.addWidget(self._choice("room", _("Was the room enough?"), enough, view.room))
        card.column.addLayout(rest)
        if view.asks:
            self.more = MoreAnswers(view)
            self.more.answered.connect(self._give)
            card.column.addWidget(self.more)
        card.column.addWidget(label(_("What do you bring to supervision?"), "strong"))
        card.column.addWidget(self.note)
        words = _(
            "Is there something to follow up? Tell the right adult at school, by mouth, today. Never write it here."
        )
        card.column.addWidget(Sign("hand-heart", words, "mvp", "strong", wrap=True))
        card.column.addStretch(1)  # beside many steps what is said of the note stays with it
        return card

    def _choice(
        self,
        field: Field,
        question: str,
        answers: tuple[tuple[int, str], ...],
        value: int | None,
        *,
        small: bool = True,
    ) -> QWidget:
        choice = Choice(question, answers, small=small)
        choice.choose(value)
        choice.setProperty("field", field)
        choice.chosen.connect(self._send)
        return self._asked(field, question, choice)

    def _count(self, field: Field, question: str, most: int, value: int) -> QWidget:
        stepper = Stepper(question, 0, most, value)
        stepper.setProperty("field", field)
        stepper.changed.connect(self._send)
        return self._asked(field, question, stepper)

    def _asked(self, field: Field, question: str, control: Choice | Stepper) -> QWidget:
        self.fields[field] = control
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap(0.75))
        box.addWidget(label(question, "strong"))
        box.addWidget(control)
        return holder

    def _steps(self) -> Card:
        card = Card(_("Step by step"))
        self._sheet = StepSheet(self._view.steps, correctable=not self._view.rehearsal)
        self._sheet.corrected.connect(self._correct)
        card.column.addWidget(self._sheet)
        row = QHBoxLayout()
        row.setContentsMargins(0, gap(1), 0, 0)
        row.addWidget(self.finish)
        row.addStretch(1)
        card.column.addLayout(row)
        card.column.addStretch(1)
        return card

    def show_steps(self, steps: Sequence[StepView], spent_min: int) -> None:
        """Show the steps and the minutes in all as they stand now."""
        self._view = self._view._replace(steps=tuple(steps), spent_min=spent_min)
        self._sheet.show_steps(steps)
        self._about.setText(_about(self._view))

    def _correct(self, step: str, minutes: int, reason: str) -> None:
        why = cast(facts.Correction, reason)
        self.corrected.emit(Correction(session=self._view.session, step=step, minutes=minutes, reason=why))

    def _send(self, value: object) -> None:
        field = cast(Field, self.sender().property("field"))
        self._give(field, int(str(value)))

    def _give(self, field: Field, value: int) -> None:
        self._given.add(field)
        self.answered.emit(Answer(session=self._view.session, field=field, value=value))

    def _send_note(self, text: str) -> None:
        self.noted.emit(Note(session=self._view.session, text=text))

    def _finish(self) -> None:
        self.flush()
        for field, control in self.fields.items():
            if isinstance(control, Stepper) and field not in self._given:
                self._give(field, control.value)
        self.done.emit(self._view.session)


def _about(view: EndingView) -> str:
    parts = [f"{view.label} {view.title}", view.group, dates.long_day(view.started.date())]
    parts.append(_("{spent} min of {planned} planned").format(spent=view.spent_min, planned=view.planned_min))
    parts.append(_("entered afterwards") if view.late else "")
    return " · ".join(part for part in parts if part)


def _standing(saved: Saved, view: EndingView) -> tuple[str, str, str, str]:
    """Icon, tone, title and what more there is to say."""
    if view.rehearsal:
        return (
            "student",
            "mvp",
            _("The rehearsal is over"),
            _("A rehearsal is never counted as a lesson held."),
        )
    if view.apart and saved in ("saved", "saving", "spilled"):
        more = _(
            "The log could not be opened. The lesson lies by itself in {folder}. When the log opens again, the page "
            "Today offers to take it in. Tell the person who looks after the computer."
        )
        return "warning", "warn", _("The lesson is not saved in the log"), more.format(folder=view.apart)
    wait = (
        _("Does the projector show this screen? Fill in the log when the group has gone.")
        if view.seen
        else ""
    )
    match saved:
        case "saved":
            return "check", "ok", _("The lesson is saved"), wait
        case "saving":
            return "floppy-disk", "mvp", _("Saving the lesson …"), wait
        case "spilled":
            more = _(
                "The log could not be reached. It takes the lesson in when the program starts next time."
            )
            return "floppy-disk", "warn", _("The lesson is saved in a reserve file"), more
        case _:
            more = _("Leave the program open and free some space on the disk. The program keeps trying.")
            return "warning", "stop", _("The lesson is not saved yet"), more

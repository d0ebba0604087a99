"""The chosen lesson: its slides to leaf through, what it is for, what to prepare, and the buttons that start it."""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.content.checking.readers import review_words
from facilitator.i18n import _, ngettext
from facilitator.overriding import override
from facilitator.planning.groups import STAFF_CODE
from facilitator.ui import style
from facilitator.ui.desk.ports import (
    RESERVE,
    DueView,
    EarlyView,
    GroupView,
    LessonView,
    Library,
    PrintRequest,
)
from facilitator.ui.desk.preview import Preview
from facilitator.ui.desk.printbutton import PrintButton
from facilitator.ui.desk.startrow import StartRow
from facilitator.ui.parts.bullets import bullets
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Callout, rule
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.content.model import Goal
    from facilitator.content.script import Script

STRONGEST = 3
WORDS: Final = 64
"""Pixels of the words under the slide that show at least, before one scrolls."""
LOW: Final = 40
"""Pixels of words that are not worth having where that is all there is room for."""
_UNBROKEN: Final = "\N{NO-BREAK SPACE}"
_CORNER = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class Detail(QFrame):
    """A lesson, to prepare and to start."""

    start_requested = Signal(object)  # StartRequest
    prepare_requested = Signal(object)  # StartRequest
    edit_requested = Signal(str)  # lesson
    print_requested = Signal(object)  # PrintRequest
    group_saved = Signal(object)  # GroupView

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._library = library
        self._lesson: LessonView | None = None
        self._drafts: frozenset[str] = frozenset()
        self._groups: tuple[GroupView, ...] = ()
        self._due: tuple[DueView, ...] = ()
        self._preview, self._edge, self._foot = Preview(), rule(), QWidget()
        self._words = Page("card-ground", read_as=_("About the lesson"))
        self._words.column.setContentsMargins(gap(2.5), gap(2), gap(2.5), gap(2))
        self._words.column.setSpacing(gap(2))
        self._row = StartRow(compact=True, bell=False)
        self._row.group_saved.connect(self.group_saved)
        self._row.group_chosen.connect(self._regroup)
        self._early: tuple[EarlyView, ...] = ()
        self._order = label("", "small", tone="warn", wrap=True)
        self._order.hide()
        self.start = button(_("Start"), "primary", sign="play-fill")
        self.prepare = button(_("Prepare"))
        self._rehearse = button(_("Rehearse alone"))
        self._buttons = (self.start, self.prepare, self._rehearse)
        self.start.clicked.connect(self._start)
        self.prepare.clicked.connect(self._ask_prepare)
        self._rehearse.clicked.connect(self._start_rehearsal)
        self._text = QVBoxLayout()
        self._text.setSpacing(gap(2))
        self._text.addWidget(label(_("Reading the lessons …"), "muted"))
        self._text.addStretch(1)
        self._allow(False)
        self._row.hide()  # until it is known which lesson, there is no group and no length to choose
        self._lay_out()

    def _allow(self, allowed: bool) -> None:
        for one in self._buttons:
            one.setEnabled(allowed)

    def _lay_out(self) -> None:
        buttons = Flow()
        for one in self._buttons:
            buttons.addWidget(one)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(gap(2.5), gap(1), gap(2.5), gap(2))
        foot.setSpacing(gap(1.5))
        foot.addWidget(self._row)
        foot.addWidget(self._order)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._preview)
        column.addWidget(self._edge)
        self._words.column.addLayout(self._text)
        column.addWidget(self._words, 1)
        self._base = rule()
        column.addWidget(self._base)
        column.addWidget(self._foot)
        self._row.stand_before(self.start)
        self._row.length_chosen.connect(self._show_length)

    def fill_groups(
        self, groups: Sequence[GroupView], due: Sequence[DueView], early: Sequence[EarlyView] = ()
    ) -> None:
        """Offer these groups; a lesson is first offered to a group for which it is due."""
        self._groups, self._due, self._early = tuple(groups), tuple(due), tuple(early)
        if self._lesson is not None:
            self._row.fill(self._groups, self._lesson.lengths)
            self._warn()

    def show_none(self) -> None:
        """Say that there are no lessons to choose among."""
        clear(self._text)
        text = _("The folder with lessons is empty or cannot be read. Install the program again.")
        self._text.addWidget(Sign("warning", text, "warn", "body", wrap=True))
        self._text.addStretch(1)

    def _regroup(self) -> None:
        """Another group may have another scenario picked."""
        self._warn()
        self._show_length(self._row.length)

    def _warn(self) -> None:
        """Say when the lesson is for another grade, or the group should have another first; the leader decides."""
        lesson, group = self._lesson, self._row.group
        said = []
        if lesson is not None and not lesson.suits(group):
            words = _("The lesson is written for {grades}, not for {group}.")
            said.append(words.format(grades=lesson.grades, group=group))
        here = (group, lesson.id if lesson is not None else "")
        if first := next((one.first for one in self._early if (one.group, one.lesson) == here), ""):
            words = _(
                "{group} has not had “{lesson}” yet. Take it first if you can: the later ones build on it."
            )
            said.append(words.format(group=group, lesson=first))
        self._order.setText(" ".join(said))
        self._order.setVisible(bool(said))
        self._place_slide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_slide()

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if (
            event.type() == QEvent.Type.LayoutRequest
        ):  # groups and lengths have come, and may take another line
            self._place_slide()
        return done

    def _place_slide(self) -> None:
        """The slide stands over the words, or scrolls away with them: the buttons below must have their room."""
        width = self.contentsRect().width() - 2  # within the frame and the margins beside it
        needed = self._preview.heightForWidth(width) + self._foot.heightForWidth(width)
        needed += round(WORDS * style.text_scale())
        scrolls = style.is_large() or self.height() < needed
        if scrolls != self._edge.isHidden():
            self._edge.setHidden(scrolls)
            column = self._words.column if scrolls else cast(QVBoxLayout, self.layout())
            column.insertWidget(0, self._preview)
        self._place_foot(low=self.height() < self._foot.heightForWidth(width) + LOW)

    def _place_foot(self, *, low: bool) -> None:
        """What starts a lesson stands below the words, or in a very low window before them: it scrolls, and is reached whole."""
        if low != self._base.isHidden():
            self._base.setHidden(low)
            if low:
                self._words.column.insertWidget(0, self._foot)
            else:
                cast(QVBoxLayout, self.layout()).addWidget(self._foot)

    def _likely_group(self, lesson: LessonView) -> str:
        """The group for which the lesson is due, else the first it is written for; empty: neither.

        What is for adults is first offered to the staff, so that it does not land in a class's log by mistake.
        """
        due = (one.group for one in self._due if one.lesson == lesson.id)
        staff = (one.code for one in self._groups if not lesson.ages and one.code.startswith(STAFF_CODE))
        fitting = (one.code for one in self._groups if lesson.suits(one.code))
        return next(chain(due, staff, fitting), "")

    def know_drafts(self, drafts: frozenset[str]) -> None:
        """These lessons have a draft that waits."""
        before, self._drafts = self._drafts, drafts
        if self._lesson is not None and self._lesson.id in before ^ drafts:
            self._show_length(self._row.length)

    def show_lesson(self, lesson: LessonView) -> None:
        """Show a lesson from its first slide, in its usual length."""
        self._lesson = lesson
        self._row.show()
        self._row.fill(self._groups, lesson.lengths)
        self._row.choose_group(self._likely_group(lesson))
        self._row.choose_length(lesson.minutes)
        self._warn()
        self._show_length(lesson.minutes)
        self._words.verticalScrollBar().setValue(0)

    def _show_length(self, length: int) -> None:
        if self._lesson is None:
            return
        script = self._library.script(self._lesson.id, length, self._row.group)
        self._preview.show_script(script)
        clear(self._text)
        if script is None:
            text = _("The lesson cannot be read. Run a check of the lessons, or install the program again.")
            self._text.addWidget(Sign("warning", text, "warn", "body", wrap=True))
        else:
            self._describe(self._lesson, script)
        self._text.addStretch(1)
        self._allow(script is not None)

    def _describe(self, lesson: LessonView, script: "Script") -> None:
        column, text = self._text, script.lesson
        printer = PrintButton(_("Print"), "small")
        printer.show_lesson(text)
        printer.wanted.connect(self._print)
        head = QVBoxLayout() if style.is_large() else QHBoxLayout()
        head.addWidget(self._contents(script), 1)
        reserve = button("", "small", sign="package", name=_("Reserve package …"))
        reserve.setToolTip(_("Reserve package: the whole lesson as one file, to lead it from a Chromebook"))
        reserve.clicked.connect(self._save_reserve)
        head.addWidget(printer, 0, _CORNER)
        head.addWidget(reserve, 0, _CORNER)
        column.addLayout(head)
        if lesson.content_note:
            column.addWidget(_bear_in_mind(lesson))  # above the fold: it is read before the lesson is started
        column.addLayout(bullets(_("Goals"), text.goals))
        if words := review_words(text):
            column.addWidget(Sign("eye", words, wrap=True))
        if lesson.pack:
            column.addWidget(Sign("stack", lesson.pack, wrap=True))
        self._offer_change(lesson)
        column.addLayout(bullets(_("Prepare"), text.preparation))
        if text.materials:
            column.addLayout(bullets(_("Bring"), text.materials))
        column.addLayout(bullets(_("Room"), (text.room,)))
        column.addLayout(_steps(script))
        column.addLayout(bullets(_("Curriculum and law"), [goal_words(goal) for goal in text.curriculum]))

    def _offer_change(self, lesson: LessonView) -> None:
        words = _("Change …") if lesson.own else _("Make our own version …")
        if lesson.id in self._drafts:
            told = _("A draft waits: what was written last has not been saved, and no lesson uses it.")
            self._text.addWidget(Sign("note-pencil", told, "warn", "body", wrap=True))
            words = _("Go on with the draft …")
        edit = button(words, "small", sign="note-pencil")
        edit.clicked.connect(self._ask_edit)
        self._text.addWidget(edit, 0, _CORNER)

    @staticmethod
    def _contents(script: "Script") -> QWidget:
        steps, cases = len(script.steps), len(script.scenarios)
        parts = [ngettext("{count} step", "{count} steps", steps).format(count=steps)]
        if cases:
            parts.append(ngettext("{count} scenario", "{count} scenarios", cases).format(count=cases))
        parts.append(_("{minutes} min").format(minutes=script.length))
        parts.append(script.lesson.grades)
        whole = [part.replace(" ", _UNBROKEN) for part in parts]  # 50 and min stay on one line
        return label(" · ".join(whole), "muted", wrap=True)

    def _ask_prepare(self) -> None:
        if self._lesson is not None:
            self.prepare_requested.emit(self._row.wish(self._lesson.id))

    def _ask_edit(self) -> None:
        if self._lesson is not None:
            self.edit_requested.emit(self._lesson.id)

    def _print(self, kind: str) -> None:
        if self._lesson is not None:
            wish = self._row.wish(self._lesson.id)
            self.print_requested.emit(
                PrintRequest(kind, wish.lesson, wish.people, wish.length, as_group=wish.group)
            )

    def _save_reserve(self) -> None:
        self._print(RESERVE)

    def _start(self) -> None:
        self._send(rehearsal=False)

    def _start_rehearsal(self) -> None:
        self._send(rehearsal=True)

    def _send(self, *, rehearsal: bool) -> None:
        request = self._row.request(self._lesson.id, rehearsal=rehearsal) if self._lesson else None
        if request is not None:
            self.start_requested.emit(request)


def goal_words(goal: "Goal") -> str:
    """What a lesson serves, and the source; one that nobody has held against its source says so."""
    where = (
        goal.source if goal.status == "checked" else _("{source}; not checked yet").format(source=goal.source)
    )
    return f"{goal.text} ({where})"


def _bear_in_mind(lesson: LessonView) -> Callout:
    box = Callout("warn")
    box.column.addWidget(label(_("To bear in mind"), "strong", tone="warn"))
    box.column.addWidget(label(lesson.content_note, wrap=True))
    if lesson.risk >= STRONGEST:
        words = _("Strong content: student health is told beforehand, and an adult leads.")
        box.column.addWidget(label(words, "strong", wrap=True))
    return box


def _steps(script: "Script") -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(gap(0.5))
    box.addWidget(label(_("Step by step"), "strong"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(gap(1))
    grid.setVerticalSpacing(gap(0.5))
    grid.setColumnStretch(1, 1)
    for place, step in enumerate(script.steps):
        title = (
            _("{title} (may be left out)").format(title=step.title)
            if step.weight == "optional"
            else step.title
        )
        grid.addWidget(label(str(place + 1), "muted"), place, 0)
        grid.addWidget(label(title, wrap=True), place, 1)
        grid.addWidget(label(_("{minutes} min").format(minutes=step.minutes), "muted"), place, 2)
    box.addLayout(grid)
    return box

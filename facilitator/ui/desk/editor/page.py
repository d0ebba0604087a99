"""The editor's page: the steps, the fields of the chosen one, its slide, and what the check says."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.content.changing.editing import Checked, Editing, NumberField, TextField
from facilitator.i18n import _, ngettext
from facilitator.overriding import override
from facilitator.ui import style
from facilitator.ui.desk.editor.form import Form
from facilitator.ui.desk.editor.side import Slide, Verdict
from facilitator.ui.desk.editor.steps import Steps, stacked
from facilitator.ui.desk.editor.words import place_of, wrong_words
from facilitator.ui.desk.ports import Accent, DeskView, ProjectorView
from facilitator.ui.parts.button import button
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label, tag
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.content.library import Library

LOOK_MS, PAUSE_MS = 250, 900
"""After so long the slide and the check follow what is typed, and a draft of it is kept."""
SHARES, TIGHT_SHARES, NARROW_SHARES = (22, 44, 34), (20, 50, 30), (40, 60)
"""Hundredths of the width for steps, fields and slide."""
LEAST_BESIDE, LEAST_BELOW = 100, 75
"""Steps of the grid that three columns need."""


class HeadView(NamedTuple):
    """What stands over the editor. `own`: it is one's own version; `from_draft`: it goes on where one was; `notes`: to know."""

    label: str
    title: str
    accent: Accent
    own: bool = False
    from_draft: bool = False
    notes: tuple[str, ...] = ()


class EditorPage(QWidget):
    """One lesson being changed. `kept`: a draft is to be kept; `saved`: it is to be used, by itself when True."""

    kept = Signal()
    saved = Signal(bool)
    dropped = Signal()  # the draft
    removed = Signal()  # one's own version
    given = Signal()  # as a file for others
    left = Signal()

    def __init__(
        self, editing: Editing, library: "Library", head: HeadView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self.editing, self._library = editing, library
        self.checked: Checked = editing.check(library)
        self.place: int | None = None
        self._waits, self._sought, self._told = False, "", ""
        self.steps, self.form = Steps(), Form(editing, library)
        self.slide, self.verdict = Slide(), Verdict()
        self._status = QVBoxLayout()
        self._side, self._left, self._body = QWidget(), QVBoxLayout(), QHBoxLayout()
        self._look, self._pause = QTimer(self), QTimer(self)
        for timer, wait, act in ((self._look, LOOK_MS, self._follow), (self._pause, PAUSE_MS, self.flush)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(act)
        self._lay_out(head)
        self.steps.chosen.connect(self._choose)
        self.steps.wanted_back.connect(self._put_back)
        self.form.typed.connect(self._typed)
        self.form.counted.connect(self._counted)
        self.form.picked.connect(self._pick)
        self.form.moved.connect(self._move)
        self.form.left_out.connect(self._leave_out)
        self.form.added.connect(self._add_step)
        self.go(0 if editing.steps else None)

    # --- laid out -----------------------------------------------------------------------------------------

    def _lay_out(self, head: HeadView) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(4) - 2, gap(2.5), gap(4), gap(2.5))
        column.setSpacing(gap(1.25))
        column.addLayout(self._head(head))
        for note in head.notes:
            column.addWidget(Sign("warning-circle", note, "warn", "body", wrap=True))
        if stacked():
            self._stack(column, head)
            return
        column.addLayout(self._buttons(head))
        column.addLayout(self._status)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(gap(1.5))
        side.addWidget(self.slide)
        verdict = Page()
        verdict.column.setContentsMargins(0, 0, 0, 0)
        verdict.column.addWidget(self.verdict)
        verdict.column.addStretch(1)
        side.addWidget(verdict, 1)
        self._left.setSpacing(gap(1.5))
        self._left.addWidget(self.steps, 1)
        self._body.setSpacing(gap(1.5))
        self._body.addLayout(self._left)
        self._body.addWidget(self.form, 1)
        self._body.addWidget(self._side)
        column.addLayout(self._body, 1)

    def _stack(self, column: QVBoxLayout, head: HeadView) -> None:
        """With large text all of it stands below each other and scrolls."""
        page = Page()
        page.column.setContentsMargins(2, 2, gap(1), gap(2))
        page.column.addLayout(self._buttons(head))
        page.column.addLayout(self._status)
        for part in (self.steps, self.slide, self.verdict, self.form):
            page.column.addWidget(part)
        self.form.flatten()
        column.addWidget(page, 1)

    def _head(self, head: HeadView) -> QHBoxLayout:
        back = button("", "small", sign="arrow-left", name=_("Back to where you were"))
        back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(gap(1.5))
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(tag(head.label, head.accent, solid=True))
        row.addWidget(label(head.title, "title", wrap=True), 1)
        return row

    def _buttons(self, head: HeadView) -> Flow:
        row = Flow()
        save = button(_("Save and use"), "primary", sign="check")
        save.clicked.connect(self._save)
        row.addWidget(save)
        self._add(row, _("Save as a lesson of its own"), "plus", self._save_as_new)
        if head.from_draft:
            self._add(row, _("Throw the draft away …"), "trash", self.dropped)
        if head.own:
            self._add(row, _("Take our version away …"), "trash", self.removed)
            self._add(row, _("Save as a pack …"), "package", self.given)
        return row

    @staticmethod
    def _add(row: Flow, words: str, sign: str, act: object) -> None:
        made = button(words, "small", sign=sign)
        made.clicked.connect(act)
        row.addWidget(made)

    # --- what comes in ------------------------------------------------------------------------------------

    def fill(self, view: DeskView) -> None:
        """Nothing here hangs on the groups or the log."""

    def show_projector(self, view: ProjectorView) -> None:
        """Nothing here hangs on the projector."""

    def flush(self) -> None:
        """Have what has been typed kept, when anything has."""
        self._pause.stop()
        if self._waits:
            self._waits = False
            self.kept.emit()

    def forget(self) -> None:
        """Keep nothing more of it: it has been saved or thrown away."""
        self._waits = False
        self._pause.stop()

    def go(self, place: int | None) -> None:
        """Show a step, or the lesson itself."""
        self.place = place
        self.form.show_step(place)
        self._follow()

    def look(self) -> Checked:
        """See at once what the check says of everything that has been typed."""
        self._look.stop()
        self._follow()
        return self.checked

    # --- what is done -------------------------------------------------------------------------------------

    def _choose(self, row: int) -> None:
        self.go(None if row < 0 else row)

    def _typed(self, field: TextField, text: str) -> None:
        self.editing.put(field.path, text)
        self._sought = text if "stage" in field.path else ""
        self._changed()

    def _counted(self, number: NumberField, value: float) -> None:
        self.editing.put(number.path, value)
        self._changed()

    def _changed(self) -> None:
        self._waits = True
        self._look.start()
        self._pause.start()

    def _rearranged(self, place: int | None) -> None:
        self._changed()
        self.go(place)
        self.steps.list.setFocus()  # what was pressed has gone with the fields

    def _pick(self, scenario: str) -> None:
        if self.place is not None:
            self.editing.choose(self.place, scenario, self._library)
            self._rearranged(self.place)

    def _move(self, by: int) -> None:
        if self.place is not None:
            self._rearranged(self.editing.move(self.place, by))

    def _leave_out(self) -> None:
        if self.place is not None:
            self.editing.leave_out(self.place)
            self._rearranged(min(self.place, len(self.editing.steps) - 1))

    def _add_step(self, form: str) -> None:
        if self.place is not None:
            self._rearranged(self.editing.add(form, self.place))
            self.form.boxes[0].edit.setFocus()

    def _put_back(self, step: str) -> None:
        self._rearranged(self.editing.put_back(step))

    def _save(self) -> None:
        self.saved.emit(False)

    def _save_as_new(self) -> None:
        self.saved.emit(True)

    # --- what is shown ------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Let the slide and the check follow."""
        self.checked = self.editing.check(self._library)
        here = self.checked.of_step(self.place)
        self.form.show_wrongs(here)
        self.steps.show_steps(self.editing, self.checked, self.place)
        self.slide.show_step(self.editing.preview(self._library), self.place or 0, self._sought)
        self._sought = ""
        elsewhere = len(self.checked.wrongs) - len(here)
        told = ngettext(
            "{n} fault more elsewhere in the lesson.", "{n} faults more elsewhere in the lesson.", elsewhere
        )
        lines = [(place_of(self.editing, one), wrong_words(one)) for one in here]
        self.verdict.show_lines(lines, told.format(n=elsewhere) if elsewhere else "")
        self._tell()

    def _tell(self) -> None:
        count = len(self.checked.wrongs)
        if not self.editing.changed:
            sign, tone, told = "note-pencil", "ink-2", _("Nothing has been changed yet.")
        elif count:
            words = ngettext(
                "{n} fault to mend. What you have written is kept on this computer as a draft, and is not used in any lesson.",
                "{n} faults to mend. What you have written is kept on this computer as a draft, and is not used in any lesson.",
                count,
            )
            sign, tone, told = "warning", "stop", words.format(n=count)
        else:
            sign, tone = "check-circle", "ok"
            told = _("All is well. A draft is kept on this computer; the lesson uses it when you save.")
        if told != self._told:
            self._told = told
            clear(self._status)
            self._status.addWidget(Sign(sign, told, tone, "body", wrap=True))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.flush()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not stacked():
            self._share()

    def _share(self) -> None:
        """Three columns; in a narrow window the slide lies under the steps, if it is high enough, so that the fields have room."""
        scale = style.text_scale()
        tight = self.width() < gap(LEAST_BESIDE) * scale
        narrow = tight and self.height() > gap(LEAST_BELOW) * scale
        if narrow == (self._body.indexOf(self._side) >= 0):
            (self._body if narrow else self._left).removeWidget(self._side)
            (self._left if narrow else self._body).addWidget(self._side, int(narrow))
        shares = NARROW_SHARES if narrow else TIGHT_SHARES if tight else SHARES
        for place, share in enumerate(shares):
            self._body.setStretch(place, share)

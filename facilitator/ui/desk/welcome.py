"""The first run: at most three pages, each of which can be skipped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.desk.groups import GroupsSection
from facilitator.ui.desk.ports import Choices, DeskView, ProjectorView
from facilitator.ui.desk.sections import LanguageSection, SchoolSection, ScreenSection
from facilitator.ui.parts.button import button
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.sign import disc
from facilitator.ui.parts.space import gap

PAGES = 3


class Welcome(Page):
    """One page at a time; `step` counts from 0."""

    choice_changed = Signal(str, object)
    group_saved = Signal(object)
    group_removed = Signal(str)
    identify_requested = Signal()
    test_card_requested = Signal()
    turned = Signal(int)  # another page
    done = Signal()

    def __init__(self, choices: Choices, step: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._step = step
        self.groups: GroupsSection | None = None
        self.projector: ScreenSection | None = None
        self.next = button(_("Begin") if step == PAGES - 1 else _("Next"), "primary", sign="arrow-right")
        self.next.clicked.connect(self._on)
        middle = QWidget()
        middle.setMaximumWidth(gap(85))
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, gap(3), 0, gap(3))
        column.setSpacing(gap(2.5))
        column.addLayout(self._head())
        for section in self._sections(choices):
            column.addWidget(section)
        column.addLayout(self._buttons())
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 8)
        row.addStretch(1)
        self.column.addLayout(row, 1)

    def _head(self) -> QHBoxLayout:
        titles = (_("Welcome to Passledaren"), _("Your school and your groups"), _("The projector"))
        texts = (
            _("It leads you through a lesson step by step and keeps the log. Three short questions first."),
            _("You can fill this in later, under Settings."),
            _("Connect the projector now if you can, and read from the back row."),
        )
        words = QVBoxLayout()
        words.setSpacing(gap(0.5))
        words.addWidget(label(_("{page} of {pages}").format(page=self._step + 1, pages=PAGES), "muted"))
        words.addWidget(label(titles[self._step], "title", wrap=True))
        words.addWidget(label(texts[self._step], wrap=True))
        head = QHBoxLayout()
        head.setSpacing(gap(2))
        head.addWidget(disc("train-fill", "taget"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _sections(self, choices: Choices) -> list[QWidget]:
        if self._step == 0:
            language = LanguageSection(choices)
            language.changed.connect(self.choice_changed)
            return [language]
        if self._step == 1:
            school = SchoolSection(choices)
            school.changed.connect(self.choice_changed)
            self.groups = GroupsSection(())
            self.groups.group_saved.connect(self.group_saved)
            self.groups.group_removed.connect(self.group_removed)
            return [school, self.groups]
        self.projector = ScreenSection(choices)
        self.projector.changed.connect(self.choice_changed)
        self.projector.identify_requested.connect(self.identify_requested)
        self.projector.test_card_requested.connect(self.test_card_requested)
        return [self.projector]

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(gap(1))
        if self._step:
            back = button(_("Back"), sign="arrow-left")
            back.clicked.connect(self._back)
            row.addWidget(back)
        row.addStretch(1)
        if self._step < PAGES - 1:
            skip = button(_("Skip all"), "quiet")
            skip.clicked.connect(self.done)
            row.addWidget(skip)
        row.addWidget(self.next)
        return row

    def fill(self, view: DeskView) -> None:
        """Show the groups."""
        if self.groups is not None:
            self.groups.show_groups(view.groups)

    def show_projector(self, view: ProjectorView) -> None:
        """Tell whether a projector is there."""
        if self.projector is not None:
            self.projector.show_projector(view)

    def _on(self) -> None:
        if self.groups is not None and self.groups.code.text().strip():
            self.groups.add()  # a code that was written but not added is meant
            if self.groups.code.text():
                return  # it will not do, and the section says why
        if self._step == PAGES - 1:
            self.done.emit()
        else:
            self.turned.emit(self._step + 1)

    def _back(self) -> None:
        self.turned.emit(self._step - 1)

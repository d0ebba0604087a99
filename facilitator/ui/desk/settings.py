"""Inställningar: school, groups, language, projector, keys and where the data lies."""

from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui.desk.contacts import ContactsSection
from facilitator.ui.desk.datasection import DataSection
from facilitator.ui.desk.decided import DecidedSection
from facilitator.ui.desk.groups import GroupsSection
from facilitator.ui.desk.keysection import KeySection
from facilitator.ui.desk.laptops import LaptopsSection
from facilitator.ui.desk.packsection import PackSection
from facilitator.ui.desk.ports import Choices, ContactView, DeskView, ProjectorView
from facilitator.ui.desk.sections import LanguageSection, PaperSection, SchoolSection, ScreenSection
from facilitator.ui.parts.columns import Columns
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.space import gap


class Begun(NamedTuple):
    """What is being written and not kept yet: a new group's code and size, and the rows of contacts."""

    code: str
    people: int
    contacts: tuple[ContactView, ...]


class SettingsPage(Page):
    """Every change goes out at once."""

    choice_changed = Signal(str, object)  # key of the setting, value
    group_saved = Signal(object)  # GroupView
    group_removed = Signal(str)  # code
    handover_asked = Signal(str)  # code of a group; empty: receive one
    identify_requested = Signal()
    test_card_requested = Signal()

    def __init__(self, choices: Choices, parent: QWidget | None = None, begun: Begun | None = None) -> None:
        """`begun`: what was being written on the page that this one takes the place of."""
        super().__init__(parent=parent)
        self.groups = GroupsSection(())
        if begun is not None:
            self.groups.code.setText(begun.code)
            self.groups.people.show_value(begun.people)
        self.groups.group_saved.connect(self.group_saved)
        self.groups.group_removed.connect(self.group_removed)
        self.groups.handover_asked.connect(self.handover_asked)
        self.groups.offer_handover()
        self.projector = ScreenSection(choices)
        self.projector.identify_requested.connect(self.identify_requested)
        self.projector.test_card_requested.connect(self.test_card_requested)
        school, language = SchoolSection(choices), LanguageSection(choices)
        self.contacts = ContactsSection(choices.contacts if begun is None else begun.contacts)
        self.contacts.changed.connect(self.choice_changed)
        papers = PaperSection(choices)
        for section in (school, language, self.projector, papers):
            section.changed.connect(self.choice_changed)
        self.laptops = LaptopsSection()
        self.data = DataSection(choices)
        self.packs = PackSection()
        self.column.addWidget(label(_("Settings"), "title"))
        if choices.decided.lines or choices.decided.doubts:
            self.column.addWidget(DecidedSection(choices.decided))
        columns = Columns()
        self.column.addLayout(columns)
        for parts in (
            (self.groups, self.contacts, self.laptops, self.packs, self.data),
            (school, language, self.projector, papers),
        ):
            side = QWidget()
            columns.add(side, 1)
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(gap(2))
            for part in parts:
                column.addWidget(part)
        self.column.addStretch(1)
        self._choices = choices
        self.keys: KeySection | None = None

    @property
    def begun(self) -> Begun:
        """What is being written."""
        return Begun(self.groups.code.text(), self.groups.people.value, self.contacts.written)

    def add_keys(self) -> None:
        """Show the keys too: at the foot, and large, so that they are made by themselves."""
        if self.keys is None:
            self.keys = KeySection(self._choices)
            self.keys.changed.connect(self.choice_changed)
            self.column.insertWidget(self.column.count() - 1, self.keys)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.add_keys)

    def fill(self, view: DeskView) -> None:
        """Show the groups."""
        self.groups.show_groups(view.groups, led=view.led)
        self.contacts.show_day(view.today)
        self.laptops.fill(view)
        self.packs.fill(view.packs)

    def show_projector(self, view: ProjectorView) -> None:
        """Tell whether a projector is there."""
        self.projector.show_projector(view)

"""The side of the page: with whom and how long, the last look around the room, and the buttons that start."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from facilitator.content.checking.readers import review_words
from facilitator.i18n import _
from facilitator.planning import preparing
from facilitator.ui.desk.ports import ProjectorView
from facilitator.ui.desk.prepare.words import answers, ready_words, tested_words
from facilitator.ui.desk.startrow import StartRow
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import rule
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.tick import Tick

if TYPE_CHECKING:
    from facilitator.content.script import Script


class Ready(QFrame):
    """Ten seconds before the start. Nothing here holds anybody back."""

    ticked = Signal(str, bool)
    start_wanted = Signal(bool)  # whether it is a rehearsal
    test_card_requested = Signal()
    reading_told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.row = StartRow(compact=True)
        self._projector = ProjectorView()
        self._asked = False
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(0)
        self._review = QVBoxLayout()
        self._screen = QVBoxLayout()
        self._screen.setSpacing(gap(0.75))
        self._screen.setContentsMargins(gap(0.5), 0, 0, 0)
        self._voice = Sign("user", _("One of you leads: A and B are one voice"), "mvp", "strong", wrap=True)
        self.start = button(_("Start"), "primary", sign="play-fill")
        self.row.stand_before(self.start)
        self._rehearse = button(_("Rehearse alone"), sign="student")
        self.start.clicked.connect(self._start)
        self._rehearse.clicked.connect(self._start_rehearsal)
        self._lay_out()
        self.show_projector(self._projector)

    def _lay_out(self) -> None:
        self._voice.hide()
        look = Page("card-ground")
        look.column.setContentsMargins(gap(2.5), gap(1), gap(2.5), gap(1))
        look.column.setSpacing(gap(1.5))
        look.column.addWidget(self.row)
        look.column.addWidget(self._voice)
        look.column.addLayout(self._review)
        look.column.addWidget(rule())
        look.column.addWidget(label(_("Just before: ten seconds"), "heading", wrap=True))
        look.column.addLayout(self._ticks)
        look.column.addLayout(self._screen)
        look.column.addStretch(1)
        buttons = Flow()
        buttons.addWidget(self.start)
        buttons.addWidget(self._rehearse)
        foot = QVBoxLayout()
        foot.setContentsMargins(gap(2.5), gap(1.5), gap(2.5), gap(2))
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, gap(1), 1, 1)
        column.setSpacing(0)
        column.addWidget(look, 1)
        column.addWidget(rule())
        column.addLayout(foot)

    def show_script(self, script: "Script | None", ticks: Collection[str], today: date) -> None:
        """Show what to look at for this lesson."""
        clear(self._ticks)
        clear(self._review)
        if script is not None and (words := review_words(script.lesson)):
            self._review.addWidget(Sign("eye", words, wrap=True))
        self.start.setEnabled(script is not None)
        self._rehearse.setEnabled(script is not None)
        for ready in preparing.readiness(script) if script is not None else ():
            if ready != "projector":
                name = preparing.tick_of_day(ready, today)
                tick = Tick(name, ready_words(ready), on=name in ticks)
                tick.toggled.connect(self._toggled)
                self._ticks.addWidget(tick)

    def show_voice(self, *, one: bool) -> None:
        """Tell whether one leads alone."""
        self._voice.setVisible(one)

    def show_projector(self, view: ProjectorView) -> None:
        """Tell whether a projector is there, and how its last reading test went."""
        self._projector = view
        clear(self._screen)
        if view.connected:
            state = Sign("check-square", ready_words("projector"), "ok", "body", wrap=True)
        else:
            words = _("No projector yet. The lesson can run on this screen, without notes.")
            state = Sign("projector-screen", words, "ink-2", "body", wrap=True)
        self._screen.addWidget(state)
        self._screen.addWidget(label(tested_words(view.tested, view.read), "small", wrap=True))
        test = button(_("Reading test"), "small", sign="eye")
        test.clicked.connect(self._test)
        row = Flow()
        row.addWidget(test)
        self._screen.addLayout(row)
        if self._asked:
            self._ask(answers())

    def _test(self) -> None:
        self._asked = True
        self.show_projector(self._projector)
        self.test_card_requested.emit()

    def _ask(self, choices: Sequence[tuple[object, str]]) -> None:
        question = _("What could the back row read?")
        self._screen.addWidget(label(question, "strong", wrap=True))
        choice = Choice(question, choices, small=True)
        choice.chosen.connect(self._told)
        self._screen.addWidget(choice)

    def _told(self, answer: object) -> None:
        self._asked = False
        self.reading_told.emit(str(answer))

    def _toggled(self, on: bool) -> None:
        self.ticked.emit(self.sender().objectName(), on)

    def _start(self) -> None:
        self.start_wanted.emit(False)

    def _start_rehearsal(self) -> None:
        self.start_wanted.emit(True)

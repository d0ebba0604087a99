"""One line under the top bar for what the leader needs to know or answer now; it never blocks the lesson."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from facilitator.ui.parts.announce import announce
from facilitator.ui.parts.button import button
from facilitator.ui.parts.focus import give_up
from facilitator.ui.parts.label import Tone, label, restyle


class Banner(QFrame):
    """Shows one message at a time. A question outranks a state, a state waits behind it."""

    answered = Signal(str)
    there = Signal(bool)  # before it comes, and when it has gone

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 8, 20, 8)
        self._row.setSpacing(10)
        self._words = label("", "strong", wrap=True)
        self._row.addWidget(self._words, 1)
        self._buttons: list[QPushButton] = []
        self._answers: tuple[tuple[str, str], ...] = ()
        self._question = False
        self._state: tuple[str, Tone, tuple[tuple[str, str], ...]] | None = None
        self.hide()

    @property
    def asking(self) -> bool:
        """Whether a question waits for its answer."""
        return self._question

    @property
    def words(self) -> str:
        """What the banner says now; empty when it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def ask(self, words: str, answers: Sequence[tuple[str, str]]) -> None:
        """Ask; `answers` are (value, words), the first has the focus."""
        self._question = True
        self._show(words, "warn", answers)
        if self._buttons:
            self._buttons[0].setFocus()

    def state(self, words: str, tone: Tone = "warn", answers: Sequence[tuple[str, str]] = ()) -> None:
        """Show a lasting state; empty words take it away."""
        self._state = (words, tone, tuple(answers)) if words else None
        if not self._question:
            self._settle()

    def drop(self) -> None:
        """Take away the question."""
        self._question = False
        self._settle()

    def _settle(self) -> None:
        if self._state is None:
            give_up(self, self.parentWidget())
            self.hide()
            self.there.emit(False)
        else:
            self._show(*self._state)

    def _show(self, words: str, tone: Tone, answers: Sequence[tuple[str, str]]) -> None:
        if tuple(answers) != self._answers:
            self._make_buttons(answers)
        new = self.isHidden() or self._words.text() != words
        self._words.setText(words)
        restyle(self, tone=tone)
        self.there.emit(True)
        self.show()
        if new:
            announce(self, words, urgent=tone in ("warn", "stop"))

    def _make_buttons(self, answers: Sequence[tuple[str, str]]) -> None:
        self._answers = tuple(answers)
        give_up(self, self.parentWidget())
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        for value, text in answers:
            made = button(text)
            made.setProperty("answer", value)
            made.clicked.connect(self._clicked)
            self._row.addWidget(made)
            made.show()  # a hidden one is given no focus while another window has the keyboard
            self._buttons.append(made)

    def _clicked(self) -> None:
        value = str(self.sender().property("answer"))
        if self._question:
            self.drop()
        self.answered.emit(value)

"""Who says what: every line of the lesson as a script, for both, for one of them, or merged when one is ill."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.i18n import _
from facilitator.ui.console.passages import Passage, Passages, said
from facilitator.ui.desk.prepare.words import led_words
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.content.model import Step
    from facilitator.content.script import Script


class Voices(Page):
    """The script of the voices. `merged` tells that one leads alone, or that they are two again."""

    merged = Signal(bool)

    def __init__(self, text_size: float, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setContentsMargins(2, 2, gap(1), gap(2))
        self._script: Script | None = None
        self._staff = False
        self._who = Choice(
            _("Leaders"), ((False, _("We are two")), (True, _("One of us is ill"))), small=True
        )
        self._who.choose(False)
        self._who.chosen.connect(self._merge)
        answers = (("", _("All lines")), ("A", _("Only A’s lines")), ("B", _("Only B’s lines")))
        self._filter = Choice(_("Show"), answers, small=True)
        self._filter.choose("")
        self._filter.chosen.connect(self._show)
        row = Flow(spacing=gap(3))
        row.addWidget(self._who)
        row.addWidget(self._filter)
        self._hint = label("", "small", wrap=True)
        self._lines = Passages(text_size)
        card = Card()
        card.column.addWidget(self._lines)
        self.column.addLayout(row)
        self.column.addWidget(self._hint)
        self.column.addWidget(card)
        self.column.addStretch(1)

    @property
    def one_voice(self) -> bool:
        """Whether the lines of A and B are one lane."""
        return self._who.value is True

    def merge(self, one_voice: bool) -> None:
        """Begin with one voice or two, without telling anyone."""
        self._who.choose(one_voice)

    def show_script(self, script: "Script") -> None:
        """Show a lesson's lines. Among staff one colleague leads: there are no voices to choose between."""
        self._script = script
        self._staff = script.lesson.age == "staff"
        self._who.setVisible(not self._staff)
        self._show()

    def _merge(self) -> None:
        self._who.choose(self._who.value)
        self._show()
        self.merged.emit(self.one_voice)

    def _show(self) -> None:
        self._filter.choose(self._filter.value)
        self._filter.setVisible(not self.one_voice and not self._staff)
        self._hint.setText(
            _(
                "You take all the lines. The leader’s view shows them as one voice. Take turns with the adult if you want."
            )
            if self.one_voice and not self._staff
            else _("Read the lines aloud for each other once. Change words that do not sound like you.")
        )
        if self._script is not None:
            self._lines.show_passages(list(self._passages(self._script)))

    def _passages(self, script: "Script") -> Iterator[Passage]:
        for number, step in enumerate(script.steps, 1):
            lines = list(self._spoken(step))
            if lines:
                led = led_words(step.led_by, one_voice=self.one_voice, staff=self._staff)
                minutes = _("{minutes} min").format(minutes=step.minutes)
                yield Passage("heading", f"{number}. {step.title} · {minutes} · {led}")
                yield from lines

    def _spoken(self, step: "Step") -> Iterator[Passage]:
        wanted = "" if self.one_voice or self._staff else str(self._filter.value or "")
        for line in step.leader.say:
            if wanted in ("", line.who) or line.who == "both":
                yield said(line, one_voice=self.one_voice, staff=self._staff)

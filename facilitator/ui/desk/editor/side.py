"""The slide of the chosen step as the projector would show it, and what the check says of the step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.desk.preview import Picture
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.content.script import Script


class Slide(Card):
    """The slide with every line shown, and where in the step's taps there is something to leaf through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setContentsMargins(1, 1, 1, gap(1))
        self.column.setSpacing(gap(0.5))
        self.picture = Picture()
        self.picture.leafed.connect(self._leaf)
        self._caption = label("", "small", wrap=True)
        self._caption.setContentsMargins(gap(1.5), 0, gap(1.5), 0)
        self.column.addWidget(self.picture)
        self.column.addWidget(self._caption)
        self._script: Script | None = None
        self._step = 0
        self._tap: int | None = None

    def show_step(self, script: "Script | None", step: int, sought: str = "") -> None:
        """Show a step of a lesson: its last tap, but the first of the opening; another one that was leafed to stays.

        `sought`: a text that is being written; the first tap that shows it is shown.
        """
        if step != self._step:
            self._tap = None
        self._script, self._step = script, step
        self._seek(" ".join(sought.replace("**", "").split()))
        self._show()

    def _seek(self, text: str) -> None:
        from facilitator.ui.stage import compose

        if not text or self._script is None or self._step >= len(self._script.steps):
            return
        for tap, one in enumerate(compose.stills(self._script, self._step)):
            if text in " ".join(one.words().split()):
                self._tap = tap
                return

    def _leaf(self, by: int) -> None:
        self._tap = self._shown(self._count() or 1) + by
        self._show()

    def _count(self) -> int:
        from facilitator.ui.stage import compose

        return len(compose.stills(self._script, self._step)) if self._script is not None else 0

    def _shown(self, count: int) -> int:
        usual = count - 1 if self._step else 0
        return min(max(usual if self._tap is None else self._tap, 0), count - 1)

    def _show(self) -> None:
        from facilitator.ui.stage import compose

        if self._script is None or self._step >= len(self._script.steps):
            self.picture.show_slide(None)
            self._caption.setText(_("The slide shows when the faults below are mended."))
            return
        stills = compose.stills(self._script, self._step)
        tap = self._shown(len(stills))
        self.picture.show_slide(stills[tap])
        words = _("As on the projector, tap {n} of {count}. Arrow keys leaf.")
        self._caption.setText(words.format(n=tap + 1, count=len(stills)))


class Verdict(Card):
    """What the check says: of the step, and how much there is elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What the check says"), parent=parent)
        self.column.setContentsMargins(gap(2), gap(1.5), gap(2), gap(1.5))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(gap(1))
        self.column.addLayout(self._lines)

    def show_lines(self, wrongs: Sequence[tuple[str, str]], elsewhere: str) -> None:
        """`wrongs`: field and words of each; `elsewhere`: what there is in other steps, empty for nothing."""
        clear(self._lines)
        if not wrongs:
            self._lines.addWidget(Sign("check-circle", _("Nothing wrong here."), "ok", "body", wrap=True))
        for field, words in wrongs:
            told = _("{field}: {words}").format(field=field, words=words) if field else words
            self._lines.addWidget(Sign("warning", told, "stop", "body", wrap=True))
        if elsewhere:
            self._lines.addWidget(label(elsewhere, "small", wrap=True))

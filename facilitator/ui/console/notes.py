"""The leader text of a step: what to say, do and watch out for. Only ever in the leader's window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from facilitator.content import model
from facilitator.i18n import _
from facilitator.session.care import Care
from facilitator.ui import style
from facilitator.ui.console.passages import Passage, Passages, passages_of
from facilitator.ui.console.reminders import reminders
from facilitator.ui.parts.button import button
from facilitator.ui.parts.label import label

SMALLEST, NORMAL, LARGEST = 0.8, 1.0, 2.0


class Notes(QFrame):
    """SAY, DO, WATCH OUT, if it goes quiet, if somebody says …; or, on a shared screen, why they are not shown."""

    resized = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._factor = NORMAL
        self._step: model.Step | None = None
        self._cares: tuple[Care, ...] = ()
        self._before: tuple[str, ...] = ()
        self._short, self._onwards = False, ""
        self._allowed = True
        self._one_voice = self._staff = False
        self._title = label(_("Leader support"), "heading", wrap=True)
        self._merge = button(_("One voice"), "small", name=_("One voice: A and B are one lane"))
        self._merge.setCheckable(True)
        self._merge.toggled.connect(self._merged)
        smaller = button("A−", "small", name=_("Smaller leader text"), once=False)
        larger = button("A+", "small", name=_("Larger leader text"), once=False)
        smaller.clicked.connect(self.smaller)
        larger.clicked.connect(self.larger)
        column = QVBoxLayout(self)
        if style.is_large():  # the buttons need the line for themselves
            column.addWidget(self._title)
        top = QHBoxLayout()
        if style.is_large():
            top.addStretch(1)
        else:
            top.addWidget(self._title, 1)
        top.addWidget(self._merge)
        top.addWidget(smaller)
        top.addWidget(larger)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("Leader support"))
        self._page = Passages(self._size())
        self._scroll.setWidget(self._page)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)

    def set_one_voice(self, one: bool) -> None:
        """Let A and B be one lane, for somebody who leads alone."""
        self._merge.setChecked(one)

    def _merged(self, one: bool) -> None:
        self._one_voice = one
        self._show()

    def set_factor(self, factor: float) -> None:
        """Set the size of the leader text, 0.8–2 times the normal."""
        self._factor = min(LARGEST, max(SMALLEST, round(factor, 1)))
        self._build()

    def larger(self) -> None:
        """One size larger."""
        self._change(0.1)

    def smaller(self) -> None:
        """One size smaller."""
        self._change(-0.1)

    def normal(self) -> None:
        """The normal size."""
        self.set_factor(NORMAL)
        self.resized.emit(self._factor)

    def _change(self, step: float) -> None:
        """One step from what is seen: with large text in the whole app the largest size is reached sooner."""
        self.set_factor(min(self._factor, LARGEST / style.text_scale()) + step)
        self.resized.emit(self._factor)

    def scroll_by(self, direction: int) -> None:
        """Scroll half a page: 1 down, -1 up."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + direction * bar.pageStep() // 2)

    def allow(self, allowed: bool) -> None:
        """On a shared screen the text is not built at all, so that nothing can show it."""
        if allowed != self._allowed:
            self._allowed = allowed
            self._build()

    def show_step(
        self,
        step: model.Step,
        cares: Sequence[Care] = (),
        before: tuple[str, ...] = (),
        *,
        short: bool = False,
        staff: bool = False,
        onwards: str = "",
    ) -> None:
        """Show the leader text of a step; above it what the group brings from `before`, what the step asks for now, and
        how in the author's short form; below it the question that goes `onwards` to the next time. Among `staff` one
        colleague leads, and no voice is named."""
        self._staff = staff
        self._merge.setVisible(not staff)
        about = (tuple(cares), before, short, onwards)
        if step is not self._step or about != (self._cares, self._before, self._short, self._onwards):
            self._step = step
            self._cares, self._before, self._short, self._onwards = about
            self._show()

    def _size(self) -> float:
        """The leader's own choice on top of the text size of the app, as far as long words still fit."""
        return min(LARGEST, self._factor * style.text_scale())

    def _build(self) -> None:
        self._page = Passages(self._size())
        self._scroll.setWidget(self._page)
        self._show()

    def _show(self) -> None:
        if not self._allowed:
            seen = _("The leader text is hidden because the pupils see this screen.")
            words = (
                _("The leader text is hidden because everyone sees this screen.") if self._staff else seen,
                _("Use your printed cards, or connect a projector as a second screen."),
            )
            self._page.show_passages([Passage("text", text=text) for text in words])
        elif self._step is not None:
            before = "\n".join(self._before)
            last = [Passage("mvp", _("LAST TIME"), before)] if before else []
            short = self._step.short if self._short else None
            how = [Passage("mvp", _("SHORT FORM"), short.how)] if short else []
            said = passages_of(self._step.leader, one_voice=self._one_voice, staff=self._staff)
            onwards = [Passage("mvp", _("UNTIL NEXT TIME"), self._onwards)] if self._onwards else []
            self._page.show_passages([*how, *last, *reminders(self._cares), *said, *onwards])
        self._scroll.verticalScrollBar().setValue(0)

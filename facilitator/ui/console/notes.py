"""The leader text of a step: what to say, do and watch out for. Only ever in the leader's window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from facilitator.content import model
from facilitator.i18n import _
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Callout
from facilitator.ui.parts.label import Tone, label

SMALLEST, NORMAL, LARGEST = 0.8, 1.0, 2.0
BASE_PX = 17


def who(line: model.Line) -> str:
    """Who says a line, in words."""
    return {"A": "A", "B": "B", "both": _("Both"), "adult": _("The adult")}[line.who]


class Notes(QFrame):
    """SAY, DO, WATCH OUT, if it goes quiet, if somebody says …; or, on a shared screen, why they are not shown."""

    resized = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._factor = NORMAL
        self._step: model.Step | None = None
        self._allowed = True
        self._title = label(_("Leader support"), "heading")
        smaller = button("A−", "small", name=_("Smaller leader text"))
        larger = button("A+", "small", name=_("Larger leader text"))
        smaller.clicked.connect(self.smaller)
        larger.clicked.connect(self.larger)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(smaller)
        top.addWidget(larger)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("Leader support"))
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)

    def set_factor(self, factor: float) -> None:
        """Set the size of the leader text, 0.8–2 times the normal."""
        self._factor = min(LARGEST, max(SMALLEST, round(factor, 1)))
        self._build()

    def larger(self) -> None:
        """One size larger."""
        self._change(self._factor + 0.1)

    def smaller(self) -> None:
        """One size smaller."""
        self._change(self._factor - 0.1)

    def normal(self) -> None:
        """The normal size."""
        self._change(NORMAL)

    def _change(self, factor: float) -> None:
        self.set_factor(factor)
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

    def show_step(self, step: model.Step) -> None:
        """Show the leader text of a step."""
        if step is not self._step:
            self._step = step
            self._build()

    def _build(self) -> None:
        page = QWidget()
        page.setProperty("role", "panel-page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 8, 8)
        column.setSpacing(9)
        if not self._allowed:
            column.addWidget(self._text(_("The leader text is hidden because the pupils see this screen.")))
            column.addWidget(
                self._text(_("Use your printed cards, or connect a projector as a second screen."))
            )
        elif self._step is not None:
            self._fill(column, self._step.leader)
        column.addStretch(1)
        self._scroll.setWidget(page)

    def _fill(self, column: QVBoxLayout, leader: model.Leader) -> None:
        if leader.say:
            column.addWidget(self._heading(_("SAY")))
            for line in leader.say:
                column.addWidget(self._spoken(line))
        if leader.do:
            column.addWidget(self._heading(_("DO")))
            for text in leader.do:
                column.addWidget(self._text("•  " + text))
        for text in leader.watch:
            column.addWidget(self._card(_("WATCH OUT"), text, "stop"))
        if leader.if_silent:
            column.addWidget(self._card(_("IF IT GOES QUIET"), leader.if_silent, "mvp"))
        for reply in leader.if_said:
            title = _("IF SOMEBODY SAYS “{words}”").format(words=reply.said)
            column.addWidget(self._card(title, reply.answer, ""))

    def _heading(self, text: str, tone: Tone = "mvp") -> QLabel:
        return self._sized(label(text, "strong", wrap=True, tone=tone), 0.85)

    def _text(self, text: str) -> QLabel:
        return self._sized(label(text, "body", wrap=True), 1.0)

    def _sized(self, made: QLabel, share: float) -> QLabel:
        font = made.font()
        font.setPixelSize(round(BASE_PX * self._factor * share))
        made.setStyleSheet(f"font-size: {font.pixelSize()}px")
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return made

    def _spoken(self, line: model.Line) -> QWidget:
        row = QFrame()
        row.setProperty("voice", line.who)
        alone = line.who in ("A", "B")
        box = QHBoxLayout(row) if alone else QVBoxLayout(row)
        box.setContentsMargins(10, 4, 4, 4)
        mark = self._sized(label(who(line), "strong"), 0.9)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.addWidget(mark)
        if alone:
            mark.setFixedWidth(mark.fontMetrics().horizontalAdvance("AAA"))
        box.addWidget(self._text(f"”{line.text.strip('”')}”"), 1)
        return row

    def _card(self, title: str, text: str, tone: Tone) -> QWidget:
        card = Callout(tone)
        card.column.addWidget(self._heading(title, tone))
        card.column.addWidget(self._text(text))
        return card

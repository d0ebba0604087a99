"""What is handed over or received, in words, before anything is written or kept."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.parts.button import button
from facilitator.ui.parts.dialog import Dialog, body, foot
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap, roomy


class HandoverDialog(Dialog):
    """Lines to read, and two answers; the careful one has the focus when something can point out a person."""

    def __init__(
        self, title: str, lines: Sequence[str], doubtful: Sequence[str], answers: tuple[str, str], parent: QWidget,
        doubt: str = "", head: str = "", careful: bool = False,
    ) -> None:  # fmt: skip
        """`answers`: yes and no, in words; `doubt`: what is doubtful, with the place {text} for it; `head`: over the lines.
        `careful`: no has the focus."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(roomy(80, 68, self))
        page = QWidget()
        page.setProperty("role", "card-ground")
        column = QVBoxLayout(page)
        column.setSpacing(gap(0.75))
        for text in doubtful:
            words = (doubt or _("May identify a person: {text}")).format(text=text)
            column.addWidget(Sign("warning-circle", words, "warn", "strong", wrap=True))
        for line in lines:
            column.addWidget(label(line, wrap=True))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(title)
        scroll.setWidget(page)
        yes, no = button(answers[0], "primary"), button(answers[1])
        yes.clicked.connect(self.accept)
        no.clicked.connect(self.reject)
        whole = body(self)
        whole.addWidget(label(title, "title", wrap=True))
        whole.addWidget(label(head or _("This is exactly what the file holds:"), "muted"))
        whole.addWidget(scroll, 1)
        whole.addLayout(foot(no, yes))
        (no if doubtful or careful else yes).setFocus()

"""The sidebar: the program's name, the pages, and whether a projector is there."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.desk.keys import keys_for
from facilitator.ui.desk.ports import ProjectorView
from facilitator.ui.parts.button import button, exclusive, show_sign
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import picture
from facilitator.ui.parts.space import gap

PAGES: Final = ("today", "lessons", "year", "followup", "settings")


class Sidebar(QFrame):
    """Where to go. `chosen` carries the page's name."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """`pages`: name, icon and words of each."""
        super().__init__(parent)
        self.setProperty("role", "side")
        self._buttons: dict[str, QPushButton] = {}
        for name, sign, words in pages:
            one = button(words, "nav", sign=sign)
            one.setProperty("page", name)
            one.setToolTip(", ".join(keys_for(name)))
            one.clicked.connect(self._clicked)
            self._buttons[name] = one
        self._signs = {name: sign for name, sign, _words in pages}
        self._group = exclusive([*self._buttons.values()], self)
        self._projector = QHBoxLayout()
        self._projector.setSpacing(gap(1))
        self._lay_out()
        self.show_projector(ProjectorView())

    def _lay_out(self) -> None:
        brand = QHBoxLayout()
        brand.setContentsMargins(gap(1.5), 0, 0, gap(2))
        brand.setSpacing(gap(1.5))
        name = label("Passledaren", "brand")
        brand.addWidget(picture("train-fill", "taget", round(name.fontMetrics().height() * 1.25)))
        brand.addWidget(name, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(gap(1.5), 0, 0, 0)
        foot.addLayout(self._projector)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(1.5), gap(2.5), gap(1.5), gap(3))
        column.setSpacing(gap(0.5))
        column.addLayout(brand)
        for one in self._buttons.values():
            column.addWidget(one)
        column.addStretch(1)
        column.addLayout(foot)

    def mark(self, page: str) -> None:
        """Show which page is on; none is marked for a page that is not in the sidebar."""
        self._group.setExclusive(False)
        for name, one in self._buttons.items():
            one.setChecked(name == page)
            show_sign(one, self._signs[name], "mvp" if name == page else "ink-2")
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus if page in ("", name) else Qt.FocusPolicy.NoFocus)
        self._group.setExclusive(True)  # Tab comes to the page that is on, arrows to the others

    def is_astray(self, part: QWidget | None) -> bool:
        """Whether this is the button of a page that is not on."""
        return any(one is part and not one.isChecked() for one in self._buttons.values())

    def show_projector(self, view: ProjectorView) -> None:
        """Tell whether a projector is there."""
        clear(self._projector)
        tone, words = "ink-2", _("No projector")
        if view.connected:
            tone, words = "ok", _("Projector connected")
        elif view.mirrored:
            tone, words = "warn", _("The screens are mirrored")
        box = QVBoxLayout()
        box.setSpacing(0)
        line = label(words, "small", wrap=True)
        box.addWidget(line)
        if view.connected:
            box.addWidget(label(view.size, "small"))
        sign = picture("projector-screen", tone, line.fontMetrics().height())
        self._projector.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._projector.addLayout(box, 1)

    def _clicked(self) -> None:
        self.chosen.emit(str(self.sender().property("page")))


def desk_sidebar() -> Sidebar:
    """The sidebar with the pages of the desk, in the order of `PAGES`."""
    words = (_("Today"), _("Lessons"), _("School year"), _("Follow-up"), _("Settings"))
    signs = ("house", "books", "calendar-blank", "chart-bar", "gear")
    return Sidebar(list(zip(PAGES, signs, words, strict=True)))

"""Buttons in the kinds that the app's style knows: primary, plain, quiet, nav, pill and choice."""

import textwrap
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from facilitator.overriding import override
from facilitator.ui.icons import draw
from facilitator.ui.keys import Touches
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour

Kind = Literal["primary", "hero", "plain", "quiet", "nav", "pill", "choice", "small"]

_INK: dict[str, str] = {"primary": "on-accent", "hero": "on-accent", "quiet": "mvp", "nav": "ink-2"}


class _Once(QPushButton):
    """A push button that a double click presses once: who double-clicks everything never leaves out a step."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if Touches.counts(event):
            super().mousePressEvent(event)


def button(
    text: str,
    kind: Kind = "plain",
    *,
    sign: str = "",
    name: str = "",
    once: bool = True,
    parent: QWidget | None = None,
) -> QPushButton:
    """A push button. `sign` is an icon's name; `name` is what a screen reader says when `text` is not enough.

    `once`: a double click presses it once, not twice; not so where a quick hand counts or turns leaves.
    """
    made = _Once(text, parent) if once else QPushButton(text, parent)
    made.setProperty("kind", kind)
    made.setAutoDefault(True)  # outside a dialog it only means that Enter presses, as Space does
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if sign:
        show_sign(made, sign, _INK.get(kind, "ink"))
    if name:
        made.setAccessibleName(name)
        if not text:
            made.setToolTip(name)
            made.setProperty("bare", True)
    return made


def show_sign(on: QPushButton, sign: str, token: str) -> None:
    """Give a button an icon in a colour, with air between it and the words."""
    side = round(on.fontMetrics().height() * 0.95)
    air = gap(1) if on.text() else 0
    made = QIcon(_picture(on, sign, token, side, air))
    if token == "on-accent":  # it would not be seen on the pale ground of a button that cannot be pressed
        made.addPixmap(_picture(on, sign, "ink-3", side, air), QIcon.Mode.Disabled)
    on.setIcon(made)
    on.setIconSize(QSize(side + air, side))


def reword(on: QPushButton, words: str, sign: str, letters: int = 0) -> None:
    """Give a button other words and another icon. `letters`: so many at most stand on a line; 0: all of them."""
    on.setText("\n".join(textwrap.wrap(words, letters, break_long_words=False)) if letters else words)
    on.setAccessibleName(words)  # a screen reader gets them as they are
    show_sign(on, sign, "ink")


def _picture(on: QPushButton, sign: str, token: str, side: int, air: int) -> QPixmap:
    ratio = on.devicePixelRatioF()
    picture = QPixmap(QSize(side + air, side) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, sign, QRectF(0, 0, side, side), colour(token))
    painter.end()
    return picture


def exclusive(buttons: list[QPushButton], parent: QWidget) -> QButtonGroup:
    """Make the buttons a set where one is chosen; arrow keys move within the set. Their ids are their places."""
    group = QButtonGroup(parent)
    for place, one in enumerate(buttons):
        one.setCheckable(True)
        one.setAutoExclusive(True)  # a screen reader then says that it is one of a set
        group.addButton(one, place)
    return group

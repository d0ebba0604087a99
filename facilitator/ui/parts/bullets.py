"""Texts as points, with or without a heading over them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap


def points(texts: Sequence[str]) -> QGridLayout:
    """A bullet and a text a row."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(gap(1))
    grid.setVerticalSpacing(gap(0.5))
    grid.setColumnStretch(1, 1)
    for place, text in enumerate(texts):
        grid.addWidget(label("•", "muted"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(text, wrap=True), place, 1)
    return grid


def bullets(title: str, texts: Sequence[str]) -> QVBoxLayout:
    """A heading and its points; a single text stands without a bullet."""
    box = QVBoxLayout()
    box.setSpacing(gap(0.5))
    box.addWidget(label(title, "strong"))
    if len(texts) == 1:
        box.addWidget(label(texts[0], wrap=True))
    else:
        box.addLayout(points(texts))
    return box

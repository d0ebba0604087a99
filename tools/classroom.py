"""Pictures of the add-on lessons: four lines to compare, and days in the forest school."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPen

from tools.figures import INK, Scene


def lines(scene: Scene) -> None:
    """One line alone, and three to compare it with; dots under them say which is which."""
    scene.p.fillRect(0, 0, 1500, 1000, QColor("#F6F1E6"))
    for x, width in ((90, 380), (560, 850)):
        scene.block(x + 8, 68, width, 872, "#DDD3C0", 28)
        scene.block(x, 60, width, 872, "#FFFFFF", 28)
    foot = 800
    _line(scene, 280, foot, 560)
    for number, height in enumerate((430, 560, 640), start=1):
        x = 460 + number * 262
        _line(scene, x, foot, height)
        for dot in range(number):
            scene.oval(x + (dot - (number - 1) / 2) * 46, 868, 15, 15, INK)


def _line(scene: Scene, x: float, foot: float, height: float) -> None:
    scene.p.setPen(QPen(QColor(INK), 20, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    scene.p.drawLine(QPointF(x, foot), QPointF(x, foot - height))
    scene.p.setPen(Qt.PenStyle.NoPen)


PICTURES = {"linjerna.png": lines}

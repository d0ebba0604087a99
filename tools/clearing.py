"""More pictures of the school in the forest: limits of the body, and voices that say stop."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QRadialGradient

from tools.animals import BEAR, FOX, HARE, HEDGEHOG, MOUSE, OWL, SQUIRREL, animal
from tools.figures import Pose, Scene
from tools.forest import LAP, REST, _glade, _room, _school, _stump

# --- T13 ------------------------------------------------------------------------------------------------


def bubbles(scene: Scene) -> None:
    """Four animals, each in a bubble of its own: one wide, one as close as a coat."""
    _glade(scene)
    animal(scene, 250, 850, 310, BEAR, Pose(arms=REST, gaze=(0.4, 0.0)))
    _bubble(scene, 250, 710, 222)
    animal(scene, 640, 790, 240, HEDGEHOG, Pose(arms=LAP, gaze=(0.0, 0.2)))
    _bubble(scene, 640, 682, 146)
    wide = (((-1.3, 0.3), (-2.6, -0.2)), ((1.3, 0.3), (2.6, -0.2)))
    animal(scene, 1010, 870, 275, HARE, Pose(arms=wide, gaze=(-0.3, 0.0)))
    _bubble(scene, 1010, 720, 204)
    animal(scene, 1362, 770, 190, MOUSE, Pose(arms=REST, gaze=(-0.6, 0.0)))
    _bubble(scene, 1362, 684, 118)


def _bubble(scene: Scene, x: float, y: float, radius: float) -> None:
    """A thin, light skin around somebody."""
    shine = QRadialGradient(QPointF(x - radius * 0.3, y - radius * 0.35), radius * 1.4)
    shine.setColorAt(0, QColor(255, 255, 255, 20))
    shine.setColorAt(0.7, QColor(158, 196, 226, 60))
    shine.setColorAt(1, QColor(206, 164, 214, 120))
    scene.p.setBrush(shine)
    scene.p.setPen(QPen(QColor(255, 255, 255, 230), 7))
    scene.p.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
    scene.p.setPen(QPen(QColor(255, 255, 255, 235), 14, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    inner = radius * 0.8
    scene.p.drawArc(QRectF(x - inner, y - inner, 2 * inner, 2 * inner), 115 * 16, 38 * 16)
    scene.p.setPen(Qt.PenStyle.NoPen)
    scene.p.setBrush(Qt.BrushStyle.NoBrush)


def tickling(scene: Scene) -> None:
    """On the carpet: a squirrel tickles a mouse that pulls itself together; a hare with a book sees, the owl is near."""
    _room(scene)
    scene.block(1180, 210, 230, 490, "#A67C55", 10)
    for n in range(4):
        scene.block(1196, 230 + n * 116, 198, 96, "#8B6A4E", 4)
        for k, colour in enumerate(("#5B8FA6", "#D9A441", "#A8434F", "#7C8F5A", "#8C5E86")):
            scene.block(1204 + k * 37, 248 + n * 116 + (k + n) % 3 * 8, 28, 78 - (k + n) % 3 * 8, colour, 3)
    animal(scene, 1060, 730, 270, OWL, Pose(arms=REST, gaze=(0.8, 0.2)))
    scene.oval(560, 870, 500, 100, "#B9876B")
    scene.oval(560, 866, 460, 86, "#CB9C7F")
    shut = (((-0.2, 1.5), (1.0, 1.9)), ((0.2, 1.5), (-1.0, 1.9)))
    animal(scene, 640, 880, 330, MOUSE, Pose(arms=shut, gaze=(0.3, 1.0), mouth="open", lean=0.5), sit=True)
    reach = (((0.4, 1.2), (1.5, 1.6)), ((1.2, 0.9), (2.6, 1.4)))
    animal(scene, 410, 870, 390, SQUIRREL, Pose(arms=reach, gaze=(0.9, 0.4), mouth="smile", lean=0.4))
    animal(scene, 1290, 930, 350, HARE, Pose(arms=LAP, gaze=(-0.9, 0.1), mouth="flat"), sit=True)
    scene.block(1222, 868, 136, 70, "#3F6C8F", 6)
    scene.block(1286, 868, 8, 70, "#F4EFE4")


# --- T15 ------------------------------------------------------------------------------------------------


def voices(scene: Scene) -> None:
    """Three who say the same word: a mouse whispers, a fox speaks, a bear calls; an owl holds up its wing, silent."""
    _glade(scene)
    animal(scene, 210, 800, 260, MOUSE, Pose(arms=REST, gaze=(0.9, 0.0), mouth="open"))
    _sound(scene, 290, 655, (34,))
    animal(scene, 540, 830, 340, FOX, Pose(arms=REST, gaze=(0.9, 0.0), mouth="open"))
    _sound(scene, 650, 640, (40, 76))
    round_mouth = (((-0.7, 0.6), (-0.3, -1.1)), ((0.9, 0.6), (0.9, -1.0)))
    animal(scene, 920, 860, 430, BEAR, Pose(arms=round_mouth, gaze=(0.9, 0.0), mouth="open"))
    _sound(scene, 1070, 610, (50, 96, 142))
    halt = (((-0.5, 1.3), (-0.5, 2.6)), ((0.9, 0.0), (1.2, -2.0)))
    animal(scene, 1360, 850, 330, OWL, Pose(arms=halt, gaze=(-0.4, 0.1)))


def _sound(scene: Scene, x: float, y: float, rings: tuple[int, ...]) -> None:
    """Bows of sound to the right of a mouth: one for a whisper, three for a call."""
    pen = QPen(QColor("#C7653F"), 13, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    scene.p.setPen(pen)
    for radius in rings:
        scene.p.drawArc(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), -50 * 16, 100 * 16)
    scene.p.setPen(Qt.PenStyle.NoPen)


def cones(scene: Scene) -> None:
    """A squirrel on a stump throws cones; a hedgehog by its hut of twigs shields itself; a hare sees, the owl is far off."""
    _glade(scene)
    _school(scene, 960)
    animal(scene, 1180, 610, 210, OWL, Pose(arms=REST, gaze=(0.7, 0.0)))
    _stump(scene, 250, 800)
    throw = (((-0.6, 1.2), (-0.8, 2.2)), ((1.1, -0.4), (2.0, -1.6)))
    animal(scene, 250, 770, 330, SQUIRREL, Pose(arms=throw, gaze=(0.9, 0.1), mouth="smile"))
    for x, y, tilt in (
        (430, 520, 0),
        (545, 500, 1),
        (610, 610, 0),
        (560, 880, 1),
        (470, 910, 0),
        (690, 930, 1),
    ):
        _cone(scene, x, y, tilt)
    for k in range(5):
        scene.stroke([(845 + k * 12, 610), (795 + k * 52, 850)], 16, ("#8A6A52", "#7C5C46")[k % 2])
    shield = (((-0.7, 0.3), (-0.7, -1.6)), ((0.7, 0.9), (0.2, 2.2)))
    animal(scene, 720, 870, 310, HEDGEHOG, Pose(arms=shield, gaze=(0.2, 1.0), mouth="open"))
    animal(scene, 1345, 945, 360, HARE, Pose(arms=REST, gaze=(-0.9, 0.1), mouth="flat"))


def _cone(scene: Scene, x: float, y: float, tilt: int) -> None:
    wide, high = (26, 17) if tilt else (17, 26)
    scene.oval(x, y, wide, high, "#6B4A30")
    for n in (-1, 0, 1):
        scene.oval(x + n * wide * 0.4, y + n * high * 0.4, wide * 0.35, high * 0.3, "#8F6642")


PICTURES = {
    "bubblorna.png": bubbles, "kittlet.png": tickling,
    "rosterna.png": voices, "kottarna.png": cones,
}  # fmt: skip

"""More pictures of the school in the forest: what grows when it is told, bodies, and voices that say stop."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QRadialGradient

from tools.animals import BEAR, FOX, HARE, HEDGEHOG, MOUSE, OWL, SQUIRREL, animal
from tools.figures import Pose, Scene
from tools.forest import LAP, REST, UP, _glade, _room, _school, _stump

# --- T11 ------------------------------------------------------------------------------------------------


def growing(scene: Scene) -> None:
    """The same thing told on: a mouse thinks of a small cone, a fox of a big one, a bear of one as big as a barrel."""
    _glade(scene)
    animal(scene, 230, 880, 270, MOUSE, Pose(arms=REST, gaze=(0.9, 0.0), mouth="open"))
    _thought(scene, 300, 500, 92, 72)
    _big_cone(scene, 300, 500, 26)
    animal(scene, 640, 900, 330, FOX, Pose(arms=REST, gaze=(0.9, 0.0), mouth="open"))
    _thought(scene, 690, 420, 138, 112)
    _big_cone(scene, 690, 420, 56)
    animal(scene, 1120, 930, 400, BEAR, Pose(arms=UP, gaze=(0.2, -0.4), mouth="open"))
    _thought(scene, 1190, 255, 240, 190)
    _big_cone(scene, 1190, 255, 118)


def _thought(scene: Scene, x: float, y: float, wide: float, high: float) -> None:
    scene.oval(x - wide * 0.45, y + high * 1.25, wide * 0.14, wide * 0.14, "#FBF8F1")
    scene.oval(x - wide * 0.62, y + high * 1.55, wide * 0.09, wide * 0.09, "#FBF8F1")
    scene.oval(x, y, wide, high, "#FBF8F1")


def _big_cone(scene: Scene, x: float, y: float, high: float) -> None:
    scene.oval(x, y, high * 0.66, high, "#6B4A30")
    for row in range(-2, 3):
        for side in (-1, 0, 1):
            shift = 0.16 if row % 2 else 0.0
            scene.oval(
                x + (side * 0.36 + shift * (1 if side < 1 else -1)) * high * (1.05 - abs(row) * 0.22),
                y + row * high * 0.34, high * 0.17, high * 0.14, "#8F6642",
            )  # fmt: skip


def pot(scene: Scene) -> None:
    """Indoors: a pot lies broken; a bear points at a hedgehog, a squirrel holds a ball, a hare sees."""
    _room(scene)
    scene.block(520, 150, 360, 280, "#8B6A4E", 12)
    scene.block(540, 170, 320, 240, "#CFE3EA", 6)
    scene.block(692, 170, 16, 240, "#8B6A4E")
    scene.block(500, 424, 400, 26, "#A67C55", 8)
    for x in (560, 830):
        scene.block(x - 34, 360, 68, 64, "#C7653F", 10)
        scene.oval(x, 335, 48, 36, "#7FA676")
    scene.oval(700, 850, 130, 30, "#7A5A42")
    for points in (
        ((610, 850), (660, 790), (690, 850)),
        ((720, 860), (770, 800), (800, 862)),
        ((670, 880), (710, 862), (742, 886)),
    ):
        shard = QPainterPath(QPointF(*points[0]))
        for point in points[1:]:
            shard.lineTo(*point)
        shard.closeSubpath()
        scene.fill(shard, "#C7653F")
    scene.stroke([(705, 846), (760, 826), (812, 836)], 9, "#6F8F5E")
    for dx, dy in ((0, -16), (16, 0), (0, 16), (-16, 0)):
        scene.oval(826 + dx, 838 + dy, 13, 13, "#E0B04C")
    scene.oval(826, 838, 10, 10, "#A54C28")
    aim = (((-0.5, 1.3), (-0.4, 2.6)), ((0.9, 0.8), (2.0, 0.9)))
    animal(scene, 190, 890, 430, BEAR, Pose(arms=aim, gaze=(0.9, 0.1), mouth="open"))
    animal(scene, 500, 800, 300, HEDGEHOG, Pose(arms=LAP, gaze=(0.0, 1.0), mouth="flat"))
    scene.oval(1110, 762, 44, 44, "#4C7FB8")
    behind = (((-0.7, 0.9), (-0.2, 2.0)), ((0.7, 0.9), (0.2, 2.0)))
    animal(scene, 1040, 850, 370, SQUIRREL, Pose(arms=behind, gaze=(0.9, -0.3), mouth="flat"))
    scene.oval(1112, 766, 40, 40, "#4C7FB8")
    scene.oval(1100, 754, 12, 12, "#7FA3CF")
    animal(scene, 1340, 920, 360, HARE, Pose(arms=REST, gaze=(-0.9, 0.1), mouth="flat"))


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


# --- T14 ------------------------------------------------------------------------------------------------


def meadow(scene: Scene) -> None:
    """What bodies do: a hare jumps, a mouse smells a flower, a bear rests, an owl reads, a squirrel waves from a cart."""
    _glade(scene)
    leap = (((-0.8, 1.4), (-1.3, 2.7)), ((0.8, 1.4), (1.3, 2.7)))
    scene.oval(230, 800, 90, 14, "#33000000")
    animal(scene, 230, 730, 300, HARE, Pose(arms=UP, legs=leap, gaze=(0.3, -0.4), mouth="open"))
    scene.stroke([(560, 880), (566, 800), (560, 738)], 11, "#6F8F5E")
    for dx, dy in ((0, -30), (28, -8), (18, 26), (-18, 26), (-28, -8)):
        scene.oval(560 + dx, 722 + dy, 22, 22, "#E9A7B4")
    scene.oval(560, 722, 17, 17, "#E0B04C")
    animal(scene, 450, 890, 270, MOUSE, Pose(arms=REST, gaze=(0.8, 1.0), lean=0.8))
    scene.oval(800, 905, 150, 20, "#33000000")
    animal(scene, 800, 900, 380, BEAR, Pose(arms=LAP, gaze=(0.0, 1.0), mouth="smile"), sit=True)
    _stump(scene, 1085, 770)
    animal(scene, 1085, 755, 250, OWL, Pose(arms=LAP, gaze=(0.0, 0.5)), sit=True)
    scene.block(1030, 668, 110, 62, "#A8434F", 6)
    scene.block(1081, 668, 8, 62, "#F4EFE4")
    animal(
        scene,
        1330,
        850,
        290,
        SQUIRREL,
        Pose(arms=(((-1.0, 0.4), (-1.5, -1.2)), ((0.6, 1.2), (0.8, 2.0)))),
        sit=True,
    )
    scene.block(1215, 800, 230, 70, "#8A6A52", 16)
    for x in (1265, 1395):
        scene.oval(x, 885, 44, 44, "#5E4A3C")
        scene.oval(x, 885, 18, 18, "#C9A67C")


def ears(scene: Scene) -> None:
    """By the school: a fox points at a hare's long ears; the hare holds its paws before its face; a bear sees."""
    _glade(scene)
    _school(scene, 930)
    animal(scene, 1150, 610, 210, OWL, Pose(arms=REST, gaze=(-0.7, 0.0)))
    point = (((-0.5, 1.3), (-0.4, 2.6)), ((0.9, 0.4), (2.1, -0.8)))
    animal(scene, 330, 870, 370, FOX, Pose(arms=point, gaze=(0.9, -0.3), mouth="open"))
    cover = (((-0.9, 0.3), (-0.3, -1.5)), ((0.9, 0.3), (0.3, -1.5)))
    animal(scene, 700, 850, 350, HARE, Pose(arms=cover, gaze=(0.0, 1.0), mouth="sad"))
    scene.oval(1290, 915, 180, 24, "#33000000")
    animal(scene, 1290, 910, 370, BEAR, Pose(arms=LAP, gaze=(-1.0, -0.1), mouth="flat"), sit=True)


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
    "kotten.png": growing, "krukan.png": pot, "angen.png": meadow, "oronen.png": ears,
    "bubblorna.png": bubbles, "kittlet.png": tickling,
    "rosterna.png": voices, "kottarna.png": cones,
}  # fmt: skip

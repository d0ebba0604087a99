"""More pictures of the school in the forest: homes at night, a drawing, a grey day, a log to cross and a hut."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainterPath

from tools.animals import BEAR, FOX, HARE, HEDGEHOG, MOUSE, OWL, SQUIRREL, Beast, animal
from tools.figures import INK, Pose, Scene
from tools.forest import LAP, REST, UP, _glade, _room, _school, _stump

CALM = Pose(arms=LAP, gaze=(0.0, 0.2), mouth="smile")


# --- T6 -------------------------------------------------------------------------------------------------


def windows(scene: Scene) -> None:
    """A log house in the evening; behind each of five windows another family."""
    sky = QLinearGradient(0, 0, 0, 1000)
    sky.setColorAt(0, QColor("#4A5680"))
    sky.setColorAt(1, QColor("#A79BB8"))
    scene.p.fillRect(0, 0, 1500, 1000, sky)
    for n in range(40):
        scene.oval((n * 311) % 1500, (n * 173) % 430, 3 + n % 3, 3 + n % 3, "#E9E4F2")
    scene.oval(1340, 150, 70, 70, "#F4E3B5")
    scene.oval(750, 1010, 1000, 170, "#5F7360")
    scene.block(228, 230, 1044, 700, "#6B4F3A", 10)
    for n in range(14):
        scene.block(216, 226 + n * 50, 1068, 48, ("#A87B55", "#9C714C")[n % 2], 20)
    roof = QPainterPath(QPointF(150, 236))
    roof.lineTo(750, 30)
    roof.lineTo(1350, 236)
    roof.closeSubpath()
    scene.fill(roof, "#66764A")
    _window(scene, 300, 280, 400, ((BEAR, 400, 320), (BEAR, 570, 190)))
    _window(scene, 800, 280, 400, ((FOX, 880, 290), (FOX, 1120, 290), (HARE, 1000, 190)))
    _window(scene, 260, 610, 300, ((SQUIRREL, 330, 290), (MOUSE, 440, 180), (MOUSE, 510, 170)))
    family = ((HEDGEHOG, 665, 290), (HEDGEHOG, 755, 170), (HEDGEHOG, 818, 155), (HEDGEHOG, 872, 140))
    _window(scene, 600, 610, 310, family)
    _window(scene, 950, 610, 290, ((MOUSE, 1030, 300), (OWL_CHICK, 1160, 210)))


OWL_CHICK = Beast("owl", "#B7A288", "#F6EBD6", "#C7865F")


def _window(
    scene: Scene, x: float, y: float, width: float, family: tuple[tuple[Beast, float, float], ...]
) -> None:
    scene.block(x - 14, y - 14, width + 28, 278, "#F4EFE4", 12)
    scene.block(x, y, width, 250, "#F7DDA0", 6)
    scene.p.save()
    scene.p.setClipRect(QRectF(x, y, width, 250))
    for beast, place, height in family:
        animal(scene, place, y + 262, height, beast, CALM, sit=True)
    scene.p.restore()
    scene.block(x - 22, y + 246, width + 44, 22, "#FBF8F1", 8)


def drawing(scene: Scene) -> None:
    """By the drawing table: a mouse holds up a picture of itself and a bear; a hare points, a fox sees."""
    _room(scene)
    point = (((-0.5, 1.3), (-0.4, 2.4)), ((0.9, 0.8), (2.0, 0.5)))
    animal(scene, 290, 800, 440, HARE, Pose(arms=point, gaze=(0.8, 0.2), mouth="open"))
    animal(scene, 1230, 800, 440, FOX, Pose(arms=REST, gaze=(-0.9, 0.2), mouth="flat"))
    animal(scene, 560, 760, 360, MOUSE, Pose(arms=LAP, gaze=(-0.4, 0.6), mouth="sad"))
    scene.block(150, 700, 1200, 46, "#A67C55", 14)
    for x in (210, 1230):
        scene.block(x, 740, 50, 230, "#8A6344", 8)
    scene.block(688, 402, 324, 304, "#D8D2C4", 8)
    scene.block(694, 396, 312, 302, "#FFFFFF", 8)
    animal(scene, 790, 680, 320, BEAR, Pose(arms=REST, mouth="smile"))
    animal(scene, 930, 680, 180, MOUSE, Pose(arms=UP, mouth="smile"))
    scene.oval(960, 440, 26, 26, "#F2C879")
    for n, colour in enumerate(("#A8434F", "#5B8FA6", "#7C8F5A", "#D9A441")):
        scene.stroke([(420 + n * 34, 690), (452 + n * 34, 676)], 12, colour)


# --- T7 -------------------------------------------------------------------------------------------------


def grey_day(scene: Scene) -> None:
    """A big fox lies in bed with closed eyes; a small fox stands beside; behind the window a grey day."""
    _room(scene)
    scene.block(980, 140, 320, 270, "#8B6A4E", 12)
    scene.block(1000, 160, 280, 230, "#C3CBD1", 6)
    for dx, dy, r in ((-70, 10, 52), (0, -14, 70), (74, 8, 56)):
        scene.oval(1140 + dx, 270 + dy, r, r * 0.7, "#AEB7BF")
    scene.block(1134, 160, 14, 230, "#8B6A4E")
    scene.block(330, 420, 620, 400, "#8A6344", 30)
    scene.block(430, 500, 420, 160, "#FBF8F1", 60)
    animal(scene, 640, 900, 560, FOX, Pose(arms=REST, gaze=(0.0, 1.0), mouth="flat"), sit=True)
    scene.block(300, 698, 680, 252, "#7F93B5", 60)
    scene.block(300, 698, 680, 54, "#95A7C4", 27)
    for x, y in ((400, 840), (560, 880), (720, 830), (860, 890)):
        scene.oval(x, y, 20, 20, "#A9B8D0")
    near = (((-0.8, 0.9), (-1.5, 0.9)), ((0.5, 1.4), (0.4, 2.4)))
    animal(scene, 1140, 930, 350, FOX, Pose(arms=near, gaze=(-0.9, 0.0), mouth="flat"))
    scene.block(130, 690, 130, 20, "#A67C55", 8)
    scene.block(184, 706, 22, 200, "#8A6344", 6)
    scene.block(160, 632, 62, 60, "#C7653F", 12)


def on_the_stump(scene: Scene) -> None:
    """A break: a small fox sits alone on a stump, some play with a ball, a hare has stopped to look, the owl is near."""
    _glade(scene)
    _school(scene, 900)
    animal(scene, 1270, 640, 260, OWL, Pose(arms=REST, gaze=(-0.7, 0.1)))
    _stump(scene, 250, 880)
    animal(scene, 250, 865, 360, FOX, Pose(arms=LAP, gaze=(0.2, 1.0), mouth="flat"), sit=True)
    run = (((-0.9, 1.6), (-1.2, 3.4)), ((0.9, 1.5), (0.9, 3.6)))
    animal(scene, 830, 720, 280, SQUIRREL, Pose(arms=UP, legs=run, gaze=(0.8, -0.4), mouth="open"))
    throw = (((-1.2, 0.2), (-1.9, -1.0)), ((1.0, 1.0), (1.9, 0.4)))
    animal(scene, 1130, 860, 320, BEAR, Pose(arms=throw, gaze=(-0.8, -0.4), mouth="smile"))
    scene.oval(985, 500, 30, 30, "#D96F43")
    scene.oval(977, 492, 10, 10, "#E89A75")
    stops = (((-0.6, 1.2), (-1.1, 1.5)), ((0.5, 1.3), (0.5, 2.6)))
    animal(scene, 620, 950, 380, HARE, Pose(arms=stops, gaze=(-1.0, 0.0), mouth="flat"))


# --- T10 ------------------------------------------------------------------------------------------------


def log(scene: Scene) -> None:
    """A mouse walks on a log over a brook; a squirrel shouts with its arms up, a bear holds out a paw and smiles."""
    _glade(scene)
    brook = QPainterPath(QPointF(560, 560))
    brook.cubicTo(QPointF(480, 700), QPointF(620, 820), QPointF(500, 1000))
    brook.lineTo(1010, 1000)
    brook.cubicTo(QPointF(1060, 820), QPointF(900, 700), QPointF(880, 560))
    brook.closeSubpath()
    scene.fill(brook, "#8FBBD0")
    for x, y in ((690, 640), (760, 900), (660, 950), (840, 940)):
        scene.stroke([(x - 46, y), (x, y - 8), (x + 46, y)], 7, "#B9D8E4")
    scene.stroke([(380, 800), (1120, 800)], 74, "#7C5C46")
    scene.stroke([(380, 788), (1120, 788)], 40, "#967258")
    scene.oval(1132, 800, 24, 37, "#D9BE96")
    wide = (((-1.1, 0.1), (-2.1, -0.5)), ((1.1, 0.1), (2.1, -0.5)))
    step = (((-0.4, 1.7), (-0.9, 3.4)), ((0.6, 1.6), (0.8, 3.6)))
    animal(scene, 730, 772, 360, MOUSE, Pose(arms=wide, legs=step, gaze=(0.6, 0.3), mouth="flat"))
    animal(scene, 220, 880, 380, SQUIRREL, Pose(arms=UP, gaze=(0.9, 0.1), mouth="open"))
    reach = (((-1.0, 0.6), (-2.0, 0.4)), ((0.5, 1.3), (0.5, 2.6)))
    animal(scene, 1300, 890, 450, BEAR, Pose(arms=reach, gaze=(-0.9, 0.1), mouth="smile"))


def hut(scene: Scene) -> None:
    """A hedgehog carries a stick to its hut; a hare talks with a paw out; a bear sits and sees."""
    _glade(scene)
    for foot in (470, 560, 650, 740, 830, 920):
        shade = ("#8A6A52", "#7C5C46")[foot // 90 % 2]
        scene.stroke([(foot, 830), (695 + (foot - 695) * 0.12, 400)], 26, shade)
    for y, wide in ((560, 110), (650, 160), (740, 200)):
        scene.stroke([(695 - wide, y), (695 + wide, y - 14)], 16, "#9A7B62")
    door = QPainterPath(QPointF(628, 836))
    door.lineTo(695, 640)
    door.lineTo(762, 836)
    door.closeSubpath()
    scene.fill(door, "#4F3E32")
    for x, y in ((640, 470), (730, 500), (690, 430), (770, 590), (600, 600)):
        scene.oval(x, y, 44, 20, "#8FB283")
    carry = (((-0.9, 0.8), (-0.7, 1.6)), ((0.9, 0.8), (0.7, 1.6)))
    animal(scene, 1030, 900, 340, HEDGEHOG, Pose(arms=carry, gaze=(-0.6, 0.7), mouth="sad"))
    scene.stroke([(900, 800), (1170, 776)], 22, "#7C5C46")
    out = (((-0.8, 0.7), (-1.8, 0.3)), ((0.5, 1.3), (0.5, 2.6)))
    animal(scene, 1310, 900, 390, HARE, Pose(arms=out, gaze=(-0.9, 0.1), mouth="open"))
    _stump(scene, 230, 900)
    animal(scene, 230, 885, 390, BEAR, Pose(arms=LAP, gaze=(1.0, -0.1), mouth="flat"), sit=True)


# --- T8 -------------------------------------------------------------------------------------------------


def alarm(scene: Scene) -> None:
    """Smoke from a litter basket behind the school; at a safe distance a squirrel telephones, a hedgehog points."""
    _glade(scene)
    _school(scene, 900)
    for dx, dy, r in ((0, 0, 34), (26, -70, 46), (-14, -150, 58), (34, -236, 70)):
        scene.oval(1330 + dx, 640 + dy, r, r * 0.86, "#B9C2CC")
    scene.oval(1330, 792, 76, 12, "#33000000")
    scene.block(1276, 664, 108, 128, "#63744A", 14)
    scene.oval(1330, 668, 54, 14, "#4A5A3C")
    for x in (1300, 1330, 1360):
        scene.block(x - 3, 700, 6, 80, "#74865A", 3)
    points = (((-0.5, 1.3), (-0.4, 2.6)), ((1.0, 0.3), (2.1, -0.3)))
    animal(scene, 300, 900, 380, HEDGEHOG, Pose(arms=points, gaze=(0.9, -0.1), mouth="flat"))
    talks = (((-0.5, 1.3), (-0.4, 2.6)), ((1.2, 0.6), (0.9, -1.3)))
    animal(scene, 640, 920, 430, SQUIRREL, Pose(arms=talks, gaze=(0.7, 0.0), mouth="open"))
    scene.block(738, 640, 26, 62, INK, 7)


def visit(scene: Scene) -> None:
    """A police bear in cap and blue stands in the door and waves; a mouse hides, a hare whispers, a fox sees."""
    _room(scene)
    scene.block(1090, 120, 340, 590, "#8B6A4E", 12)
    scene.block(1114, 144, 292, 566, "#DCE9D6", 8)
    wave = (((-1.1, -0.2), (-1.3, -1.9)), ((0.5, 1.3), (0.5, 2.6)))
    animal(scene, 1250, 850, 560, POLICE, Pose(arms=wave, gaze=(-0.7, 0.1), mouth="smile"))
    scene.block(1158, 330, 184, 44, "#24385A", 20)
    scene.block(1142, 366, 216, 20, "#1B2A45", 10)
    scene.oval(1250, 352, 15, 15, "#E0B04C")
    whispers = (((-0.5, 1.3), (-0.4, 2.4)), ((0.7, 0.4), (0.5, -0.7)))
    animal(scene, 190, 830, 430, HARE, Pose(arms=whispers, gaze=(0.9, 0.5), mouth="open"))
    animal(scene, 440, 890, 330, MOUSE, Pose(arms=LAP, gaze=(0.2, 1.0), mouth="sad"))
    animal(scene, 740, 860, 420, FOX, Pose(arms=REST, gaze=(-1.0, 0.1), mouth="flat"))
    scene.block(90, 770, 760, 44, "#A67C55", 14)
    for x in (140, 760):
        scene.block(x, 806, 46, 170, "#8A6344", 8)


POLICE = Beast("bear", "#6F5B4C", "#CDB59B", "#2F4A73")


# --- T9 -------------------------------------------------------------------------------------------------


def words(scene: Scene) -> None:
    """Two speech bubbles, one sharp and one soft; a hare stands between and hears both."""
    _glade(scene)
    sharp = QPainterPath()
    for n in range(28):
        reach = 1.0 if n % 2 else 0.72
        point = QPointF(370 + 250 * reach * cos(pi * n / 14), 250 + 165 * reach * sin(pi * n / 14))
        if n:
            sharp.lineTo(point)
        else:
            sharp.moveTo(point)
    sharp.closeSubpath()
    scene.fill(sharp, "#C9694F")
    for x in (310, 370, 430):
        scene.stroke([(x, 205), (x + 20, 250), (x - 8, 262), (x + 12, 300)], 11, "#FBEDE6")
    for x, y, r in ((1010, 260, 110), (1130, 220, 130), (1240, 270, 105), (1120, 310, 120)):
        scene.oval(x, y, r, r * 0.82, "#FBF3DC")
    heart = QPainterPath(QPointF(1125, 345))
    heart.cubicTo(QPointF(1000, 250), QPointF(1060, 165), QPointF(1125, 230))
    heart.cubicTo(QPointF(1190, 165), QPointF(1250, 250), QPointF(1125, 345))
    scene.fill(heart, "#D96F5F")
    for x, y, r in ((440, 452, 20), (420, 500, 13)):
        scene.oval(x, y, r, r, "#C9694F")
    for x, y, r in ((1150, 452, 20), (1160, 505, 13)):
        scene.oval(x, y, r, r, "#FBF3DC")
    animal(scene, 390, 920, 440, BEAR, Pose(arms=REST, gaze=(0.6, 0.1), mouth="open"))
    animal(scene, 770, 930, 390, HARE, Pose(arms=REST, gaze=(0.0, 0.1), mouth="flat"))
    animal(scene, 1150, 920, 400, HEDGEHOG, Pose(arms=REST, gaze=(-0.7, 0.1), mouth="open"))


def missed(scene: Scene) -> None:
    """At the goal a fox shouts with its paws up; a mouse walks away, a hare sees; the ball has stopped outside."""
    _glade(scene)
    for x in (120, 560):
        scene.stroke([(x, 780), (x, 440)], 20, "#FBF8F1")
    scene.stroke([(120, 440), (560, 440)], 20, "#FBF8F1")
    for n in range(1, 8):
        scene.stroke([(120 + n * 55, 446), (120 + n * 55, 776)], 3, "#E6E1D3")
    for n in range(1, 6):
        scene.stroke([(124, 440 + n * 56), (556, 440 + n * 56)], 3, "#E6E1D3")
    scene.oval(640, 826, 40, 40, "#D96F43")
    scene.oval(628, 814, 13, 13, "#E89A75")
    animal(scene, 790, 900, 430, FOX, Pose(arms=UP, gaze=(-0.7, 0.3), mouth="open"))
    walk = (((-0.3, 2.0), (-0.7, 3.8)), ((0.3, 2.0), (0.8, 3.9)))
    animal(scene, 1300, 860, 330, MOUSE, Pose(arms=REST, legs=walk, gaze=(0.6, 1.0), mouth="sad"))
    stops = (((-0.5, 1.3), (-0.5, 2.6)), ((0.7, 1.1), (1.1, 1.4)))
    animal(scene, 1060, 950, 380, HARE, Pose(arms=stops, gaze=(0.9, -0.1), mouth="flat"))


PICTURES = {
    "fonstren.png": windows, "teckningen.png": drawing,
    "larmet.png": alarm, "polisen.png": visit, "orden.png": words, "missen.png": missed,
    "grada.png": grey_day, "stubben.png": on_the_stump,
    "stocken.png": log, "pinnkojan.png": hut,
}  # fmt: skip

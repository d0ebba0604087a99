"""The pictures of the lessons for the youngest: a school in the forest, and a planet with its own habits."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QLinearGradient, QPainterPath

from tools.animals import BEAR, FOX, HARE, HEDGEHOG, MOUSE, OWL, SQUIRREL, Beast, animal
from tools.figures import INK, Point, Pose, Scene

REST = (((-0.5, 1.3), (-0.5, 2.6)), ((0.5, 1.3), (0.5, 2.6)))
LAP = (((-0.5, 1.6), (0.7, 2.4)), ((0.5, 1.6), (-0.7, 2.4)))
UP = (((-1.2, -0.8), (-1.5, -2.6)), ((1.2, -0.8), (1.5, -2.6)))


SUMMER = (("#C9D9BB", "#BFD3B4"), ("#C6D6A8", "#AEC48D"), "#D9CFAE")
WINTER = (("#E3EAEC", "#DAE4E6"), ("#F2F5F5", "#DFE8EA"), "#E9EEEE")
"""Hills, the ground far and near, and the trodden place in the middle."""


def _glade(scene: Scene, *, snow: bool = False) -> None:
    """A light glade with firs behind; in winter under snow."""
    hills, near, trodden = WINTER if snow else SUMMER
    sky = QLinearGradient(0, 0, 0, 520)
    sky.setColorAt(0, QColor("#CFE3EA"))
    sky.setColorAt(1, QColor("#F1F3E6"))
    scene.p.fillRect(0, 0, 1500, 560, sky)
    scene.oval(300, 560, 700, 170, hills[0])
    scene.oval(1200, 560, 620, 150, hills[1])
    for x, size in ((60, 330), (220, 270), (1290, 300), (1430, 360)):
        _fir(scene, x, 520, size, snow=snow)
    ground = QLinearGradient(0, 500, 0, 1000)
    ground.setColorAt(0, QColor(near[0]))
    ground.setColorAt(1, QColor(near[1]))
    scene.p.fillRect(0, 510, 1500, 490, ground)
    scene.oval(760, 800, 560, 130, trodden)


def _fir(scene: Scene, x: float, ground: float, size: float, *, snow: bool = False) -> None:
    scene.block(x - size * 0.05, ground - size * 0.2, size * 0.1, size * 0.25, "#7C604A", 6)
    for number, (share, wide) in enumerate(((0.15, 0.36), (0.4, 0.29), (0.62, 0.21))):
        top = ground - size * (share + 0.42)
        _branch(scene, x, top, size * wide, ground - size * share, ("#7E9F78", "#8CAC84", "#99B790")[number])
        if snow:
            _branch(scene, x, top, size * wide * 0.45, top + size * 0.19, "#F7FAFA")


def _branch(scene: Scene, x: float, top: float, wide: float, low: float, colour: str) -> None:
    path = QPainterPath(QPointF(x, top))
    path.lineTo(x + wide, low)
    path.quadTo(QPointF(x, low + wide * 0.14), QPointF(x - wide, low))
    path.closeSubpath()
    scene.fill(path, colour)


def _school(scene: Scene, x: float) -> None:
    """A school of logs under a green roof."""
    scene.block(x + 8, 280, 424, 240, "#8A6344")
    for n in range(6):
        scene.block(x, 276 + n * 42, 440, 40, ("#B98B62", "#AD7F57")[n % 2], 18)
    roof = QPainterPath(QPointF(x - 40, 290))
    roof.lineTo(x + 220, 130)
    roof.lineTo(x + 480, 290)
    roof.closeSubpath()
    scene.fill(roof, "#7C8F5A")
    scene.block(x + 165, 340, 110, 188, "#6B4F3A", 50)
    for side in (36, 312):
        scene.block(x + side, 340, 92, 92, "#F4EFE4", 12)
        scene.block(x + side + 9, 349, 74, 74, "#B7D0DA", 8)


# --- B1 -------------------------------------------------------------------------------------------------


def socks(scene: Scene) -> None:
    """A fox comes to school in one yellow and one blue sock; the others look, in different ways."""
    _glade(scene)
    _school(scene, 180)
    wave = (((-0.5, 1.3), (-0.5, 2.6)), ((1.2, -0.4), (1.4, -2.2)))
    animal(scene, 1290, 760, 330, OWL, Pose(arms=REST, gaze=(-0.7, 0.2)))
    odd = Beast("fox", FOX.fur, FOX.light, FOX.top, ("#E0B04C", "#4C7FB8"))
    walk = (((-0.2, 2.0), (-0.4, 3.9)), ((0.2, 2.0), (0.5, 3.9)))
    animal(scene, 830, 910, 470, odd, Pose(arms=REST, legs=walk, gaze=(-0.2, 0.1), mouth="smile"))
    same = "#F1E8DC", "#F1E8DC"
    point = (((-0.5, 1.3), (-0.4, 2.6)), ((0.8, 0.9), (1.9, 1.0)))
    animal(
        scene,
        250,
        900,
        390,
        Beast("bear", BEAR.fur, BEAR.light, BEAR.top, same),
        Pose(arms=REST, gaze=(0.9, 0.4), mouth="flat"),
    )
    animal(
        scene,
        480,
        900,
        370,
        Beast("hare", HARE.fur, HARE.light, HARE.top, same),
        Pose(arms=point, gaze=(0.9, 0.4), mouth="open"),
    )
    animal(
        scene,
        1120,
        930,
        350,
        Beast("mouse", MOUSE.fur, MOUSE.light, MOUSE.top, same),
        Pose(arms=wave, gaze=(-0.9, 0.0), mouth="smile"),
    )


def planet(scene: Scene) -> None:
    """On another planet everyone says hello on one leg; one stands on two."""
    sky = QLinearGradient(0, 0, 0, 1000)
    sky.setColorAt(0, QColor("#3F4A78"))
    sky.setColorAt(1, QColor("#8C86B5"))
    scene.p.fillRect(0, 0, 1500, 1000, sky)
    for n in range(46):
        scene.oval((n * 331) % 1500, (n * 197) % 560, 3 + n % 3, 3 + n % 3, "#E9E4F2")
    scene.oval(1230, 200, 110, 110, "#F2C879")
    scene.oval(1198, 175, 26, 22, "#E4B35E")
    scene.oval(1268, 240, 34, 28, "#E4B35E")
    scene.stroke([(1070, 250), (1230, 205), (1392, 150)], 14, "#D9CDE8")
    scene.oval(750, 1130, 1150, 480, "#C79BC0")
    scene.oval(750, 1150, 1130, 470, "#D9B3CF")
    for x, y in ((180, 830), (620, 940), (1330, 860), (980, 960)):
        scene.oval(x, y, 70, 20, "#C79BC0")
    for x, ground, tint, two in (
        (230, 850, "#7FB8A4", False), (520, 800, "#E0B04C", False), (800, 850, "#E58F72", True),
        (1080, 800, "#7FA8D0", False), (1330, 850, "#B7C96B", False),
    ):  # fmt: skip
        _being(scene, x, ground, tint, two_legs=two)


def _being(scene: Scene, x: float, ground: float, tint: str, *, two_legs: bool) -> None:
    """A friendly being of another planet, on one leg or on two."""
    dark = QColor(tint).darker(115).name()
    scene.oval(x, ground + 4, 80, 14, "#33000000")
    for side in (-1, 1):
        foot = (x + side * 34, ground - 6)
        if side == 1 and not two_legs:
            scene.stroke([(x + 34, ground - 110), (x + 88, ground - 92), (x + 96, ground - 44)], 26, dark)
            scene.oval(x + 106, ground - 38, 28, 15, dark)
            continue
        scene.stroke([(x + side * 34, ground - 110), foot], 26, dark)
        scene.oval(foot[0] + side * 8, foot[1], 30, 15, dark)
    arm = ((x - 70, ground - 210), (x - 120, ground - 190), (x - 140, ground - 250))
    other = ((x + 70, ground - 210), (x + 120, ground - 190), (x + 140, ground - 250))
    if two_legs:
        arm = ((x - 70, ground - 210), (x - 104, ground - 170), (x - 92, ground - 120))
        other = ((x + 70, ground - 210), (x + 104, ground - 170), (x + 92, ground - 120))
    for limb in (arm, other):
        scene.stroke(list(limb), 24, dark)
    scene.oval(x, ground - 190, 92, 112, tint)
    scene.oval(x, ground - 150, 58, 58, QColor(tint).lighter(118).name())
    for side in (-1, 1):
        scene.stroke([(x + side * 30, ground - 290), (x + side * 46, ground - 345)], 9, dark)
        scene.oval(x + side * 46, ground - 350, 15, 15, "#F2C879")
        scene.oval(x + side * 32, ground - 232, 21, 24, "#FFFFFF")
        scene.oval(x + side * 32, ground - 230, 10, 13, INK)
    scene.curve(x, ground - 192, 22, 4 if two_legs else 12, 7, "#5A3434")


def swing(scene: Scene) -> None:
    """A hare and a squirrel by the swing; a hedgehog on her way from there; someone in the sandpit sees."""
    _glade(scene)
    for x in (150, 690):
        scene.stroke([(x - 70, 800), (x, 300), (x + 70, 800)], 20, "#8A6A52")
    scene.stroke([(120, 300), (720, 300)], 24, "#8A6A52")
    for x in (330, 510):
        scene.stroke([(x, 306), (x, 690)], 7, "#5E5A55")
    scene.block(300, 686, 240, 22, "#A8654B", 8)
    hold = (((-0.9, 0.2), (-1.0, -1.9)), ((0.9, 0.2), (1.0, -1.9)))
    animal(scene, 420, 745, 330, HARE, Pose(arms=hold, gaze=(0.9, 0.0), mouth="open"), sit=True)
    stop = (((-0.5, 1.3), (-0.4, 2.6)), ((0.9, 0.8), (1.9, 0.4)))
    animal(scene, 690, 880, 340, SQUIRREL, Pose(arms=stop, gaze=(0.8, 0.1), mouth="flat"))
    animal(scene, 1010, 850, 310, HEDGEHOG, Pose(arms=LAP, gaze=(0.2, 1.0), mouth="sad"))
    scene.oval(1270, 915, 210, 60, "#8A6A52")
    scene.oval(1270, 908, 190, 48, "#EAD9AE")
    animal(scene, 1290, 915, 300, BEAR, Pose(arms=LAP, gaze=(-1.0, -0.2), mouth="flat"), sit=True)
    scene.block(1160, 870, 50, 44, "#C7653F", 6)


# --- B2 -------------------------------------------------------------------------------------------------


def yard(scene: Scene) -> None:
    """A break in the forest: one sits alone and is sad, some play, some see, the owl is far off."""
    _glade(scene, snow=True)
    _school(scene, 900)
    scene.stroke([(872, 286), (1120, 138), (1368, 286)], 26, "#F7FAFA")
    animal(scene, 1120, 610, 210, OWL, Pose(arms=REST, gaze=(0.6, 0.0)))
    _stump(scene, 190, 760)
    animal(scene, 190, 745, 270, MOUSE, Pose(arms=LAP, gaze=(0.3, 1.0), mouth="sad"), sit=True)
    run = (((-0.9, 1.6), (-1.2, 3.4)), ((0.9, 1.5), (0.9, 3.6)))
    animal(scene, 700, 690, 270, SQUIRREL, Pose(arms=UP, legs=run, gaze=(0.8, -0.4), mouth="open"))
    throw = (((-1.2, 0.2), (-1.9, -1.0)), ((1.0, 1.0), (1.9, 0.4)))
    animal(scene, 1000, 800, 300, HARE, Pose(arms=throw, gaze=(-0.8, -0.4), mouth="smile"))
    scene.oval(850, 480, 30, 30, "#D96F43")
    scene.oval(842, 472, 10, 10, "#E89A75")
    animal(scene, 500, 930, 340, BEAR, Pose(arms=REST, gaze=(-1.0, -0.3), mouth="flat"))
    look = (((-0.6, 1.2), (-1.2, 1.4)), ((0.5, 1.3), (0.5, 2.6)))
    animal(scene, 800, 945, 300, FOX, Pose(arms=look, gaze=(-1.0, -0.2), mouth="flat"))
    _stump(scene, 1290, 930)
    animal(scene, 1290, 915, 300, HEDGEHOG, Pose(arms=LAP, gaze=(0.0, 1.0), mouth="smile"), sit=True)
    scene.block(1235, 800, 110, 66, "#3F6C8F", 6)
    scene.block(1286, 800, 8, 66, "#F4EFE4")


def _stump(scene: Scene, x: float, ground: float) -> None:
    scene.block(x - 90, ground - 50, 180, 74, "#8A6A52", 20)
    scene.oval(x, ground - 48, 90, 24, "#D9BE96")
    scene.oval(x, ground - 48, 50, 12, "#C4A67B")


def tower(scene: Scene) -> None:
    """Indoors: a tower of blocks lies on the floor; a hare sits beside it, a fox walks off, a squirrel sees."""
    _room(scene)
    scene.block(560, 150, 380, 300, "#8B6A4E", 12)
    scene.block(580, 170, 340, 260, "#CFE3EA", 6)
    _fir(scene, 680, 430, 190, snow=True)
    scene.block(580, 408, 340, 22, "#F7FAFA")
    scene.block(742, 170, 16, 260, "#8B6A4E")
    scene.oval(800, 860, 470, 110, "#B9C7C9")
    scene.oval(800, 856, 430, 96, "#CBD6D6")
    walk = (((-0.3, 2.0), (-0.7, 3.8)), ((0.3, 2.0), (0.8, 3.9)))
    animal(scene, 1270, 830, 350, FOX, Pose(arms=REST, legs=walk, gaze=(0.9, 0.2), mouth="flat"))
    animal(scene, 400, 720, 260, OWL, Pose(arms=REST, gaze=(-0.8, 0.0)))
    animal(scene, 690, 880, 400, HARE, Pose(arms=LAP, gaze=(0.5, 1.0), mouth="sad"), sit=True)
    for x, y, colour in (
        (860, 840, "#D9A441"), (940, 870, "#5B8FA6"), (1020, 830, "#A8434F"), (810, 910, "#7C8F5A"),
        (1090, 880, "#D9A441"), (920, 925, "#C7653F"), (1020, 915, "#5B8FA6"), (866, 790, "#C7653F"),
    ):  # fmt: skip
        scene.block(x, y, 62, 52, QColor(colour).darker(115).name(), 8)
        scene.block(x, y, 62, 40, colour, 8)
    sees = (((-0.5, 1.3), (-0.5, 2.6)), ((0.9, 0.6), (0.5, -0.9)))
    animal(scene, 190, 920, 350, SQUIRREL, Pose(arms=sees, gaze=(0.9, 0.2), mouth="open"))


# --- B3 -------------------------------------------------------------------------------------------------


def lump(scene: Scene) -> None:
    """A small bear with both paws on its stomach; the sun looks out behind a cloud."""
    _glade(scene)
    scene.tree(1180, 760, 400, "#8FB283", "#A4C398")
    scene.oval(505, 165, 92, 92, "#F2C879")
    for dx, dy, r in ((-80, 10, 62), (0, -20, 82), (86, 8, 66), (0, 26, 90)):
        scene.oval(600 + dx, 205 + dy, r, r * 0.72, "#B9C2CC")
    scene.oval(640, 910, 190, 24, "#33000000")
    on = (((-0.75, 1.5), (0.75, 1.75)), ((0.75, 1.5), (-0.75, 1.75)))
    animal(scene, 640, 900, 560, BEAR, Pose(arms=on, gaze=(0.0, 1.0), mouth="flat"), sit=True)


def _room(scene: Scene) -> None:
    """A light room of boards."""
    scene.p.fillRect(0, 0, 1500, 700, QColor("#F1E6D2"))
    for n in range(8):
        scene.block(0, 110 + n * 74, 1500, 3, "#E4D6BC")
    floor = QLinearGradient(0, 690, 0, 1000)
    floor.setColorAt(0, QColor("#C9A67C"))
    floor.setColorAt(1, QColor("#B8936A"))
    scene.p.fillRect(0, 690, 1500, 310, floor)


def hooks(scene: Scene) -> None:
    """By the coat hooks: a bear sits on the bench with its bag, a fox sits down beside, the owl stands at the door."""
    _room(scene)
    scene.block(1130, 170, 290, 530, "#8B6A4E", 12)
    scene.block(1152, 192, 246, 508, "#DCE9D6", 8)
    scene.block(90, 250, 960, 26, "#A67C55", 10)
    for n, colour in enumerate(("#5B8FA6", "", "#D9A441", "", "#7C8F5A", "#A8434F")):
        x = 160 + n * 160
        scene.stroke([(x, 272), (x, 300), (x + 14, 306)], 9, "#6B4F3A")
        if colour:
            _coat(scene, x, 300, colour)
    scene.block(120, 720, 800, 34, "#8A6A52", 12)
    for x in (170, 840):
        scene.block(x, 750, 34, 120, "#7C5C46", 8)
    animal(scene, 1275, 830, 430, OWL, Pose(arms=REST, gaze=(-0.8, 0.1)))
    animal(scene, 360, 745, 400, BEAR, Pose(arms=LAP, gaze=(0.3, 1.0), mouth="flat"), sit=True)
    scene.block(170, 600, 100, 130, "#C7653F", 26)
    scene.block(186, 660, 68, 50, "#A54C28", 12)
    reach = (((-0.8, 1.0), (-1.4, 1.2)), ((0.5, 1.4), (0.4, 2.4)))
    animal(scene, 690, 745, 370, FOX, Pose(arms=reach, gaze=(-1.0, 0.0), mouth="flat"), sit=True)


def _coat(scene: Scene, x: float, y: float, colour: str) -> None:
    """A child's coat with sleeves and a hood."""
    dark = QColor(colour).darker(118).name()
    for side in (-1, 1):
        scene.stroke([(x + side * 30, y + 34), (x + side * 56, y + 120)], 30, dark)
    scene.block(x - 42, y + 14, 84, 150, colour, 18)
    scene.oval(x, y + 18, 40, 26, dark)
    scene.oval(x, y + 26, 24, 15, colour)
    scene.stroke([(x, y + 46), (x, y + 156)], 4, dark)
    for side in (-1, 1):
        scene.block(x + side * 22 - 13, y + 104, 26, 30, dark, 6)


def hand(scene: Scene) -> None:
    """A big open hand with room for something on every finger."""
    scene.p.fillRect(0, 0, 1500, 1000, QColor("#F7EFD9"))
    scene.oval(750, 560, 560, 420, "#EFE0BE")
    skin, edge = "#C98F66", "#A66F49"
    fingers: tuple[tuple[Point, Point], ...] = (
        ((580, 780), (300, 560)), ((640, 660), (500, 235)), ((742, 620), (730, 150)), ((850, 650), (960, 225)),
        ((910, 740), (1160, 420)),
    )  # fmt: skip
    for colour, grow in ((edge, 12), (skin, 0)):
        for start, end in fingers:
            scene.stroke([start, end], 132 + grow, colour)
        scene.block(560 - grow / 2, 600 - grow / 2, 370 + grow, 330 + grow, colour, 150)
        scene.block(620 - grow / 2, 850, 250 + grow, 150, colour)
    for n, (_start, end) in enumerate(fingers):
        scene.oval(*end, 54, 54, "#FBF8F1")
        _sign(scene, end, n)
    heart = QPainterPath(QPointF(745, 860))
    heart.cubicTo(QPointF(600, 760), QPointF(660, 660), QPointF(745, 735))
    heart.cubicTo(QPointF(830, 660), QPointF(890, 760), QPointF(745, 860))
    scene.fill(heart, "#D96F5F")


def _sign(scene: Scene, at: Point, number: int) -> None:
    """A face in each finger: someone of every kind."""
    skins = ("#F0C9A8", "#8D5A3C", "#D9A57C", "#6A4430", "#F3D3B5")
    hair = ("#B5653A", "#2A211E", "#A9A6AE", "#7B5C8E", "#D9B05E")
    x, y = at
    scene.oval(x, y - 6, 46, 44, hair[number])
    scene.oval(x, y + 6, 37, 37, skins[number])
    for side in (-13, 13):
        scene.oval(x + side, y + 2, 4.5, 6, INK)
    scene.curve(x, y + 19, 12, 5, 4, "#5A2E2E")


PICTURES = {
    "strumporna.png": socks, "planeten.png": planet, "gungan.png": swing,
    "skogsgarden.png": yard, "tornet.png": tower,
    "magen.png": lump, "krokarna.png": hooks, "handen.png": hand,
}  # fmt: skip

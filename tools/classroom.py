"""Pictures of the add-on lessons: lines to compare, shelves of books, and days in the forest school."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainterPath, QPen

from tools.animals import BEAR, FOX, HARE, HEDGEHOG, MOUSE, OWL, SQUIRREL, animal
from tools.figures import INK, Look, Pose, Scene
from tools.forest import LAP, REST, UP

POINTS = (((-0.5, 1.3), (-0.4, 2.6)), ((0.9, 0.8), (2.0, 0.6)))
POINTS_LEFT = (((-0.9, 0.8), (-2.0, 0.6)), ((0.5, 1.3), (0.4, 2.6)))
HOLDS = (((-0.5, 1.6), (0.9, 2.2)), ((0.5, 1.6), (-0.9, 2.2)))
CARRIES = (((-0.7, 0.8), (0.2, 0.9)), ((0.7, 0.8), (-0.2, 0.9)))


# --- grounds --------------------------------------------------------------------------------------------


def _room(scene: Scene) -> None:
    """A room in the forest school: a wooden wall, a window and a rug."""
    scene.p.fillRect(0, 0, 1500, 640, QColor("#F3E7D3"))
    for n in range(8):
        scene.block(0, 70 + n * 76, 1500, 3, "#E6D6BB")
    scene.block(560, 90, 380, 270, "#A67C55", 12)
    scene.block(578, 108, 344, 234, "#CFE3EA", 6)
    scene.p.setClipRect(QRectF(578, 108, 344, 234))
    scene.oval(640, 350, 110, 60, "#9DBB92")
    scene.oval(850, 356, 130, 76, "#8CAC84")
    scene.p.setClipping(False)
    scene.block(560, 330, 380, 34, "#A67C55", 8)
    scene.block(744, 100, 14, 250, "#A67C55")
    floor = QLinearGradient(0, 630, 0, 1000)
    floor.setColorAt(0, QColor("#CDAA80"))
    floor.setColorAt(1, QColor("#BD9870"))
    scene.p.fillRect(0, 630, 1500, 370, floor)
    scene.oval(750, 870, 690, 110, "#D9B9A6")
    scene.oval(750, 870, 640, 94, "#E3C9B8")


def _meadow(scene: Scene) -> None:
    """Grass, hills and two round trees."""
    sky = QLinearGradient(0, 0, 0, 520)
    sky.setColorAt(0, QColor("#CFE3EA"))
    sky.setColorAt(1, QColor("#F4F2E4"))
    scene.p.fillRect(0, 0, 1500, 560, sky)
    scene.oval(280, 560, 640, 150, "#C9D9BB")
    scene.oval(1230, 570, 660, 180, "#BFD3B4")
    scene.tree(130, 560, 330, "#8FB283", "#A4C398")
    scene.tree(1400, 570, 380, "#7FA676", "#97BA8D")
    grass = QLinearGradient(0, 530, 0, 1000)
    grass.setColorAt(0, QColor("#C6D6A8"))
    grass.setColorAt(1, QColor("#AEC48D"))
    scene.p.fillRect(0, 540, 1500, 460, grass)


# --- T1 -------------------------------------------------------------------------------------------------


def workshop(scene: Scene) -> None:
    """A squirrel mends a cart, a bear rocks a doll, a hare dances and a hedgehog lifts a log."""
    _room(scene)
    _cart(scene, 300, 880)
    hammer = (((-0.5, 1.3), (-0.3, 2.4)), ((1.0, -0.2), (1.5, -1.4)))
    animal(scene, 150, 900, 350, SQUIRREL, Pose(arms=hammer, gaze=(0.8, 0.4), mouth="smile"))
    scene.stroke([(222, 660), (262, 560)], 14, "#8A6142")
    scene.block(228, 530, 76, 38, "#6F7580", 8)
    animal(scene, 610, 900, 440, BEAR, Pose(arms=HOLDS, gaze=(0.1, 0.7), mouth="smile"))
    _doll(scene, 610, 740)
    step = (((-0.4, 1.8), (-0.6, 3.6)), ((1.2, 1.0), (1.9, 1.9)))
    animal(scene, 960, 900, 400, HARE, Pose(arms=UP, legs=step, gaze=(0.2, -0.3), mouth="open"))
    scene.stroke([(855, 640), (800, 600), (770, 670), (720, 640)], 16, "#C77FA8")
    animal(scene, 1290, 900, 370, HEDGEHOG, Pose(arms=UP, gaze=(0.0, -0.2), mouth="smile"))
    scene.block(1110, 555, 360, 62, "#8A6142", 30)
    scene.oval(1466, 586, 22, 31, "#D9B48C")


def _cart(scene: Scene, x: float, ground: float) -> None:
    scene.block(x - 70, ground - 130, 190, 80, "#A8434F", 10)
    scene.block(x - 70, ground - 130, 190, 22, "#C25A66", 8)
    for wheel in (x - 30, x + 80):
        scene.oval(wheel, ground - 40, 42, 42, "#4A4550")
        scene.oval(wheel, ground - 40, 16, 16, "#D9D2C4")


def _doll(scene: Scene, x: float, y: float) -> None:
    scene.oval(x, y + 6, 84, 46, "#F4EFE4")
    scene.oval(x - 6, y + 12, 66, 34, "#D9C3E0")
    scene.oval(x + 52, y - 16, 34, 32, "#E8CBA4")
    scene.curve(x + 44, y - 18, 6, 4, 4, INK)
    scene.curve(x + 62, y - 18, 6, 4, 4, INK)


def cloak(scene: Scene) -> None:
    """A bear has put on a glittering cloak from the box; a hare points, a mouse sees, the owl is not looking."""
    _room(scene)
    scene.block(560, 720, 330, 150, "#8A6142", 12)
    scene.block(548, 690, 354, 46, "#A67C55", 12)
    for x, colour in ((600, "#D9A441"), (690, "#5B8FA6"), (790, "#7C8F5A")):
        scene.oval(x, 690, 56, 34, colour)
    cape = QPainterPath(QPointF(1000, 600))
    cape.quadTo(QPointF(880, 760), QPointF(870, 905))
    cape.lineTo(1250, 905)
    cape.quadTo(QPointF(1240, 760), QPointF(1120, 600))
    cape.closeSubpath()
    scene.fill(cape, "#8E6FB5")
    animal(scene, 1060, 900, 430, BEAR, Pose(arms=LAP, gaze=(-0.5, 0.9), mouth="sad"))
    for x, y in (
        (905, 860),
        (940, 780),
        (1212, 850),
        (1190, 770),
        (920, 700),
        (1206, 690),
        (960, 880),
        (1160, 880),
    ):
        scene.oval(x, y, 9, 9, "#F6E3A1")
    scene.stroke([(1002, 650), (1060, 672), (1118, 650)], 20, "#6F549A")
    scene.oval(1060, 674, 16, 16, "#F2C879")
    animal(scene, 380, 900, 370, HARE, Pose(arms=POINTS, gaze=(0.9, 0.2), mouth="open"))
    animal(scene, 150, 940, 320, MOUSE, Pose(arms=LAP, gaze=(0.9, 0.0), mouth="flat"))
    animal(scene, 1380, 720, 260, OWL, Pose(arms=REST, gaze=(0.2, 0.9)))


# --- T2 -------------------------------------------------------------------------------------------------

_BUST = Pose(arms=REST, gaze=(0.0, 0.0))
_ALIKE = (
    Look("#F6D9BF", "#D9A95B", "#5B7FA6", "#46506B", "short"),
    Look("#F3D3B5", "#C58B3F", "#A8434F", "#46506B", "long"),
    Look("#F6D9BF", "#A9713F", "#7C8F5A", "#46506B", "short"),
    Look("#F3D3B5", "#D9A95B", "#D9A441", "#46506B", "braids"),
    Look("#F6D9BF", "#C58B3F", "#8C5E86", "#46506B", "bun"),
)
_MANY = (
    Look("#F3D3B5", "#C58B3F", "#5B7FA6", "#46506B", "long"),
    Look("#6A4430", "#231C1A", "#E0B04C", "#46506B", "braids"),
    Look("#D9A57C", "#7B5C8E", "#A8434F", "#46506B", "scarf"),
    Look("#E8B894", "#2E2522", "#7C8F5A", "#46506B", "short"),
    Look("#8D5A3C", "#2A211E", "#C7653F", "#46506B", "curls"),
    Look("#C98F63", "#E6E2DA", "#8C5E86", "#46506B", "bun"),
)
_COVERS = ("#CFE3EA", "#F3D9CF", "#DCE7D2", "#F2E3B3", "#E2D6EA", "#D8E6DE")


def shelf(scene: Scene) -> None:
    """Six books on a shelf; the five people on them look much alike, and there is a bear."""
    _boards(scene)
    for n, look in enumerate(_ALIKE):
        _book(scene, n, look)
    _book(scene, 5, None)


def new_shelf(scene: Scene) -> None:
    """The same shelf with six books that show many kinds of people."""
    _boards(scene)
    for n, look in enumerate(_MANY):
        _book(scene, n, look)


def _boards(scene: Scene) -> None:
    scene.p.fillRect(0, 0, 1500, 1000, QColor("#F3E7D3"))
    scene.block(60, 30, 1380, 940, "#A67C55", 18)
    scene.block(90, 60, 1320, 880, "#EAD9BC", 10)
    for y in (478, 908):
        scene.block(60, y, 1380, 36, "#8A6142", 8)


def _book(scene: Scene, number: int, look: Look | None) -> None:
    """A book with a face on its cover; without a look it is a bear's."""
    x, y = 160 + number % 3 * 420, 92 + number // 3 * 430
    scene.block(x + 10, y + 10, 340, 380, "#33000000", 10)
    scene.block(x, y, 340, 386, _COVERS[number], 10)
    scene.block(x, y, 34, 386, QColor(_COVERS[number]).darker(116).name(), 10)
    scene.p.setClipRect(QRectF(x + 40, y + 20, 294, 346))
    if look is None:
        animal(scene, x + 187, y + 560, 560, BEAR, Pose(arms=REST, mouth="smile"))
    else:
        scene.upper((x + 187, y + 420), 62, look, _BUST)
    scene.p.setClipping(False)


def crown(scene: Scene) -> None:
    """A hedgehog is sad, a bear holds a book with a fox as king, a squirrel holds a crown, the owl looks away."""
    _room(scene)
    animal(scene, 1250, 900, 380, HEDGEHOG, Pose(arms=LAP, gaze=(0.1, 1.0), mouth="sad"))
    animal(scene, 800, 890, 400, BEAR, Pose(arms=HOLDS, gaze=(0.8, 0.2), mouth="open"))
    scene.block(690, 690, 220, 150, "#3F6C8F", 10)
    scene.block(704, 702, 192, 126, "#FBF8F1", 6)
    animal(scene, 800, 826, 112, FOX, Pose(arms=REST))
    _gold(scene, 800, 728, 34)
    hold = (((-0.5, 1.3), (-0.4, 2.6)), ((0.9, 0.9), (1.9, 0.6)))
    animal(scene, 280, 920, 400, SQUIRREL, Pose(arms=hold, gaze=(0.9, 0.1), mouth="flat"))
    _gold(scene, 452, 742, 78)
    animal(scene, 1050, 640, 210, OWL, Pose(arms=REST, gaze=(-0.8, -0.2)))


def _gold(scene: Scene, x: float, y: float, half: float) -> None:
    """A crown of gold paper, its foot at y."""
    path = QPainterPath(QPointF(x - half, y))
    for share, tall in ((-1.0, 0.95), (-0.5, 0.4), (0.0, 1.15), (0.5, 0.4), (1.0, 0.95), (1.0, 0.0)):
        path.lineTo(x + share * half, y - tall * half)
    path.closeSubpath()
    scene.fill(path, "#E7B93F")
    scene.block(x - half, y - 0.22 * half, 2 * half, 0.26 * half, "#C9982B", 3)


# --- T3 -------------------------------------------------------------------------------------------------


def plank(scene: Scene) -> None:
    """A bear and a mouse carry a plank together, and a fox holds out half an apple to a hare."""
    _meadow(scene)
    animal(scene, 200, 880, 400, BEAR, Pose(arms=CARRIES, gaze=(0.8, 0.3), mouth="smile"))
    animal(scene, 640, 880, 320, MOUSE, Pose(arms=CARRIES, gaze=(-0.5, -0.2), mouth="smile"))
    scene.stroke([(90, 724), (760, 766)], 34, "#B98B62")
    scene.stroke([(90, 716), (760, 758)], 6, "#D2A87E")
    animal(scene, 980, 890, 380, FOX, Pose(arms=POINTS, gaze=(0.8, 0.1), mouth="smile"))
    animal(scene, 1290, 890, 380, HARE, Pose(arms=POINTS_LEFT, gaze=(-0.8, 0.2), mouth="open"))
    for x in (1122, 1158):
        scene.oval(x, 742, 24, 26, "#C7453F")
        scene.oval(x, 744, 15, 18, "#F6E9C9")


def den(scene: Scene) -> None:
    """A fox and a mouse in a den of branches; the mouse says stop with its paw, a squirrel with a blanket stands outside."""
    _meadow(scene)
    scene.fill(_tent(80, 760), "#8A6A52")
    scene.fill(_tent(190, 650), "#5E4938")
    for x in (150, 300, 540, 690):
        scene.stroke([(x, 880), (420, 300)], 18, "#A67C55")
    animal(scene, 330, 890, 330, FOX, Pose(arms=LAP, gaze=(0.7, 0.2), mouth="flat"))
    animal(scene, 590, 900, 310, MOUSE, Pose(arms=POINTS, gaze=(0.9, 0.0), mouth="open"))
    animal(scene, 1120, 890, 370, SQUIRREL, Pose(arms=HOLDS, gaze=(0.1, 1.0), mouth="sad"))
    scene.block(1030, 742, 180, 92, "#5B8FA6", 20)
    for x in (1062, 1110, 1158):
        scene.block(x, 742, 14, 92, "#E9F1F3")
    animal(scene, 1380, 700, 230, OWL, Pose(arms=REST, gaze=(0.6, 0.1)))


def _tent(left: float, right: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, 890))
    path.lineTo(420, 300)
    path.lineTo(right, 890)
    path.closeSubpath()
    return path


# --- T4 -------------------------------------------------------------------------------------------------


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


def rock(scene: Scene) -> None:
    """A hare stands on a high rock and is afraid; two below wave it down into the leaves, a hedgehog waits, the owl rakes."""
    _meadow(scene)
    stone = QPainterPath(QPointF(430, 900))
    stone.lineTo(500, 560)
    stone.quadTo(QPointF(640, 470), QPointF(790, 560))
    stone.lineTo(850, 900)
    stone.closeSubpath()
    scene.fill(stone, "#9A958E")
    scene.oval(640, 552, 130, 34, "#B1ACA4")
    animal(scene, 640, 560, 300, HARE, Pose(arms=HOLDS, gaze=(0.6, 0.7), mouth="sad"))
    for x, y, colour in (
        (960, 890, "#D98A3F"), (1050, 860, "#C7653F"), (1140, 890, "#D9A441"), (1010, 920, "#B5763A"),
        (1100, 925, "#D98A3F"), (1190, 920, "#C7653F"), (920, 930, "#D9A441"),
    ):  # fmt: skip
        scene.oval(x, y, 86, 34, colour)
    animal(scene, 1000, 900, 330, SQUIRREL, Pose(arms=UP, gaze=(-0.8, -0.6), mouth="open"))
    animal(scene, 1260, 910, 350, FOX, Pose(arms=UP, gaze=(-0.9, -0.5), mouth="open"))
    animal(scene, 260, 910, 340, HEDGEHOG, Pose(arms=LAP, gaze=(0.8, -0.6), mouth="flat"))
    animal(scene, 1400, 690, 210, OWL, Pose(arms=REST, gaze=(0.6, 0.2)))


# --- T5 -------------------------------------------------------------------------------------------------


def three_days(scene: Scene) -> None:
    """Three pictures in one: the same cap hangs in the tree on the first, the second and the third day."""
    scene.p.fillRect(0, 0, 1500, 1000, QColor("#F6F1E6"))
    for number in range(3):
        x = 30 + number * 490
        scene.block(x + 8, 98, 460, 740, "#DDD3C0", 24)
        scene.block(x, 90, 460, 740, "#DCE9E4", 24)
        scene.block(x, 590, 460, 240, "#BCCF9B", 24)
        scene.block(x, 590, 460, 60, "#BCCF9B")
        scene.stroke([(x + 330, 720), (x + 330, 380)], 34, "#7C604A")
        scene.oval(x + 320, 260, 120, 120, "#8CAC84")
        scene.stroke([(x + 330, 430), (x + 210, 370)], 16, "#7C604A")
        _cap(scene, x + 200, 372)
        sad = ("flat", "sad", "sad")[number]
        animal(
            scene,
            x + 120,
            780,
            250,
            MOUSE,
            Pose(arms=UP if number == 0 else LAP, gaze=(0.4, -0.6 + number * 0.8), mouth=sad),
        )
        animal(scene, x + 360, 790, 230, SQUIRREL, Pose(arms=LAP, gaze=(-0.8, 0.0), mouth="smile"))
        for dot in range(number + 1):
            scene.oval(x + 230 + (dot - number / 2) * 56, 900, 19, 19, INK)


def _cap(scene: Scene, x: float, y: float) -> None:
    """A knitted cap, with its rim at y."""
    scene.oval(x, y - 22, 44, 44, "#C7453F")
    scene.block(x - 52, y - 14, 104, 30, "#E9D9C4", 14)
    scene.oval(x, y - 70, 16, 16, "#E9D9C4")


def cap_in_tree(scene: Scene) -> None:
    """A cap hangs in a tree; a mouse looks down, two laugh, a fox sees, the owl stands by the house."""
    _meadow(scene)
    scene.stroke([(760, 700), (760, 300)], 50, "#7C604A")
    for dx, dy, r in ((0, 0, 190), (-150, 60, 120), (150, 70, 120)):
        scene.oval(760 + dx, 200 + dy, r, r, "#8CAC84")
    scene.stroke([(760, 430), (610, 370)], 22, "#7C604A")
    _cap(scene, 596, 372)
    animal(scene, 520, 890, 300, MOUSE, Pose(arms=LAP, gaze=(0.1, 1.0), mouth="sad"))
    animal(scene, 900, 880, 340, SQUIRREL, Pose(arms=POINTS_LEFT, gaze=(-0.8, -0.2), mouth="smile"))
    animal(scene, 1120, 890, 360, HARE, Pose(arms=HOLDS, gaze=(-0.9, 0.0), mouth="smile"))
    animal(scene, 210, 920, 360, FOX, Pose(arms=REST, gaze=(0.9, -0.1), mouth="flat"))
    animal(scene, 1370, 700, 230, OWL, Pose(arms=REST, gaze=(0.7, 0.1)))


PICTURES = {
    "verkstaden.png": workshop,
    "manteln.png": cloak,
    "hyllan.png": shelf,
    "nya-hyllan.png": new_shelf,
    "kronan.png": crown,
    "plankan.png": plank,
    "kojan.png": den,
    "linjerna.png": lines,
    "stenen.png": rock,
    "tre-dagar.png": three_days,
    "mossan.png": cap_in_tree,
}

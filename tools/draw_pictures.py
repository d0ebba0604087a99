"""Draws the pictures that lessons show, as PNG; the same bytes every time: `python tools/draw_pictures.py FOLDER`.

Our own drawings: calm shapes that are read from the back row, and nobody who could be recognised.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QRectF, Qt  # noqa: E402
from PySide6.QtGui import QColor, QGuiApplication, QImage, QLinearGradient, QPen  # noqa: E402

from tools import classroom, clearing, forest, homes  # noqa: E402
from tools.figures import INK, Look, Pose, Scene  # noqa: E402

SIZE = (1500, 1000)
REST = (((-0.5, 1.6), (-0.3, 3.0)), ((0.5, 1.6), (0.3, 3.0)))


# --- the schoolyard -------------------------------------------------------------------------------------


def schoolyard(scene: Scene) -> None:
    """A break: some play with a ball, one stands by the fence, one looks that way, and an adult is far off."""
    _behind(scene)
    _fence(scene)
    adult = Look("#E8B894", "#6B4A36", "#D9A441", "#46506B", "bun")
    scene.person(330, 498, 190, adult, Pose(gaze=(-0.6, 0.1), mouth="flat"))
    _reading(scene)
    _alone(scene)
    _looking(scene)
    _playing(scene)


def _behind(scene: Scene) -> None:
    sky = QLinearGradient(0, 0, 0, 430)
    sky.setColorAt(0, QColor("#CFE3EA"))
    sky.setColorAt(1, QColor("#EEF3EC"))
    scene.p.fillRect(0, 0, 1500, 430, sky)
    scene.oval(1120, 470, 620, 150, "#BFD3B4")
    scene.block(0, 90, 800, 370, "#D9A184")
    scene.block(0, 66, 824, 40, "#A8654B", 6)
    for x in (40, 500, 640):
        for y in (150, 290):
            scene.block(x, y, 104, 96, "#F4EFE4", 6)
            scene.block(x + 8, y + 8, 40, 80, "#B7D0DA", 3)
            scene.block(x + 56, y + 8, 40, 80, "#B7D0DA", 3)
    scene.block(215, 262, 200, 198, "#8B5A46", 8)
    scene.block(232, 280, 78, 180, "#5E7F86", 4)
    scene.block(320, 280, 78, 180, "#5E7F86", 4)
    scene.block(195, 236, 240, 30, "#A8654B", 6)
    scene.tree(930, 470, 210, "#8FB283", "#A4C398")
    scene.tree(1330, 480, 260, "#7FA676", "#97BA8D")
    ground = QLinearGradient(0, 450, 0, 1000)
    ground.setColorAt(0, QColor("#DCD5C8"))
    ground.setColorAt(1, QColor("#CDC4B4"))
    scene.p.fillRect(0, 452, 1500, 548, ground)
    scene.p.setPen(QPen(QColor("#EFEADF"), 10))
    scene.p.drawEllipse(QRectF(60, 640, 800, 270))
    scene.p.setPen(Qt.PenStyle.NoPen)


def _fence(scene: Scene) -> None:
    for y in (500, 610):
        scene.block(1060, y, 440, 16, "#7A8A78", 6)
    for x in range(1060, 1500, 44):
        scene.block(x, 462, 16, 190, "#8D9C8A", 8)


def _alone(scene: Scene) -> None:
    look = Look("#F0C9A8", "#7A4A2B", "#5B7FA6", "#3F4457", "short")
    hands = (((-0.25, 1.5), (0.75, 2.5)), ((0.25, 1.5), (-0.75, 2.5)))
    scene.person(1345, 745, 330, look, Pose(arms=hands, gaze=(-0.3, 1.0), mouth="flat"))


def _reading(scene: Scene) -> None:
    """One who sits with a book and does not see."""
    u, hip = 25.0, (800.0, 560.0)
    look = Look("#F2CDB0", "#B5653A", "#7C8F5A", "#46506B", "long")
    scene.oval(805, 622, 100, 10, "#33000000")
    for x in (730, 870):
        scene.block(x, 566, 12, 56, "#6F5A4A", 4)
    scene.block(712, 520, 190, 14, "#9A7B62", 6)
    for side in (-0.55, 0.55):
        joint = (hip[0] + side * u, hip[1])
        foot = (joint[0] + 0.3 * u, hip[1] + 2.2 * u)
        scene.stroke([joint, (joint[0] + 0.25 * u, hip[1] + 0.5 * u), foot], 0.95 * u, look.legs)
        scene.stroke([foot, (foot[0] + 0.3 * u, foot[1])], 0.6 * u, look.shoes)
    scene.block(708, 562, 198, 16, "#B09074", 6)
    hands = (((-0.3, 1.4), (0.5, 2.0)), ((0.3, 1.4), (-0.5, 2.0)))
    scene.upper(hip, u, look, Pose(arms=hands, gaze=(0.0, 1.0)))
    scene.block(hip[0] - 1.0 * u, hip[1] - 1.3 * u, 2.0 * u, 1.3 * u, "#3F6C8F", 3)
    scene.block(hip[0] - 0.06 * u, hip[1] - 1.3 * u, 0.12 * u, 1.3 * u, "#F4EFE4")


def _looking(scene: Scene) -> None:
    look = Look("#8D5A3C", "#2A211E", "#C7653F", "#46506B", "curls")
    hands = (((-0.45, 1.6), (-0.3, 3.0)), ((0.5, 1.6), (0.7, 3.0)))
    scene.person(1010, 850, 345, look, Pose(arms=hands, gaze=(1.0, 0.0), mouth="flat"))


def _playing(scene: Scene) -> None:
    reach = (((-0.9, -0.5), (-1.5, -1.9)), ((0.9, -0.5), (1.4, -1.9)))
    run = (((-0.9, 1.6), (-1.9, 3.2)), ((0.9, 1.5), (0.5, 3.7)))
    scarf = Look("#D9A57C", "#7B5C8E", "#4F8A83", "#3F4457", "scarf")
    scene.person(640, 690, 300, scarf, Pose(arms=reach, legs=run, gaze=(-0.7, -0.7), mouth="open"))
    wheels = Look("#F3D3B5", "#C58B3F", "#A8434F", "#4C6079", "short")
    out = (((-0.9, 0.9), (-0.2, 2.2)), ((1.1, 0.2), (2.2, -0.8)))
    scene.in_wheelchair(175, 870, 350, wheels, Pose(arms=out, gaze=(0.8, -0.6), mouth="smile"))
    braids = Look("#6A4430", "#231C1A", "#E0B04C", "#5A4A73", "braids")
    throw = (((-1.2, 0.2), (-1.9, -1.0)), ((1.0, 1.0), (1.9, 0.4)))
    scene.person(520, 930, 345, braids, Pose(arms=throw, legs=run, gaze=(-0.7, -0.6), mouth="smile"))
    scene.oval(392, 560, 34, 34, "#E9E4DA")
    scene.oval(392, 560, 34, 34, "#D96F43")
    scene.stroke([(366, 546), (392, 556), (418, 546)], 4, "#A54C28")
    scene.stroke([(368, 576), (392, 566), (416, 576)], 4, "#A54C28")


# --- the corridor ---------------------------------------------------------------------------------------


def corridor(scene: Scene) -> None:
    """Someone holds another's cap too high: some see it, some do not yet, and an adult is far off."""
    _hall(scene)
    adult = Look("#D9A57C", "#3A2C26", "#8C5E86", "#46506B", "short")
    scene.person(640, 506, 190, adult, Pose(gaze=(-0.8, 0.1), mouth="flat"))
    _by_the_lockers(scene)
    _the_cap(scene)
    _around(scene)


def _hall(scene: Scene) -> None:
    scene.p.fillRect(0, 0, 1500, 500, QColor("#EFE7D8"))
    scene.block(0, 0, 1500, 44, "#E2D8C6")
    for n in range(6):
        scene.block(14 + n * 84, 150, 78, 330, ("#7FA3A8", "#8FB0B3")[n % 2], 6)
        scene.block(38 + n * 84, 186, 30, 6, "#5F8288", 3)
        scene.block(38 + n * 84, 202, 30, 6, "#5F8288", 3)
        scene.oval(80 + n * 84, 330, 6, 6, "#4F6C72")
    scene.block(548, 150, 184, 330, "#A9785A", 8)
    scene.block(564, 166, 152, 314, "#F7EFD9", 4)
    scene.block(800, 120, 300, 190, "#C9A178", 8)
    scene.block(814, 134, 272, 162, "#E4CBA4", 4)
    for x, y, width, height, colour in (
        (832, 150, 70, 90, "#FBF8F1"), (918, 158, 62, 56, "#CFE3EA"), (998, 148, 68, 84, "#F3D9CF"),
        (920, 232, 58, 44, "#DCE7D2"), (1000, 246, 60, 36, "#FBF8F1"),
    ):  # fmt: skip
        scene.block(x, y, width, height, colour, 3)
    scene.block(1180, 90, 260, 260, "#FBF8F1", 6)
    for x in (1192, 1316):
        scene.block(x, 102, 112, 236, "#C6DEE6", 3)
    ground = QLinearGradient(0, 480, 0, 1000)
    ground.setColorAt(0, QColor("#CBBFAE"))
    ground.setColorAt(1, QColor("#BDB09C"))
    scene.p.fillRect(0, 480, 1500, 520, ground)
    scene.block(0, 474, 1500, 12, "#A89A86")
    for y in (580, 730, 920):
        scene.block(0, y, 1500, 3, "#B3A592")


def _by_the_lockers(scene: Scene) -> None:
    """Two who talk; one of them could see past the other, one looks the other way."""
    hands = (((-0.5, 1.3), (0.2, 2.2)), ((0.5, 1.3), (0.9, 2.0)))
    scarf = Look("#F3D3B5", "#7B5C8E", "#C7653F", "#46506B", "scarf")
    scene.person(110, 668, 285, scarf, Pose(arms=hands, gaze=(0.9, 0.0)))
    short = Look("#8D5A3C", "#2A211E", "#E0B04C", "#3F4457", "short")
    talks = (((-0.6, 1.2), (-1.3, 0.9)), ((0.5, 1.6), (0.4, 3.0)))
    scene.person(290, 672, 285, short, Pose(arms=talks, gaze=(-0.9, 0.0), mouth="open"))


def _the_cap(scene: Scene) -> None:
    high = (((-0.5, 1.6), (-0.3, 3.0)), ((1.0, -0.9), (0.9, -3.6)))
    holds = Look("#F0C9A8", "#7A4A2B", "#5B7FA6", "#3F4457", "short")
    scene.person(825, 800, 350, holds, Pose(arms=high, gaze=(0.6, 0.1)))
    scene.block(862, 396, 82, 60, "#A8434F", 30)
    scene.block(862, 428, 82, 24, "#A8434F", 4)
    scene.block(862, 444, 128, 14, "#8A3540", 7)
    scene.oval(903, 396, 7, 5, "#8A3540")
    up = (((-1.3, -0.9), (-1.8, -3.0)), ((0.7, 1.3), (0.9, 2.6)))
    wants = Look("#E8B894", "#3A2C26", "#7C8F5A", "#5A4A73", "curls")
    scene.person(1030, 815, 295, wants, Pose(arms=up, gaze=(-0.7, -0.7), mouth="flat", lean=-0.2))


def _around(scene: Scene) -> None:
    still = (((-0.6, 1.5), (0.3, 2.1)), ((0.6, 1.5), (-0.3, 2.0)))
    braids = Look("#6A4430", "#231C1A", "#4F8A83", "#5A4A73", "braids")
    scene.person(610, 905, 345, braids, Pose(arms=still, gaze=(1.0, -0.2), mouth="flat"))
    rolls = (((-0.9, 0.9), (-0.2, 2.2)), ((0.9, 1.0), (1.1, 2.1)))
    wheels = Look("#D9A57C", "#4A3328", "#A8434F", "#4C6079", "bun")
    scene.in_wheelchair(330, 945, 345, wheels, Pose(arms=rolls, gaze=(0.9, -0.4), mouth="flat"))
    merry = (((-0.7, 1.0), (0.4, 0.2)), ((0.5, 1.6), (0.3, 3.0)))
    long = Look("#F2CDB0", "#C58B3F", "#D9A441", "#46506B", "long")
    scene.person(1235, 915, 340, long, Pose(arms=merry, gaze=(-1.0, -0.2)))
    phone = (((-0.5, 1.4), (0.6, 1.9)), ((0.5, 1.4), (-0.6, 1.9)))
    down = Look("#F2CDB0", "#B5653A", "#6F7FA8", "#3F4457", "cap")
    scene.person(1405, 740, 300, down, Pose(arms=phone, gaze=(0.0, 1.0), mouth="flat"))
    scene.block(1386, 586, 40, 26, "#2B2A33", 5)


# --- the bus stop ---------------------------------------------------------------------------------------


def bus_stop(scene: Scene) -> None:
    """Two throw someone's bag over the head of its owner; the others wait for the bus, and some of them see."""
    _snow(scene)
    _bus(scene)
    _in_the_shelter(scene)
    _the_bag(scene)
    _who_wait(scene)


def _snow(scene: Scene) -> None:
    sky = QLinearGradient(0, 0, 0, 480)
    sky.setColorAt(0, QColor("#B9CDD8"))
    sky.setColorAt(1, QColor("#E9ECEB"))
    scene.p.fillRect(0, 0, 1500, 480, sky)
    for x, width, height, colour in (
        (0, 260, 240, "#C9B4A0"), (270, 220, 320, "#B8A9A6"), (500, 300, 200, "#CDBFA8"), (1180, 320, 300, "#C2B0A4"),
    ):  # fmt: skip
        scene.block(x, 470 - height, width, height, colour)
        scene.block(x - 8, 462 - height, width + 16, 16, "#FBFBF8", 8)
        for window in range(x + 34, x + width - 50, 76):
            for y in range(500 - height, 400, 84):
                scene.block(window, y, 38, 46, "#F3DFA6", 4)
    ground = QLinearGradient(0, 460, 0, 1000)
    ground.setColorAt(0, QColor("#EEF2F3"))
    ground.setColorAt(1, QColor("#DCE4E7"))
    scene.p.fillRect(0, 460, 1500, 540, ground)
    scene.block(0, 500, 1500, 90, "#AEB6BB")
    scene.block(0, 588, 1500, 12, "#C9D0D3")
    for n in range(60):
        scene.oval((n * 257) % 1500, (n * 149) % 980, 4 + n % 3, 4 + n % 3, "#FFFFFF")


def _bus(scene: Scene) -> None:
    """The bus on its way, the driver behind the window."""
    scene.block(1010, 330, 420, 230, "#A8434F", 26)
    scene.block(1010, 440, 420, 18, "#F4EFE4")
    for x in (1120, 1226, 1332):
        scene.block(x, 356, 92, 70, "#C6DEE6", 8)
    scene.block(1024, 352, 84, 88, "#C6DEE6", 10)
    scene.oval(1066, 404, 20, 22, "#8D5A3C")
    scene.block(1044, 418, 44, 22, "#3F4457", 10)
    for x in (1094, 1340):
        scene.oval(x, 560, 38, 38, "#3E4457")
        scene.oval(x, 560, 16, 16, "#C9D0D3")


def _in_the_shelter(scene: Scene) -> None:
    for x in (34, 338):
        scene.block(x, 380, 12, 330, "#7C8790", 4)
    scene.block(46, 400, 292, 250, "#66C6DEE6", 4)
    scene.block(10, 360, 370, 26, "#5E6A73", 10)
    scene.block(6, 350, 378, 16, "#FBFBF8", 8)
    scene.block(70, 648, 240, 16, "#9A7B62", 6)
    for x in (92, 276):
        scene.block(x, 660, 12, 54, "#6F5A4A", 4)
    music = (((-0.5, 1.4), (0.5, 2.2)), ((0.5, 1.4), (-0.5, 2.2)))
    sits = Look("#D9A57C", "#3A2C26", "#8C5E86", "#46506B", "cap")
    for side in (-0.55, 0.55):
        knee = (180 + side * 27 + 8, 664)
        scene.stroke([(180 + side * 27, 646), knee, (knee[0] + 4, 712)], 26, sits.legs)
        scene.stroke([(knee[0] + 4, 714), (knee[0] + 16, 714)], 16, sits.shoes)
    scene.upper((180, 646), 27, sits, Pose(arms=music, gaze=(0.0, 1.0), mouth="flat"))
    scene.block(166, 596, 34, 22, INK, 5)


def _the_bag(scene: Scene) -> None:
    throw = (((-0.5, 1.5), (-0.3, 2.9)), ((1.2, -0.2), (1.9, -1.9)))
    catch = (((-1.2, -0.2), (-1.9, -1.9)), ((0.9, 0.2), (1.4, -1.0)))
    left = Look("#F3D3B5", "#C58B3F", "#4F8A83", "#3F4457", "long")
    right = Look("#E8B894", "#7A4A2B", "#D9A441", "#46506B", "cap")
    scene.person(590, 800, 330, left, Pose(arms=throw, gaze=(0.8, -0.3)))
    scene.person(1010, 800, 340, right, Pose(arms=catch, gaze=(-0.8, -0.3)))
    up = (((-0.8, -0.8), (-0.9, -2.8)), ((0.8, -0.8), (0.9, -2.8)))
    owner = Look("#F0C9A8", "#B5653A", "#5B7FA6", "#4C4468", "short")
    scene.person(800, 850, 300, owner, Pose(arms=up, gaze=(0.1, -0.8), mouth="flat"))
    scene.stroke([(762, 404), (800, 366), (838, 404)], 9, "#4A5A3C")
    scene.block(748, 398, 104, 92, "#7C8F5A", 20)
    scene.block(768, 446, 64, 34, "#63744A", 10)


def _who_wait(scene: Scene) -> None:
    hands = (((-0.6, 1.4), (0.2, 2.2)), ((0.6, 1.4), (-0.2, 2.2)))
    sees = Look("#8D5A3C", "#2A211E", "#C7653F", "#46506B", "curls")
    scene.person(400, 930, 350, sees, Pose(arms=hands, gaze=(1.0, -0.2), mouth="flat"))
    rolls = (((-0.9, 0.9), (-0.2, 2.2)), ((0.9, 1.0), (1.1, 2.1)))
    wheels = Look("#F2CDB0", "#4A3328", "#6F7FA8", "#3F4457", "short")
    scene.in_wheelchair(640, 975, 320, wheels, Pose(arms=rolls, gaze=(0.6, -0.6), mouth="flat"))
    talks = (((-0.6, 1.2), (-1.3, 0.9)), ((0.5, 1.6), (0.4, 3.0)))
    scarf = Look("#D9A57C", "#A8434F", "#4F8A83", "#46506B", "scarf")
    scene.person(1215, 900, 340, scarf, Pose(arms=REST, gaze=(0.9, 0.0)))
    braids = Look("#6A4430", "#231C1A", "#D9A441", "#5A4A73", "braids")
    scene.person(1385, 905, 335, braids, Pose(arms=talks, gaze=(-0.9, 0.0), mouth="open"))


PICTURES = {
    "skolgarden.png": schoolyard,
    "korridoren.png": corridor,
    "hallplatsen.png": bus_stop,
    **forest.PICTURES,
    **clearing.PICTURES,
    **homes.PICTURES,
    **classroom.PICTURES,
}


def main(folder: Path) -> int:
    """Write every picture into a folder."""
    application = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        image = QImage(*SIZE, QImage.Format.Format_RGB32)
        scene = Scene(image)
        scene.p.setPen(Qt.PenStyle.NoPen)
        draw(scene)
        scene.p.end()
        if not image.save(str(folder / name)):
            raise SystemExit(f"cannot write {folder / name}")
    del application
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    raise SystemExit(main(Path(sys.argv[1])))

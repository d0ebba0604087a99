"""Animals that the lessons for the youngest are told with: round, warm, and like nobody in the room."""

from dataclasses import dataclass
from math import cos, pi, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from tools.figures import DOWN, INK, Point, Pose, Scene

NOSE = "#3A2E2E"


@dataclass(frozen=True)
class Beast:
    """What tells one animal from another; without a jumper the belly shows."""

    kind: str  # hedgehog, hare, squirrel, bear, fox, mouse, owl
    fur: str
    light: str
    top: str = ""
    socks: tuple[str, str] | None = None


HEDGEHOG = Beast("hedgehog", "#E8CBA4", "#F6E6CD", "#5B8FA6")
HARE = Beast("hare", "#B9A48E", "#F1E8DC", "#D9A441")
SQUIRREL = Beast("squirrel", "#C4713D", "#F4DFC6", "#4F8A83")
BEAR = Beast("bear", "#8A6142", "#D9B48C", "#A8434F")
FOX = Beast("fox", "#D9803F", "#FBF1E4", "#6F7FA8")
MOUSE = Beast("mouse", "#A9A6AE", "#E9DDE0", "#8C5E86")
OWL = Beast("owl", "#8C7A64", "#EFE3CC", "#7C8F5A")


def animal(
    scene: Scene, x: float, ground: float, height: float, beast: Beast, pose: Pose, *, sit: bool = False
) -> None:
    """An animal on the ground at x; arms in tenths of its height, from its shoulders."""
    u = height / 10
    if not sit:
        scene.oval(x, ground + 0.05 * u, 2.6 * u, 0.45 * u, "#33000000")
    low = 1.5 * u if sit else 0.0
    hip, head = (
        (x, ground - 2.2 * u + low),
        (x + (pose.gaze[0] * 0.25 + pose.lean) * u, ground - 6.9 * u + low),
    )
    _tail(scene, hip, u, beast)
    if beast.kind == "hedgehog":
        _spines(scene, (x, hip[1] - 1.2 * u), 2.5 * u, u, 16)
    if not sit:
        _legs(scene, hip, ground, u, beast, pose)
    _trunk(scene, hip, u, beast)
    if sit:
        _soles(scene, x, ground, u, beast)
    _head(scene, head, u, beast, pose)
    _arms(scene, (x, hip[1] - 2.7 * u), u, beast, pose)


def _legs(scene: Scene, hip: Point, ground: float, u: float, beast: Beast, pose: Pose) -> None:
    for number, (side, (knee, foot)) in enumerate(zip((-0.9, 0.9), pose.legs, strict=True)):
        joint = (hip[0] + side * u, hip[1])
        bend = (joint[0] + knee[0] * u, joint[1] + knee[1] * 0.5 * u)
        end = (joint[0] + foot[0] * u, joint[1] + foot[1] * 0.5 * u)
        scene.stroke([joint, bend, end], 1.15 * u, beast.fur)
        paw = beast.fur
        if beast.socks is not None:
            paw = beast.socks[number]
            scene.stroke([bend, end], 1.25 * u, paw)
            scene.stroke([(bend[0] - 0.45 * u, bend[1]), (bend[0] + 0.45 * u, bend[1])], 0.35 * u, "#FBF8F1")
        scene.oval(end[0] + side * 0.25 * u, end[1] + 0.1 * u, 0.95 * u, 0.5 * u, paw)


def _soles(scene: Scene, x: float, ground: float, u: float, beast: Beast) -> None:
    for number, side in enumerate((-1.0, 1.0)):
        colour = beast.socks[number] if beast.socks is not None else beast.fur
        scene.oval(
            x + side * 1.35 * u, ground - 0.5 * u, 0.85 * u, 0.75 * u, QColor(colour).darker(106).name()
        )
        if beast.socks is None:
            scene.oval(x + side * 1.35 * u, ground - 0.45 * u, 0.4 * u, 0.35 * u, beast.light)


def _trunk(scene: Scene, hip: Point, u: float, beast: Beast) -> None:
    x, y = hip[0], hip[1] - 1.3 * u
    scene.oval(x, y, 1.85 * u, 2.1 * u, beast.fur)
    if not beast.top:
        scene.oval(x, y + 0.3 * u, 1.2 * u, 1.5 * u, beast.light)
        return
    body = QPainterPath()
    body.addEllipse(QPointF(x, y), 1.92 * u, 2.15 * u)
    below = QPainterPath()
    below.addRect(x - 3 * u, y + 1.35 * u, 6 * u, 3 * u)
    scene.fill(body.subtracted(below), beast.top)
    scene.block(x - 1.5 * u, y + 1.1 * u, 3.0 * u, 0.4 * u, QColor(beast.top).darker(118).name(), 0.2 * u)


def _arms(scene: Scene, shoulder: Point, u: float, beast: Beast, pose: Pose) -> None:
    sleeve = QColor(beast.top or beast.fur).darker(110).name()
    for side, (elbow, hand) in zip((-1.45, 1.45), pose.arms, strict=True):
        start = (shoulder[0] + side * u, shoulder[1] + 0.4 * u)
        bend = (start[0] + elbow[0] * u, start[1] + elbow[1] * 0.7 * u)
        end = (start[0] + hand[0] * u, start[1] + hand[1] * 0.7 * u)
        if beast.kind == "owl":
            scene.stroke([start, bend, end], 1.3 * u, QColor(beast.fur).darker(112).name())
            continue
        scene.stroke([start, bend, end], 0.85 * u, sleeve)
        scene.oval(*end, 0.52 * u, 0.52 * u, beast.fur)


def _tail(scene: Scene, hip: Point, u: float, beast: Beast) -> None:
    x, y = hip
    if beast.kind == "squirrel":
        scene.oval(x + 2.4 * u, y - 1.0 * u, 1.1 * u, 1.7 * u, beast.fur)
        scene.oval(x + 2.8 * u, y - 2.9 * u, 1.35 * u, 1.9 * u, beast.fur)
        scene.oval(x + 2.9 * u, y - 3.1 * u, 0.7 * u, 1.2 * u, QColor(beast.fur).lighter(122).name())
    elif beast.kind == "fox":
        scene.stroke(
            [(x + 1.2 * u, y + 0.4 * u), (x + 2.7 * u, y - 0.2 * u), (x + 3.1 * u, y - 1.6 * u)],
            1.2 * u,
            beast.fur,
        )
        scene.oval(x + 3.1 * u, y - 2.0 * u, 0.62 * u, 0.8 * u, beast.light)
    elif beast.kind == "mouse":
        scene.stroke(
            [(x + 1.2 * u, y + 0.9 * u), (x + 2.8 * u, y + 1.2 * u), (x + 3.4 * u, y - 0.2 * u)],
            0.26 * u,
            "#C9A7A9",
        )


# --- heads ----------------------------------------------------------------------------------------------


def _head(scene: Scene, at: Point, u: float, beast: Beast, pose: Pose) -> None:
    x, y = at
    _ears(scene, at, u, beast)
    if beast.kind == "hedgehog":
        _spines(scene, (x, y - 0.25 * u), 2.35 * u, u, 18)
    scene.oval(x, y, 2.0 * u, 1.85 * u, beast.fur)
    gx, gy = pose.gaze
    if beast.kind == "owl":
        _owl_face(scene, at, u, beast, pose)
        return
    if beast.kind == "fox":
        for side in (-1.0, 1.0):
            scene.oval(x + side * 1.05 * u + gx * 0.3 * u, y + 0.75 * u, 0.95 * u, 0.9 * u, beast.light)
    scene.oval(x + gx * 0.4 * u, y + 0.75 * u + gy * 0.15 * u, 1.05 * u, 0.85 * u, beast.light)
    scene.oval(x + gx * 0.5 * u, y + 0.35 * u + gy * 0.2 * u, 0.36 * u, 0.27 * u, NOSE)
    for side in (-1.0, 1.0):
        scene.oval(x + side * 1.35 * u + gx * 0.3 * u, y + 0.5 * u, 0.36 * u, 0.25 * u, "#55D96F5F")
    _eyes(scene, at, u, pose, 0.8)
    _mouth(scene, x + gx * 0.5 * u, y + 0.95 * u + gy * 0.2 * u, u, pose.mouth)


def _eyes(scene: Scene, at: Point, u: float, pose: Pose, apart: float) -> None:
    gx, gy = pose.gaze
    for side in (-apart, apart):
        ex, ey = at[0] + (side + gx * 0.4) * u, at[1] - 0.25 * u + gy * 0.3 * u
        if gy >= DOWN:
            scene.curve(ex, ey, 0.3 * u, 0.16 * u, 0.14 * u, INK)
            continue
        scene.oval(ex, ey, 0.27 * u, 0.34 * u, INK)
        scene.oval(ex + 0.09 * u, ey - 0.12 * u, 0.09 * u, 0.1 * u, "#FFFFFF")


def _mouth(scene: Scene, x: float, y: float, u: float, kind: str) -> None:
    if kind == "open":
        scene.oval(x, y + 0.12 * u, 0.32 * u, 0.26 * u, "#7A3B3B")
    elif kind == "sad":
        scene.curve(x, y + 0.3 * u, 0.34 * u, -0.16 * u, 0.15 * u, "#5A3434")
    else:
        scene.curve(x, y, 0.4 * u, (0.2 if kind == "smile" else 0.03) * u, 0.15 * u, "#5A3434")


def _ears(scene: Scene, at: Point, u: float, beast: Beast) -> None:
    x, y = at
    inner = "#D9A5A0"
    for side in (-1.0, 1.0):
        if beast.kind == "hare":
            scene.stroke(
                [(x + side * 0.8 * u, y - 1.2 * u), (x + side * 1.25 * u, y - 4.0 * u)], 1.05 * u, beast.fur
            )
            scene.stroke(
                [(x + side * 0.85 * u, y - 1.5 * u), (x + side * 1.23 * u, y - 3.8 * u)], 0.45 * u, inner
            )
        elif beast.kind in ("bear", "hedgehog"):
            size = 0.8 if beast.kind == "bear" else 0.55
            scene.oval(x + side * 1.5 * u, y - 1.45 * u, size * u, size * u, beast.fur)
            scene.oval(x + side * 1.5 * u, y - 1.4 * u, 0.55 * size * u, 0.55 * size * u, beast.light)
        elif beast.kind == "mouse":
            scene.oval(x + side * 1.7 * u, y - 1.6 * u, 1.2 * u, 1.2 * u, beast.fur)
            scene.oval(x + side * 1.7 * u, y - 1.55 * u, 0.75 * u, 0.75 * u, inner)
        else:
            tall = 3.1 if beast.kind == "squirrel" else 3.0
            ear = QPainterPath(QPointF(x + side * 0.45 * u, y - 1.4 * u))
            ear.lineTo(
                x + side * (1.5 if beast.kind != "owl" else 1.9) * u,
                y - (tall if beast.kind != "owl" else 2.4) * u,
            )
            ear.lineTo(x + side * 1.95 * u, y - 0.6 * u)
            ear.closeSubpath()
            scene.fill(ear, beast.fur)


def _spines(scene: Scene, at: Point, radius: float, u: float, count: int) -> None:
    """A wreath of spines, blunt enough to be kind."""
    path = QPainterPath()
    for n in range(2 * count):
        angle = pi * n / count + pi / 2
        reach = radius * (1.14 if n % 2 else 0.9)
        point = QPointF(at[0] + reach * cos(angle), at[1] - reach * sin(angle))
        if n:
            path.lineTo(point)
        else:
            path.moveTo(point)
    path.closeSubpath()
    scene.fill(path, "#7A5A44")
    scene.p.setPen(
        QPen(
            QColor("#7A5A44"),
            0.22 * u,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    scene.p.drawPath(path)
    scene.p.setPen(Qt.PenStyle.NoPen)


def _owl_face(scene: Scene, at: Point, u: float, beast: Beast, pose: Pose) -> None:
    x, y = at
    gx, gy = pose.gaze
    for side in (-0.85, 0.85):
        scene.oval(x + side * u, y - 0.1 * u, 0.95 * u, 0.95 * u, beast.light)
        ring = QPainterPath()
        ring.addEllipse(QPointF(x + side * u, y - 0.1 * u), 0.95 * u, 0.95 * u)
        hole = QPainterPath()
        hole.addEllipse(QPointF(x + side * u, y - 0.1 * u), 0.82 * u, 0.82 * u)
        scene.fill(ring.subtracted(hole), "#5E4B3A")
        ex, ey = x + (side + gx * 0.3) * u, y - 0.1 * u + gy * 0.25 * u
        scene.oval(ex, ey, 0.34 * u, 0.38 * u, INK)
        scene.oval(ex + 0.1 * u, ey - 0.13 * u, 0.1 * u, 0.11 * u, "#FFFFFF")
    beak = QPainterPath(QPointF(x - 0.32 * u, y + 0.55 * u))
    beak.lineTo(x + 0.32 * u, y + 0.55 * u)
    beak.lineTo(x, y + 1.15 * u)
    beak.closeSubpath()
    scene.fill(beak, "#D9A441")

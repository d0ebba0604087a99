"""Shapes and figures that the lessons' own pictures are drawn with: calm, and nobody who could be recognised."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

INK = "#2B2A33"
DOWN = 0.9
"""Eyes that look down this much are drawn as lids."""
Point = tuple[float, float]


@dataclass(frozen=True)
class Look:
    """What tells one figure from another."""

    skin: str
    hair: str
    top: str
    legs: str
    style: str = "short"  # short, bun, curls, long, scarf, cap, braids
    shoes: str = "#4A4550"


@dataclass(frozen=True)
class Pose:
    """Elbows and hands, knees and feet in tenths of the height, from shoulders and hips; where the eyes look."""

    arms: tuple[tuple[Point, Point], tuple[Point, Point]] = (
        ((-0.5, 1.6), (-0.4, 3.0)),
        ((0.5, 1.6), (0.4, 3.0)),
    )
    legs: tuple[tuple[Point, Point], tuple[Point, Point]] = (
        ((-0.1, 2.0), (-0.2, 3.9)),
        ((0.1, 2.0), (0.2, 3.9)),
    )
    gaze: Point = (0.0, 0.0)
    mouth: str = "smile"  # smile, flat, open
    lean: float = 0.0


class Scene:
    """A painter on one picture, with the few shapes that the lessons need."""

    def __init__(self, image: QImage) -> None:
        self.p = QPainter(image)
        self.p.setRenderHint(QPainter.RenderHint.Antialiasing)

    def fill(self, path: QPainterPath, colour: str) -> None:
        """Fill an outline."""
        self.p.fillPath(path, QColor(colour))

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        """An ellipse around a point."""
        path = QPainterPath()
        path.addEllipse(QPointF(x, y), rx, ry)
        self.fill(path, colour)

    def block(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """A rectangle, its corners rounded."""
        path = QPainterPath()
        path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
        self.fill(path, colour)

    def stroke(self, points: list[Point], width: float, colour: str) -> None:
        """A line through points, with round ends."""
        pen = QPen(
            QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
        self.p.setPen(pen)
        self.p.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
        self.p.setPen(Qt.PenStyle.NoPen)

    def tree(self, x: float, ground: float, size: float, colour: str, light: str) -> None:
        """A round tree."""
        self.block(x - size * 0.07, ground - size * 0.8, size * 0.14, size * 0.8, "#8A6A52", size * 0.05)
        for dx, dy, r in ((-0.26, 0.95, 0.34), (0.26, 0.98, 0.33), (0, 1.25, 0.4)):
            self.oval(x + dx * size, ground - dy * size, r * size, r * size, colour)
        self.oval(x - 0.1 * size, ground - 1.33 * size, 0.2 * size, 0.18 * size, light)

    # --- people ----------------------------------------------------------------------------------------

    def person(self, x: float, ground: float, height: float, look: Look, pose: Pose) -> None:
        """A figure standing on the ground at x."""
        u = height / 10
        self.oval(x, ground + 0.05 * u, 1.9 * u, 0.38 * u, "#33000000")
        hip = (x, ground - 3.9 * u)
        for side, (knee, foot) in zip((-0.55, 0.55), pose.legs, strict=True):
            joint = (hip[0] + side * u, hip[1])
            end = (joint[0] + foot[0] * u, joint[1] + foot[1] * u - 0.25 * u)
            self.stroke([joint, (joint[0] + knee[0] * u, joint[1] + knee[1] * u), end], 0.95 * u, look.legs)
            toe = 0.35 * u * (1 if foot[0] >= 0 else -1)
            self.stroke([end, (end[0] + toe, end[1] + 0.02 * u)], 0.6 * u, look.shoes)
        self.upper(hip, u, look, pose)

    def upper(self, hip: Point, u: float, look: Look, pose: Pose) -> None:
        """Trunk, arms and head above the hip."""
        lean = pose.lean * u
        neck = (hip[0] + lean, hip[1] - 3.2 * u)
        if look.style == "long":
            self.block(neck[0] - 1.35 * u, neck[1] - 2.0 * u, 2.7 * u, 3.1 * u, look.hair, 1.1 * u)
        if look.style == "braids":
            for side in (-1.0, 1.0):
                self.stroke(
                    [(neck[0] + side * 1.15 * u, neck[1] - 1.0 * u), (neck[0] + side * 1.5 * u, neck[1] + 0.8 * u)],
                    0.5 * u, look.hair,
                )  # fmt: skip
        trunk = QPainterPath(QPointF(neck[0] - 1.15 * u, neck[1] + 0.35 * u))
        trunk.quadTo(QPointF(neck[0], neck[1] - 0.35 * u), QPointF(neck[0] + 1.15 * u, neck[1] + 0.35 * u))
        trunk.lineTo(hip[0] + 1.15 * u, hip[1] + 0.35 * u)
        trunk.quadTo(QPointF(hip[0], hip[1] + 0.6 * u), QPointF(hip[0] - 1.15 * u, hip[1] + 0.35 * u))
        trunk.closeSubpath()
        self.stroke([(neck[0], neck[1] + 0.2 * u), (neck[0], neck[1] - 0.8 * u)], 0.8 * u, look.skin)
        self.fill(trunk, look.top)
        for side, (elbow, hand) in zip((-1.0, 1.0), pose.arms, strict=True):
            shoulder = (neck[0] + side * u, neck[1] + 0.65 * u)
            bend = (shoulder[0] + elbow[0] * u, shoulder[1] + elbow[1] * u)
            end = (shoulder[0] + hand[0] * u, shoulder[1] + hand[1] * u)
            short = (bend[0] + (end[0] - bend[0]) * 0.72, bend[1] + (end[1] - bend[1]) * 0.72)
            self.stroke([shoulder, bend, short], 0.72 * u, QColor(look.top).darker(112).name())
            self.stroke([short, end], 0.5 * u, look.skin)
            self.oval(*end, 0.36 * u, 0.36 * u, look.skin)
        self.head((neck[0] + pose.gaze[0] * 0.2 * u, neck[1] - 1.55 * u), u, look, pose)

    def head(self, at: Point, u: float, look: Look, pose: Pose) -> None:
        """A head with its hair and a face that says where it looks."""
        x, y = at
        r = 1.25 * u
        if look.style == "scarf":
            self.oval(x, y + 0.1 * u, 1.5 * u, 1.6 * u, look.hair)
            self.block(x - 1.1 * u, y + 0.9 * u, 2.2 * u, 1.1 * u, look.hair, 0.5 * u)
        if look.style == "curls":
            for dx, dy in (
                (-1.1, -0.3),
                (-0.85, -1.0),
                (0, -1.3),
                (0.85, -1.0),
                (1.1, -0.3),
                (-1.15, 0.4),
                (1.15, 0.4),
            ):
                self.oval(x + dx * u, y + dy * u, 0.62 * u, 0.62 * u, look.hair)
        if look.style == "bun":
            self.oval(x, y - 1.55 * u, 0.6 * u, 0.55 * u, look.hair)
        self.oval(x, y, r, r * 1.06, look.skin)
        self.hair(x, y, u, look)
        gx, gy = pose.gaze
        for side in (-0.45, 0.45):
            eye = (x + side * u + gx * 0.35 * u, y + 0.1 * u + gy * 0.3 * u)
            if gy >= DOWN:
                self.curve(eye[0], eye[1], 0.24 * u, 0.14 * u, 0.12 * u, INK)
            else:
                self.oval(*eye, 0.14 * u, 0.17 * u, INK)
        self.mouth(x + gx * 0.35 * u, y + 0.68 * u + gy * 0.2 * u, u, pose.mouth)

    def hair(self, x: float, y: float, u: float, look: Look) -> None:
        """What covers the top of the head."""
        cap = QPainterPath()
        cap.addEllipse(QPointF(x, y - 0.08 * u), 1.32 * u, 1.36 * u)
        face = QPainterPath()
        face.addEllipse(QPointF(x, y + 0.52 * u), 1.24 * u, 1.42 * u)
        if look.style == "scarf":
            face = QPainterPath()
            face.addEllipse(QPointF(x, y + 0.3 * u), 1.0 * u, 1.12 * u)
        self.fill(cap.subtracted(face), look.hair)
        if look.style == "cap":
            self.block(x - 1.35 * u, y - 0.75 * u, 2.9 * u, 0.4 * u, look.hair, 0.2 * u)

    def mouth(self, x: float, y: float, u: float, kind: str) -> None:
        """A mouth: glad, open or still."""
        if kind == "open":
            self.oval(x, y, 0.26 * u, 0.22 * u, "#7A3B3B")
            return
        half, bend = (0.36, 0.28) if kind == "smile" else (0.2, 0.04)
        self.curve(x, y, half * u, bend * u, 0.13 * u, "#6B3A3A")

    def curve(self, x: float, y: float, half: float, bend: float, width: float, colour: str) -> None:
        """A short line that hangs down in its middle."""
        path = QPainterPath(QPointF(x - half, y))
        path.quadTo(QPointF(x, y + 2 * bend), QPointF(x + half, y))
        self.p.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        self.p.drawPath(path)
        self.p.setPen(Qt.PenStyle.NoPen)

    def in_wheelchair(self, x: float, ground: float, height: float, look: Look, pose: Pose) -> None:
        """A figure that plays sitting in a wheelchair."""
        u = height / 10
        self.oval(x + 0.3 * u, ground + 0.05 * u, 3.0 * u, 0.4 * u, "#33000000")
        hip = (x, ground - 2.9 * u)
        self.stroke([(x - 1.5 * u, hip[1] - 2.2 * u), (x - 1.35 * u, hip[1] + 0.6 * u)], 0.4 * u, "#51586B")
        knee, foot = (x + 2.1 * u, hip[1] + 0.5 * u), (x + 2.4 * u, ground - 0.75 * u)
        for near in (-0.25, 0.25):
            self.stroke(
                [(hip[0], hip[1] + near * u), (knee[0] + near * u, knee[1]), foot], 0.95 * u, look.legs
            )
        self.stroke([foot, (foot[0] + 0.5 * u, foot[1])], 0.6 * u, look.shoes)
        self.stroke([(x + 1.4 * u, hip[1] + 1.0 * u), (x + 2.5 * u, ground - 0.3 * u), (x + 3.1 * u, ground - 0.3 * u)],
                    0.24 * u, "#51586B")  # fmt: skip
        self.upper(hip, u, look, pose)
        for radius, colour in ((1.75, "#3E4457"), (1.45, "#E7E2D6")):
            ring = QPainterPath()
            ring.addEllipse(QPointF(x - 0.3 * u, ground - 1.75 * u), radius * u, radius * u)
            inner = QPainterPath()
            inner.addEllipse(
                QPointF(x - 0.3 * u, ground - 1.75 * u), (radius - 0.28) * u, (radius - 0.28) * u
            )
            if colour == "#3E4457":
                self.fill(ring.subtracted(inner), colour)
        self.oval(x - 0.3 * u, ground - 1.75 * u, 0.3 * u, 0.3 * u, "#3E4457")
        self.oval(x + 2.3 * u, ground - 0.32 * u, 0.36 * u, 0.36 * u, "#3E4457")

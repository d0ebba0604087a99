"""Which screen is whose: identity by maker, model, serial and name, never by coordinates; roles by plain rules.

QScreen objects are never kept (Qt may delete them with a window); an identity is kept and looked up each time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

Mode = Literal["auto", "one", "two"]
Kept = tuple[str, str]
"""Identities of the leader's and the pupils' screen; empty while there is none."""
SETTLE_MS = 350
_BUILT_IN: Final = re.compile(r"(edp|lvds|dsi)\b|built-in|color lcd", re.IGNORECASE)
"""How Linux (the connector) and macOS (the screen) name the panel that a laptop has of its own; Windows does not tell."""


@dataclass(frozen=True, slots=True)
class ScreenInfo:
    """A screen as we know it. `place` is x, y, width, height in desktop pixels, of which each is `ratio` of the screen's own."""

    name: str
    maker: str
    model: str
    serial: str
    place: tuple[int, int, int, int]
    primary: bool
    ratio: float = 1.0

    @property
    def identity(self) -> str:
        """What we remember a screen by."""
        return f"{self.maker}|{self.model}|{self.serial}|{self.name}"

    @property
    def built_in(self) -> bool:
        """Whether this is known to be a laptop's own panel: no projector is."""
        return bool(_BUILT_IN.match(self.name))

    @property
    def size_text(self) -> str:
        """Width × height as its box and its settings say."""
        return " × ".join(str(round(side * self.ratio)) for side in self.place[2:])


@dataclass(frozen=True, slots=True)
class Roles:
    """Who gets which screen. No projector: one screen or a mirrored desktop, so notes must not be drawn."""

    laptop: ScreenInfo
    projector: ScreenInfo | None
    mirrored: bool = False

    @property
    def shown_on(self) -> ScreenInfo:
        """The screen that the pupils see."""
        return self.projector or self.laptop


def assign(
    screens: Sequence[ScreenInfo], remembered: str = "", mode: Mode = "auto", kept: Kept = ("", "")
) -> Roles:
    """The roles of the screens. `screens` must not be empty.

    The laptop is the one panel that is known to be built in, else the primary screen, unless that is the remembered
    projector; the projector is the remembered one when it is here, else the first that is not the laptop. A screen that
    shows a part of the laptop's is a mirror of it, never a projector of its own.
    `kept`: the leader's and the pupils' screen so far stay theirs, whatever becomes primary.
    """
    own, seen = kept
    unseen = [s for s in screens if s.identity != seen] or list(screens)
    built_in = [s for s in unseen if s.built_in]
    known = "" if mode == "one" else remembered
    led = built_in if len(built_in) == 1 else [s for s in unseen if s.identity != known] or unseen
    usual = next((s for s in led if s.primary), led[0])
    laptop = next((s for s in unseen if s.identity == own), usual)
    others = [s for s in screens if s is not laptop and not _meet(s.place, laptop.place)]
    mirrored = len(screens) > 1 and not others
    if mode == "one" or not others:
        return Roles(laptop, None, mirrored)
    projector = next((s for s in others if s.identity == remembered), others[0])
    return Roles(laptop, next((s for s in others if s.identity == seen), projector))


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether two places, each x, y, width and height, have anything in common."""
    (x1, y1, w1, h1), (x2, y2, w2, h2) = one, other
    return x1 < x2 + w2 and x2 < x1 + w1 and y1 < y2 + h2 and y2 < y1 + h1


def info(screen: QScreen) -> ScreenInfo:
    """What we know of a Qt screen."""
    g = screen.geometry()
    place = (g.x(), g.y(), g.width(), g.height())
    primary = (
        screen is QGuiApplication.primaryScreen() or screen.name() == QGuiApplication.primaryScreen().name()
    )
    return ScreenInfo(
        screen.name(), screen.manufacturer(), screen.model(), screen.serialNumber(), place, primary,
        screen.devicePixelRatio(),
    )  # fmt: skip


def present() -> list[ScreenInfo]:
    """The screens that are here now."""
    return [info(s) for s in QGuiApplication.screens()]


def find(identity: str) -> QScreen | None:
    """The Qt screen behind an identity, looked up afresh."""
    return next((s for s in QGuiApplication.screens() if info(s).identity == identity), None)


class ScreenWatch(QObject):
    """Tells when screens come, go or change: `gone` and `moved` at once, `changed` when all is still.

    While no screen is left at all, as when all of them sleep, there is nothing to tell.
    """

    gone = Signal(str)
    moved = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._settled)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._added)
        app.screenRemoved.connect(self._removed)
        app.primaryScreenChanged.connect(self._moved)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._moved)

    def _added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._moved)
        self._moved()

    def _removed(self, screen: QScreen) -> None:
        if QGuiApplication.screens():
            self.gone.emit(info(screen).identity)
        self._settle.start()

    def _moved(self) -> None:
        if QGuiApplication.screens():
            self.moved.emit()
        self._settle.start()

    def _settled(self) -> None:
        if QGuiApplication.screens():
            self.changed.emit()


def named(screens: Sequence[ScreenInfo], wanted: str) -> str:
    """The identity of the screen whose name or identity holds `wanted`; empty when there is none."""
    if not wanted:
        return ""
    return next((s.identity for s in screens if wanted.casefold() in s.identity.casefold()), "")

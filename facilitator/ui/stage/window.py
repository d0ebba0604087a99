"""The audience window: shows one slide full screen, with a calm clock over it. It knows nothing of notes."""

from collections.abc import Iterable
from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBackingStore,
    QCloseEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui import screens
from facilitator.ui.keys import Touches
from facilitator.ui.parts.announce import announce
from facilitator.ui.stage import paint
from facilitator.ui.stage.deck import Deck
from facilitator.ui.stage.fade import Fade
from facilitator.ui.stage.slide import Clock, Slide

CURSOR_HIDES_MS = 3000
SETTLES_MS = 150
TRIES = 3


class _Ahead(NamedTuple):
    """What is drawn but not on the screen yet, and where."""

    slide: Slide
    clock: Clock | None
    place: QRegion


class StageWindow(QWidget):
    """The window on the projector. `bar` is the thin leader bar of one-screen mode, or None."""

    clicked = Signal(object)  # the Hit under the pointer, or None
    closing = Signal()

    def __init__(self, *, fades: bool = False, large: bool = False) -> None:
        """`fades`: a new step or cover fades in. Lines revealed never do. `large`: what is in the bar suits a finger."""
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setProperty("large", large)
        self._fade = Fade(self) if fades else None
        if self._fade is not None:
            self._fade.moved.connect(self.update)
        self.setWindowTitle(_("Passledaren – projector"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Projector"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._deck = Deck(QSize(1, 1), 1.0)
        self._slide: Slide | None = None
        self._clock: Clock | None = None
        self._ahead: _Ahead | None = None
        self._bar: QWidget | None = None
        self._known_size: QSize | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self._identity, self._tries, self._stays = "", 0, False
        self._aim = QTimer(self)
        self._aim.setSingleShot(True)
        self._aim.setInterval(SETTLES_MS)
        self._aim.timeout.connect(self._put_right)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(CURSOR_HIDES_MS)
        self._still.timeout.connect(self._hide_cursor)

    @property
    def slide(self) -> Slide | None:
        """The slide that is showing."""
        return self._slide

    @property
    def deck(self) -> Deck:
        """The pre-rendered slides."""
        return self._deck

    def show_on(self, identity: str, *, stays: bool = False) -> bool:
        """Cover the screen with this identity; False when it is not here.

        `stays`: it comes back when it is minimised, as by a key of the system that shows the desktop.
        """
        screen = screens.find(identity)
        if screen is None:
            return False
        self._identity, self._tries, self._stays = identity, TRIES, stays
        self._cover(screen)
        self.setFocus()
        self._aim.start()
        return True

    def _cover(self, screen: QScreen) -> None:
        place = screen.geometry()
        self.setScreen(screen)
        self.setGeometry(place)
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()  # showFullScreen would also take the keyboard
        self.setGeometry(place)

    def _put_right(self) -> None:
        """Go where we were told, a few times at most: window managers have thoughts of their own about new windows. Once a
        stage with a screen of its own stands there, whatever moves it later is met as the first time."""
        screen = screens.find(self._identity)
        if screen is None or not self.isVisible():
            return
        if not self.isMinimized() and self.geometry() == screen.geometry():
            self._tries = TRIES if self._stays else self._tries
        elif self._tries:
            self._tries -= 1
            self._cover(screen)
            self._aim.start()

    def set_bar(self, bar: QWidget | None) -> None:
        """Put the leader bar of one-screen mode at the bottom, or take it away."""
        if self._bar is not None:
            self._column.removeWidget(self._bar)
            self._bar.setParent(None)
        self._bar = bar
        if bar is not None:
            self._column.addWidget(bar)
            bar.installEventFilter(self)
        self._resize_pictures()
        self.setFocus()
        self.update()

    def draw_ahead(self, slide: Slide, clock: Clock | None = None) -> None:
        """Draw a slide where the window keeps its picture, without bringing it to the screen: `show_slide` does."""
        store = self._store()
        if self._fade is not None or slide == self._slide or store is None:
            return
        place = self._place(slide, clock).intersected(QRect(QPoint(), self._picture_size()))
        if place.intersects(self.childrenRegion()):
            return  # a film or the bar lies over it: only Qt can put them together
        store.beginPaint(place)  # all of this place must be painted
        painter = QPainter(store.paintDevice())
        self._draw(painter, slide, clock, place)
        painter.end()
        store.endPaint()
        self._ahead = _Ahead(slide, clock, place)

    def _store(self) -> QBackingStore | None:
        """Where the window keeps its picture; None while it cannot be drawn on."""
        if not self.isVisible() or not self.windowHandle().isExposed():
            return None
        store = self.backingStore()
        return store if store.size() == self.size() else None

    def show_slide(self, slide: Slide, clock: Clock | None = None) -> None:
        """Paint a slide now, not at the next turn of the event loop."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.slide == slide:
            self._slide, self._clock = slide, ahead.clock
            self.backingStore().flush(ahead.place, self.windowHandle())
            if clock != ahead.clock:
                self.show_clock(clock)
            self._tell(slide)
            return
        if ahead is not None:  # something else comes after all
            self.update(ahead.place)
        if slide == self._slide:
            self.show_clock(clock)
            return
        place = self._place(slide, clock) if self.isVisible() else None
        if self._fade is not None and place is None:
            self._fade.drop()  # it does not see what comes meanwhile
        elif self._fade is not None:
            same_step = self._slide is not None and self._slide.frame == slide.frame
            self._fade.show(
                self._deck.picture(slide), at_once=slide.frame is None or same_step
            )  # a cover too
            place = QRegion(self.rect())
        self._slide, self._clock = slide, clock
        if place is not None:
            self.repaint(place)
        self._tell(slide)

    def _tell(self, slide: Slide) -> None:
        self.setAccessibleDescription(slide.words())
        if self.isActiveWindow():  # else the leader's view tells of it
            announce(self, slide.words())

    def show_clock(self, clock: Clock | None) -> None:
        """Repaint the clock's corner only, and only for another clock."""
        if clock == self._clock:
            return
        self._clock = clock
        if self.isVisible() and self._slide is not None:
            self.update(self._clock_rect())

    def prepare(self, following: Slide | None) -> None:
        """Make the picture of what is likely to come next in idle time."""
        self._deck.prepare(following)
        store = self._store()
        if store is not None:  # waits until the screen has read the last picture; else the next press would
            store.beginPaint(QRegion(QRect(QPoint(), self._picture_size())))
            store.endPaint()
        if following is not None and self._slide is not None:
            self._changed(following)

    def _place(self, slide: Slide, clock: Clock | None) -> QRegion:
        """Where another slide with its clock can differ from what is showing; the clock's corner as a whole or not at all."""
        place, corner = self._changed(slide), self._clock_rect()
        return place + corner if clock != self._clock or place.intersects(corner) else place

    def _changed(self, slide: Slide) -> QRegion:
        """Where the picture of another slide can differ from what is showing."""
        if self._slide is None or self.devicePixelRatioF() != 1:
            return QRegion(self.rect())
        return paint.changed(self._slide, slide, self._picture_size())

    @property
    def picture_size(self) -> QSize:
        """The slide's size in logical pixels: the window without the leader bar."""
        return self._picture_size()

    def _picture_size(self) -> QSize:
        if self._known_size is None or not self.isVisible():  # a hidden window is told late of its size
            bar = self._bar.sizeHint().height() if self._bar is not None else 0
            self._known_size = QSize(self.width(), max(1, self.height() - bar))
        return self._known_size

    def _clock_rect(self) -> QRect:
        return paint.clock_rect(self._picture_size())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._slide is None:
            painter.fillRect(event.rect(), Qt.GlobalColor.black)
            return
        if self._fade is not None and self._fade.draw(painter):
            self._draw_clock(painter, self._clock, event.region())
        else:
            self._draw(painter, self._slide, self._clock, event.region())
        painter.end()

    def _draw(self, painter: QPainter, slide: Slide, clock: Clock | None, place: QRegion) -> None:
        """Draw what lies in `place`, and the clock; a bar under the picture hides what is drawn there."""
        picture = self._deck.find(slide)
        if picture is None:  # nobody foresaw it; or it has made room for the next, and a window lay over it
            place = self._draw_anew(painter, slide, place)
        elif picture.devicePixelRatio() == 1:
            for part in cast(
                "Iterable[QRect]", place
            ):  # through a clip of several parts it takes seven times as long
                painter.drawPixmap(part, picture, part)
        else:
            painter.drawPixmap(QPoint(0, 0), picture)
        self._draw_clock(painter, clock, place)

    def _draw_anew(self, painter: QPainter, slide: Slide, place: QRegion) -> QRegion:
        ratio = self.devicePixelRatioF()
        if ratio == 1:
            return paint.draw_in(painter, slide, self._picture_size(), place)
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        paint.draw(painter, slide, self._picture_size() * ratio)
        painter.restore()
        return QRegion(self.rect())

    def _draw_clock(self, painter: QPainter, clock: Clock | None, place: QRegion) -> None:
        corner = self._clock_rect()
        if clock is not None and place.intersects(corner):
            painter.setClipRect(corner)  # nothing of it may lie where nothing is drawn anew
            paint.draw_clock(painter, clock, self._picture_size())
            painter.setClipping(False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize_pictures()

    def _resize_pictures(self) -> None:
        self._known_size = None
        self._deck.resize(self._picture_size(), self.devicePixelRatioF())
        if self._fade is not None:
            self._fade.drop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._bar and event.type() == QEvent.Type.Resize:  # large words take a second row
            self._resize_pictures()
            self.update()
        return super().eventFilter(watched, event)

    @override
    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self._tries:
            self._aim.start()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self._stays and self.isMinimized():
            self._tries = TRIES
            self._aim.start()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not Touches.counts(event):
            return
        if self._slide is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(paint.hit(self._slide, self._picture_size(), event.position()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.unsetCursor()
        self._still.start()
        super().mouseMoveEvent(event)

    def _hide_cursor(self) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.closing.emit()

"""Someone who uses the program: eyes on the screens, hands on the keys. Nothing is done past the windows."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage, QKeyEvent, QPainter, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator import app
from facilitator.i18n import _, ngettext
from facilitator.session.state import Session
from facilitator.ui.program import Wishes
from facilitator.ui.running.live import Live
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage.window import StageWindow

Key = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
_LETTERS = {Key.Key_B: "b", Key.Key_Period: "."}
MOST_TABS = 200
SHRINK, FAINT = 12, 24


class Person:
    """One sitting at the program in this process, on the data folder `data`."""

    def __init__(self, qtbot: QtBot, application: QApplication, data: Path, **wishes: Any) -> None:
        self._qtbot = qtbot
        self._forward = cycle((Key.Key_Right, Key.Key_PageDown, Key.Key_N, Key.Key_Down))
        self._backward = cycle((Key.Key_Left, Key.Key_PageUp, Key.Key_P, Key.Key_Up))
        self._clicker_ms = 0
        self.data = data
        self.seen: dict[int, str] = {}  # number of a fact: the words on the stage once it had happened
        self.lock = app.take_lock(data)
        assert self.lock is not None
        self.program = app.build(application, data, Wishes(**wishes))
        self.program.open()
        self.waits(lambda: self.window_with_keys() is self.program.window.windowHandle())
        self.waits(lambda: self.program.bridge is not None or self.reads(said("Try again")))

    # --- eyes ------------------------------------------------------------------------------------------

    def waits(self, until: Callable[[], object]) -> None:
        """Wait for something to come true."""
        self._qtbot.waitUntil(lambda: bool(until()))

    @staticmethod
    def settles() -> None:
        """Let everything that was moved or resized find its place."""
        for _round in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            QCoreApplication.processEvents()  # a turn that a part has asked for to lay itself out anew

    @staticmethod
    def window_with_keys() -> QWindow | None:
        """The window that the keys go to."""
        return QGuiApplication.focusWindow()

    @property
    def live(self) -> Live:
        """The running lesson."""
        assert self.program.room.live is not None
        return self.program.room.live

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.live.session

    @property
    def stage(self) -> StageWindow:
        """The pupils' window."""
        assert self.program.room.stage is not None
        return self.program.room.stage

    def stage_words(self) -> str:
        """What a screen reader would read of the pupils' picture."""
        return self.stage.accessibleDescription()

    def reads(self, words: str) -> bool:
        """Whether the words stand somewhere in the laptop's window, visible."""
        return any(words in text for text in texts(self.program.window))

    def is_offered(self, name: str) -> bool:
        """Whether a button with these words can be pressed."""
        buttons = self.program.window.findChildren(QAbstractButton)
        return any(b.text() == name and b.isVisible() and b.isEnabled() for b in buttons)

    def sees_the_stage(self) -> None:
        """The picture on the projector is that of the slide, but for the clock and the edges of letters."""
        slide = self.stage.slide
        assert slide is not None
        place = self.stage.geometry()
        pixels = picture_of(place)
        assert pixels.size() == place.size()
        drawn = paint.render(slide, place.size())
        for picture in (pixels, drawn):
            painter = QPainter(picture)
            painter.fillRect(paint.clock_rect(place.size()), Qt.GlobalColor.black)
            painter.end()
        assert alike(small(pixels), small(drawn)), f"the projector does not show {slide.words()!r}"

    # --- hands -----------------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key; it goes where the window system sends it. What the stage then shows is noted down."""
        window = self.window_with_keys()
        assert window is not None, "no window has the keyboard"
        QTest.keyClick(window, key, modifiers)
        self.waits(lambda: not self.program.desk.arriving)  # nobody goes on before the page has come
        self.looks()

    def looks(self) -> None:
        """Note down what the stage shows after the newest fact; the card that only names the screen does not count."""
        if self.program.room.live is not None and self.stage_words() != compose.identify().words():
            self.seen.setdefault(self.session.seq, self.stage_words())

    def writes(self, text: str) -> None:
        """Write into the field that has the focus."""
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit | QPlainTextEdit), f"the focus is on {spoken(field)!r}"
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(field, QKeyEvent(kind, ord(letter.upper()), NONE, letter))

    def tabs_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until the control with this name has the focus."""
        seen = []
        for _press in range(MOST_TABS):
            here = QApplication.focusWidget()
            if here is not None and spoken(here).startswith(name):
                return
            seen.append(spoken(here))
            self.press(Key.Key_Backtab if back else Key.Key_Tab, SHIFT if back else NONE)
        raise AssertionError(f"Tab never came to {name!r}, only to {list(dict.fromkeys(seen))}")

    def chooses(self, name: str, key: Qt.Key = Key.Key_Space) -> None:
        """Tab to a button and press it."""
        self.tabs_to(name)
        self.press(key)

    def goes_on(self, taps: int = 1) -> None:
        """Tap forward, never with the same key twice in a row."""
        for _tap in range(taps):
            self.press(next(self._forward))

    def goes_on_to(self, step: str) -> None:
        """Tap forward until the step is showing."""
        while self.session.current.id != step:
            before = self.session.seq
            self.goes_on()
            assert self.session.seq == before + 1, f"a tap did nothing at {self.session.current.id}"

    def goes_back(self) -> None:
        """One tap back."""
        self.press(next(self._backward))

    def starts(self, words: str) -> None:
        """Find a lesson in the library, start it with the group on top, and say yes to the projector if asked."""
        self.press(Key.Key_F, CTRL)
        self.writes(words)
        self.press(Key.Key_Return)
        self.chooses(said("Start"))
        self.waits(lambda: self.program.room.running)
        self.waits(lambda: self.stage.slide is not None)
        if self.stage_words() == compose.identify().words():
            self.goes_on()
        self.looks()

    def clicks(self, key: Qt.Key, *, held: bool = False) -> None:
        """Press a button of a clicker, half a second after the one before; `held`: the key repeats, slowly, by itself."""
        self._clicker_ms += 300 if held else 500
        window = self.window_with_keys()
        assert window is not None, "no window has the keyboard"
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, NONE, _LETTERS.get(key, ""), held)
            event.setTimestamp(self._clicker_ms)
            QCoreApplication.sendEvent(window, event)
        self.looks()

    # --- coming and going ------------------------------------------------------------------------------

    def go_home(self) -> None:
        """Close the program, if it is not closed yet, and let go of its windows."""
        if self.lock is None:
            return
        self.program.quit()
        self.lock.unlock()
        self.lock = None
        self.program.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def said(message: str) -> str:
    """What the program says for a message of its catalogue, up to the first part that changes."""
    told = _(message)
    if told == message:  # perhaps the first form of one that has a plural: see tests/test_house.py
        told = ngettext(message, message, 1)
    return told.split("{")[0].strip()


def spoken(widget: QWidget | None) -> str:
    """What a screen reader calls a widget."""
    if widget is None:
        return ""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def texts(window: QWidget) -> list[str]:
    """Every label, button and field text in a window that can be seen."""
    return [
        widget.text()
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and isinstance(widget, QLabel | QAbstractButton | QLineEdit)
    ]


def picture_of(place: QRect) -> QImage:
    """The pixels of a part of the desktop."""
    screen = QGuiApplication.primaryScreen()
    return screen.grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage()


def small(picture: QImage) -> bytes:
    """A picture as it looks from far away: few pixels, in grey."""
    size = QSize(picture.width() // SHRINK // 4 * 4, picture.height() // SHRINK)  # lines end on four bytes
    far = picture.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    grey = far.convertToFormat(QImage.Format.Format_Grayscale8)  # kept alive while its bits are copied
    return bytes(grey.constBits())


def alike(one: bytes, other: bytes) -> bool:
    """Whether two small pictures look the same."""
    return len(one) == len(other) and all(abs(a - b) <= FAINT for a, b in zip(one, other, strict=True))

"""Plays a film or a sound on the projector with QtMultimedia, which is an extra part: `available` says if it is here.

Everything that knows QtMultimedia is in this module, and it is loaded when the first film is started.
"""

import io
import math
import struct
import wave
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, Qt, QUrl, Signal
from PySide6.QtWidgets import QWidget

PITCHES: Final = (392.0, 494.0, 587.0)
"""The notes of the sound test, in hertz."""
NOTE_S: Final = 0.5
_RATE: Final = 22_050
_SOFT: Final = 0.35


@cache
def available() -> bool:
    """Whether this program can play films and sounds itself. Asked for the first time it loads what plays them."""
    try:
        import_module("PySide6.QtMultimedia")
        import_module("PySide6.QtMultimediaWidgets")
    except ImportError:  # not installed, or the system lacks a library that it needs
        return False
    return True


class Player(QObject):
    """One file at a time, on a picture that lies over the stage while it is started. Only `toggle` starts it."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, stage: QWidget) -> None:
        super().__init__(stage)
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer
        from PySide6.QtMultimediaWidgets import QVideoWidget

        self._states = QMediaPlayer.PlaybackState
        self._picture = QVideoWidget(stage)
        self._picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture.hide()
        self._player = QMediaPlayer(self)
        self._player.setAudioOutput(QAudioOutput(self))
        self._player.setVideoOutput(self._picture)
        self._player.playbackStateChanged.connect(self._state_changed)
        self._player.hasVideoChanged.connect(self._show_picture)
        self._player.errorOccurred.connect(self._error)
        self._test = QMediaPlayer(self)
        self._test.setAudioOutput(QAudioOutput(self))
        self._tone = QBuffer(self)
        self._tone.setData(QByteArray(tone()))
        self._tone.open(QIODevice.OpenModeFlag.ReadOnly)
        self._file: Path | None = None
        self._up = False

    @property
    def playing(self) -> bool:
        """Whether the film or sound runs now."""
        return bool(self._player.playbackState() == self._states.PlayingState)

    def toggle(self, file: Path, place: QRect) -> None:
        """Play the file over `place` of the stage, from where it was paused; or pause it."""
        if file != self._file:
            self._file = file
            self._player.setSource(QUrl.fromLocalFile(str(file)))
        if self.playing:
            self._player.pause()
            return
        self._test.stop()
        self.lay(place)
        self._up = True
        self._show_picture()
        self._player.play()

    def lay(self, place: QRect) -> None:
        """Lay the film's picture over `place` of the stage."""
        self._picture.setGeometry(place)

    def rest(self) -> None:
        """Pause and take the picture away; the next `toggle` goes on from there."""
        self._test.stop()
        if self.playing:
            self._player.pause()
        self._take_down()

    def stop(self) -> None:
        """Let go of the file."""
        self._test.stop()
        self._take_down()
        if self._file is not None:
            self._file = None
            self._player.stop()
            self._player.setSource(QUrl())

    def test_sound(self) -> None:
        """Play three soft notes through the same loudspeakers."""
        self._tone.seek(0)
        self._test.setSourceDevice(self._tone, QUrl("tone.wav"))
        self._test.play()

    def _show_picture(self) -> None:
        """A film lies over the stage; a sound leaves the card where it is."""
        self._picture.setVisible(self._up and bool(self._player.hasVideo()))

    def _take_down(self) -> None:
        self._up = False
        self._picture.hide()

    def _state_changed(self) -> None:
        if self._player.playbackState() == self._states.StoppedState:
            self._take_down()
        self.changed.emit()

    def _error(self) -> None:
        self._take_down()
        self.failed.emit(self._player.errorString())


def tone() -> bytes:
    """The sound test as a WAV file: soft notes that swell and fade, so that nobody jumps."""
    count = int(_RATE * NOTE_S)
    frames = bytearray()
    for pitch in PITCHES:
        for n in range(count):
            swell = math.sin(math.pi * n / count)
            frames += struct.pack("<h", int(32767 * _SOFT * swell * math.sin(math.tau * pitch * n / _RATE)))
    whole = io.BytesIO()
    with wave.open(whole, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(bytes(frames))
    return whole.getvalue()

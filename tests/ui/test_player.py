"""The player for real, where the extra part of Qt is installed: nothing starts by itself, and leaving stops it."""

import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from facilitator import settings as s
from facilitator.content import model
from facilitator.session import orders as o
from facilitator.ui.desk import ports
from facilitator.ui.program import Program
from facilitator.ui.running import player
from facilitator.ui.running.clips import Clips
from facilitator.ui.running.player import Player
from facilitator.ui.running.screening import Screening
from facilitator.ui.stage import compose
from facilitator.ui.stage.window import StageWindow
from tests.ui.steps import after, at

pytestmark = pytest.mark.skipif(not player.available(), reason="the extra “film” is not installed")

PLACE = QRect(40, 40, 400, 225)


def film(path: Path, frames: int = 50) -> Path:
    """A film of two seconds in one colour: an AVI of JPEG pictures."""
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")  # type: ignore[call-overload]  # the stubs know only bytes here
    one = bytes(data.data())

    def chunk(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    head = struct.pack("<14I", 40_000, 0, 0, 0x10, frames, 0, 1, len(one), 320, 180, 0, 0, 0, 0)
    stream = b"vidsMJPG" + struct.pack("<10I4H", 0, 0, 0, 1, 25, 0, frames, len(one), 0, 0, 0, 0, 320, 180)
    form = struct.pack("<IiiHH4sIiiII", 40, 320, 180, 1, 24, b"MJPG", len(one), 0, 0, 0, 0)
    lists = chunk(b"LIST", b"strl" + chunk(b"strh", stream) + chunk(b"strf", form))
    body = chunk(b"LIST", b"hdrl" + chunk(b"avih", head) + lists)
    body += chunk(b"LIST", b"movi" + chunk(b"00dc", one) * frames)
    path.write_bytes(chunk(b"RIFF", b"AVI " + body))
    return path


@pytest.fixture
def stage(qtbot: QtBot) -> StageWindow:
    made = StageWindow()
    qtbot.addWidget(made)
    made.resize(640, 360)
    made.show()
    return made


def test_that_a_film_plays_pauses_and_stops_only_when_told(
    qtbot: QtBot, stage: StageWindow, tmp_path: Path
) -> None:
    made, file = Player(stage), film(tmp_path / "rast.avi")
    troubles: list[str] = []
    made.failed.connect(troubles.append)
    assert not made.playing
    made.toggle(file, PLACE)
    qtbot.waitUntil(lambda: made.playing and made._picture.isVisible())
    assert made._picture.geometry() == PLACE
    made.toggle(file, PLACE)
    assert not made.playing
    assert made._picture.isVisible(), "a paused film stays in sight"
    made.toggle(file, PLACE)
    qtbot.waitUntil(lambda: made.playing)
    made.rest()
    assert not made.playing
    assert not made._picture.isVisible()
    made.toggle(file, PLACE)
    made.stop()
    assert not made.playing
    assert not made._picture.isVisible()
    assert not troubles


def test_that_the_card_is_back_when_the_film_has_ended(
    qtbot: QtBot, stage: StageWindow, tmp_path: Path
) -> None:
    made = Player(stage)
    made.toggle(film(tmp_path / "kort.avi", 10), PLACE)
    qtbot.waitUntil(lambda: made.playing)
    qtbot.waitUntil(lambda: not made.playing)
    assert not made._picture.isVisible()


def test_that_a_sound_leaves_the_card_in_sight(qtbot: QtBot, stage: StageWindow, tmp_path: Path) -> None:
    file = tmp_path / "ton.wav"
    file.write_bytes(player.tone())
    made = Player(stage)
    made.toggle(file, PLACE)
    qtbot.waitUntil(lambda: made.playing)
    assert not made._picture.isVisible()
    made.stop()


def test_that_the_sound_test_plays_three_notes(qtbot: QtBot, stage: StageWindow) -> None:
    made = Player(stage)
    made.test_sound()
    qtbot.waitUntil(lambda: made._test.duration() > 0)
    assert made._test.duration() == pytest.approx(1500, abs=50)
    assert not made.playing


def test_that_a_broken_film_says_so_and_nothing_else(
    qtbot: QtBot, stage: StageWindow, tmp_path: Path
) -> None:
    file = tmp_path / "trasig.mp4"
    file.write_bytes(b"no film at all" * 100)
    made = Player(stage)
    with qtbot.waitSignal(made.failed):
        made.toggle(file, PLACE)
    assert not made.playing
    assert not made._picture.isVisible()


def test_that_leaving_the_step_or_covering_the_stage_stops_the_film(
    qtbot: QtBot, stage: StageWindow, tmp_path: Path
) -> None:
    kept = Clips(s.Settings(tmp_path))
    session = at("clip")
    kept.choose(session, film(tmp_path / "rast.avi"))
    screening = Screening(kept, stage, stage)
    slide = screening.adapt(session, compose.compose(session))
    assert "Filmen visas" not in slide.words()
    stage.show_slide(slide)
    screening.follow(session)
    assert not screening.view(session).playing, "nothing starts by itself"
    for order in (o.ShowCover("safe"), o.GoTo("picture")):
        screening.do("play", session, stage)
        qtbot.waitUntil(lambda: screening.view(session).playing)
        place = screening._here()._picture.geometry()
        assert stage.rect().contains(place)
        screening.follow(after(session, order))
        assert not screening.view(session).playing
        assert not screening._here()._picture.isVisible()
    screening.close()


@pytest.mark.parametrize(
    "order", [o.ShowCover("safe"), o.ShowCover("black"), o.ToggleSupport(), o.ToggleFreeze()]
)
def test_that_no_film_comes_over_what_covers_or_holds_the_picture(
    qtbot: QtBot, stage: StageWindow, tmp_path: Path, order: o.Order
) -> None:
    kept, session, hints = Clips(s.Settings(tmp_path)), at("clip"), list[str]()
    kept.choose(session, film(tmp_path / "rast.avi"))
    screening = Screening(kept, stage, stage)
    screening.hinted.connect(hints.append)
    stage.show_slide(compose.compose(session))
    covered = after(session, order)
    screening.follow(covered)
    screening.do("play", covered, stage)
    assert not screening.view(covered).playing
    assert len(hints) == 1
    screening.do("play", after(covered, o.Uncover()), stage)
    qtbot.waitUntil(lambda: screening.view(session).playing)
    screening.close()


def test_that_the_film_goes_with_the_stage(qtbot: QtBot, stage: StageWindow, tmp_path: Path) -> None:
    kept, session = Clips(s.Settings(tmp_path)), at("clip")
    kept.choose(session, film(tmp_path / "rast.avi"))
    screening = Screening(kept, stage, stage)
    stage.show_slide(compose.compose(session))
    screening.do("play", session, stage)
    qtbot.waitUntil(lambda: screening.view(session).playing)
    before = screening._here()._picture.geometry()
    stage.resize(1280, 720)
    assert screening._here()._picture.geometry() == screening._place() != before
    stage.hide()
    assert not screening.view(session).playing, "nobody hears what nobody sees"
    screening.close()


def test_that_on_one_screen_the_film_brings_the_stage_up(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.desk.start_requested.emit(ports.StartRequest("visning-46", "6B", 24, 157))
    live = program.room.live
    assert live is not None
    (step,) = (one.id for one in live.session.script.steps if isinstance(one.stage, model.Clip))
    live.give(o.GoTo(step))
    live._screening._files.choose(live.session, film(tmp_path / "rast.avi"))
    live.do("overview")
    assert not live._stage.isVisible()
    live._console.deed_wanted.emit("play")
    qtbot.waitUntil(lambda: live._screening.view(live.session).playing)
    assert live._stage.isVisible()
    live.do("overview")
    assert not live._screening.view(live.session).playing

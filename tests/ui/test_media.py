"""Pictures and films around a running lesson: what is remembered, what the console offers, and what never happens."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from facilitator import settings as s
from facilitator.content import model
from facilitator.content.script import to_json
from facilitator.session import orders as o
from facilitator.session.rules import taps
from facilitator.session.state import blank
from facilitator.ui.console.exercise import Exercise
from facilitator.ui.running import clips, player
from facilitator.ui.running.clips import Clips, ClipView
from facilitator.ui.running.screening import Screening
from facilitator.ui.stage import compose, images, paint
from facilitator.ui.stage import slide as stage_slides
from facilitator.ui.stage.items import Image
from facilitator.ui.stage.window import StageWindow
from tests.ui.steps import after, at, script

SMALL = QSize(640, 360)


@pytest.fixture
def content(tmp_path: Path) -> Iterator[Path]:
    """A content folder that holds the built lesson's picture."""
    folder = tmp_path / "content" / "mvp" / "mvp-02"
    folder.mkdir(parents=True)
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    image.save(str(folder / "gard.png"))
    images.look_in(tmp_path / "content")
    yield folder
    images.look_in(None)


# --- pictures -------------------------------------------------------------------------------------------


def photo(slide: stage_slides.Slide) -> stage_slides.Photo:
    assert isinstance(slide, stage_slides.Picture | stage_slides.Bystanders)
    return slide.photo


def test_that_a_picture_comes_from_its_lessons_folder(content: Path) -> None:
    found = photo(compose.compose(at("picture")))
    assert (found.name, found.width, found.height) == ("mvp/mvp-02/gard.png", 600, 400)
    middle = paint.render(compose.compose(at("picture")), SMALL).pixelColor(320, 170)
    assert middle == Qt.GlobalColor.darkCyan


@pytest.mark.parametrize(
    "broken", [b"", b"\x89PNG\r\n\x1a\n" + bytes(60), b"half"], ids=["empty", "no head", "cut off"]
)
def test_that_a_picture_gone_or_broken_leaves_a_calm_frame(content: Path, broken: bytes) -> None:
    path = content / "gard.png"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if broken == b"half" else broken)
    slide = compose.compose(at("picture"))
    assert photo(slide).width == 0
    assert "En skolgård." in slide.words()
    assert not paint.render(slide, SMALL).isNull()
    path.write_bytes(whole)
    assert photo(compose.compose(at("picture"))).width == 600, "it is back as soon as the file is"


def test_that_a_stored_lesson_cannot_reach_outside(content: Path) -> None:
    secret = content.parents[2] / "hemlig.png"
    secret.write_bytes((content / "gard.png").read_bytes())
    for name in ("../../../hemlig.png", str(secret)):
        session = at("picture")
        steps = tuple(
            replace(one, stage=replace(one.stage, file=name)) if isinstance(one.stage, model.Picture) else one
            for one in session.script.steps
        )
        reaching = replace(session, script=replace(session.script, steps=steps))
        assert photo(compose.compose(reaching)).width == 0


def test_that_what_the_log_keeps_holds_no_picture(content: Path) -> None:
    assert len(to_json(script())) < 20_000
    assert "gard.png" in to_json(script())


def test_that_a_story_for_the_youngest_keeps_its_picture_and_shows_one_text_at_a_time(content: Path) -> None:
    session = at("scenario")
    index, step = session.step, session.current
    stage = model.ScenarioCase(scenario="bollen", file="gard.png", alt="En skolgård.", roleplay=True)
    steps = tuple(replace(one, stage=stage) if one is step else one for one in session.script.steps)
    told = blank("prov", replace(session.script, steps=steps))
    told = after(told, o.GoTo(step.id))
    case = told.script.scenarios["bollen"]
    slides = [compose.compose_step(told, index, n) for n in range(taps(told, told.current) + 1)]
    texts = ["", case.situation, *case.thoughts, *(option.text for option in case.options)]
    assert [slide.text for slide in slides if isinstance(slide, stage_slides.Told)] == texts
    pages = [paint.page_of(slide, SMALL) for slide in slides]
    places = [item.rect for page in pages for item in page.items if isinstance(item, Image)]
    assert places == [places[0]] * len(slides), "the picture stays where it is"
    frozen = compose.compose_step(after(told, o.ToggleScene()), index, 1)
    assert isinstance(frozen, stage_slides.Freeze)


def test_that_a_picture_is_read_once_for_all_sizes(content: Path) -> None:
    before = images._decoded.cache_info().misses, images._smaller.cache_info().misses
    slide = compose.compose(at("picture"))
    for size in (SMALL, QSize(800, 450), SMALL, QSize(196, 110), SMALL):
        paint.render(slide, size)
    after_all = images._decoded.cache_info().misses, images._smaller.cache_info().misses
    assert (after_all[0] - before[0], after_all[1] - before[1]) == (1, 3)


# --- people in the picture --------------------------------------------------------------------------------


@pytest.fixture
def sheet(qtbot: QtBot) -> Exercise:
    made = Exercise()
    qtbot.addWidget(made)
    made.resize(620, 300)
    made.show()
    return made


def test_that_roles_are_given_and_taken_by_keyboard(sheet: Exercise, content: Path) -> None:
    session = at("bystander-picture")
    given: list[o.Order] = []
    sheet.ordered.connect(given.append)
    sheet.show_session(session)
    lists = sheet.findChildren(QComboBox)
    assert [one.currentText() for one in lists] == ["barn 1", "barn 2"]
    lists[1].setFocus()
    QTest.keyClick(lists[1], Qt.Key.Key_Down)
    assert given == [o.MarkSpot("barn-2", 1)]
    session = after(session, given[0])
    sheet.show_session(session)
    again = sheet.findChildren(QComboBox)[1]
    assert again.currentText() == "barn 2 · Ser"
    assert again.hasFocus()
    QTest.keyClick(again, Qt.Key.Key_Up)
    session = after(session, given[1])
    sheet.show_session(session)
    assert sheet.findChildren(QComboBox)[1].currentText() == "barn 2"


def test_that_a_mark_is_told_by_number_and_word(content: Path) -> None:
    plain, marked = at("bystander-picture"), after(at("bystander-picture"), o.MarkSpot("barn-1", 1))
    before = [words.block.text for words in paint.page_of(compose.compose(plain), SMALL).words]
    now = [words.block.text for words in paint.page_of(compose.compose(marked), SMALL).words]
    assert now.count("1") == before.count("1") + 1
    assert "barn 1: Ser" in compose.compose(marked).words()
    assert compose.compose(after(marked, o.Undo())) == compose.compose(plain)


def test_that_every_person_can_be_touched(content: Path) -> None:
    slide = compose.compose(at("bystander-picture"))
    for spot in paint.hits(slide, SMALL):
        found = paint.hit(slide, SMALL, spot.rect.center())
        assert found is not None
        assert (found.kind, found.value) == ("spot", spot.value)


# --- films and sounds -------------------------------------------------------------------------------------


def film(folder: Path, name: str = "rasten.mp4") -> Path:
    path = folder / name
    path.write_bytes(b"film")
    return path


def test_that_a_file_is_remembered_for_its_step_only(tmp_path: Path) -> None:
    kept = Clips(s.Settings(tmp_path))
    session = at("clip")
    assert kept.choose(session, film(tmp_path)) == ""
    again = Clips(s.Settings(tmp_path))
    assert again.file(session) == tmp_path / "rasten.mp4"
    assert again.file(at("picture")) is None
    assert "rasten.mp4" not in to_json(session.script)


@pytest.mark.parametrize("name", ["virus.exe", "film.mp4.bat", "film", "lista.m3u8", "sida.html", "film.lnk"])
def test_that_only_films_and_sounds_are_ever_opened(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def take(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    path = film(tmp_path, name)
    kept = Clips(s.Settings(tmp_path))
    assert kept.choose(at("clip"), path)
    assert kept.file(at("clip")) is None
    assert not clips.open_outside(path)
    assert not opened
    assert clips.open_outside(film(tmp_path))
    assert [url.toLocalFile() for url in opened] == [str(tmp_path / "rasten.mp4")]


def test_that_the_settings_never_hold_more_files_than_they_may(tmp_path: Path) -> None:
    chosen = s.Settings(tmp_path)
    full = MappingProxyType({f"pass/{n}": f"/filmer/{n}.mp4" for n in range(clips.MOST)})
    chosen.change(s.CLIPS, full)
    kept = Clips(chosen)
    assert kept.choose(at("clip"), film(tmp_path)) == ""
    assert len(chosen.get(s.CLIPS)) == clips.MOST
    assert kept.file(at("clip")) is not None


@pytest.mark.parametrize(
    ("view", "buttons"),
    [
        (ClipView(), ["Välj fil …"]),
        (ClipView("a.mp4", there=False), ["Välj en annan fil …"]),
        (ClipView("a.mp4", there=True), ["Öppna i datorns spelare", "Välj en annan fil …"]),
        (
            ClipView("a.mp4", there=True, player=True),
            ["Spela filmen", "Öppna i datorns spelare", "Välj en annan fil …", "Prova ljudet"],
        ),
    ],
)
def test_that_the_console_offers_what_can_be_done(
    sheet: Exercise, view: ClipView, buttons: list[str]
) -> None:
    deeds: list[str] = []
    sheet.deed_wanted.connect(deeds.append)
    sheet.clip = view
    sheet.show_session(at("clip"))
    made = [one for one in sheet.findChildren(QPushButton) if not one.isHidden()]
    assert [one.text() for one in made] == buttons
    for one in made:
        one.click()
    assert len(deeds) == len(buttons)


@pytest.mark.skipif(player.available(), reason="the extra “film” is installed")
def test_that_without_a_player_the_stage_says_where_the_film_is(qtbot: QtBot, tmp_path: Path) -> None:
    stage = StageWindow()
    qtbot.addWidget(stage)
    kept = Clips(s.Settings(tmp_path))
    screening = Screening(kept, stage, stage)
    session = at("clip")
    slide = compose.compose(session)
    kept.choose(session, film(tmp_path))
    assert "Filmen visas utanför programmet" in screening.adapt(session, slide).words()
    assert screening.view(session) == ClipView("rasten.mp4", there=True)
    for deed in ("play", "sound"):
        screening.do(deed, session, stage)  # nothing can happen, and nothing does


def test_that_a_film_that_is_gone_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    stage = StageWindow()
    qtbot.addWidget(stage)
    kept = Clips(s.Settings(tmp_path))
    screening = Screening(kept, stage, stage)
    session = at("clip")
    path = film(tmp_path)
    kept.choose(session, path)
    path.unlink()
    hints: list[str] = []
    screening.hinted.connect(hints.append)
    screening.do("outside", session, stage)
    assert hints == ["Filen gick inte att öppna. Välj den igen."]
    assert not screening.view(session).there
    assert "Filmen visas utanför programmet" in screening.adapt(session, compose.compose(session)).words()


def test_that_a_file_is_chosen_in_a_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    stage = StageWindow()
    qtbot.addWidget(stage)
    kept = Clips(s.Settings(tmp_path))
    screening = Screening(kept, stage, stage)
    session = at("clip")
    screening.do("choose", session, stage)
    screening.follow(at("picture"))  # someone has gone on meanwhile, with a touch on the board
    dialog = screening._dialog
    assert dialog is not None
    with qtbot.waitSignal(screening.changed):
        dialog.fileSelected.emit(str(film(tmp_path)))
    assert kept.file(session) == tmp_path / "rasten.mp4"
    screening.close()
    assert screening._dialog is None

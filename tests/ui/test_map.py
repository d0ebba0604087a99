"""Hur hänger allt ihop?: the map on the page Pass, by mouse, keyboard and ear, and the page it makes on paper."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from facilitator import cli
from facilitator.ui import railmap
from facilitator.ui.desk import mapports
from facilitator.ui.desk.lessoncard import LessonCard
from facilitator.ui.desk.lessons import Lessons
from facilitator.ui.desk.mapview import Line, ProgrammeMap
from facilitator.ui.desk.shell import Desk
from facilitator.ui.rows.maprows import maps
from tests import ownlessons
from tests.ui import rows
from tests.ui.rows import press, words

MARGIN = 0.035
"""Of the height of the page; nothing is printed nearer its edge."""
HOW = "Hur hänger allt ihop?"


@pytest.fixture
def page(qtbot: QtBot) -> Lessons:
    page = Lessons(rows.Shelf())
    qtbot.addWidget(page)
    page.resize(1166, 728)
    page.show()
    page.fill(rows.view(lessons=rows.WITH_STAFF, maps=(rows.MAP,)))
    return page


def programme(page: Lessons, name: str) -> None:
    pills = [one for one in rows.shown(page, QPushButton) if one.property("kind") == "pill"]
    next(one for one in pills if one.text().startswith(name)).click()


def line(page: Lessons) -> Line:
    programme(page, "MVP")
    press(page, HOW)
    (shown,) = rows.shown(page, Line)
    return shown


def chosen(page: Lessons) -> list[str]:
    return [card.lesson.id for card in page.findChildren(LessonCard) if card.isChecked()]


def test_that_only_a_programme_with_a_map_offers_it(page: Lessons) -> None:
    assert HOW not in words(page)
    programme(page, "TÅGET")
    assert HOW not in words(page)
    programme(page, "MVP")
    assert HOW in words(page)


def test_that_the_map_comes_in_the_place_of_the_cards_and_goes_again(page: Lessons) -> None:
    assert [station.lesson for station in line(page).stations] == ["mvp-01", "p1", "mvp-03"]
    assert not rows.shown(page, LessonCard)
    press(page, "Visa korten")
    assert not rows.shown(page, Line)
    assert [card.lesson.id for card in rows.shown(page, LessonCard)] == ["mvp-01", "mvp-03"]


@pytest.mark.parametrize("leave", ["search", "another programme", "all", "leaving the page"])
def test_that_looking_for_something_else_brings_the_cards_back(page: Lessons, leave: str) -> None:
    line(page)
    match leave:
        case "search":
            QTest.keyClicks(page.search, "åskådare")
        case "another programme":
            programme(page, "TÅGET")
        case "all":
            press(page, "Visa alla pass")
        case _:
            page.hide()
            page.show()
    assert not rows.shown(page, Line)
    assert rows.shown(page, LessonCard)


def test_that_a_press_on_a_station_opens_its_lesson_also_one_of_another_programme(page: Lessons) -> None:
    drawn = line(page)
    for station in reversed(drawn.stations):
        QTest.mouseClick(station, Qt.MouseButton.LeftButton)
        assert chosen(page) == [station.lesson]
        assert [one.lesson for one in drawn.stations if one.isChecked()] == [station.lesson]
        assert page.detail.isVisible()


def test_that_the_map_shows_which_lesson_was_chosen_before(page: Lessons) -> None:
    page.choose("mvp-03")
    assert [one.lesson for one in line(page).stations if one.isChecked()] == ["mvp-03"]
    page.choose("taget-b1-46")
    assert not any(one.isChecked() for one in line(page).stations)


def test_that_the_keyboard_goes_from_station_to_station_and_opens(page: Lessons) -> None:
    drawn = line(page)
    drawn.stations[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(drawn.stations[0], Qt.Key.Key_Down)
    assert page.focusWidget() is drawn.stations[1]
    QTest.keyClick(drawn.stations[1], Qt.Key.Key_Space)
    assert chosen(page) == ["p1"]


def test_that_a_station_reached_by_the_keyboard_is_scrolled_into_sight(page: Lessons) -> None:
    drawn = line(page)
    page.resize(1166, 320)
    rows.shown(page, Line)
    (map_page,) = rows.shown(page, ProgrammeMap)
    last = drawn.stations[-1]
    last.setFocus(Qt.FocusReason.TabFocusReason)
    seen = QRect(last.mapTo(map_page.viewport(), last.rect().topLeft()), last.size())
    assert map_page.viewport().rect().contains(seen)


def test_that_a_station_says_in_words_what_the_picture_shows(page: Lessons) -> None:
    first, _staff, last = line(page).stations
    assert (first.accessibleName(), first.accessibleDescription()) == (
        "MVP 1: MVP och åskådarperspektivet", "Pass som bygger vidare på det: MVP 3.",
    )  # fmt: skip
    assert last.accessibleName() == "MVP 3: Vad är våld?, åk 6"
    assert last.accessibleDescription() == (
        "Bygger på MVP 1 MVP och åskådarperspektivet: Den som ser kan göra något. "
        "Bygger på Personal P1 Trygg bas: De vuxna är redo."
    )


def test_that_stations_cover_their_own_part_of_the_drawing_and_no_other(page: Lessons) -> None:
    drawn = line(page)
    rects = [station.geometry() for station in drawn.stations]
    assert all(drawn.rect().contains(rect) for rect in rects)
    assert not any(one.intersects(other) for one, other in pairwise(rects))


# --- on paper -------------------------------------------------------------------------------------------


def own() -> mapports.MapView:
    (found,) = [one for one in maps(ownlessons.library()) if one.programme == "mvp"]
    return found


def drawn(stops: tuple[mapports.StopView, ...]) -> QImage:
    made = railmap.RailMap(stops, 700, 15)
    picture = QImage(700, round(made.height), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    made.draw(painter)
    painter.end()
    return picture


def test_that_every_title_and_every_sentence_is_drawn() -> None:
    stops = own().stops
    whole = drawn(stops)
    for place, stop in enumerate(stops):
        changed = [stop._replace(title=stop.title.swapcase())]
        for number, link in enumerate(stop.links):
            links = list(stop.links)
            links[number] = link._replace(how=link.how.swapcase())
            changed.append(stop._replace(links=tuple(links)))
        for other in changed:
            assert drawn((*stops[:place], other, *stops[place + 1 :])) != whole


def test_that_the_chosen_lesson_stands_out_and_nothing_of_it_is_lost(page: Lessons) -> None:
    shown = line(page)
    before = shown.grab().toImage()
    shown.mark("mvp-03")
    assert shown.grab().toImage() != before


def is_one_page(file: Path) -> bool:
    content = file.read_bytes()
    return (
        content.startswith(b"%PDF")
        and content.count(b"/Type /Page\n") == 1
        and b"/MediaBox [0 0 595" in content
    )


def edges(view: mapports.MapView, folder: Path) -> tuple[float, float]:
    """Where on the page the ink begins and ends, in shares of its height."""
    file = folder / "karta.png"
    railmap.write(view, file)
    picture = QImage(str(file)).scaled(QSize(397, 561))
    white = picture.pixelColor(0, 0)
    inked = [y for y in range(561) if any(picture.pixelColor(x, y) != white for x in range(0, 397, 2))]
    return inked[0] / 561, inked[-1] / 561


def test_that_our_own_map_is_one_page_of_a4_within_its_margins(tmp_path: Path) -> None:
    railmap.write(own(), tmp_path / "karta.pdf")
    assert is_one_page(tmp_path / "karta.pdf")
    top, bottom = edges(own(), tmp_path)
    assert top > MARGIN
    assert MARGIN < 1 - bottom < 4 * MARGIN


def test_that_a_long_map_is_set_smaller_to_stay_on_its_page(tmp_path: Path) -> None:
    links = tuple(mapports.LinkView("x0", "MVP 1", "En mening om hur det hänger ihop.") for _n in range(2))
    first, *rest = (rows.MAP.stops[0]._replace(lesson=f"x{n}") for n in range(20))
    stops = (first, *(stop._replace(links=links) for stop in rest))
    _top, bottom = edges(rows.MAP._replace(stops=stops), tmp_path)
    assert MARGIN < 1 - bottom < 4 * MARGIN


def test_that_saving_tells_where_or_why_not(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(rows.Shelf(), rows.CHOICES)
    qtbot.addWidget(desk)
    desk.show()
    desk.show_page("lessons")
    rows.arrive(desk)
    desk.fill(rows.view(lessons=rows.WITH_STAFF, maps=(rows.MAP,)))
    line(desk.lessons())
    (map_page,) = rows.shown(desk, ProgrammeMap)
    map_page.save(str(tmp_path / "karta.pdf"))
    assert f"Kartan är sparad: {tmp_path / 'karta.pdf'}" in words(desk)
    assert is_one_page(tmp_path / "karta.pdf")
    map_page.save(str(tmp_path / "karta.pdf" / "under en fil.pdf"))
    assert not any(one.startswith("Kartan är sparad") for one in words(desk))


def test_that_the_command_line_writes_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "karta.pdf"
    assert cli.run(["--lang", "sv", "render", "--map", "mvp", str(file)]) == cli.DONE
    assert is_one_page(file)
    assert cli.run(["--lang", "sv", "render", "--map", "visning", str(file)]) == cli.NOT_IN_ORDER
    assert "Det finns ingen karta över ”visning”." in capsys.readouterr().err

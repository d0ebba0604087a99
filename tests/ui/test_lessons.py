"""Pass: search as you type, filters, the slides to leaf through, and the buttons that start."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from facilitator.ui.desk import ports
from facilitator.ui.desk.lessoncard import LessonCard
from facilitator.ui.desk.lessons import Lessons
from facilitator.ui.desk.preview import Picture
from tests.content import builder
from tests.ui import rows
from tests.ui.clipping import clipped
from tests.ui.rows import press, words


@pytest.fixture
def page(qtbot: QtBot) -> Lessons:
    page = Lessons(rows.Shelf())
    qtbot.addWidget(page)
    page.resize(1166, 728)
    page.show()
    page.fill(rows.view())
    return page


def titles(page: Lessons) -> list[str]:
    return [card.lesson.id for card in page.findChildren(LessonCard) if card.isVisible()]


def pill(page: Lessons, words: str) -> QPushButton:
    return next(
        b for b in page.findChildren(QPushButton) if b.property("kind") == "pill" and b.text() == words
    )


def test_that_everything_shows_and_the_first_is_chosen(page: Lessons) -> None:
    assert titles(page) == ["mvp-01", "mvp-03", "taget-b1-46"]
    assert [card.lesson.id for card in page.findChildren(LessonCard) if card.isChecked()] == ["mvp-01"]


def test_that_searching_narrows_with_every_letter_and_looks_in_scenarios(page: Lessons, qtbot: QtBot) -> None:
    QTest.keyClicks(page.search, "slag")
    assert titles(page) == ["mvp-03"]
    page.search.clear()
    QTest.keyClicks(page.search, "gruppchatten")
    assert titles(page) == ["mvp-01"]
    QTest.keyClicks(page.search, " finns inte")
    assert titles(page) == []


def test_that_filters_carry_counts_and_narrow(page: Lessons) -> None:
    pill(page, "TÅGET · 1 pass").click()
    assert titles(page) == ["taget-b1-46"]
    pill(page, "Alla pass").click()
    assert len(titles(page)) == 3
    assert pill(page, "MVP · 2 pass").isVisible()


def test_that_it_is_said_what_the_filters_are_which_is_on_and_how_to_clear_them(page: Lessons) -> None:
    assert "Program:" in words(page)
    assert not [line for line in words(page) if line.startswith("Visar ")]
    pill(page, "TÅGET · 1 pass").click()
    ticked = [
        b for b in page.findChildren(QPushButton) if b.property("kind") == "pill" and not b.icon().isNull()
    ]
    assert ticked == [pill(page, "TÅGET · 1 pass")]
    assert "Visar 1 av 3 pass." in words(page)
    QTest.keyClicks(page.search, "finns inte")
    assert "Inget pass passar sökningen." in words(page)
    press(page, "Visa alla pass")
    assert (len(titles(page)), page.search.text()) == (3, "")
    assert page.focusWidget() is page.search
    assert pill(page, "Alla pass").isChecked()
    assert not [line for line in words(page) if line.startswith("Visar ")]


def test_that_the_lessons_of_one_age_can_be_shown_the_youngest_named_first(page: Lessons) -> None:
    (who,) = (box for box in page.findChildren(QComboBox) if box.accessibleName() == "För vem")
    assert [who.itemText(n) for n in range(who.count())] == ["Alla åldrar", "åk 4–6", "åk 6"]
    QTest.keyClick(who, Qt.Key.Key_Down)
    assert titles(page) == ["taget-b1-46"]
    assert "Visar 1 av 3 pass." in words(page)
    press(page, "Visa alla pass")
    assert len(titles(page)) == 3
    assert who.currentIndex() == 0


def test_that_what_nobody_has_held_against_its_source_says_so(page: Lessons) -> None:
    assert "Visa respekt för andra. (Lgr22, kapitel 1, 2022; inte kontrollerat än)" in words(page)


def test_that_choosing_a_lesson_undoes_what_hides_it(page: Lessons) -> None:
    pill(page, "TÅGET · 1 pass").click()
    page.choose("mvp-03")
    assert "mvp-03" in titles(page)
    assert next(c for c in page.findChildren(LessonCard) if c.lesson.id == "mvp-03").isChecked()


def test_that_the_slides_can_be_leafed_through_with_the_arrow_keys(page: Lessons, qtbot: QtBot) -> None:
    picture = page.findChild(Picture)
    assert picture is not None
    first = picture.accessibleDescription()
    QTest.keyClick(picture, Qt.Key.Key_Left)
    assert picture.accessibleDescription() == first
    seen = [first]
    for _step in builder.script(50).steps[1:]:
        QTest.keyClick(picture, Qt.Key.Key_Right)
        seen.append(picture.accessibleDescription())
    assert len(set(seen)) == len(seen)
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert picture.accessibleDescription() == seen[-1]


def test_that_a_lesson_starts_with_the_group_and_length_chosen_there(page: Lessons, qtbot: QtBot) -> None:
    page.choose("mvp-03")
    group, length = page.detail.findChildren(QComboBox)
    group.setCurrentText("5C")
    group.activated.emit(group.currentIndex())
    length.setCurrentText("60")
    length.activated.emit(length.currentIndex())
    with qtbot.waitSignal(page.start_requested) as sent:
        page.detail.start.click()
    assert sent.args == [ports.StartRequest(lesson="mvp-03", group="5C", people=22, length=60)]


def test_that_a_lesson_is_offered_to_the_group_for_which_it_is_due(page: Lessons, qtbot: QtBot) -> None:
    page.choose("mvp-03")
    with qtbot.waitSignal(page.start_requested) as sent:
        page.detail.start.click()
    assert sent.args == [ports.StartRequest(lesson="mvp-03", group="6B", people=26, length=50)]


def groups_of(page: Lessons) -> QComboBox:
    return next(one for one in rows.shown(page.detail, QComboBox) if one.accessibleName() == "Grupp")


def test_that_a_lesson_is_offered_to_a_group_it_is_written_for_and_says_so_when_it_is_not(
    page: Lessons,
) -> None:
    younger = rows.LESSONS[2]._replace(id="taget-t13-f3", label="TÅGET T13", grades="F–3", ages="F123")
    older = rows.LESSONS[2]._replace(ages="456")
    groups = (*rows.GROUPS, ports.GroupView("2A", 20), ports.GroupView("PERS", 9))
    page.fill(rows.view(lessons=(*rows.LESSONS[:2], older, younger), groups=groups))
    page.choose("taget-t13-f3")
    group = groups_of(page)
    assert group.currentData() == "2A"
    assert not any("inte för" in text for text in words(page.detail))
    page.choose("taget-b1-46")
    group = groups_of(page)
    for code, fits in (("2A", False), ("5C", True), ("PERS", True)):
        group.setCurrentText(code)
        group.activated.emit(group.currentIndex())
        told = f"Passet är skrivet för åk 4–6, inte för {code}." in words(page.detail)
        assert told is not fits, code


def test_that_a_lesson_that_cannot_be_read_is_told_and_cannot_start(qtbot: QtBot) -> None:
    page = Lessons(rows.Shelf())
    qtbot.addWidget(page)
    page.fill(rows.view(lessons=(rows.LESSONS[0]._replace(id="broken"),)))
    assert not page.detail.start.isEnabled()


def startable(page: Lessons) -> bool:
    return page.detail.isVisible() and page.detail.start.isEnabled()


def chosen(page: Lessons) -> list[str]:
    return [card.lesson.id for card in page.findChildren(LessonCard) if card.isChecked()]


def test_that_searching_changes_nothing_that_was_chosen_and_starts_nothing_unseen(page: Lessons) -> None:
    page.choose("mvp-03")
    QTest.keyClicks(page.search, "gruppchatten")
    assert chosen(page) == ["mvp-03"]
    assert not startable(page), "the chosen lesson is not among the hits"
    QTest.keyClicks(page.search, " finns inte")
    assert not startable(page)
    page.search.clear()
    assert chosen(page) == ["mvp-03"]
    assert startable(page)


def test_that_enter_in_the_search_takes_the_first_hit(page: Lessons) -> None:
    page.choose("mvp-03")
    QTest.keyClicks(page.search, "gruppchatten")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert chosen(page) == ["mvp-01"]
    assert startable(page)


def test_that_the_lesson_that_is_called_so_comes_first_and_enter_takes_it(
    page: Lessons, qtbot: QtBot
) -> None:
    first, *others = rows.LESSONS
    page.fill(rows.view()._replace(lessons=(first._replace(search="Vi undrar vad våld är."), *others)))
    page.choose("mvp-01")
    page.search.setText("vad är våld")
    assert {"mvp-01", "mvp-03"} <= set(titles(page))
    cards = {card.lesson.id: card for card in page.findChildren(LessonCard) if card.isVisible()}
    qtbot.waitUntil(lambda: cards["mvp-03"].x() < cards["mvp-01"].x())
    assert chosen(page) == ["mvp-01"], "typing alone chooses nothing"
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert chosen(page) == ["mvp-03"]


def test_that_what_is_for_adults_is_first_offered_to_the_staff(page: Lessons) -> None:
    staff = ports.GroupView(code="PERS", people=12)
    page.fill(rows.view()._replace(lessons=rows.WITH_STAFF, groups=(*rows.GROUPS, staff)))
    asked: list[ports.StartRequest] = []
    page.start_requested.connect(asked.append)
    for lesson in ("p1", "mvp-01"):
        page.choose(lesson)
        press(page, "Starta")
    assert [(one.group, one.people) for one in asked] == [("PERS", 12), ("6A", 24)]


def test_that_a_search_is_over_when_the_page_is_left(page: Lessons) -> None:
    QTest.keyClicks(page.search, "gruppchatten")
    page.hide()
    page.show()
    assert page.search.text() == ""
    assert len(titles(page)) == 3


def test_that_tab_goes_from_the_text_over_group_and_minutes_to_start(page: Lessons) -> None:
    page.choose("mvp-03")
    names: list[str] = []
    at = page.search.nextInFocusChain()
    while at is not None and at is not page.search:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible() and page.detail.isAncestorOf(at):
            names.append(at.accessibleName() or getattr(at, "text", str)())
        at = at.nextInFocusChain()
    order = [names.index(name) for name in ("Om passet", "Grupp", "Minuter", "Starta")]
    assert order == sorted(order), names


def test_that_many_cards_come_in_turns_and_one_that_is_searched_for_is_there_at_once(qtbot: QtBot) -> None:
    many = tuple(
        rows.LESSONS[0]._replace(id=f"mvp-{n:02}", label=f"MVP {n}", title=f"Pass nummer {n}")
        for n in range(1, 41)
    )
    page = Lessons(rows.Shelf())
    qtbot.addWidget(page)
    page.show()
    page.fill(rows.view(lessons=many))
    assert 0 < len(titles(page)) < len(many)
    qtbot.waitUntil(lambda: titles(page) == [one.id for one in many])
    late = Lessons(rows.Shelf())
    qtbot.addWidget(late)
    late.show()
    late.fill(rows.view(lessons=many))
    late.search.setText("nummer 40")
    assert titles(late) == ["mvp-40"]
    late.choose("mvp-39")
    assert [card.lesson.id for card in late.findChildren(LessonCard) if card.isChecked()] == ["mvp-39"]


@pytest.mark.parametrize("size", [(827, 660), (848, 595)], ids=["1024x700", "a small laptop at 125 %"])
def test_that_a_low_and_narrow_window_still_shows_all_that_starts_a_lesson(
    page: Lessons, qtbot: QtBot, size: tuple[int, int]
) -> None:
    usual = page.detail.width() / page.width()
    page.resize(*size)
    qtbot.waitUntil(lambda: clipped(page) == [])
    buttons = (page.detail.start, page.detail.prepare, *rows.shown(page.detail, QComboBox))
    inside = page.detail.rect()
    assert [
        one for one in buttons if not inside.contains(QRect(one.mapTo(page.detail, QPoint()), one.size()))
    ] == []
    page.resize(1166, 728)
    qtbot.waitUntil(lambda: clipped(page) == [])
    assert page.detail.width() / page.width() == pytest.approx(usual, abs=0.01)


@pytest.mark.parametrize("width", [690, 708, 720])
def test_that_a_very_low_window_lets_all_that_starts_a_lesson_be_reached(
    page: Lessons, qtbot: QtBot, width: int
) -> None:
    page.resize(width, 410)  # what is left of a laptop of 1366×768 at 150 %
    detail = page.detail

    def cut() -> list[str]:
        parts = (detail.start, detail.prepare, detail._rehearse, *rows.shown(detail, QComboBox))
        found = []
        for one in parts:
            detail._words.ensureWidgetVisible(one, 0, 0)
            if one.visibleRegion().boundingRect() != one.rect():
                found.append(one.accessibleName() or type(one).__name__)
        return found

    qtbot.waitUntil(lambda: cut() == [])
    assert detail.start.y() < detail.height()
    page.resize(1166, 728)
    qtbot.waitUntil(lambda: cut() == [] and not detail._words.isAncestorOf(detail.start))


def test_that_a_number_stays_with_what_it_counts(page: Lessons) -> None:
    told = next(one for one in words(page.detail) if "åk" in one and "min" in one and "steg" in one)
    assert " " not in told.replace(" · ", "")

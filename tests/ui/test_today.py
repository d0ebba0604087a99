"""Idag: one thing to run, what stopped comes first, and a first group in one line."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from facilitator.ui import style
from facilitator.ui.desk import ports
from facilitator.ui.desk.today import Today
from facilitator.ui.desk.turns import Turn
from tests.ui import rows
from tests.ui.rows import press, words


@pytest.fixture
def page(qtbot: QtBot) -> Today:
    page = Today()
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    return page


def test_that_nothing_can_be_started_before_the_rows_have_come(page: Today) -> None:
    assert not page.hero.start.isEnabled()


def test_that_start_asks_for_what_is_due_with_the_groups_usual_numbers(page: Today, qtbot: QtBot) -> None:
    rows.fill(qtbot, page, rows.view())
    with qtbot.waitSignal(page.start_requested) as sent:
        press(page, "Starta pass")
    assert sent.args == [ports.StartRequest(lesson="mvp-03", group="6B", people=26, length=50)]


def test_that_group_length_and_participants_can_be_changed_first(page: Today, qtbot: QtBot) -> None:
    rows.fill(qtbot, page, rows.view())
    press(page, "Grupp 6A")
    press(page, "Minuter 40")
    press(page, "Deltagare: en färre")
    with qtbot.waitSignal(page.start_requested) as sent:
        press(page, "Starta pass")
    assert sent.args == [ports.StartRequest(lesson="mvp-01", group="6A", people=23, length=40)]


def test_that_new_rows_leave_the_leaders_choices_alone(page: Today, qtbot: QtBot) -> None:
    rows.fill(qtbot, page, rows.view())
    press(page, "Grupp 6A")
    press(page, "Minuter 60")
    press(page, "Deltagare: en fler")
    rows.fill(qtbot, page, rows.view(never_exported=0))
    with qtbot.waitSignal(page.start_requested) as sent:
        press(page, "Starta pass")
    assert sent.args == [ports.StartRequest(lesson="mvp-01", group="6A", people=25, length=60)]


def test_that_a_rehearsal_has_no_group(page: Today, qtbot: QtBot) -> None:
    rows.fill(qtbot, page, rows.view())
    with qtbot.waitSignal(page.start_requested) as sent:
        press(page, "Öva själv")
    assert sent.args == [ports.StartRequest("mvp-03", "", 0, 50, rehearsal=True, as_group="6B")]


def test_that_a_row_in_turn_goes_on_top(page: Today, qtbot: QtBot) -> None:
    rows.fill(qtbot, page, rows.view())
    qtbot.waitUntil(lambda: len(page.findChildren(Turn)) == len(rows.DUE))
    second = page.findChildren(Turn)[1]
    second.click()
    assert second.isChecked()
    with qtbot.waitSignal(page.start_requested) as sent:
        press(page, "Starta pass")
    assert sent.args is not None
    assert (sent.args[0].lesson, sent.args[0].group, sent.args[0].length) == ("taget-b1-46", "5C", 40)


def test_that_the_rows_in_turn_begin_in_line_whatever_the_groups_are_called(
    page: Today, qtbot: QtBot
) -> None:
    named = tuple(one._replace(group=code) for one, code in zip(rows.DUE, ("6B", "6MA-h1"), strict=False))
    groups = tuple(ports.GroupView(code=one.group, people=24) for one in named)
    rows.fill(qtbot, page, rows.view(due=named, groups=groups))
    qtbot.waitUntil(lambda: len(page.findChildren(Turn)) == len(named))
    labels = [row.findChildren(QLabel) for row in page.findChildren(Turn)]
    qtbot.waitUntil(lambda: all(parts[0].width() > 0 for parts in labels))
    assert len({len(parts) for parts in labels}) == 1
    for column in list(zip(*labels, strict=True))[1:3]:
        assert len({part.x() for part in column}) == 1


def planned(day: date, at: time | None = None) -> ports.DeskView:
    return rows.view(due=(rows.DUE[0]._replace(planned=day, at=at), *rows.DUE[1:]))


@pytest.mark.parametrize(
    ("day", "at", "on_top", "in_turn"),
    [
        (rows.TODAY, time(10, 20), "Planerat i dag kl. 10.20", "i dag 10.20"),
        (rows.TODAY, None, "Planerat i dag", "i dag"),
        (date(2026, 10, 5), time(10, 20), "Var planerat 5 oktober", "försenat, 5 okt"),
        (date(2026, 10, 26), time(8, 5), "Planerat 26 oktober kl. 08.05", "26 okt"),
        (date(2026, 10, 26), None, "Planerat 26 oktober", "26 okt"),
    ],
)
def test_that_the_day_in_the_plan_is_told(
    page: Today, qtbot: QtBot, day: date, at: time | None, on_top: str, in_turn: str
) -> None:
    rows.fill(qtbot, page, planned(day, at))
    qtbot.waitUntil(lambda: not page.filling)
    assert on_top in words(page)
    assert in_turn in words(page)
    assert "inget än" in words(page)


def test_that_without_a_plan_the_last_time_is_told_as_before(page: Today, qtbot: QtBot) -> None:
    rows.fill(qtbot, page, rows.view())
    qtbot.waitUntil(lambda: not page.filling)
    assert "senast 28 sep" in words(page)
    assert not any("lanerat" in text for text in words(page))


def test_that_many_groups_stand_in_a_list_to_choose_from(page: Today, qtbot: QtBot) -> None:
    groups = tuple(ports.GroupView(code=f"{n}A", people=20 + n) for n in range(1, 8))
    due = tuple(ports.DueView(group=one.code, lesson="mvp-01") for one in groups)
    rows.fill(qtbot, page, rows.view(groups=groups, due=due))
    chooser = page.hero.findChild(QComboBox)
    assert chooser is not None
    assert [chooser.itemText(i) for i in range(chooser.count())] == [one.code for one in groups]
    chooser.setCurrentIndex(4)
    chooser.activated.emit(4)
    with qtbot.waitSignal(page.start_requested) as sent:
        press(page, "Starta pass")
    assert sent.args is not None
    assert (sent.args[0].group, sent.args[0].people) == ("5A", 25)


def first_day(page: Today, qtbot: QtBot) -> QLineEdit:
    rows.fill(qtbot, page, rows.view(groups=(), due=(), held=()))
    return next(one for one in rows.shown(page, QLineEdit) if one.accessibleName().startswith("Gruppkod"))


def test_that_the_first_group_is_written_where_the_lesson_starts(page: Today, qtbot: QtBot) -> None:
    field = first_day(page, qtbot)
    QTest.keyClicks(field, "6b-H1")
    sent: list[object] = []
    page.group_saved.connect(sent.append)
    page.start_requested.connect(sent.append)
    press(page, "Starta pass")
    assert sent == [
        ports.GroupView(code="6B-h1", people=25),
        ports.StartRequest(lesson="mvp-01", group="6B-h1", people=25, length=50),
    ]


def test_that_the_wish_holds_when_saving_the_group_fills_the_page_anew(page: Today, qtbot: QtBot) -> None:
    field = first_day(page, qtbot)
    saved = rows.view(
        groups=(ports.GroupView(code="6B", people=25),), due=(ports.DueView(group="6B", lesson="mvp-01"),)
    )

    def refill(group: ports.GroupView) -> None:
        rows.fill(qtbot, page, saved)

    page.group_saved.connect(refill)
    QTest.keyClicks(field, "6B")
    with qtbot.waitSignal(page.start_requested) as sent:
        press(page, "Starta pass")
    assert sent.args == [ports.StartRequest(lesson="mvp-01", group="6B", people=25, length=50)]


@pytest.mark.parametrize("written", ["", "Kalle", "Anna K"])
def test_that_a_name_is_no_group_and_is_refused_kindly(page: Today, qtbot: QtBot, written: str) -> None:
    field = first_day(page, qtbot)
    QTest.keyClicks(field, written)
    with qtbot.assertNotEmitted(page.start_requested), qtbot.assertNotEmitted(page.group_saved):
        press(page, "Starta pass")
    assert len([line for line in words(page) if "6B-h1" in line]) == 1


def test_that_a_stopped_lesson_is_offered_first_and_is_the_only_main_button(
    page: Today, qtbot: QtBot
) -> None:
    rows.fill(qtbot, page, rows.view(stopped=(rows.STOPPED,)))
    main = [one for one in rows.shown(page, QPushButton) if one.property("kind") in ("primary", "hero")]
    assert [one.text() for one in main] == ["Fortsätt"]
    assert main[0].mapTo(page, QPoint()).y() < page.hero.mapTo(page, QPoint()).y()
    with qtbot.waitSignal(page.resume_requested) as resumed:
        press(page, "Fortsätt")
    assert resumed.args == ["halted"]
    with qtbot.waitSignal(page.close_requested) as closed:
        press(page, "Avsluta och skriv logg")
    assert closed.args == ["halted"]


def test_that_every_lesson_that_stopped_is_named_and_gone_on_with(page: Today, qtbot: QtBot) -> None:
    older = (
        rows.STOPPED._replace(session="older", label="TÅGET B1", title="Trygghet", group="5C", stopped=rows.NOW - timedelta(days=2)),
        rows.STOPPED._replace(session="oldest", stopped=rows.NOW - timedelta(days=9)),
    )  # fmt: skip
    rows.fill(qtbot, page, rows.view(stopped=(rows.STOPPED, *older)))
    main = [one for one in rows.shown(page, QPushButton) if one.property("kind") in ("primary", "hero")]
    assert [one.text() for one in main] == ["Fortsätt"]
    assert {"2 pass till avbröts", "5C · Trygghet", "Avbröts 10 oktober kl. 10.42, vid ”Pyramiden”"} <= set(
        words(page)
    )
    for session, which in (("older", "TÅGET B1 Trygghet, 5C, 10 oktober 10.42"), ("oldest", "MVP 3 Vad är våld?, 6B, 3 oktober 10.42")):  # fmt: skip
        with qtbot.waitSignal(page.resume_requested) as resumed:
            press(page, f"Fortsätt: {which}")
        assert resumed.args == [session]
        with qtbot.waitSignal(page.close_requested) as closed:
            press(page, f"Avsluta och skriv logg: {which}")
        assert closed.args == [session]


def test_that_the_big_button_is_back_when_nothing_has_stopped(page: Today, qtbot: QtBot) -> None:
    rows.fill(qtbot, page, rows.view(stopped=(rows.STOPPED,)))
    rows.fill(qtbot, page, rows.view())
    assert page.hero.start.property("kind") == "hero"


def test_that_a_waiting_log_opens(page: Today, qtbot: QtBot) -> None:
    rows.fill(qtbot, page, rows.view(drafts=rows.HELD))
    with qtbot.waitSignal(page.draft_requested) as sent:
        press(page, "Skriv klart loggen för TÅGET B1, 5C, 3 okt")
    assert sent.args == ["two"]


@pytest.mark.parametrize(("many", "more"), [(2, []), (3, []), (6, ["och 3 till"])])
def test_that_waiting_logs_that_are_not_named_are_counted(
    page: Today, qtbot: QtBot, many: int, more: list[str]
) -> None:
    rows.fill(qtbot, page, rows.view(due=(), drafts=(rows.HELD * 3)[:many]))
    assert [one for one in rows.words(page) if one.startswith("och ")] == more


@pytest.mark.parametrize(("many", "named", "more"), [(6, 6, []), (13, 6, ["och 7 till"])])
def test_that_groups_in_turn_that_are_not_named_are_counted(
    page: Today, qtbot: QtBot, many: int, named: int, more: list[str]
) -> None:
    due = tuple(ports.DueView(group=f"6{letter}", lesson="mvp-01") for letter in "ABCDEFGHIJKLM"[:many])
    rows.fill(qtbot, page, rows.view(due=due))
    assert len(rows.shown(page, Turn)) == named
    assert [one for one in rows.words(page) if one.startswith("och ")] == more


def test_that_nothing_due_says_so_and_starts_nothing(page: Today, qtbot: QtBot) -> None:
    rows.fill(qtbot, page, rows.view(due=()))
    assert not page.hero.start.isEnabled()


def test_that_a_group_without_a_lesson_in_turn_is_shown_the_way_to_all_lessons(
    page: Today, qtbot: QtBot
) -> None:
    rows.fill(qtbot, page, rows.view(due=rows.DUE[:1], held=()))
    page.hero.group_chosen.emit("5C")
    said = rows.words(page.hero)
    assert "Inget pass väntar på 5C" in said
    assert not any("har haft" in text for text in said), "it has had none"
    with qtbot.waitSignal(page.search_requested):
        rows.press(page.hero, "Leta upp ett pass")
    page.hero.group_chosen.emit("6B")
    assert page.hero.start.isVisible()
    assert "Leta upp ett pass" not in rows.words(page.hero)


def test_that_a_lesson_led_without_the_log_is_named_before_it_is_taken_in(page: Today, qtbot: QtBot) -> None:
    rows.fill(qtbot, page, rows.view(left=(rows.LEFT,)))
    said = "\n".join(words(page))
    assert "MVP 3 Vad är våld? · 6B · 11 oktober 10.42" in said
    assert "/skolan/Passledaren-reserv-x1" in said
    with qtbot.waitSignal(page.take_in_requested) as sent:
        press(page, "Ta in i loggen")
    assert sent.args == ["/skolan/Passledaren-reserv-x1"]


def test_that_a_log_apart_offers_to_try_the_real_one_again(page: Today, qtbot: QtBot) -> None:
    rows.fill(qtbot, page, rows.view(apart="/skolan/Passledaren-reserv-x1"))
    with qtbot.waitSignal(page.log_wanted):
        press(page, "Försök öppna loggen igen")


def test_that_a_group_with_nothing_in_turn_is_told_why_and_where_to_look(page: Today, qtbot: QtBot) -> None:
    lessons = tuple(one._replace(ages="456") for one in rows.LESSONS)
    groups = (*rows.GROUPS, ports.GroupView("8A", 20), ports.GroupView("8B", 21), ports.GroupView("4C", 22))
    rows.fill(qtbot, page, rows.view(lessons=lessons, groups=groups))
    said = rows.words(page)
    nothing = "inget program har pass i tur och ordning för den här årskursen. Leta upp ett på sidan Pass."
    assert f"8A, 8B: {nothing}" in said
    assert "4C: alla pass i tur och ordning är hållna. Fler finns på sidan Pass." in said
    rows.fill(qtbot, page, rows.view(lessons=lessons))
    assert not any("i tur och ordning" in text for text in rows.words(page))


THINGS = ("Penna till tavlan", "Ett rum bredvid, eller en plats i korridoren, dit man kan gå ut med en vuxen")


@pytest.mark.parametrize(("size", "lines"), [(1.0, 1), (1.6, 3), (2.0, 4)])
def test_that_many_things_to_bring_go_on_over_more_lines_only_where_there_is_no_room(
    page: Today, qtbot: QtBot, qapp: QApplication, size: float, lines: int
) -> None:
    style.dress(qapp, size)
    first, *others = rows.LESSONS
    rows.fill(qtbot, page, rows.view()._replace(lessons=(first, others[0]._replace(materials=THINGS))))
    told = next(one for one in rows.shown(page, QLabel) if one.text().startswith("Penna till tavlan"))
    qtbot.waitUntil(lambda: 1 <= round(told.height() / told.fontMetrics().lineSpacing()) <= lines)
    ground = page.widget()
    assert ground is not None
    assert ground.minimumSizeHint().width() <= page.viewport().width()

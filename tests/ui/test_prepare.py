"""Förbered: ticks, voices, papers, the briefing, the last look, and what leaves the page."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from typing_extensions import override

from facilitator.content.model import Scenario
from facilitator.content.script import Script
from facilitator.i18n import set_language
from facilitator.planning import preparing
from facilitator.ui.desk import ports
from facilitator.ui.desk.contacts import ContactsSection
from facilitator.ui.desk.detail import Detail
from facilitator.ui.desk.prepare.page import Prepare
from facilitator.ui.parts.tick import Tick
from tests.content import builder
from tests.ui import rows
from tests.ui.rows import press, words

TASK = "Läs fallet högt en gång."


class TwoVoices:
    """A library with one lesson, in which A, B and the adult speak."""

    def __init__(self, risk: int = 1, age: str = "4-6") -> None:
        self._risk = risk
        self._age = age

    def script(self, lesson: str, length: int, group: str = "") -> Script | None:
        steps = builder.steps()
        steps[0]["leader"] = {
            "say": [{"who": who, "text": f"Jag är {who}."} for who in ("A", "B", "adult")],
        }
        return builder.script(length, steps=steps, risk=self._risk, age=self._age)

    def scenarios(self, lesson: str) -> dict[str, tuple[Scenario, ...]]:
        return {}

    def drafts(self) -> frozenset[str]:
        """None."""
        return frozenset()

    def brings(self, group: str) -> ports.ThreadView | None:
        """Nothing yet."""
        return None


def opened(
    qtbot: QtBot, *, risk: int = 1, age: str = "4-6", wish: ports.StartRequest = rows.WISH, **choices: Any
) -> Prepare:
    lesson = next(one for one in rows.LESSONS if one.id == wish.lesson)
    made = Prepare(TwoVoices(risk, age), lesson, rows.CHOICES._replace(**choices), rows.TODAY)
    qtbot.addWidget(made)
    made.resize(1166, 728)
    made.show()
    made.open(wish, rows.view())
    return made


def test_that_a_tick_leaves_with_its_place_and_all_others(qtbot: QtBot) -> None:
    page = opened(qtbot)
    with qtbot.waitSignal(page.ticked) as first:
        press(page, TASK)
    assert first.args == ["mvp-03|6B", (preparing.tick_of(TASK),)]
    with qtbot.waitSignal(page.ticked) as second:
        press(page, "Papperen är här")
    assert set(second.args[1]) == {preparing.tick_of(TASK), preparing.tick_of_day("prints", rows.TODAY)}
    assert "1 av 2 klart" in words(page)


def test_that_esc_goes_back_whatever_has_the_keyboard(qtbot: QtBot) -> None:
    page = opened(qtbot)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for part in (page, page.tabs[0]):
        part.setFocus()
        with qtbot.waitSignal(page.left):
            QTest.keyClick(part, Qt.Key.Key_Escape)


def test_that_each_group_has_ticks_of_its_own(qtbot: QtBot) -> None:
    kept = {"mvp-03|5C": (preparing.tick_of(TASK), preparing.tick_of_day("room", date(2026, 10, 9)))}
    page = opened(qtbot, prepared=kept)
    assert not any(tick.isChecked() for tick in rows.shown(page, Tick))
    group = page.findChildren(QComboBox)[0]
    group.setCurrentText("5C")
    group.activated.emit(group.currentIndex())
    assert [tick.accessibleName() for tick in rows.shown(page, Tick) if tick.isChecked()] == [TASK]


def test_that_a_tick_is_made_with_the_space_key(qtbot: QtBot) -> None:
    page = opened(qtbot)
    tick = next(one for one in rows.shown(page, Tick) if one.accessibleName() == TASK)
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()


def test_that_a_strong_lesson_shows_its_checks_and_blocks_nothing(qtbot: QtBot) -> None:
    page = opened(qtbot, risk=3)
    assert "Risknivå 3 av 3" in words(page)
    assert "Elevhälsan vet vilket pass som kommer, och finns i huset efteråt." in words(page)
    with qtbot.waitSignal(page.start_requested):
        page.ready.start.click()


def test_that_the_script_shows_all_lines_or_those_of_one(qtbot: QtBot) -> None:
    page = opened(qtbot)
    press(page, "Vem säger vad")
    assert {"”Jag är A.”", "”Jag är B.”", "”Jag är adult.”"} <= set(words(page))
    press(page, "Bara B:s repliker")
    assert "”Jag är B.”" in words(page)
    assert not {"”Jag är A.”", "”Jag är adult.”"} & set(words(page))


def test_that_one_leads_alone_with_one_voice_and_the_wish_says_so(qtbot: QtBot) -> None:
    page = opened(qtbot)
    press(page, "Vem säger vad")
    press(page, "En av oss är sjuk")
    assert {"”Jag är A.”", "”Jag är B.”", "En leder: A och B är en röst"} <= set(words(page))
    assert not {"A", "B"} & set(words(page))
    with qtbot.waitSignal(page.start_requested) as sent:
        page.ready.start.click()
    assert sent.args == [rows.WISH._replace(one_voice=True)]


def test_that_among_staff_one_colleague_leads_and_no_voice_is_named(qtbot: QtBot) -> None:
    page = opened(qtbot, risk=3, age="staff")
    assert "Två vuxna är med: en kan följa med en elev ut, en stannar kvar." not in words(page)
    press(page, "Vem säger vad")
    assert {"”Jag är A.”", "”Jag är adult.”"} <= set(words(page))
    assert not {"A", "B", "Den vuxna", "Vi är två", "Bara A:s repliker"} & set(words(page))
    assert any(word.endswith("Du leder") for word in words(page))


def test_that_a_rehearsal_starts_without_a_group(qtbot: QtBot) -> None:
    page = opened(qtbot)
    with qtbot.waitSignal(page.start_requested) as sent:
        press(page, "Öva själv")
    assert sent.args[0].rehearsal
    assert sent.args[0].group == ""


def test_that_the_papers_follow_the_number_of_participants(qtbot: QtBot) -> None:
    page = opened(qtbot)
    press(page, "Skriv ut")
    assert "7 st" in words(page)
    for _one in range(2):
        press(page, "Deltagare: en färre")
    assert "6 st" in words(page)
    assert "7 st" not in words(page)


def test_that_one_copy_is_one_in_english(qtbot: QtBot) -> None:
    set_language("en")
    page = opened(qtbot)
    press(page, "Print")
    assert {"1 copy", "7 copies"} <= set(words(page))


def test_that_a_stand_in_sees_the_way_and_whom_to_call(qtbot: QtBot) -> None:
    page = opened(qtbot, contacts=rows.CONTACTS)
    press(page, "Hoppa in")
    found = words(page)
    assert "Det här räcker, på 11 minuter" in found
    assert found.index("Kurator") < found.index("Bris")


def test_that_missing_contacts_are_told_to_the_stand_in(qtbot: QtBot) -> None:
    page = opened(qtbot)
    press(page, "Hoppa in")
    assert any("kontakter saknas" in one for one in words(page))


def test_that_the_reading_test_asks_once_what_the_back_row_could_read(qtbot: QtBot) -> None:
    page = opened(qtbot)
    with qtbot.waitSignal(page.test_card_requested):
        press(page, "Lästest")
    with qtbot.waitSignal(page.reading_told) as told:
        press(page, "Vad gick att läsa från bakersta raden? Allt")
    assert told.args == ["smallest"]
    page.show_projector(ports.ProjectorView(connected=True, tested=date(2026, 11, 25), read="smallest"))
    assert "Senast testad 25 nov: den minsta texten gick att läsa" in words(page)
    assert not any("bakersta raden" in one.text() for one in rows.shown(page, QLabel))


def test_that_a_lesson_that_cannot_be_read_says_so_and_cannot_start(qtbot: QtBot) -> None:
    lesson = rows.LESSONS[0]._replace(id="broken")
    page = Prepare(rows.Shelf(), lesson, rows.CHOICES, rows.TODAY)
    qtbot.addWidget(page)
    page.show()
    page.open(rows.WISH._replace(lesson="broken"), rows.view())
    assert any("går inte att läsa" in one for one in words(page))
    assert not page.ready.start.isEnabled()


# --- the school's own contacts ---------------------------------------------------------------------------


@pytest.fixture
def section(qtbot: QtBot) -> ContactsSection:
    made = ContactsSection(rows.CONTACTS)
    qtbot.addWidget(made)
    made.show()
    made.show_day(rows.TODAY)
    return made


def write(section: ContactsSection, name: str, text: str) -> None:
    field = next(one for one in rows.shown(section, QLineEdit) if one.accessibleName() == name)
    field.clear()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_that_a_stale_contact_is_marked_until_somebody_confirms_it(
    section: ContactsSection, qtbot: QtBot
) -> None:
    assert sum("halvår" in one for one in words(section)) == 1
    with qtbot.waitSignal(section.changed) as sent:
        press(section, "Kontakt 2 stämmer")
    assert sent.args[0] == "contacts"
    assert [row["checked"] for row in sent.args[1]] == ["2026-10-01", "2026-10-12"]
    assert not any("halvår" in one for one in words(section))


def test_that_a_new_contact_is_kept_when_it_is_whole(section: ContactsSection, qtbot: QtBot) -> None:
    press(section, "Lägg till en kontakt")
    with qtbot.assertNotEmitted(section.changed):
        write(section, "Kontakt 3: Roll", "Fritidsledare")
        write(section, "Kontakt 3: Så når man dem", "08-123 456 78")
    with qtbot.waitSignal(section.changed) as sent:
        write(section, "Kontakt 3: För vem", "Alla")
    assert sent.args[1][2] == {
        "name": "Fritidsledare", "reach": "08-123 456 78", "audience": "Alla", "checked": "2026-10-12",
    }  # fmt: skip


def test_that_a_persons_name_is_warned_of_and_a_number_to_reach_is_not(section: ContactsSection) -> None:
    write(section, "Kontakt 1: Så når man dem", "08-123 456 78")
    assert not any("telefonnummer" in one for one in words(section))
    write(section, "Kontakt 1: För vem", "hos Anna Svensson")
    assert any("namn" in one and "Anna" in one for one in words(section))


def test_that_five_contacts_are_enough_and_one_can_go(section: ContactsSection, qtbot: QtBot) -> None:
    for _one in range(3):
        press(section, "Lägg till en kontakt")
    assert len(rows.shown(section, QLineEdit)) == 15
    press(section, "Lägg till en kontakt")
    assert len(rows.shown(section, QLineEdit)) == 15
    with qtbot.waitSignal(section.changed) as sent:
        press(section, "Ta bort kontakt 1")
    assert [row["name"] for row in sent.args[1]] == ["Rektor"]


class Reviewed(TwoVoices):
    """A library whose lesson has been read by some of its readers, or by all."""

    def __init__(self, *done: str) -> None:
        super().__init__()
        self._done = done

    @override
    def script(self, lesson: str, length: int, group: str = "") -> Script | None:
        whole = {"teacher", "counsellor"} <= set(self._done)
        return builder.script(length, readers_done=list(self._done), granskad=whole)


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ((), "Inte granskat än av: lärare, kurator. Läs igenom det innan du använder det."),
        (("counsellor",), "Inte granskat än av: lärare. Läs igenom det innan du använder det."),
        (("teacher", "counsellor"), ""),
    ],
)
def test_that_it_is_told_who_has_not_reviewed_the_lesson_here_and_on_the_page_with_lessons(
    qtbot: QtBot, done: tuple[str, ...], told: str
) -> None:
    page = Prepare(Reviewed(*done), rows.LESSONS[1], rows.CHOICES, rows.TODAY)
    detail = Detail(Reviewed(*done))
    for one in (page, detail):
        qtbot.addWidget(one)
        one.show()
    page.open(rows.WISH, rows.view())
    detail.show_lesson(rows.LESSONS[1])
    for one in (page, detail):
        assert [line for line in words(one) if line.startswith("Inte granska")] == ([told] if told else [])

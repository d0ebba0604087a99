"""Another scenario in Förbered: what is offered, what the choice goes on to, and that a stopped lesson keeps it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from facilitator import settings as s
from facilitator.content.model import Scenario, ScenarioCase
from facilitator.content.script import Script
from facilitator.exchange import printing
from facilitator.journal import open_journal
from facilitator.session import orders as o
from facilitator.session.state import Session
from facilitator.ui.bridge import Bridge
from facilitator.ui.choices import Chooser
from facilitator.ui.desk import ports
from facilitator.ui.desk.detail import Detail
from facilitator.ui.desk.prepare.page import Prepare
from facilitator.ui.loading import Rooms
from facilitator.ui.stage import compose
from tests import ownlessons
from tests.patience import PATIENCE_S
from tests.ui import rows
from tests.ui.rows import press, words
from tests.ui.test_seen import Strays

PLACE, OWN, OTHER = "mvp-03|6B", "Bilden från bussen", "På tjockmattan"


class School:
    """A desk's port to our own lessons, with the choices of a settings file, as the program joins them."""

    def __init__(self, data: Path) -> None:
        self.settings = s.Settings(data)
        self.chooser = Chooser(self.settings, data)
        journal = open_journal(data, second_place=data)
        self.bridge = Bridge(Rooms(journal, ownlessons.library()))
        self.chooser.changed.connect(self.take)
        self.take()
        self.bridge.save_group(ports.GroupView("6B", 26), "", active=True)

    def take(self) -> None:
        self.bridge.use_picks(self.chooser.choices().picked)

    def script(self, lesson: str, length: int, group: str = "") -> Script | None:
        return self.bridge.script(lesson, length, group)

    def scenarios(self, lesson: str) -> "dict[str, tuple[Scenario, ...]]":
        return dict(self.bridge.scenarios(lesson))

    def drafts(self) -> frozenset[str]:
        """None."""
        return frozenset()

    def brings(self, group: str) -> ports.ThreadView | None:
        """Nothing yet."""
        return None


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    made = School(tmp_path)
    yield made
    made.bridge.rooms.journal.close()


def prepare(qtbot: QtBot, school: School, lesson: str = "mvp-03", group: str = "6B") -> Prepare:
    minutes = school.bridge.rooms.library.lesson(lesson).minutes
    about = rows.LESSONS[1]._replace(id=lesson, minutes=minutes, lengths=(minutes,))
    page = Prepare(school, about, school.chooser.choices(), rows.TODAY)
    page.picked.connect(school.chooser.pick)
    qtbot.addWidget(page)
    page.resize(1166, 728)
    page.show()
    page.open(rows.WISH._replace(lesson=lesson, group=group, length=minutes), rows.view())
    press(page, "Scenario")
    return page


def choose(page: Prepare, title: str) -> None:
    buttons = rows.shown(page, QPushButton)
    next(one for one in buttons if one.accessibleName() == f"Välj {title}").click()


def chosen(page: Prepare) -> list[str]:
    marked = [one for one in rows.shown(page, QPushButton) if one.text() == "Valt"]
    return [one.accessibleName().removeprefix("Välj ") for one in marked]


def told(script: Script | None) -> list[str]:
    assert script is not None
    return [one.title for one in script.scenarios.values()]


def at_the_scenario(bridge: Bridge) -> Session:
    conductor = bridge.start(ports.StartRequest("mvp-03", "6B", 26, 50))
    while not isinstance(conductor.session.current.stage, ScenarioCase):
        conductor.order(o.Next())
    bridge.rooms.journal.flush(PATIENCE_S)
    return conductor.session


def test_that_no_answer_flashes_as_a_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, school: School
) -> None:
    strays = Strays()
    qapp.installEventFilter(strays)
    page = prepare(qtbot, school)
    qapp.removeEventFilter(strays)
    assert chosen(page) == [OWN]
    assert strays.met == []


def test_that_the_lessons_own_comes_first_and_the_others_can_be_read_whole(
    qtbot: QtBot, school: School
) -> None:
    page = prepare(qtbot, school)
    found = words(page)
    titles = [OWN, OTHER, "Vid cykelstället", "Lampan", "Lånet"]
    assert [one for one in found if one in titles] == titles
    assert chosen(page) == [OWN]
    assert "På fritiden · fysiskt · styrka 2 av 3" in found
    note = school.bridge.rooms.library.scenarios["mvp03-pa-tjockmattan"].to_leader
    assert note not in found
    more = next(b for b in rows.shown(page, QPushButton) if b.accessibleName() == f"Läs hela {OTHER}")
    more.click()
    assert note in words(page)


def test_that_a_scenario_that_comes_in_another_version_is_shown_as_it_is_then(
    qtbot: QtBot, school: School
) -> None:
    page = prepare(qtbot, school)
    script = school.script("mvp-03", 50, "6B")
    assert script is not None
    offered = school.scenarios("mvp-03")
    other = {step: (replace(own, title="Rutan"), *more) for step, (own, *more) in offered.items()}
    page.scenarios.show_script(script, other, "6B")
    assert "Rutan" in words(page)
    assert OWN not in words(page)


def test_that_a_choice_is_for_this_group_and_can_be_taken_back(qtbot: QtBot, school: School) -> None:
    page = prepare(qtbot, school)
    choose(page, OTHER)
    assert chosen(page) == [OTHER]
    assert school.settings.get(s.PICKED) == {PLACE: ("scenariot=mvp03-pa-tjockmattan",)}
    assert told(school.script("mvp-03", 50, "6B")) == [OTHER]
    assert told(school.script("mvp-03", 50, "5C")) == [OWN]
    press(page, "Läs och bocka av")
    assert f"Scenario: {OTHER}" in words(page)
    assert chosen(prepare(qtbot, school)) == [OTHER]
    press(page, "Scenario")
    choose(page, OWN)
    assert school.settings.get(s.PICKED) == {}
    assert told(school.script("mvp-03", 50, "6B")) == [OWN]


def test_that_the_lesson_is_led_and_taken_up_again_with_what_was_chosen(school: School) -> None:
    school.chooser.pick(PLACE, "scenariot", "mvp03-pa-tjockmattan")
    session = at_the_scenario(school.bridge)
    assert OTHER in compose.compose(session).words()
    assert "tjockmattan" in session.current.title
    assert "slutade det vara lek" in " ".join(session.current.leader.do)
    school.chooser.pick(PLACE, "scenariot", "")
    again = school.bridge.resume(session.id).session
    assert again.script == session.script
    assert again.script.hash != school.bridge.rooms.library.script("mvp-03", 50).hash


def test_that_a_rehearsal_shows_what_the_group_will_meet(qtbot: QtBot, school: School) -> None:
    school.chooser.pick(PLACE, "scenariot", "mvp03-pa-tjockmattan")
    page = prepare(qtbot, school)
    with qtbot.waitSignal(page.start_requested) as sent:
        press(page, "Öva själv")
    session = school.bridge.start(sent.args[0]).session
    assert session.rehearsal
    assert session.group == ""
    assert told(session.script) == [OTHER]


def test_that_the_papers_follow(qtbot: QtBot, school: School) -> None:
    page = prepare(qtbot, school)
    choose(page, OTHER)
    press(page, "Skriv ut")
    assert any(OTHER in one for one in words(page))
    picks = tuple(school.bridge.picks("mvp-03", "6B").items())
    library = school.bridge.rooms.library
    for kind in ("cue-cards", "guide", "scenario", "pack"):
        wanted = next(one for one in printing.KINDS if one == kind)
        order = printing.Order(kind=wanted, subject="mvp-03", html=True, picks=picks)
        text = printing.drawn(library, order).decode()
        assert (OTHER in text) or kind == "cue-cards", kind
        if kind == "cue-cards":
            assert "Ines" not in text


def test_that_the_page_pass_shows_what_is_chosen_for_the_group(qtbot: QtBot, school: School) -> None:
    school.chooser.pick(PLACE, "scenariot", "mvp03-pa-tjockmattan")
    detail = Detail(school)
    qtbot.addWidget(detail)
    detail.show()
    detail.fill_groups(rows.GROUPS, ())
    detail.show_lesson(rows.LESSONS[1])
    for code, title in (("6B", OTHER), ("6A", OWN), ("6B", OTHER)):
        group = detail.findChildren(QComboBox)[0]
        group.setCurrentText(code)
        group.activated.emit(group.currentIndex())
        assert f"Scenario: {title}" in words(detail)


def test_that_a_lesson_told_with_its_own_picture_says_so(qtbot: QtBot, school: School) -> None:
    page = prepare(qtbot, school, "taget-b1-f3", "2A")
    assert any("byts inte scenariot" in one for one in words(page))
    assert not [one for one in rows.shown(page, QPushButton) if one.text() in ("Välj", "Valt")]


def test_that_what_was_chosen_is_forgotten_when_the_lesson_has_been_held(school: School) -> None:
    school.chooser.pick(PLACE, "scenariot", "mvp03-pa-tjockmattan")
    school.chooser.tick(PLACE, ("tick",))
    school.chooser.pick("mvp-03|5C", "scenariot", "mvp03-lanet")
    school.chooser.forget(PLACE)
    assert school.settings.get(s.PICKED) == {"mvp-03|5C": ("scenariot=mvp03-lanet",)}
    assert school.settings.get(s.PREPARED) == {}

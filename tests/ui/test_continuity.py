"""What a group brings, on Idag, in the library and in the leader's window; a stopped lesson goes on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator.exchange.packages import handover
from facilitator.journal import open_journal
from facilitator.planning.breaks import first_year, span
from facilitator.session import orders as o
from facilitator.session.pacing import pace
from facilitator.session.state import Session
from facilitator.ui.bridge import Bridge
from facilitator.ui.console.console import Console
from facilitator.ui.desk import ports
from facilitator.ui.desk.ending import Ending
from facilitator.ui.desk.handoverdialog import HandoverDialog
from facilitator.ui.desk.lessons import Lessons
from facilitator.ui.desk.prepare.page import Prepare
from facilitator.ui.desk.settings import SettingsPage
from facilitator.ui.desk.today import Today
from facilitator.ui.desk.welcome import Welcome
from facilitator.ui.loading import Rooms
from facilitator.ui.rows import lasttime
from facilitator.ui.stage import compose
from facilitator.ui.stage import slide as s
from facilitator.ui.tasks.handing import Handing
from tests import ownlessons
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory
from tests.session.builder import Run, start
from tests.session.test_thread import after_a_lesson, opening
from tests.ui import rows
from tests.ui import test_forms as forms
from tests.ui.rows import press, words


@pytest.fixture
def page(qtbot: QtBot) -> Today:
    page = Today(rows.Shelf())
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    return page


# --- Idag and the library -------------------------------------------------------------------------------


def test_that_idag_tells_of_the_last_time_and_offers_to_go_on(page: Today, qtbot: QtBot) -> None:
    page.fill(rows.view())
    qtbot.waitUntil(page.hero.go_on.isVisible)
    told = "Förra gången, 28 sep: ”Vad är våld?”. Ni stannade efter steg 5. 2 parkerade frågor. Ordet: mod."
    assert told in words(page)
    main = [one for one in rows.shown(page, QPushButton) if one.property("kind") in ("primary", "hero")]
    assert [one.text() for one in main] == ["Fortsätt från steg 6"]
    with qtbot.waitSignal(page.start_requested) as sent:
        press(page, "Fortsätt från steg 6")
    wish = ports.StartRequest(lesson="mvp-03", group="6B", people=26, length=40, continues="part")
    assert sent.args == [wish]


def test_that_the_lesson_can_be_begun_anew_instead(page: Today, qtbot: QtBot) -> None:
    page.fill(rows.view())
    qtbot.waitUntil(page.hero.go_on.isVisible)
    with qtbot.waitSignal(page.start_requested) as sent:
        press(page, "Starta från början")
    assert sent.args == [ports.StartRequest(lesson="mvp-03", group="6B", people=26, length=50)]


def test_that_another_group_is_offered_nothing_of_it(page: Today, qtbot: QtBot) -> None:
    page.fill(rows.view())
    qtbot.waitUntil(page.hero.go_on.isVisible)
    press(page, "Grupp 6A")
    assert not page.hero.go_on.isVisible()
    assert page.hero.start.text() == "Starta pass"
    assert page.hero.start.property("kind") == "hero"


def test_that_a_missed_lesson_is_told_of(page: Today, qtbot: QtBot) -> None:
    due = (ports.DueView(group="6A", lesson="mvp-01", missed=True),)
    rows.fill(qtbot, page, rows.view(due=due))
    assert any(line.startswith("Gruppen missade det här passet.") for line in words(page))


def test_that_the_lesson_that_was_stopped_stands_before_the_groups_other_programme(
    page: Today, qtbot: QtBot
) -> None:
    due = (ports.DueView("6B", "taget-b1-46"), ports.DueView("6B", "mvp-03", continues=True))
    rows.fill(qtbot, page, rows.view(due=due))
    assert "Vad är våld?" in words(page.hero)


def test_that_the_library_warns_of_a_lesson_out_of_order_and_still_starts_it(qtbot: QtBot) -> None:
    page = Lessons(rows.Shelf())
    qtbot.addWidget(page)
    page.show()
    page.fill(rows.view(early=(ports.EarlyView("6B", "mvp-03", "MVP 1 Åskådare"),)))
    page.choose("mvp-03")
    warning = "6B har inte haft ”MVP 1 Åskådare” än. Ta det först om du kan, de senare passen bygger på det."
    assert warning in words(page)
    assert page.detail.start.isEnabled()
    page.choose("mvp-01")
    assert warning not in words(page)


BEFORE = (
    "Förra gången, 28 sep: ”Vad är våld?”.", "Ni stannade efter steg 5.",
    "Gruppens egna regler: Vi lyssnar · Man får passa", "Parkerad fråga: Varför just då?",
    "Parkerad fråga: Vem bestämmer?", "Ordet: mod.",
)  # fmt: skip


def test_that_forbered_tells_what_the_chosen_group_brings_and_nothing_of_another(qtbot: QtBot) -> None:
    page = Prepare(rows.Shelf(), rows.LESSONS[1], rows.CHOICES, rows.TODAY)
    qtbot.addWidget(page)
    page.show()
    page.open(rows.WISH, rows.view())
    told = words(page.overview)
    assert "Det här har gruppen med sig" in told
    assert [line for line in told if line in BEFORE] == list(BEFORE)
    box = next(one for one in rows.shown(page, QComboBox) if one.accessibleName() == "Grupp")
    box.setCurrentText("6A")
    box.activated.emit(box.currentIndex())
    assert not {"Det här har gruppen med sig", *BEFORE} & set(words(page.overview))


# --- the bridge -----------------------------------------------------------------------------------------


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    with folder_in_memory() as path:
        journal = open_journal(Path(path) / "data", second_place=Path(path))
        made = Bridge(Rooms(journal, ownlessons.library()))
        made.save_group(ports.GroupView("6B", 26), "", active=True)
        yield made
        journal.close()


def stopped(bridge: Bridge) -> str:
    """MVP 3 with 6B, stopped after three steps; returns the session."""
    conductor = bridge.start(ports.StartRequest("mvp-03", "6B", 26, 50))
    for step in conductor.session.script.steps[1:4]:
        conductor.order(o.GoTo(step.id))
    conductor.order(o.ParkQuestion("Varför just då?"))
    conductor.order(o.End())
    assert bridge.rooms.journal.flush(PATIENCE_S)
    return conductor.session.id


def test_that_a_stopped_lesson_goes_on_as_a_new_session(bridge: Bridge, qtbot: QtBot) -> None:
    first = stopped(bridge)
    today = date(2026, 11, 25)
    due = bridge.rows.view(today).due
    assert ("mvp-03", True) in [(one.lesson, one.continues) for one in due]
    (part,) = bridge.rows.brings("6B").parts
    assert bridge.rows.brings("6B").papers == (("agreement", "Gruppens överenskommelse"),)
    assert lasttime.of_thread(bridge.rows.brings("6B"))[1] == "Ni stannade efter steg 3."
    assert (part.session, part.length, part.place) == (first, 50, 4)
    lines = bridge.rows.view(datetime.now().astimezone().date()).so_far.lines
    assert [3 in line.slots for line in lines if line.group == "6B"] == [False], "it is not held yet"
    again = bridge.start(ports.StartRequest("mvp-03", "6B", 26, 50, continues=first)).session
    assert (again.step, again.continues, again.parked) == (3, first, ("Varför just då?",))
    assert again.id != first


def test_that_the_form_after_the_second_part_counts_and_tells_of_that_part_alone(
    bridge: Bridge, qtbot: QtBot
) -> None:
    first = stopped(bridge)
    conductor = bridge.start(ports.StartRequest("mvp-03", "6B", 26, 50, continues=first))
    conductor.order(o.End())
    view = bridge.ending(conductor.session)
    assert view.planned_min == sum(step.minutes for step in conductor.session.script.steps[3:])
    form = Ending(view)
    qtbot.addWidget(form)
    form.show()
    titles = [step.title for step in conductor.session.script.steps]
    told = words(form)
    assert [title for title in titles if f"{title} · förra gången" in told] == titles[:3]
    assert f"{titles[4]} · hanns inte med" in told


def test_that_what_is_counted_on_idag_begins_anew_with_the_school_year_as_the_class_does(
    bridge: Bridge,
) -> None:
    stopped(bridge)
    last = span(first_year(datetime.now().astimezone().date()))[1]
    assert [line.group for line in bridge.rows.view(last).so_far.lines] == ["6B"]
    assert bridge.rows.view(last + timedelta(days=1)).so_far.lines == ()


def test_that_a_rehearsal_begins_with_nothing(bridge: Bridge, qtbot: QtBot) -> None:
    stopped(bridge)
    bridge.rows.view(date(2026, 11, 25))
    session = bridge.start(ports.StartRequest("mvp-03", "", 0, 50, rehearsal=True)).session
    assert (session.brought, session.parked, session.step) == (None, (), 0)


# --- the leader's window --------------------------------------------------------------------------------


def console(qtbot: QtBot, run: Run, step: str) -> Console:
    window = Console()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.show_projection("two", notes=True)
    run.go(step)
    show(window, run.session)
    return window


def show(window: Console, session: Session) -> None:
    window.show_session(session, pace(session, session.at_ms), compose.compose(session), None)


def field(window: Console, name: str) -> QLineEdit:
    return next(one for one in rows.shown(window, QLineEdit) if one.objectName() == name)


def test_that_the_leader_text_begins_with_what_the_group_brings(qtbot: QtBot) -> None:
    run = start(opening=[opening(after_a_lesson())])
    window = console(qtbot, run, "start")
    told = next(line for line in words(window) if "Parkerad fråga: Varför just då?" in line)
    assert told.split("\n")[-4:] == [
        "Gruppens egna regler: Vi turas om", "Parkerad fråga: Varför just då?",
        "Parkerad fråga: Vem bestämmer?", "Ordet: mod.",
    ]  # fmt: skip
    run.go("prat")
    show(window, run.session)
    assert not any("Ordet: mod." in line for line in words(window))


def test_that_a_question_is_parked_by_keyboard_and_a_name_is_asked_about_first(qtbot: QtBot) -> None:
    run = start()
    window = console(qtbot, run, "prat")
    window.do("park")
    entry = field(window, "question")
    assert entry.hasFocus() or window.focusWidget() is entry
    QTest.keyClicks(entry, "Ring 070-123 45 67")
    with qtbot.assertNotEmitted(window.ordered):
        QTest.keyClick(entry, Qt.Key.Key_Return)
    entry.clear()
    QTest.keyClicks(entry, "Vem fick veta det?")
    with qtbot.waitSignal(window.ordered) as sent:
        QTest.keyClick(entry, Qt.Key.Key_Return)
    assert sent.args == [o.ParkQuestion("Vem fick veta det?")]
    run.do(o.ParkQuestion("Vem fick veta det?"))
    show(window, run.session)
    assert "Parkerade frågor · 1  Q" in words(window)
    with qtbot.waitSignal(window.ordered) as sent:
        press(window, "Ta bort: Vem fick veta det?")
    assert sent.args == [o.UnparkQuestion("Vem fick veta det?")]


def test_that_the_closing_round_takes_a_word_along(qtbot: QtBot) -> None:
    window = console(qtbot, start(), "runda")
    entry = field(window, "takeaway")
    QTest.keyClicks(entry, "mod")
    with qtbot.waitSignal(window.ordered) as sent:
        QTest.keyClick(entry, Qt.Key.Key_Return)
    assert sent.args == [o.ChooseTakeaway("mod")]


def test_that_the_leader_text_of_the_closing_ends_with_the_question_for_the_next_time(qtbot: QtBot) -> None:
    run = start()
    window = console(qtbot, run, "prat")
    assert "Vad provade du?" not in words(window)
    run.go("runda")
    show(window, run.session)
    assert words(window)[words(window).index("TILL NÄSTA GÅNG") + 1] == "Vad provade du?"


def test_that_the_classs_pyramid_can_be_opened_once(qtbot: QtBot) -> None:
    run = start(opening=[opening(after_a_lesson())])
    window = console(qtbot, run, "pyramiden")
    with qtbot.waitSignal(window.ordered) as sent:
        press(window, "Öppna det gruppen gjort tidigare")
    assert sent.args == [o.ReopenWork()]
    run.do(o.ReopenWork())
    show(window, run.session)
    assert "Öppna det gruppen gjort tidigare" not in words(window)


# --- the stage ------------------------------------------------------------------------------------------


def test_that_the_look_back_shows_word_and_agreement_at_its_last_tap_only(qtbot: QtBot) -> None:
    run = start(opening=[opening(after_a_lesson())]).go("sist")
    run.do(o.Next(), o.Next())
    before = compose.compose(run.session)
    run.do(o.Next())
    slide = compose.compose(run.session)
    assert isinstance(before, s.Points)
    assert isinstance(slide, s.Points)
    assert not before.points[-1].shown
    assert slide.points[-1] == s.Line("Vårt ord: mod. Våra egna regler: Vi turas om", True)
    assert len(slide.points) == 3


def test_that_the_lessons_own_rules_come_one_by_one_and_the_groups_with_the_last(qtbot: QtBot) -> None:
    thread = replace(after_a_lesson(), own=("Vi turas om.", *(f"Regel {n}." for n in range(6))))
    run = start(opening=[opening(thread)]).go("regler")
    taken = (False, False, *[False] * 6), (True, False, *[False] * 6), (True, True, *[True] * 6)
    for shown in taken:
        slide = compose.compose(run.session)
        assert isinstance(slide, s.Points)
        assert tuple(line.shown for line in slide.points) == shown
        run.do(o.Next())
    assert run.session.current.id != "regler"


def test_that_a_rule_there_was_no_room_for_can_be_taken_in_by_the_leader(qtbot: QtBot) -> None:
    thread = replace(after_a_lesson(), own=("Vi turas om.", *(f"Regel {n}." for n in range(6))))
    run = start(opening=[opening(thread)]).go("regler")
    run.do(o.Next(), o.Next())
    sheet = forms.Sheet(qtbot, run)
    assert sheet.reads("Nästa går vidare till nästa steg.")
    sheet.press("Ta bort: Regel 0.")
    sheet.press("Lägg till: Vi turas om.")
    slide = compose.compose(run.session)
    assert isinstance(slide, s.Points)
    assert [line.text for line in slide.points][1:] == [
        "Man får passa.", *(f"Regel {n}." for n in range(1, 6)), "Vi turas om.",
    ]  # fmt: skip
    assert sheet.offers("Lägg till: Regel 0.")


# --- handed over ----------------------------------------------------------------------------------------


def test_that_a_group_is_handed_over_and_received_after_a_look(
    bridge: Bridge, qtbot: QtBot, tmp_path: Path
) -> None:
    stopped(bridge)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    handing = Handing(window, lambda: bridge.rooms, dict, bridge)
    told: list[str] = []
    handing.told.connect(told.append)
    handing.ask("6B")
    assert isinstance(handing.dialog, HandoverDialog)
    assert any("Varför just då?" in line for line in words(handing.dialog))
    file = tmp_path / "6B.passpaket"
    assert not file.exists()
    handing.dialog.reject()
    handing.write(str(file))
    with folder_in_memory() as path:
        journal = open_journal(path / "data", second_place=path)
        other = Bridge(Rooms(journal, bridge.rooms.library))
        receiving = Handing(window, lambda: other.rooms, dict, other)
        receiving.told.connect(told.append)
        receiving.look(str(file))
        assert isinstance(receiving.dialog, HandoverDialog)
        assert other.rows.brings("6B").word == other.rows.brings("6B").last_title == ""
        with qtbot.waitSignal(receiving.received):
            press(receiving.dialog, "Ta emot")
        view = other.rows.view(date(2026, 11, 25))
        assert {one.group for one in view.due} == {"6B"}
        assert other.rows.brings("6B").parked == ("Varför just då?",)
        assert other.rows.brings("6B").parts == bridge.rows.brings("6B").parts
        journal.close()
    assert told[-1] == "6B är mottagen och står på sidan Idag."


def test_that_no_group_is_received_into_a_log_that_only_stands_in_or_handed_over_from_it(
    bridge: Bridge, qtbot: QtBot, tmp_path: Path
) -> None:
    stopped(bridge)
    file = tmp_path / "6B.passpaket"
    handover.write(handover.parcel_of(bridge.rooms.journal, "6B"), file)
    window = QWidget()
    qtbot.addWidget(window)
    handing = Handing(window, lambda: bridge.rooms._replace(apart=True), dict, bridge)
    told: list[str] = []
    handing.told.connect(told.append)
    handing.look(str(file))
    handing.ask("6B")
    handing.ask("")
    assert handing.dialog is None
    assert (
        told == ["Den riktiga loggen är inte öppen. Grupper kan lämnas över och tas emot när den är det."] * 3
    )


def test_that_picked_scenarios_go_along_and_never_in_place_of_what_is_picked_there(
    bridge: Bridge, qtbot: QtBot, tmp_path: Path
) -> None:
    library = bridge.rooms.library
    picked = {}
    for lesson in ("mvp-03", "mvp-04", "mvp-05"):
        step, offered = next(iter(library.choices_of(library.lesson(lesson)).items()))
        picked[f"{lesson}|6B"] = (f"{step}={offered[1].id}",)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    handing = Handing(window, lambda: bridge.rooms, lambda: picked, bridge)
    handing.ask("6B")
    assert isinstance(handing.dialog, HandoverDialog)
    assert "3 valda scenarier:" in words(handing.dialog)
    handing.dialog.reject()
    handing.write(str(tmp_path / "6B.passpaket"))
    step, offered = next(iter(library.choices_of(library.lesson("mvp-05")).items()))
    mine = {"mvp-05|6B": (f"{step}={offered[2].id}",), "mvp-03|6A": ("a=b",)}
    with folder_in_memory() as path:
        journal = open_journal(path / "data", second_place=path)
        other = Bridge(Rooms(journal, library))
        receiving = Handing(window, lambda: other.rooms, lambda: mine, other)
        told: list[str] = []
        receiving.told.connect(told.append)
        receiving.look(str(tmp_path / "6B.passpaket"))
        assert isinstance(receiving.dialog, HandoverDialog)
        label = f"{library.lesson('mvp-05').label} {library.lesson('mvp-05').title}"
        stays = f"Till {label} är ett annat scenario valt på den här datorn. Det står kvar."
        assert stays in words(receiving.dialog)
        with qtbot.waitSignal(receiving.chosen) as chosen:
            press(receiving.dialog, "Ta emot")
        journal.close()
    assert chosen.args == [
        "picked",
        {**mine, **{place: picked[place] for place in ("mvp-03|6B", "mvp-04|6B")}},
    ]
    assert told == ["6B är mottagen och står på sidan Idag. 2 valda scenarier följde med.\n" + stays]


def test_that_a_file_that_is_no_handover_is_told_of_and_opens_nothing(
    bridge: Bridge, qtbot: QtBot, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    handing = Handing(window, lambda: bridge.rooms, dict, bridge)
    (tmp_path / "x.passpaket").write_bytes(b"hej")
    with qtbot.waitSignal(handing.told) as told:
        handing.look(str(tmp_path / "x.passpaket"))
    assert told.args is not None
    assert told.args[0].startswith("Filen är ingen överlämning av en grupp.")
    assert handing.dialog is None


def test_that_settings_ask_to_hand_over_the_group_of_the_row(qtbot: QtBot) -> None:
    page = SettingsPage(rows.CHOICES)
    qtbot.addWidget(page)
    page.show()
    page.fill(rows.view())
    with qtbot.waitSignal(page.handover_asked) as sent:
        press(page, "Lämna över 6B")
    assert sent.args == ["6B"]
    with qtbot.waitSignal(page.handover_asked) as sent:
        press(page, "Ta emot en grupp …")
    assert sent.args == [""]


def test_that_nothing_is_handed_over_before_a_lesson_has_been_held(qtbot: QtBot) -> None:
    page = SettingsPage(rows.CHOICES)
    qtbot.addWidget(page)
    page.show()
    page.fill(rows.view(held=()))
    assert "Lämna över …" not in words(page)
    page.fill(rows.view())
    assert "Lämna över …" in words(page)
    first = Welcome(rows.CHOICES, 1)
    qtbot.addWidget(first)
    first.show()
    first.fill(rows.view())
    assert "Lämna över …" not in words(first)

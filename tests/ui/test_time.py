"""What the leader sees and chooses about time: words before anything is applied, and nothing that blocks."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTimeEdit
from pytestqt.qtbot import QtBot

from facilitator.i18n import set_language
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.fold import evolve
from facilitator.session.pacing import MINUTE, pace
from facilitator.session.rules import decide
from facilitator.session.state import Entry, blank
from facilitator.ui.console.bars import bell_words
from facilitator.ui.console.bell import bell_at_ms
from facilitator.ui.console.console import Console
from facilitator.ui.console.listening import WAIT_MS, Listening
from facilitator.ui.console.steplist import row_of
from facilitator.ui.console.timecard import TimeCard
from facilitator.ui.console.timeline import TimeLine
from facilitator.ui.desk import ports
from facilitator.ui.desk.ending import Ending
from facilitator.ui.keys import BINDINGS
from facilitator.ui.stage import compose
from tests import builders
from tests.ui import rows
from tests.ui.rows import press, shown, words


class Leading:
    """A lesson led on a console; what the console orders is carried out at once."""

    def __init__(self, qtbot: QtBot, late_min: float = 0) -> None:
        bare = blank("x", builders.script())
        began = f.PassStarted("mvp-02", bare.script.hash, 50, "6B", 24, rehearsal=False)
        self.session = evolve(bare, Entry(1, 0, "2026-11-23T08:10:00Z", began))
        self.waited_ms = 0
        first = self.session.current
        self.console = Console()
        qtbot.addWidget(self.console)
        self.console.ordered.connect(self.give)
        self.console.asked.connect(self.console.do)
        self.console.resize(1366, 768)
        self.console.show_projection("two", notes=True)
        self.console.show()
        self.waited_ms = round((first.minutes + late_min) * MINUTE)
        self.give(o.GoTo(self.session.script.steps[1].id))

    def give(self, order: o.Order) -> None:
        """Carry out an order now."""
        now_ms = self.session.at_ms + self.waited_ms
        fact = decide(self.session, order)
        self.session = evolve(self.session, Entry(self.session.seq + 1, now_ms, "", fact))
        self.waited_ms = 0
        slide = compose.compose(self.session)
        self.console.show_session(self.session, pace(self.session, now_ms), slide, None)

    def wait(self, minutes: float) -> None:
        """Let time pass and tick."""
        self.waited_ms += round(minutes * MINUTE)
        self.tick()

    def tick(self) -> None:
        """One tick of the console's clock."""
        self.console.tick(self.session, pace(self.session, self.session.at_ms + self.waited_ms))

    @property
    def behind_min(self) -> float:
        """Minutes behind the plan."""
        return pace(self.session, self.session.at_ms + self.waited_ms).behind_ms / MINUTE

    @property
    def line(self) -> str:
        """What the quiet line says."""
        return self.console.findChild(TimeLine).words  # type: ignore[union-attr]

    @property
    def card(self) -> TimeCard:
        """The card about time that is open."""
        (found,) = shown(self.console, TimeCard)
        return found


def test_that_nothing_is_said_within_two_minutes_and_words_stand_ready_beyond(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=2)
    assert leading.line == ""
    leading = Leading(qtbot, late_min=5)
    assert leading.line == "5 min efter. Allt hinns med om ni kortar lite."
    leading = Leading(qtbot, late_min=30)
    assert leading.line == "30 min efter. Allt får inte plats längre. Välj vad som kan vänta."


def test_that_the_card_says_now_when_the_closing_must_begin_and_nothing_can_be_shortened(
    qtbot: QtBot,
) -> None:
    leading = Leading(qtbot, late_min=60)
    leading.console.do("time")
    while offers := [one for one in shown(leading.card, QPushButton) if one.property("chosen")]:
        offers[0].click()
    told = " ".join(words(leading.card))
    assert "Det finns inget mer att korta. Börja avslutningen nu." in told


def test_that_the_line_waved_away_comes_back_only_when_three_more_minutes_are_lost(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=5)
    press(leading.console, "Inte nu")
    assert leading.line == ""
    leading.wait(leading.session.current.minutes + 2.9)
    assert leading.line == ""
    leading.wait(0.1)
    assert leading.line.startswith("8 min efter.")


def test_that_the_way_to_the_closing_stands_first_when_it_must_begin(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=30)
    left = pace(leading.session, leading.session.at_ms).closing_in_ms / MINUTE
    press(leading.console, "Inte nu")
    leading.wait(left - 1.01)
    assert not leading.line.startswith("Dags för")
    leading.wait(0.02)
    assert leading.line == "Dags för avslutande runda och stödlista."
    press(leading.console, "Inte nu")
    assert not leading.line.startswith("Dags för")
    leading.wait(3)
    with qtbot.waitSignal(leading.console.asked) as asked:
        press(leading.console, "Visa avslutningen")
    assert asked.args == ["last"]
    closing = [step.id for step in leading.session.script.steps if step.weight == "protected"]
    leading.give(o.GoTo(closing[0]))
    assert not leading.line.startswith("Dags för")


def test_that_each_suggestion_says_its_minutes_before_it_is_chosen_and_gives_them(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=5)
    press(leading.console, "Visa förslag")
    told = words(leading.card)
    assert "Korta det som kommer lite" in told
    assert any(line.startswith("Ger 5 min.") for line in told)
    assert leading.behind_min == 5, "nothing is applied by being shown"
    press(leading.card, "Gör så: Korta det som kommer lite")
    assert leading.behind_min == 0
    assert leading.line == ""
    assert not isinstance(leading.console.focusWidget(), QPushButton), "the next Enter is for the lesson"
    press(leading.card, "Ta tillbaka ändringarna")
    assert leading.behind_min == 5


def test_that_a_lesson_that_stops_shows_what_is_for_next_time(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=30)
    leading.console.do("time")
    stop = next(b for b in shown(leading.card, QPushButton) if "Stanna efter" in b.accessibleName())
    stop.click()
    now = pace(leading.session, leading.session.at_ms)
    later = [row_of(leading.session, i, now) for i in range(len(leading.session.runs))]
    assert any("nästa gång" in row.text for row in later)
    assert any("Resten tas nästa gång." in line for line in words(leading.card))


def test_that_opening_the_card_by_key_leaves_enter_and_space_without_a_suggestion(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=5)
    leading.console.activateWindow()
    leading.console.do("time")
    assert not isinstance(leading.console.focusWidget(), QPushButton)
    assert leading.console.leave(), "Esc closes the card"
    assert shown(leading.console, TimeCard) == []
    assert not isinstance(leading.console.focusWidget(), QPushButton)


def test_that_the_authors_words_on_a_short_form_stay_off_a_shared_screen(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=5)
    how = next(s.short.how for s in leading.session.script.steps if s.short)
    leading.console.do("time")
    assert how in "\n".join(words(leading.card))
    leading.console.show_projection("parked", notes=False)
    assert how not in "\n".join(words(leading.console))


def test_that_a_step_in_its_short_form_tells_how_first(qtbot: QtBot) -> None:
    leading = Leading(qtbot)
    step = next(s for s in leading.session.script.steps if s.short)
    assert step.short is not None
    leading.give(o.TakeShortForm(step.id))
    assert step.short.how not in words(leading.console)
    leading.give(o.GoTo(step.id))
    assert step.short.how in words(leading.console)


def test_that_the_landing_strip_says_what_to_do_and_then_what_is_left(qtbot: QtBot) -> None:
    leading = Leading(qtbot)
    steps = leading.session.script.steps
    closing = [step for step in steps if step.weight == "protected"]
    last_min = sum(step.minutes for step in steps) - steps[0].minutes - sum(step.floor for step in closing)
    leading.wait(last_min - 4)
    assert "Börja avsluta om 4 min" in words(leading.console)
    leading.wait(4)
    assert "Börja avsluta nu" in words(leading.console)
    leading.give(o.GoTo(closing[0].id))
    leading.tick()
    assert f"Avslutning: {closing[0].floor} min kvar" in words(leading.console)
    leading.wait(closing[0].floor)
    assert "Dags att sluta" in words(leading.console)


# --- the bell -------------------------------------------------------------------------------------------


def test_that_the_bell_is_set_and_taken_away_by_hand(qtbot: QtBot) -> None:
    leading = Leading(qtbot)
    leading.console.do("time")
    field = leading.card.findChild(QTimeEdit)
    assert field is not None
    before = field.time()
    press(leading.card, "Fem minuter tidigare")
    assert field.time() == before.addSecs(-300)
    press(leading.card, "Ställ in ringtiden")
    assert 4 <= leading.behind_min <= 6
    assert any(b.text().startswith("Ringer ") for b in shown(leading.console, QPushButton))
    press(leading.card, "Ingen ringtid")
    assert leading.session.bell_ms == 0
    assert any(b.text().startswith("Tid ") for b in shown(leading.console, QPushButton))


def test_that_the_bell_is_set_by_keyboard(qtbot: QtBot) -> None:
    leading = Leading(qtbot)
    leading.console.do("time")
    field = leading.card.findChild(QTimeEdit)
    assert field is not None
    field.setTime(QTime(10, 35))
    field.setSelectedSection(QTimeEdit.Section.HourSection)
    QTest.keyClicks(field, "11")
    assert field.time() == QTime(11, 35)


def test_that_enter_sets_the_bell_that_has_been_written(qtbot: QtBot) -> None:
    leading = Leading(qtbot)
    leading.console.do("time")
    field = leading.card.findChild(QTimeEdit)
    assert field is not None
    field.setTime(field.time().addSecs(-300))
    assert leading.session.bell_ms == 0, "nothing is set while one writes"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert leading.session.bell_ms
    assert any(b.text().startswith("Ringer ") for b in shown(leading.console, QPushButton))


@pytest.mark.parametrize(
    ("hour", "minute", "gone"), [(9, 20, 20), (9, 1, 1), (9, 0, 24 * 60), (8, 59, 24 * 60 - 1)]
)
def test_that_a_time_of_day_becomes_the_lessons_own_time(hour: int, minute: int, gone: int) -> None:
    session = blank("x", builders.script())
    now = replace(pace(session, 0), used_ms=12 * MINUTE)
    moment = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert bell_at_ms(now.used_ms, moment, time(hour, minute)) == (12 + gone) * MINUTE
    there = replace(now, bell_in_ms=gone * MINUTE)
    assert bell_words(there, moment) == f"Ringer {hour:02}.{minute:02}  K"


@pytest.mark.parametrize("off_ms", [-400, -1, 0, 1, 400])
def test_that_the_bell_stands_still_though_the_clocks_tick_unevenly(off_ms: int) -> None:
    now = replace(pace(blank("x", builders.script()), 0), bell_in_ms=20 * MINUTE + off_ms)
    assert bell_words(now, datetime(2026, 11, 23, 9, 0, tzinfo=UTC)) == "Ringer 09.20  K"


# --- a forgotten tap ------------------------------------------------------------------------------------


def test_that_a_forgotten_tap_is_asked_about_gently_and_put_right(qtbot: QtBot) -> None:
    leading = Leading(qtbot)
    here = leading.session.current
    leading.wait(here.minutes + 3.1)
    assert leading.line == "Glömde du trycka vidare?"
    press(leading.console, "Nästa steg har börjat …")
    press(leading.card, "För 3 min sedan")
    assert leading.session.step == 2
    assert leading.session.run(here.id).spent_ms == round((here.minutes + 0.1) * MINUTE)
    assert leading.line == ""


def test_that_a_leader_who_is_still_there_is_not_asked_again_in_the_step(qtbot: QtBot) -> None:
    leading = Leading(qtbot)
    leading.wait(leading.session.current.minutes + 3.1)
    press(leading.console, "Nej, vi är kvar här")
    assert "Glömde" not in leading.line
    leading.wait(10)
    assert "Glömde" not in leading.line


def form(qtbot: QtBot) -> Ending:
    made = Ending(rows.ending())
    qtbot.addWidget(made)
    made.resize(1166, 728)
    made.show()
    return made


def test_that_minutes_are_corrected_afterwards_with_a_reason(qtbot: QtBot) -> None:
    ending = form(qtbot)
    press(ending, "Rätta minuterna för ”Välkommen”")
    press(ending, "Minuter för ”Välkommen”: en fler")
    press(ending, "Varför? Ett avbrott")
    with qtbot.waitSignal(ending.corrected) as sent:
        press(ending, "Spara")
    assert sent.args == [ports.Correction(session="one", step="valkommen", minutes=6, reason="interrupted")]
    after = (rows.STEPS[0]._replace(spent_s=360, corrected=True), *rows.STEPS[1:])
    ending.show_steps(after, 53)
    assert "Välkommen · rättat" in words(ending)
    assert any("53 min av planerade 50" in line for line in words(ending))


def test_that_a_correction_can_be_left_as_it_was(qtbot: QtBot) -> None:
    ending = form(qtbot)
    press(ending, "Rätta minuterna för ”Välkommen”")
    with qtbot.assertNotEmitted(ending.corrected):
        press(ending, "Avbryt")
    assert "Spara" not in words(ending)


# --- waiting and listening ------------------------------------------------------------------------------


def test_that_the_ring_waits_eight_seconds_for_the_leader_and_no_one_else(qtbot: QtBot) -> None:
    leading = Leading(qtbot)
    ring = leading.console.findChild(Listening).ring  # type: ignore[union-attr]
    seq = leading.session.seq
    leading.console.do("wait")
    assert ring.waiting
    assert 7_000 <= WAIT_MS <= 10_000
    leading.console.do("wait")
    assert not ring.waiting
    assert leading.session.seq == seq, "no fact tells of it"


def test_that_voices_are_counted_for_the_leader_and_stored_nowhere(qtbot: QtBot) -> None:
    leading = Leading(qtbot)
    seq = leading.session.seq
    for _ in range(3):
        leading.console.do("voice")
    leading.console.do("voice_back")
    assert "2 av 24 hörda  H" in words(leading.console)
    (voice,) = (one for one in leading.console.findChildren(QPushButton) if "hörda" in one.text())
    assert voice.toolTip() == "2 av 24 hörda. Tryck varje gång en ny röst hörs (H)."
    press(leading.console, "En röst färre")
    press(leading.console, "Ny röst: 1 av 24 hörda")
    assert "2 av 24 hörda  H" in words(leading.console)
    assert leading.session.seq == seq


def test_that_one_voice_is_one(qtbot: QtBot) -> None:
    set_language("en")
    listening = Listening()
    qtbot.addWidget(listening)
    listening.show()
    assert "0 voices  H" in words(listening)
    listening.count(1)
    assert "1 voice  H" in words(listening)


def test_that_time_wait_and_voices_have_keys_of_their_own() -> None:
    keys = {b.action: b.key for b in BINDINGS}
    assert (keys["time"], keys["wait"], keys["voice"]) == (Qt.Key.Key_K, Qt.Key.Key_V, Qt.Key.Key_H)
    assert len({(b.key, b.modifiers) for b in BINDINGS}) == len(BINDINGS)


def test_that_the_line_is_silent_while_the_card_says_the_same(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=5)
    leading.console.do("time")
    assert leading.line == ""
    press(leading.card, "Stäng kortet (Esc)")
    assert leading.line.startswith("5 min efter.")


def test_that_in_the_closing_nobody_is_hurried_and_a_forgotten_end_is_asked_about(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=5)
    last = leading.session.script.steps[-1]
    leading.wait(50)
    leading.give(o.GoTo(last.id))
    assert leading.line == ""
    leading.wait(last.minutes + 3.1)
    assert leading.line == "Glömde du avsluta passet?"
    with qtbot.waitSignal(leading.console.asked) as sent:
        press(leading.console, "Avsluta passet …")
    assert sent.args == ["end"]

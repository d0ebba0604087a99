"""The form after a lesson: every answer leaves at once, the note is looked through, and it says only what is true."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from facilitator.session import asking
from facilitator.session.facts import Field
from facilitator.ui.desk import ports
from facilitator.ui.desk.ending import Ending
from facilitator.ui.desk.notefield import LONGEST
from tests.ui import rows
from tests.ui.rows import press, words


@pytest.fixture
def form(qtbot: QtBot) -> Ending:
    return opened(qtbot, rows.ending())


def opened(qtbot: QtBot, view: ports.EndingView) -> Ending:
    form = Ending(view)
    qtbot.addWidget(form)
    form.resize(1166, 728)
    form.show()
    qtbot.waitExposed(form)
    return form


def test_that_what_is_said_of_the_note_stands_with_it_beside_many_steps(qtbot: QtBot) -> None:
    form = opened(qtbot, rows.ending(steps=rows.STEPS * 6))
    note = form.note
    (said,) = (one for one in note.findChildren(QLabel) if one.text().startswith("Skriv inga namn"))
    below = note.field.geometry().bottom()
    assert below < said.geometry().center().y() < below + note.field.height() // 2


def test_that_a_step_left_out_when_it_had_begun_tells_of_its_minutes(qtbot: QtBot) -> None:
    begun = rows.STEPS[0]._replace(outcome="skipped", reason="time", spent_s=61)
    form = opened(qtbot, rows.ending(steps=(begun, begun._replace(title="Sedan", spent_s=0))))
    said = [one.text() for one in form.findChildren(QLabel)]
    assert said.count("1:01") == 1
    assert said.count("–") == 1


def test_that_a_form_on_the_groups_screen_asks_to_wait_until_they_have_gone(qtbot: QtBot) -> None:
    wait = "Syns den här skärmen på projektorn? Fyll i loggen när gruppen har gått."
    assert wait in words(opened(qtbot, rows.ending(seen=True)))
    assert wait not in words(opened(qtbot, rows.ending()))
    assert wait not in words(opened(qtbot, rows.ending(seen=True, rehearsal=True)))


def test_that_a_form_after_a_lesson_without_its_closing_leads_to_it(qtbot: QtBot) -> None:
    told = "Hela avslutningen har inte visats. Om gruppen är kvar kan ni hålla den nu."
    plain = words(opened(qtbot, rows.ending()))
    assert told not in plain
    assert "Visa avslutningen" not in plain
    closing = ports.StartRequest("mvp-03", "6B", 26, 50, continues="one", step="runda")
    form = opened(qtbot, rows.ending(closing=closing))
    assert told in words(form)
    with qtbot.waitSignal(form.start_requested) as sent:
        press(form, "Visa avslutningen")
    assert sent.args == [closing]


ANSWERS = [
    ("Hur fungerade passet? Mycket bra", "went", 4),
    ("Hur fungerade passet? Mindre bra", "went", 1),
    ("Deltagare: en färre", "people", 25),
    ("Vuxna ledare: en fler", "adults", 2),
    ("Mentorer: en fler", "mentors", 1),
    ("Förberedelse, minuter 45+", "prepared", 45),
    ("Gruppen Halvgrupp", "group_form", 2),
    ("En vuxen stannade kvar Nej", "stayed", 0),
    ("Räckte rummet? Delvis", "room", 2),
]
MORE: list[tuple[str, Field, int]] = [
    ("Vad behöver ni mest inför nästa pass? Handledning", "needs", 1),
    ("Vem fyller i? Mentor", "filled_by", 1),
    ("Var en vuxen med i rummet? Ja", "adult_there", 1),
    ("Sa ni att man får avstå? Nej", "opt_out", 0),
    ("Visste elevhälsan om passet i förväg? Ja", "team_told", 1),
    ("Hur delaktig var gruppen? 4", "took_part", 4),
    ("Hur väl förstod gruppen? 3", "understood", 3),
    ("Hur trygg var stämningen? 5", "felt_safe", 5),
]


@pytest.mark.parametrize(("button", "field", "value"), ANSWERS)
def test_that_an_answer_leaves_at_once(
    form: Ending, qtbot: QtBot, button: str, field: Field, value: int
) -> None:
    with qtbot.waitSignal(form.answered) as sent:
        press(form, button)
    assert sent.args == [ports.Answer(session="one", field=field, value=value)]


def test_that_the_form_stays_at_eight_taps_and_the_rest_is_unfolded_by_whoever_has_time(qtbot: QtBot) -> None:
    form = opened(qtbot, rows.ending(asks=asking.MORE))
    assert len(form.fields) == 8
    assert not any(one.isVisible() for one in form.more.fields.values())
    press(form, "Lite till, om ni hinner")
    assert all(one.isVisible() for one in form.more.fields.values())
    assert not form.more.unfold.isVisible()
    assert any("aldrig om någon enskild" in line for line in words(form))
    for button, field, value in MORE:
        with qtbot.waitSignal(form.answered) as sent:
            press(form, button)
        assert sent.args == [ports.Answer(session="one", field=field, value=value)]
    assert {field for _button, field, _value in MORE} == set(asking.MORE)


def test_that_only_what_fits_the_lesson_is_asked_and_what_was_answered_stands_open(qtbot: QtBot) -> None:
    form = opened(qtbot, rows.ending(asks=("needs", "opt_out"), more={"needs": 4}))
    assert set(form.more.fields) == {"needs", "opt_out"}
    assert form.more.fields["needs"].value == 4
    assert form.more.fields["opt_out"].isVisible()
    assert not any("aldrig om någon enskild" in line for line in words(form))


def test_that_nothing_is_asked_of_a_class_or_of_mentors_after_a_lesson_among_staff(qtbot: QtBot) -> None:
    assert opened(qtbot, rows.ending()).fields.keys() >= {"mentors", "group_form", "stayed"}
    form = opened(qtbot, rows.ending(staff=True, group="PERS"))
    assert form.fields.keys() == {"went", "people", "adults", "prepared", "room"}
    sent: list[ports.Answer] = []
    form.answered.connect(sent.append)
    form.finish.click()
    assert [one.field for one in sent] == ["people", "adults"]
    assert not [text for text in words(form) if "klass" in text.lower()]


def test_that_done_also_confirms_the_counts_that_were_not_touched(form: Ending, qtbot: QtBot) -> None:
    given: list[ports.Answer] = []
    form.answered.connect(given.append)
    press(form, "Mentorer: en fler")
    with qtbot.waitSignal(form.done) as sent:
        form.finish.click()
    assert sent.args == ["one"]
    assert [(one.field, one.value) for one in given] == [("mentors", 1), ("people", 26), ("adults", 1)]


def test_that_what_was_answered_before_stands_there_again(qtbot: QtBot) -> None:
    form = opened(
        qtbot,
        rows.ending(went=2, prepared=10, group_form=3, stayed=True, mentors=2, room=3, note="Kort om tid."),
    )
    assert {field: one.value for field, one in form.fields.items()} == {
        "went": 2, "people": 26, "adults": 1, "mentors": 2, "group_form": 3, "stayed": 1, "prepared": 10,
        "room": 3,
    }  # fmt: skip
    assert form.note.field.toPlainText() == "Kort om tid."


def test_that_the_note_leaves_when_the_field_is_left_and_only_once(form: Ending, qtbot: QtBot) -> None:
    sent: list[ports.Note] = []
    form.noted.connect(sent.append)
    form.activateWindow()
    form.note.field.setFocus()
    qtbot.waitUntil(form.note.field.hasFocus)
    QTest.keyClicks(form.note.field, "Pyramiden tog tid")
    assert sent == []
    form.finish.setFocus()
    form.finish.click()
    assert sent == [ports.Note(session="one", text="Pyramiden tog tid")]


def test_that_the_note_leaves_when_typing_pauses(form: Ending, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.noted) as sent:
        QTest.keyClicks(form.note.field, "Mer tid till pyramiden")
    assert sent.args == [ports.Note(session="one", text="Mer tid till pyramiden")]


def test_that_the_note_stops_at_its_limit_where_the_cursor_is(form: Ending, qtbot: QtBot) -> None:
    form.note.field.setPlainText("a" * LONGEST)
    form.note.field.moveCursor(form.note.field.textCursor().MoveOperation.Start)
    QTest.keyClicks(form.note.field, "bcd")
    assert form.note.field.toPlainText() == "a" * LONGEST
    QApplication.clipboard().setText("x" * 50)
    form.note.field.paste()
    assert len(form.note.field.toPlainText()) == LONGEST
    assert f"{LONGEST}/{LONGEST}" in words(form)


def test_that_personal_data_is_pointed_out_and_never_blocked(form: Ending, qtbot: QtBot) -> None:
    text = "Ring Anna på 070-123 45 67"
    form.note.field.setPlainText(text)
    assert any("”Anna”" in line for line in words(form))
    assert any("”070-123 45 67”" in line for line in words(form))
    with qtbot.waitSignal(form.noted) as sent:
        form.finish.click()
    assert sent.args == [ports.Note(session="one", text=text)]


def test_that_the_instruction_stands_there_before_a_word_is_written(form: Ending) -> None:
    assert "Skriv inga namn eller annat som pekar ut en elev." in words(form)
    assert "Skriv inga namn" in form.note.field.accessibleDescription()


@pytest.mark.parametrize(
    ("saved", "title"),
    [
        ("saved", "Passet är sparat"),
        ("saving", "Passet sparas …"),
        ("spilled", "Passet är sparat i en reservfil"),
        ("unsaved", "Passet är inte sparat än"),
    ],
)
def test_that_saved_is_said_only_when_it_is(form: Ending, saved: ports.Saved, title: str) -> None:
    form.show_saved(saved)
    first = next(line for line in words(form) if "spara" in line)
    assert first == title


def test_that_steps_tell_what_became_of_them(form: Ending) -> None:
    told = words(form)
    assert "Fyra hörn · hoppades över, tidsbrist" in told
    assert "Avslutande runda · hanns inte med" in told
    assert "4:50" in told


def test_that_a_rehearsal_asks_nothing(qtbot: QtBot) -> None:
    form = opened(qtbot, rows.ending(rehearsal=True))
    assert form.fields == {}
    assert not any("sparat" in line for line in words(form))
    with qtbot.waitSignal(form.done), qtbot.assertNotEmitted(form.answered):
        form.finish.click()


def test_that_the_form_can_be_filled_in_by_keyboard(form: Ending, qtbot: QtBot) -> None:
    form.activateWindow()
    first = form.findChild(QPushButton)
    assert first is not None
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    with qtbot.waitSignal(form.answered) as sent:
        QTest.keyClick(first, Qt.Key.Key_Space)
    assert sent.args is not None
    assert sent.args[0].field == "went"

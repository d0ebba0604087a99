"""A newcomer's first day: the first questions, MVP 3 with a class, the form and the CSV, all by keyboard."""

import csv
from collections.abc import Callable
from pathlib import Path

from facilitator.exchange.sheets import csvset
from tests.journeys import logbook
from tests.journeys.person import CTRL, SHIFT, Key, Person, said

IDEA = "Fråga Kalle hur det är"


def answers_the_first_questions(person: Person) -> None:
    person.waits(lambda: person.reads(said("Welcome to Passledaren")))
    person.chooses(said("Next"), Key.Key_Return)
    person.tabs_to(said("The school’s name"))
    person.writes("Ekskolan")
    person.tabs_to(said("Code of a new group"))
    person.writes("6b")
    person.press(Key.Key_Return)
    person.waits(lambda: person.reads("6B"))
    person.chooses(said("Next"))
    assert person.reads("En projektor är ansluten, 1920 × 1080.")
    person.chooses(said("Begin"))
    person.waits(lambda: person.reads(said("Today’s lesson")))


def starts_the_third_lesson(person: Person) -> None:
    person.press(Key.Key_F, CTRL)
    person.writes("pyramid")
    person.press(Key.Key_Return)
    person.chooses(said("Start"), Key.Key_Return)
    person.waits(lambda: person.program.room.running)
    assert person.session.script.lesson.id == "mvp-03"
    assert said("The lesson shows here") in person.stage_words()
    person.goes_on()  # yes, that is the projector
    assert person.session.seq == 1
    person.looks()
    person.sees_the_stage()


def builds_the_pyramid(person: Person) -> None:
    person.goes_on_to("pyramiden")
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5, Key.Key_2):
        person.press(key)
        person.sees_the_stage()
    person.press(Key.Key_3, SHIFT)
    person.sees_the_stage()
    person.press(Key.Key_Z, CTRL)
    person.press(Key.Key_4, SHIFT)
    person.press(Key.Key_T)
    person.sees_the_stage()
    assert "Dödligt våld" in person.stage_words()


def writes_on_the_board(person: Person) -> None:
    person.goes_on_to("tavlan")
    person.tabs_to("Skriv: innan")
    person.writes(IDEA)
    before = person.session.seq
    person.press(Key.Key_Return)
    assert person.session.seq == before
    assert IDEA not in person.stage_words()
    person.waits(lambda: person.reads("”Kalle” kan peka ut någon."))
    person.press(Key.Key_Return)
    assert IDEA in person.stage_words()
    person.waits(lambda: person.reads(IDEA))
    person.writes("n")  # the field still has the keyboard, and letters are letters there
    assert person.session.seq == before + 1
    person.press(Key.Key_Escape)


def shows_what_lies_over(person: Person) -> None:
    person.press(Key.Key_B)
    person.press(Key.Key_S)  # behind the safe screen: nothing is seen of it, and that is said
    assert "116 111" not in person.stage_words()
    person.waits(
        lambda: person.reads(said("The projector is covered. The support list shows once you press Esc."))
    )
    person.press(Key.Key_Escape)
    assert "116 111" in person.stage_words()
    person.sees_the_stage()
    person.goes_on()
    assert "116 111" not in person.stage_words()
    person.press(Key.Key_G)
    person.press(Key.Key_Return)
    assert "Digitalt våld" in person.stage_words()
    person.press(Key.Key_Escape)
    assert IDEA in person.stage_words()


def ends_and_fills_in_the_form(person: Person) -> None:
    person.goes_on_to("stodet")
    person.goes_on()  # beyond the last step: told, nothing happens
    person.waits(lambda: person.reads(said("This is the last step. End the lesson when you are done.")))
    person.press(Key.Key_E, CTRL | SHIFT)
    person.waits(lambda: person.reads(said("End the lesson?")))
    person.press(Key.Key_Return)
    person.waits(lambda: not person.program.room.running)
    person.waits(lambda: person.reads(said("The lesson is saved")))
    person.tabs_to(said("How did the lesson work?"))
    person.press(Key.Key_Right)
    person.press(Key.Key_Right)
    person.press(Key.Key_Space)
    person.tabs_to("Deltagare: en färre")
    person.press(Key.Key_Space)
    person.tabs_to("Mentorer: en fler")
    person.press(Key.Key_Return)
    person.tabs_to(said("Note to supervision"))
    person.writes("Kortet om skratt tog tid. Prata mer om tystnad.")
    person.chooses(said("Done"), Key.Key_Return)
    person.waits(lambda: person.reads(said("Today’s lesson")))


def exports(person: Person, folder: Path) -> None:
    person.press(Key.Key_4, CTRL)
    person.waits(person.program.desk.followup().export.isEnabled)
    person.press(Key.Key_E, CTRL)
    window = person.program.window.windowHandle()
    person.waits(lambda: person.window_with_keys() not in (None, window))
    person.writes(str(folder))
    person.press(Key.Key_Return)
    person.waits(lambda: person.reads(said("The export is done. It holds no pupil data and no notes.")))


def test_a_newcomers_first_day(come: Callable[..., Person], data: Path, tmp_path: Path) -> None:
    person = come()
    answers_the_first_questions(person)
    starts_the_third_lesson(person)
    builds_the_pyramid(person)
    writes_on_the_board(person)
    shows_what_lies_over(person)
    ends_and_fills_in_the_form(person)
    folder = tmp_path / "ut"
    folder.mkdir()
    exports(person, folder)
    person.go_home()
    assert_that_the_log_holds_what_was_shown(person)
    assert_that_the_files_hold_the_lesson(folder, logbook.only_session(data))


def assert_that_the_log_holds_what_was_shown(person: Person) -> None:
    assert person.seen == logbook.words_by_the_log(person.data)
    kept = logbook.facts(person.data)
    assert [fact.seq for fact in kept] == list(range(1, len(kept) + 1))
    placed = [(f.data["card"], tuple(f.data["levels"])) for f in kept if f.kind == "card_placed"]
    cards = ["himla", "rasten", "luft", "skojbrak", "bild", "sla", "sla", "sla"]
    levels = [(1,), (2,), (3,), (4,), (5,), (2,), (2, 3), (2, 4)]
    assert placed == list(zip(cards, levels, strict=True))
    assert [f.data for f in kept if f.kind == "idea_added"] == [
        {"step": "tavlan", "column": "before", "text": IDEA}
    ]
    kinds = [fact.kind for fact in kept]
    assert kinds.count("exercise_undone") == kinds.count("top_shown") == kinds.count("support_shown") == 1
    assert kinds[-1] == "log_finished"
    given = {f.data["field"]: f.data["value"] for f in kept if f.kind == "answer_given"}
    assert given == {"went": 3, "people": 24, "adults": 1, "mentors": 1}


def assert_that_the_files_hold_the_lesson(folder: Path, session: str) -> None:
    with (folder / "sessions.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert row["tillfalle_id"] == session
    assert (row["grupp_kod"], row["pass_id"]) == ("6B", "mvp-03")
    assert "Kortet om skratt" not in (folder / "sessions.csv").read_text(encoding="utf-8")
    ((values, steps),) = csvset.read(folder)
    assert (values["session"], values["people"], values["went"]) == (session, 24, 3)
    assert [step["step"] for step in steps][-1] == "stodet"
    assert len(steps) == 11

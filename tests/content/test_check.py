"""The rules between fields: each is red once on a lesson that is right in everything else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from facilitator.content.checking.check import Shelf, check_age, check_item, check_lesson
from facilitator.content.checking.readers import unread_by
from facilitator.content.decode import Wrong, field_name
from facilitator.content.model import Lesson, Programme, Scenario, SupportContact, Term
from facilitator.i18n import set_language
from tests.content import builder
from tests.content.builder import Data, make

SHELF = Shelf(
    {"mvp": make(Programme, builder.programme())},
    {"askadare": make(Term, builder.term())},
    {
        "bollen": make(Scenario, builder.scenario()),
        "stora": make(Scenario, builder.scenario(id="stora", age="7-9")),
    },
    frozenset({"trasig"}),
)


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def found(wrongs: list[Wrong]) -> list[tuple[str, str]]:
    return [(field_name(wrong.path), wrong.problem) for wrong in wrongs]


def judged(data: Data) -> list[tuple[str, str]]:
    return found(check_lesson(make(Lesson, data), SHELF))


def step(data: Data, key: str) -> Data:
    return next(each for each in data["steps"] if each["id"] == key)


def words(number: int) -> str:
    return " ".join(["ord"] * number)


def test_that_the_built_content_is_right() -> None:
    assert judged(builder.lesson()) == []
    assert check_item(make(Programme, builder.programme())) == []
    assert check_item(make(Term, builder.term())) == []
    assert check_item(make(Scenario, builder.scenario())) == []
    assert check_item(make(SupportContact, builder.contact())) == []


def put(*path: str | int, to: Any) -> Callable[[Data], None]:
    """Return a change that sets the value at a path; a text after `steps` names the step."""

    def change(data: Data) -> None:
        place: Any = data
        *way, last = path
        for part in way:
            place = step(data, part) if place is data["steps"] and isinstance(part, str) else place[part]
        place[last] = to

    return change


def swap(data: Data) -> None:
    data["steps"][-1], data["steps"][-2] = data["steps"][-2], data["steps"][-1]


def second_opening(data: Data) -> None:
    step(data, "kort-text").update(form="opening", stage={"lead": "Nu börjar vi."})


def late_look_back(data: Data) -> None:
    data["steps"].insert(4, data["steps"].pop(1))


def risk_three(data: Data) -> None:
    data["risk"] = 3
    step(data, "fallet")["strength"] = 3


def unread(data: Data) -> None:
    data["risk"] = 2
    del data["readers_needed"]


def reviewed_by_some(data: Data) -> None:
    data |= {"granskad": True, "readers_done": ["teacher"]}


def short_phases(data: Data) -> None:
    step(data, "prat")["stage"]["phases"] = [{"kind": "pair", "minutes": 1.5}, {"kind": "all", "minutes": 2}]
    step(data, "prat")["at"], step(data, "runda")["at"] = {"40": 3}, {"40": 3}


def phases(data: Data) -> None:
    step(data, "prat")["stage"]["phases"] = [{"kind": "pair", "minutes": 2.5}, {"kind": "all", "minutes": 2}]


def full_screen(data: Data) -> None:
    lines = [" ".join(["bokstav"] * 11)] * 5
    step(data, "kort-text")["stage"] = {"heading": "Att se", "points": lines}


ORDER = "The lesson must end with the round and then the support list."
LEFT_OUT = "This step belongs to every lesson and cannot be left out."
MARK = "The text holds a mark that is not drawn."
TAG = "The text holds a tag or a code."
LINK = "The text holds a link or an address."

RULES: dict[str, tuple[Callable[[Data], None], str, str]] = {
    "minutes": (put("minutes", to=51), "minutes", "The steps take 50 minutes of 51."),
    "minutes in another length": (put("steps", "runda", "at", to={}), "lengths[1]", "The steps take 42 minutes of 40."),
    "length written twice": (put("lengths", to=[40, 40]), "lengths[2]", "“40” appears twice."),
    "ordinary length": (put("lengths", to=[40, 50]), "lengths[2]", "This is the ordinary length."),
    "unknown length": (put("steps", "ord", "at", to={"45": 3}), "steps[4].at.45", "The lesson has no length of 45 minutes."),
    "phases": (phases, "steps[6].stage.phases", "The phases take 4.5 minutes."),
    "phases of a length": (short_phases, "steps[6].at.40", "The phases take 3.5 minutes."),
    "floor": (put("steps", "ord", "floor", to=4), "steps[4].minutes", "3 minutes is less than the floor of the step."),
    "floor in another length": (put("steps", "runda", "floor", to=3), "steps[11].at.40", "2 minutes is less than the floor of the step."),
    "short form too long": (put("steps", "fallet", "short", "minutes", to=10), "steps[7].short.minutes", "The short form must be shorter than the step and keep its floor."),
    "short form too short": (put("steps", "fallet", "short", "minutes", to=7), "steps[7].short.minutes", "The short form must be shorter than the step and keep its floor."),
    "first step": (put("steps", 0, to=builder.step("start", "text", 3, {"heading": "Hej"})), "steps[1].form", "The first step is not the opening."),
    "opening twice": (second_opening, "steps[5].form", "A lesson opens once."),
    "look back": (late_look_back, "steps", "There is no look back among the first three steps."),
    "agreement": (put("steps", 2, to=builder.step("regler", "text", 3, {"heading": "Hej"})), "steps", "There is no agreement."),
    "last step": (put("steps", 11, to=builder.step("stod", "text", 2, {"heading": "Hej"})), "steps[12].form", ORDER),
    "unprotected ending": (put("steps", "stod", "weight", to="core"), "steps[12].weight", "The ending must be protected."),
    "core scenario": (put("steps", "fallet", "weight", to="flexible"), "steps", "There is no scenario step of weight core."),
    "core left out": (put("steps", "horn", "weight", to="core"), "steps[9].at.40", LEFT_OUT),
    "led by an adult": (risk_three, "steps[7].led_by", "A strong core step of a lesson with risk 3 is led by an adult."),
    "readers of a sensitive lesson": (unread, "readers_needed", "A lesson with risk 2 must say who reads it before it is used."),
    "reader nobody asked for": (put("readers_done", to=["nurse"]), "readers_done[1]", "“nurse” is not among the readers needed."),
    "review by some": (reviewed_by_some, "granskad", "The lesson is marked as reviewed, but not everybody has read it."),
    "reader twice": (put("readers_needed", to=["teacher", "teacher"]), "readers_needed[2]", "“teacher” appears twice."),
    "step twice": (put("steps", "ord", "id", to="sist"), "steps[4]", "“sist” appears twice."),
    "card twice": (put("steps", "pyramiden", "stage", "cards", 1, "id", to="kort-1"), "steps[8].stage.cards[2]", "“kort-1” appears twice."),
    "term twice": (put("steps", "ord", "stage", "terms", to=["askadare"] * 2), "steps[4].stage.terms[2]", "“askadare” appears twice."),
    "concept twice": (put("concepts", to=["askadare"] * 2), "concepts[2]", "“askadare” appears twice."),
    "principle twice": (put("principles", to=["bystander"] * 2), "principles[2]", "“bystander” appears twice."),
    "tag twice": (put("support", to=["barn"] * 2), "support[2]", "“barn” appears twice."),
    "unknown tag": (put("support", to=["bran"]), "support[1]", "There is no support tag “bran”."),
    "unknown programme": (put("programme", to="mpv"), "programme", "There is no programme “mpv”."),
    "slot": (put("slot", to=12), "slot", "The programme has 11 lessons."),
    "unknown concept": (put("concepts", to=["askadaren"]), "concepts[1]", "There is no term “askadaren”."),
    "unknown term": (put("steps", "ord", "stage", "terms", to=["x"]), "steps[4].stage.terms[1]", "There is no term “x”."),
    "unknown scenario": (put("steps", "fallet", "stage", "scenario", to="x"), "steps[7].stage.scenario", "There is no scenario “x”."),
    "faulty scenario": (put("steps", "fallet", "stage", "scenario", to="trasig"), "steps[7].stage.scenario", "The scenario “trasig” has faults of its own."),
    "scenario for older": (put("steps", "fallet", "stage", "scenario", to="stora"), "steps[7].stage.scenario", "The scenario is written for 7-9."),
    "words of a text": (put("steps", "kort-text", "stage", "body", to=words(26)), "steps[5].stage.body", "Too many words: 26."),
    "words of a line": (put("steps", "start", "stage", "plan", to=["a b c d e f g h i j k l m"]), "steps[1].stage.plan[1]", "Too many words: 13."),
    "words of a rule": (put("steps", "regler", "stage", "rules", to=["a b c d e f g h i j k l m"]), "steps[3].stage.rules[1]", "Too many words: 13."),
    "words of a corner": (put("steps", "horn", "stage", "open", to="a b c d e f g h i j k l m"), "steps[9].stage.open", "Too many words: 13."),
    "words of a card": (put("steps", "pyramiden", "stage", "cards", 0, "text", to="a b c d e f g h i j k l m"), "steps[8].stage.cards[1].text", "Too many words: 13."),
    "words of the next time": (put("next_time", to=words(26)), "next_time", "Too many words: 26."),
    "spoken words": (put("steps", "ord", "leader", "say", 0, "text", to=words(41)), "steps[4].leader.say[1].text", "Too many words: 41."),
    "check without a day": (put("curriculum", 0, "status", to="checked"), "curriculum[1].checked", "A checked row has the date of the check."),
    "long word": (put("steps", "ord", "stage", "heading", to="x" * 29), "steps[4].stage.heading", f"The word “{'x' * 29}” is too long for the projector."),
    "full screen": (full_screen, "steps[5].stage", "The step shows 441 characters."),
    "tag": (put("steps", "ord", "stage", "heading", to="Ett <b>ord</b>"), "steps[4].stage.heading", TAG),
    "image tag": (put("steps", "ord", "stage", "heading", to="<img src=/a>"), "steps[4].stage.heading", TAG),
    "code": (put("steps", "ord", "stage", "heading", to="Ett &lt; ord"), "steps[4].stage.heading", TAG),
    "link": (put("steps", "ord", "stage", "heading", to="Ett [ord](a)"), "steps[4].stage.heading", LINK),
    "image": (put("steps", "ord", "stage", "heading", to="Ett ![ord]"), "steps[4].stage.heading", LINK),
    "address": (put("steps", "ord", "stage", "heading", to="Se https://a.se"), "steps[4].stage.heading", LINK),
    "file address": (put("steps", "ord", "stage", "heading", to="Se FILE:///a"), "steps[4].stage.heading", LINK),
    "network address": (put("steps", "ord", "stage", "heading", to="Se \\\\server"), "steps[4].stage.heading", LINK),
    "bold that is open": (put("steps", "ord", "stage", "heading", to="Ett **ord"), "steps[4].stage.heading", MARK),
    "bold around nothing": (put("steps", "ord", "stage", "heading", to="Ett **** ord"), "steps[4].stage.heading", MARK),
    "italic": (put("steps", "ord", "stage", "heading", to="Ett *ord*"), "steps[4].stage.heading", MARK),
    "underline": (put("steps", "ord", "stage", "heading", to="Ett _ord_ till"), "steps[4].stage.heading", MARK),
    "heading mark": (put("steps", "ord", "stage", "heading", to="# Ord"), "steps[4].stage.heading", MARK),
    "list mark": (put("steps", "ord", "stage", "heading", to="- Ord"), "steps[4].stage.heading", MARK),
    "bold in the title": (put("title", to="Att **göra**"), "title", "Bold is not drawn here."),
    "tag in the title": (put("title", to="<i>Att</i>"), "title", TAG),
    "tag for the leader": (put("steps", "ord", "leader", "do", to=["<a href=x>"]), "steps[4].leader.do[1]", TAG),
    "link for the leader": (put("room", to="Se www.a.se"), "room", LINK),
    "bold for the leader": (put("steps", "ord", "leader", "do", to=["Vänta **kort**"]), "steps[4].leader.do[1]", "Bold is not drawn here."),
    "tag in a source": (put("curriculum", 0, "source", to="<i>Lgr22</i>"), "curriculum[1].source", TAG),
    "straight quotes": (put("steps", "ord", "stage", "heading", to='Ett "ord"'), "steps[4].stage.heading", "The text has straight quotation marks."),
    "claim": (put("steps", "ord", "stage", "heading", to="Skämt leder till våld"), "steps[4].stage.heading", "“leder till” says more than we know."),
    "promise": (put("steps", "ord", "stage", "heading", to="Det här garanterar trygghet"), "steps[4].stage.heading", "“garanterar” says more than we know."),
    "blame": (put("steps", "ord", "stage", "heading", to="Man får skylla sig själv"), "steps[4].stage.heading", "“skylla sig själv” says more than we know."),
    "claim aloud": (put("steps", "ord", "leader", "say", 0, "text", to="Det ledde  till våld"), "steps[4].leader.say[1].text", "“ledde  till” says more than we know."),
    "claim in silence": (put("steps", "ord", "leader", "if_silent", to="Vad Leder  till våld?"), "steps[4].leader.if_silent", "“Leder  till” says more than we know."),
    "claim in an answer": (put("steps", "ord", "leader", "if_said", to=[{"said": "Va?", "answer": "Det kan leda till våld."}]), "steps[4].leader.if_said[1].answer", "“leda till” says more than we know."),
}  # fmt: skip


def sorting(**changes: Any) -> Data:
    """A sorting that is right, but for the changes."""
    items = [
        {
            "id": f"lapp-{n}",
            "text": f"Lapp {n}",
            "answer": 1,
            "fact": "Därför.",
            "source": "Prov, 2026",
            "icon": "users",
        }
        for n in range(1, 4)
    ]
    return {"question": "Var?", "places": ["Ja", "Nej"], "items": items} | changes


def in_items(**changes: Any) -> Data:
    stage = sorting()
    stage["items"][1] |= changes
    return stage


FOUR = ["Ett", "Två", "Tre", "Fyra"]
SORTING_RULES: dict[str, tuple[Data, str, str]] = {
    "stairs": (sorting(shape="stairs"), "places", "A staircase has three steps."),
    "answer": (in_items(answer=3), "items[2].answer", "There is no such place."),
    "fact without source": (in_items(source=""), "items[2].source", "A fact has no source."),
    "source without fact": (in_items(fact=""), "items[2].fact", "A source has no fact."),
    "icon": (in_items(icon="user-three"), "items[2].icon", "There is no icon “user-three”."),
    "long name": (sorting(places=[*FOUR[:3], "b" * 21]), "places[4]", f"The word “{'b' * 21}” is too long for four columns."),
    "long word": (in_items(text="Ett " + "b" * 21) | {"places": FOUR}, "items[2].text", f"The word “{'b' * 21}” is too long for four columns."),
}  # fmt: skip


def with_step(form: str, stage: Data, **changes: Any) -> Data:
    """The built lesson with a step of this form instead of its short text."""
    data = builder.lesson(**changes)
    step(data, "kort-text").update(form=form, stage=stage)
    return data


@pytest.mark.parametrize("rule", SORTING_RULES)
def test_that_a_sorting_keeps_its_rules(rule: str) -> None:
    stage, field, problem = SORTING_RULES[rule]
    assert judged(with_step("sorting", stage)) == [(f"steps[5].stage.{field}", problem)]


def test_that_a_sorting_that_is_right_has_no_fault() -> None:
    assert judged(with_step("sorting", sorting())) == []
    assert judged(with_step("sorting", sorting(shape="stairs", places=FOUR[:3]))) == []
    assert judged(with_step("sorting", in_items(text="b" * 21))) == []
    assert judged(with_step("sorting", in_items(text="b" * 20) | {"places": FOUR})) == []


def test_that_forms_that_show_one_text_at_a_time_may_hold_more_than_a_screen() -> None:
    line = " ".join(["bokstav"] * 11)
    assert judged(with_step("hot-seat", {"warm_up": line, "statements": [line] * 5})) == []
    items = [{"id": f"lapp-{n}", "text": f"Lapp {n}", "fact": line, "source": line[:60]} for n in range(5)]
    assert judged(with_step("sorting", sorting(items=items))) == []


@pytest.mark.parametrize(("age", "allowed"), [("F-3", False), ("4-6", True), ("7-9", True)])
def test_that_the_youngest_never_have_the_words_on_the_top(age: str, allowed: bool) -> None:
    problem = "The words on the top are not for the youngest."
    found = [fault for fault in judged(builder.lesson(age=age)) if fault[1] == problem]
    assert found == ([] if allowed else [("steps[8].stage.top", problem)])


@pytest.mark.parametrize(
    ("age", "shown", "field"),
    [
        ("F-3", {"file": "gard.png", "alt": "En gård."}, ""), ("F-3", {"file": "gard.png"}, "alt"), ("F-3", {}, "file"),
        ("4-6", {"file": "gard.png", "alt": "En gård."}, ""), ("4-6", {"alt": "En gård."}, "alt"), ("4-6", {}, ""),
    ],
)  # fmt: skip
def test_that_a_scenario_is_told_with_a_picture_for_the_youngest(
    age: str, shown: dict[str, str], field: str
) -> None:
    data = builder.lesson(age=age)
    step(data, "fallet")["stage"] = {"scenario": "bollen"} | shown
    told = [
        found
        for found, _problem in judged(data)
        if found.startswith("steps[7].stage") and "scenario" not in found
    ]
    assert told == ([f"steps[7].stage.{field}"] if field else [])


def test_that_what_a_picture_shows_may_take_more_words_than_the_youngest_read() -> None:
    for text in ("alt", "question"):
        stage = {"file": "a.png", "alt": "En gård.", text: words(20)}
        faults = judged(with_step("picture", stage, age="F-3"))
        assert any(text in field for field, _problem in faults) == (text == "question")


@pytest.mark.parametrize(("count", "told"), [(150, []), (151, ["The situation has 151 characters."])])
def test_that_a_situation_has_room_beside_its_picture(count: int, told: list[str]) -> None:
    data = builder.lesson(age="F-3")
    step(data, "fallet")["stage"] = {"scenario": "bollen", "file": "a.png", "alt": "En gård."}
    case = make(Scenario, builder.scenario(age="F-3", situation="o" * count))
    faults = check_lesson(make(Lesson, data), replace(SHELF, scenarios={"bollen": case}))
    assert [fault.problem for fault in faults if "situation" in fault.problem] == told


@pytest.mark.parametrize("rule", RULES)
def test_that_one_breach_gives_one_fault(rule: str) -> None:
    change, field, problem = RULES[rule]
    data = builder.lesson()
    change(data)
    assert judged(data) == [(field, problem)]


def test_that_both_last_steps_have_their_place() -> None:
    data = builder.lesson()
    swap(data)
    assert judged(data) == [("steps[11].form", ORDER), ("steps[12].form", ORDER)]


def test_that_the_frame_stands_in_every_length() -> None:
    data = builder.lesson()
    step(data, "horn")["at"] = {"40": 6}
    for key in ("sist", "regler"):
        step(data, key)["at"] = {"40": 0}
    assert judged(data) == [("steps[2].at.40", LEFT_OUT), ("steps[3].at.40", LEFT_OUT)]


def test_that_the_first_lesson_has_nothing_to_look_back_on() -> None:
    data = builder.lesson(slot=1)
    data["steps"][1] = builder.step("sist", "text", 3, {"heading": "Hej"})
    assert judged(data) == []


def test_that_a_meeting_held_by_itself_has_nothing_to_look_back_on() -> None:
    data = builder.lesson()
    data["steps"][1] = builder.step("sist", "text", 3, {"heading": "Hej"})
    alone = replace(SHELF, programmes={"mvp": make(Programme, builder.programme(planned=False))})
    assert [wrong.problem for wrong in check_lesson(make(Lesson, data), alone)] == []
    assert judged(data) != []


def test_that_an_adult_may_lead_what_is_strong() -> None:
    data = builder.lesson()
    risk_three(data)
    step(data, "fallet")["led_by"] = "adult"
    assert judged(data) == []


def test_that_a_younger_scenario_fits_older_pupils() -> None:
    assert judged(builder.lesson(age="7-9")) == []


def test_that_all_breaches_come_at_once() -> None:
    data = builder.lesson(minutes=52, slot=30, support=["x"])
    step(data, "kort-text")["stage"]["body"] = words(30)
    assert len(judged(data)) == 4


@pytest.mark.parametrize(("age", "text", "point"), [("F-3", 12, 6), ("4-6", 25, 12), ("7-9", 40, 20)])
def test_that_each_age_has_its_words(age: str, text: int, point: int) -> None:
    def with_words(body: int, line: int) -> list[tuple[str, str]]:
        data = builder.lesson(age=age, concepts=[])
        for each in data["steps"]:
            each["leader"] = {}
        step(data, "fallet")["stage"]["scenario"] = "bollen"
        stage = {"heading": "Att se", "body": words(body), "points": [words(line)]}
        step(data, "kort-text")["stage"] = stage
        return [fault for fault in judged(data) if "kort" not in fault[0] and "steps[5]" in fault[0]]

    assert with_words(text, point) == []
    assert with_words(text + 1, point) == [("steps[5].stage.body", f"Too many words: {text + 1}.")]
    assert with_words(text, point + 1) == [("steps[5].stage.points[1]", f"Too many words: {point + 1}.")]


@pytest.mark.parametrize(
    "text",
    [
        "Ett **viktigt ord** och **ett till**", "3 < 5 och 5 > 3", "Jag <3 dig", "Mat & dryck; och så", "Killar/tjejer",
        "Ta det lugnt – och andas", "bris.se", "”Nej”, sa hon", "Sant [eller inte]?", "A_B", "Vägen leder fram till",
    ],
)  # fmt: skip
def test_that_ordinary_writing_is_left_alone(text: str) -> None:
    data = builder.lesson()
    step(data, "kort-text")["stage"]["body"] = text
    assert judged(data) == []


def test_that_a_dash_is_no_word_and_bold_counts_as_its_words() -> None:
    data = builder.lesson()
    step(data, "kort-text")["stage"]["body"] = "**" + words(25) + "** – …"
    assert judged(data) == []


SCENARIO_RULES: list[tuple[dict[str, Any], str, str]] = [
    ({"situation": words(46)}, "situation", "Too many words: 46."),
    ({"situation": words(31), "age": "F-3"}, "situation", "Too many words: 31."),
    ({"situation": words(61), "age": "7-9"}, "situation", "Too many words: 61."),
    ({"situation": "Du ser <b>allt</b>."}, "situation", TAG),
    ({"thoughts": ["a b c d e f g h i j k l m?", "Va?", "Hur?"]}, "thoughts[1]", "Too many words: 13."),
    ({"thoughts": ["Jag vet inte.", "Va?", "Hur?"]}, "thoughts[1]", "A thought is a question."),
    ({"questions": [words(26), "Va?", "Hur?"]}, "questions[1]", "Too many words: 26."),
    ({"title": "**Bollen**"}, "title", "Bold is not drawn here."),
    ({"to_leader": "Se https://a.se"}, "to_leader", LINK),
    ({"support": ["x"]}, "support[1]", "There is no support tag “x”."),
    ({"questions": ["Vad ledde till det?", "Va?", "Hur?"]}, "questions[1]", "“ledde till” says more than we know."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field", "problem"), SCENARIO_RULES)
def test_that_a_scenario_keeps_its_rules(changes: dict[str, Any], field: str, problem: str) -> None:
    assert found(check_item(make(Scenario, builder.scenario(**changes)))) == [(field, problem)]


def test_that_terms_contacts_and_programmes_keep_theirs() -> None:
    def term(**changes: Any) -> list[tuple[str, str]]:
        return found(check_item(make(Term, builder.term(**changes))))

    def contact(**changes: Any) -> list[tuple[str, str]]:
        return found(check_item(make(SupportContact, builder.contact(**changes))))

    assert term(meaning=words(41)) == [("meaning", "Too many words: 41.")]
    assert term(easy=words(26)) == [("easy", "Too many words: 26.")]
    assert term(term="<b>x</b>") == [("term", TAG)]
    assert contact(tags=["x"]) == [("tags[1]", "There is no support tag “x”.")]
    assert contact(name="**Bris**") == [("name", "Bold is not drawn here.")]
    assert contact(reach="https://bris.se") == [("reach", LINK)]
    assert contact(source="https://bris.se, 2026") == []
    assert found(check_item(make(Programme, builder.programme(name="<i>")))) == [("name", TAG)]


# --- age of facts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "problem"), [(0, None), (180, None), (181, "Last checked 181 days ago."), (-1, "The date is in the future.")]
)  # fmt: skip
def test_that_old_facts_give_a_warning(days: int, problem: str | None) -> None:
    day = builder.TODAY - timedelta(days=days)
    expected = [] if problem is None else [problem]
    contact = make(SupportContact, builder.contact(checked=day))
    term = make(Term, builder.term(checked=day, legal=True))
    lesson = make(Lesson, builder.lesson(reviewed=day))
    goal = {"text": "Visa respekt.", "source": "Lgr22, 2022", "status": "checked", "checked": day}
    serving = make(Lesson, builder.lesson(curriculum=[goal], reviewed=builder.TODAY))
    for item in (contact, term, lesson, serving):
        assert [wrong.problem for wrong in check_age(item, builder.TODAY)] == expected


def test_that_words_of_law_without_a_date_give_a_warning() -> None:
    warnings = check_age(make(Term, builder.term(legal=True)), builder.TODAY)
    assert [field_name(wrong.path) for wrong in warnings] == ["legal"]
    assert check_age(make(Term, builder.term()), builder.TODAY) == []
    assert check_age(make(Scenario, builder.scenario()), date(2090, 1, 1)) == []


def test_that_a_calm_lesson_needs_no_readers_and_a_reviewed_one_has_had_them_all() -> None:
    calm = builder.lesson()
    del calm["readers_needed"]
    assert judged(calm) == []
    done = builder.lesson(risk=2, granskad=True, readers_done=["counsellor", "teacher"])
    assert judged(done) == []


@pytest.mark.parametrize(
    ("reviewed", "done", "left"),
    [
        (False, [], ("teacher", "counsellor")),
        (False, ["teacher"], ("counsellor",)),
        (True, ["teacher", "counsellor"], ()),
        (True, [], ()),  # stored by an older version, which asked for no names
    ],
)
def test_that_it_is_known_who_has_not_read_a_lesson_yet(
    reviewed: bool, done: list[str], left: tuple[str, ...]
) -> None:
    assert unread_by(builder.make(Lesson, builder.lesson(granskad=reviewed, readers_done=done))) == left

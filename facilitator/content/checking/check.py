"""The rules between the fields of a lesson, and of the items it refers to; every rule yields all it finds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from facilitator.content.checking import words
from facilitator.content.checking.formrules import BESIDE_A_PICTURE, check_forms
from facilitator.content.checking.readers import check_readers
from facilitator.content.decode import Path, Wrong, near, shown
from facilitator.content.fields import span
from facilitator.content.model import (
    Agreement,
    Board,
    BystanderPicture,
    Evaluation,
    HotSeat,
    Lesson,
    LookBack,
    Opening,
    Places,
    Programme,
    Prompt,
    Pyramid,
    Scenario,
    ScenarioCase,
    Sorting,
    Support,
    SupportContact,
    Term,
    Terms,
)
from facilitator.content.script import lengths_of, steps_for
from facilitator.i18n import _, ngettext, numeral

FRESH_FOR: Final = timedelta(days=180)
TAGS: Final = (
    "alla", "barn", "hemma", "natet", "kompis", "relation", "heder", "hbtqi", "sexuellt", "sjalvmord", "mobbning",
    "vuxna",
)  # fmt: skip
_ROOMY: Final = (
    Pyramid,
    Board,
    Agreement,
    Support,
    ScenarioCase,
    HotSeat,
    Sorting,
    Places,
    Evaluation,
)  # drawn piece by piece, or limited elsewhere
_FRAME: Final = (Opening, LookBack, Agreement)
Item = Programme | Term | Scenario | SupportContact
Wrongs = Iterator[Wrong]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lessons may refer to; `faulty` holds identifiers that exist but were left out for their own faults."""

    programmes: Mapping[str, Programme]
    terms: Mapping[str, Term]
    scenarios: Mapping[str, Scenario]
    faulty: frozenset[str] = frozenset()


def check_lesson(lesson: Lesson, shelf: Shelf) -> list[Wrong]:
    """Return everything that is wrong with a lesson on its own and with what it refers to."""
    rules: tuple[Callable[[Lesson], Wrongs], ...] = (
        _lengths, _minutes, _floors, _order, _weights, _identifiers, _led_by_adult, _sources, _lesson_words, _stage_words, _spoken,
        check_readers,
    )  # fmt: skip
    found = [wrong for rule in rules for wrong in rule(lesson)]
    return [*found, *check_forms(lesson), *check_fit(lesson, shelf)]


def check_fit(lesson: Lesson, shelf: Shelf) -> list[Wrong]:
    """Return what is wrong with what a lesson refers to."""
    return [*_look_back(lesson, shelf), *_references(lesson, shelf)]


def check_item(item: Item) -> list[Wrong]:
    """Return everything that is wrong with the words of a programme, term, scenario or row of the support list."""
    if isinstance(item, Scenario):
        return [*_scenario_words(item)]
    if isinstance(item, Term):
        return [*_term_words(item)]
    if isinstance(item, SupportContact):
        return [*_contact_words(item)]
    return [wrong for path, text, _rules in words.texts(item) for wrong in words.shown(path, text)]


def check_age(item: Item | Lesson, today: date) -> list[Wrong]:
    """Return what is old: facts last checked more than 180 days before `today`. A warning, never a fault."""
    if isinstance(item, Lesson):
        goals = enumerate(item.curriculum)
        return [
            *_stale("reviewed", item.reviewed, today),
            *(
                replace(old, path=("curriculum", n, *old.path))
                for n, goal in goals
                if goal.checked
                for old in _stale("checked", goal.checked, today)
            ),
        ]
    if isinstance(item, SupportContact):
        return [*_stale("checked", item.checked, today)]
    if isinstance(item, Term) and item.checked:
        return [*_stale("checked", item.checked, today)]
    if isinstance(item, Term) and item.legal:
        problem = _("The wording touches law, and nobody has noted when it was checked.")
        return [Wrong(("legal",), problem, "checked = 2026-09-01")]
    return []


def _twins(path: Path, keys: Iterable[str]) -> Wrongs:
    """Report every identifier that stands a second time in a list."""
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            yield Wrong((*path, index), _("“{id}” appears twice.").format(id=shown(key)), _("each one once"))
        seen.add(key)


def _tags(path: Path, tags: Iterable[str]) -> Wrongs:
    for index, tag in enumerate(tags):
        if tag not in TAGS:
            problem = _("There is no support tag “{tag}”.").format(tag=shown(tag))
            yield Wrong((*path, index), problem, ", ".join(TAGS), near(tag, TAGS))
    yield from _twins(path, tags)


def _stale(field: str, checked: date, today: date) -> Wrongs:
    if checked > today:
        yield Wrong((field,), _("The date is in the future."), today.isoformat())
    elif today - checked > FRESH_FOR:
        days = (today - checked).days
        problem = ngettext("Last checked {n} day ago.", "Last checked {n} days ago.", days).format(n=days)
        expected = _("at most {n} days").format(n=FRESH_FOR.days)
        yield Wrong((field,), problem, expected, _("Check the facts again and change the date."))


# --- time -----------------------------------------------------------------------------------------------


def _lengths(lesson: Lesson) -> Wrongs:
    yield from _twins(("lengths",), map(str, lesson.lengths))
    if lesson.minutes in lesson.lengths:
        index = lesson.lengths.index(lesson.minutes)
        yield Wrong(("lengths", index), _("This is the ordinary length."), _("other lengths only"))
    known = {str(length) for length in lesson.lengths}
    for number, step in enumerate(lesson.steps):
        for key in step.at:
            if key not in known:
                problem = _("The lesson has no length of {length} minutes.").format(length=key)
                yield Wrong(("steps", number, "at", key), problem, ", ".join(sorted(known)))


def _minutes(lesson: Lesson) -> Wrongs:
    for length in lengths_of(lesson):
        total = sum(step.minutes for step in steps_for(lesson, length))
        if total != length:
            problem = _("The steps take {total} minutes of {length}.").format(total=total, length=length)
            ordinary = length == lesson.minutes
            path: Path = ("minutes",) if ordinary else ("lengths", lesson.lengths.index(length))
            change = _("Change `minutes` of a step.") if ordinary else _("Change `at` of a step.")
            yield Wrong(path, problem, _("{n} minutes in all").format(n=length), change)
    for number, step in enumerate(lesson.steps):
        if isinstance(step.stage, Prompt):
            phases = sum(phase.minutes for phase in step.stage.phases)
            problem = _("The phases take {total} minutes.").format(total=numeral(phases))
            if phases > step.minutes:
                path = ("steps", number, "stage", "phases")
                yield Wrong(path, problem, _("at most {n} minutes").format(n=step.minutes))
            for key, minutes in step.at.items():
                if 0 < minutes < phases <= step.minutes:
                    yield Wrong(
                        ("steps", number, "at", key), problem, _("at least {n}").format(n=numeral(phases))
                    )


def _floors(lesson: Lesson) -> Wrongs:
    """Report minutes below a floor; that all floors fit a length follows, as its minutes add up."""
    for number, step in enumerate(lesson.steps):
        for at, minutes in [(("minutes",), step.minutes), *((("at", key), m) for key, m in step.at.items())]:
            if 0 < minutes < step.floor:
                problem = _("{n} minutes is less than the floor of the step.").format(n=minutes)
                yield Wrong(("steps", number, *at), problem, _("at least {n}").format(n=step.floor))
        if step.short and not step.floor <= step.short.minutes < step.minutes:
            expected = span(step.floor, step.minutes - 1)
            problem = _("The short form must be shorter than the step and keep its floor.")
            yield Wrong(("steps", number, "short", "minutes"), problem, expected)


# --- order ----------------------------------------------------------------------------------------------


def _order(lesson: Lesson) -> Wrongs:
    forms = [step.form for step in lesson.steps]
    if forms[0] != "opening":
        yield Wrong(("steps", 0, "form"), _("The first step is not the opening."), "opening")
    for number, step in enumerate(lesson.steps[1:], start=1):
        if isinstance(step.stage, Opening):
            yield Wrong(("steps", number, "form"), _("A lesson opens once."), _("another form"))
    if "agreement" not in forms:
        yield Wrong(("steps",), _("There is no agreement."), "agreement")
    for back, form in ((2, "round"), (1, "support")):
        number = len(forms) - back
        step = lesson.steps[number]
        if step.form != form:
            problem = _("The lesson must end with the round and then the support list.")
            yield Wrong(("steps", number, "form"), problem, form)
        elif step.weight != "protected":
            yield Wrong(("steps", number, "weight"), _("The ending must be protected."), "protected")


def _look_back(lesson: Lesson, shelf: Shelf) -> Wrongs:
    """Report a lesson that follows another without a look back; one that is held by itself follows none."""
    programme = shelf.programmes.get(lesson.programme)
    by_itself = programme is not None and not programme.planned
    if lesson.slot > 1 and not by_itself and all(step.form != "look-back" for step in lesson.steps[:3]):
        yield Wrong(("steps",), _("There is no look back among the first three steps."), "look-back")


def _weights(lesson: Lesson) -> Wrongs:
    if not any(step.form == "scenario" and step.weight == "core" for step in lesson.steps):
        yield Wrong(("steps",), _("There is no scenario step of weight core."), _("at least one"))
    for number, step in enumerate(lesson.steps):
        for length, minutes in step.at.items():
            if minutes == 0 and (step.weight in ("core", "protected") or isinstance(step.stage, _FRAME)):
                problem = _("This step belongs to every lesson and cannot be left out.")
                yield Wrong(("steps", number, "at", length), problem, _("at least {n}").format(n=step.floor))


def _led_by_adult(lesson: Lesson) -> Wrongs:
    for number, step in enumerate(lesson.steps):
        if lesson.risk == 3 and step.weight == "core" and step.strength == 3 and step.led_by != "adult":
            problem = _("A strong core step of a lesson with risk 3 is led by an adult.")
            yield Wrong(("steps", number, "led_by"), problem, "adult")


def _sources(lesson: Lesson) -> Wrongs:
    """Report a row that says it was held against its source without saying when."""
    for number, goal in enumerate(lesson.curriculum):
        if goal.status == "checked" and goal.checked is None:
            problem = _("A checked row has the date of the check.")
            yield Wrong(("curriculum", number, "checked"), problem, "checked = 2026-09-01")


# --- references -----------------------------------------------------------------------------------------


def _identifiers(lesson: Lesson) -> Wrongs:
    yield from _twins(("steps",), (step.id for step in lesson.steps))
    yield from _twins(("concepts",), lesson.concepts)
    yield from _twins(("principles",), lesson.principles)
    yield from _twins(("readers_needed",), lesson.readers_needed)
    yield from _twins(("readers_done",), lesson.readers_done)
    yield from _tags(("support",), lesson.support)
    for number, step in enumerate(lesson.steps):
        if isinstance(step.stage, Pyramid):
            yield from _twins(("steps", number, "stage", "cards"), (card.id for card in step.stage.cards))
        if isinstance(step.stage, Sorting):
            yield from _twins(("steps", number, "stage", "items"), (item.id for item in step.stage.items))
        if isinstance(step.stage, BystanderPicture):
            yield from _twins(("steps", number, "stage", "spots"), (spot.id for spot in step.stage.spots))
        if isinstance(step.stage, Terms):
            yield from _twins(("steps", number, "stage", "terms"), step.stage.terms)


def _references(lesson: Lesson, shelf: Shelf) -> Wrongs:
    programme = shelf.programmes.get(lesson.programme)
    if programme is None:
        yield missing(("programme",), lesson.programme, shelf.programmes, shelf, _("programme"))
    elif lesson.slot > programme.lessons:
        problem = _("The programme has {n} lessons.").format(n=programme.lessons)
        yield Wrong(("slot",), problem, _("at most {n}").format(n=programme.lessons))
    for index, term in enumerate(lesson.concepts):
        if term not in shelf.terms:
            yield missing(("concepts", index), term, shelf.terms, shelf, _("term"))
    for number, step in enumerate(lesson.steps):
        path: Path = ("steps", number, "stage")
        if isinstance(step.stage, Terms):
            for index, term in enumerate(step.stage.terms):
                if term not in shelf.terms:
                    yield missing((*path, "terms", index), term, shelf.terms, shelf, _("term"))
        if isinstance(step.stage, ScenarioCase):
            yield from _scenario_fits((*path, "scenario"), step.stage, lesson, shelf)


def _scenario_fits(path: Path, stage: ScenarioCase, lesson: Lesson, shelf: Shelf) -> Wrongs:
    scenario = shelf.scenarios.get(stage.scenario)
    if scenario is None:
        yield missing(path, stage.scenario, shelf.scenarios, shelf, _("scenario"))
    elif stage.file and len(scenario.situation) > BESIDE_A_PICTURE:
        problem = _("The situation has {count} characters.").format(count=len(scenario.situation))
        expected = _("at most {n} beside a picture").format(n=BESIDE_A_PICTURE)
        yield Wrong(path, problem, expected, _("Shorten the situation in the scenario bank."))
    elif words.AGES.index(scenario.age) > words.AGES.index(lesson.age):
        problem = _("The scenario is written for {age}.").format(age=scenario.age)
        yield Wrong(path, problem, _("{age} or younger").format(age=lesson.age))


def missing(path: Path, key: str, there: Mapping[str, Any], shelf: Shelf, kind: str) -> Wrong:
    """Report a reference to something that is not `there`, or that was left out for its own faults."""
    if key in shelf.faulty:
        problem = _("The {kind} “{id}” has faults of its own.").format(kind=kind, id=shown(key))
        return Wrong(path, problem, "", _("Correct that one first."))
    problem = _("There is no {kind} “{id}”.").format(kind=kind, id=shown(key))
    return Wrong(path, problem, _("an identifier that exists"), near(key, there))


# --- words ----------------------------------------------------------------------------------------------


def _lesson_words(lesson: Lesson) -> Wrongs:
    for path, text, _rules in words.texts(lesson):
        on_stage = path[0] == "steps" and path[2:3] == ("stage",)
        if path[0] in ("kicker", "title", "next_time"):
            yield from words.shown(path, text)
        elif not on_stage:
            yield from words.plain(path, text, links=path[-1] == "source")
    yield from words.too_many(("next_time",), lesson.next_time, words.LIMITS[lesson.age].text)


def _stage_words(lesson: Lesson) -> Wrongs:
    limits = words.LIMITS[lesson.age]
    for number, step in enumerate(lesson.steps):
        total = 0
        for inner, text, rules in words.texts(step.stage):
            path: Path = ("steps", number, "stage", *inner)
            yield from words.shown(path, text, bold=True)
            if inner[-1] != "alt":  # mostly heard: as long as its characters allow
                yield from words.too_many(path, text, limits.point if rules["point"] else limits.text)
            total += len(text.replace("**", ""))
        if total > words.SCREEN_CHARACTERS and not isinstance(step.stage, _ROOMY):
            problem = _("The step shows {count} characters.").format(count=total)
            expected = _("at most {n} characters").format(n=words.SCREEN_CHARACTERS)
            yield Wrong(("steps", number, "stage"), problem, expected, _("Shorten, or split into two steps."))


def _spoken(lesson: Lesson) -> Wrongs:
    for number, step in enumerate(lesson.steps):
        path: Path = ("steps", number, "leader")
        for index, line in enumerate(step.leader.say):
            yield from words.too_many((*path, "say", index, "text"), line.text, words.SPOKEN_WORDS)
            yield from words.claims((*path, "say", index, "text"), line.text)
        for index, reply in enumerate(step.leader.if_said):
            yield from words.claims((*path, "if_said", index, "answer"), reply.answer)
        yield from words.claims((*path, "if_silent"), step.leader.if_silent)


def _scenario_words(scenario: Scenario) -> Wrongs:
    limits = words.LIMITS[scenario.age]
    yield from _tags(("support",), scenario.support)
    for path, text, _rules in words.texts(scenario):
        if path[0] == "to_leader":
            yield from words.plain(path, text)
        else:
            yield from words.shown(path, text, bold=path[0] == "situation")
    yield from words.too_many(("situation",), scenario.situation, limits.situation)
    for index, question in enumerate(scenario.questions):
        yield from words.too_many(("questions", index), question, limits.text)
    for index, thought in enumerate(scenario.thoughts):
        yield from words.too_many(("thoughts", index), thought, words.THOUGHT_WORDS)
        if not thought.endswith(("?", "?”", "؟")):
            yield Wrong(("thoughts", index), _("A thought is a question."), _("a question mark at the end"))


def _term_words(term: Term) -> Wrongs:
    for path, text, _rules in words.texts(term):
        yield from words.shown(path, text)
    yield from words.too_many(("meaning",), term.meaning, words.LIMITS["7-9"].text)
    yield from words.too_many(("easy",), term.easy, words.LIMITS["4-6"].text)


def _contact_words(contact: SupportContact) -> Wrongs:
    yield from _tags(("tags",), contact.tags)
    for path, text, _rules in words.texts(contact):
        yield from words.plain(path, text, links=True) if path[0] == "source" else words.shown(path, text)

"""What to print for a lesson, and how many copies: counted from the size of the group and how it is divided."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final, Literal

from facilitator.content import model
from facilitator.content.checking import words
from facilitator.content.script import Script

GroupForm = Literal["whole", "halves"]
Kind = Literal[
    "scenario", "cue-cards", "guide", "support-cards", "support-poster", "corner-signs", "pyramid", "evaluation",
    "diploma", "concern",
]  # fmt: skip

ROUND_A_CARD: Final = 4
"""Pupils who share a scenario card."""
CORNERS: Final = 4
A_SHEET: Final = 4
"""Small cards on a sheet."""
_A_SHEET: Final[dict[Kind, int]] = {"cue-cards": 4, "support-cards": 4}
_AT_HOME_A_RISK: Final = "heder"
_A_PAGE: Final = 2570
"""Characters on a page of the guide."""
_A_TEXT: Final = 55
"""As much air as so many characters goes to each text. Both were measured on all lessons: right within a page or two."""


@dataclass(frozen=True, slots=True)
class Saving:
    """How paper is saved. `small_cards`: scenario cards four on a sheet; `two_sided`: the printer prints on both sides;
    `grey`: no colours."""

    small_cards: bool = False
    two_sided: bool = False
    grey: bool = False


AS_USUAL: Final = Saving()


@dataclass(frozen=True, slots=True)
class Print:
    """One thing to print: `copies` of it on about `sheets` A4 sheets in all. `title` names a scenario.

    `voices`: for whom there are cue cards; in some lessons the adult has all lines but B's."""

    kind: Kind
    copies: int
    sheets: int
    title: str = ""
    voices: tuple[model.Who, ...] = ()


def print_pack(
    script: Script,
    people: int,
    form: GroupForm = "whole",
    saving: Saving = AS_USUAL,
) -> tuple[Print, ...]:
    """Everything on paper for a lesson with `people` pupils, in the order it is used.

    Halves are led at the same time in two rooms, so each has leaders, cards and signs of its own. Four share a
    scenario card. No card, of support or of a scenario, is handed out where the paper itself could be a danger at home
    (`domain.md` 4.1, lesson 10): the adult reads from the projector, and the guide has the scenario.
    Whoever leads pupils has the card for when somebody tells something: it may be the only paper that a substitute gets.
    """
    halves = (people,) if form == "whole" else (ceil(people / 2), people // 2)
    rooms = [size for size in halves if size > 0]
    return tuple(_prints(script, sum(rooms), rooms, saving))


def at_home_a_risk(lesson: model.Lesson) -> bool:
    """Whether a paper with numbers to ring may not go home, because the paper itself could be a danger there."""
    return lesson.papers_stay or _AT_HOME_A_RISK in lesson.support


def sheets_of(pack: tuple[Print, ...]) -> int:
    """A4 sheets in all."""
    return sum(one.sheets for one in pack)


def _prints(script: Script, people: int, rooms: list[int], saving: Saving) -> Iterator[Print]:
    groups, forms = len(rooms), {step.form for step in script.steps}
    told: tuple[model.Who, ...] = ("A", "B")
    voices = {who: cards for who in told if (cards := _cards(script, who))}
    sides = 2 if saving.two_sided else 1
    yield Print("guide", groups, groups * ceil(_guide_pages(script) / sides))
    if script.lesson.age != "staff":
        yield _print("concern", groups)
    if voices:
        sheets = sum(ceil(cards / _A_SHEET["cue-cards"]) for cards in voices.values())
        yield Print("cue-cards", len(voices) * groups, groups * sheets, voices=tuple(voices))
    taken_home = script.lesson.age != "staff" and at_home_a_risk(script.lesson)
    for scenario in () if taken_home else script.scenarios.values():
        copies = sum(ceil(size / ROUND_A_CARD) for size in rooms)
        small = ceil(copies / A_SHEET) * (1 if saving.two_sided else 2)  # a front and a back
        yield Print("scenario", copies, small if saving.small_cards else copies, scenario.title)
    if "corners" in forms:
        yield _print("corner-signs", CORNERS * groups)
    if "pyramid" in forms:
        yield Print("pyramid", groups, groups * _pyramid_pages(script))
    if "evaluation" in forms:
        yield _print("evaluation", people)
    if "diploma" in forms:
        yield _print("diploma", people)
    yield _print("support-poster", groups)
    if not at_home_a_risk(script.lesson) and script.lesson.age != "staff":
        yield _print("support-cards", people)


def _guide_pages(script: Script) -> int:
    """About how many pages the guide has: nobody needs to draw it to know how much paper to bring."""
    both = (script.lesson, *script.scenarios.values())
    texts = [text for one in both for _path, text, _rules in words.texts(one)]
    return ceil(sum(len(text) + _A_TEXT for text in texts) / _A_PAGE)


def _pyramid_pages(script: Script) -> int:
    """The poster, the cards, and those for the top."""
    stages = (step.stage for step in script.lesson.steps if isinstance(step.stage, model.Pyramid))
    return sum(2 + bool(stage.top) for stage in stages)


def _print(kind: Kind, copies: int, title: str = "") -> Print:
    return Print(kind, copies, ceil(copies / _A_SHEET.get(kind, 1)), title)


def _cards(script: Script, voice: model.Who) -> int:
    """How many cue cards a leader gets: one for each step in which the voice says something."""
    return sum(any(line.who in (voice, "both") for line in step.leader.say) for step in script.steps)

"""Another scenario of the bank in place of the author's: which ones fit a step, and the lesson with one of them.

The author's leader text is about the author's own scenario. A picked one brings what its own note and questions say,
among lines that fit every scenario, in the lesson's language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Final

from facilitator.content.checking import words
from facilitator.content.model import (
    Leader,
    Lesson,
    Line,
    Reply,
    Scenario,
    ScenarioCase,
    ShortForm,
    Step,
)
from facilitator.i18n import _, speaking

Picks = Mapping[str, str]
"""The identifier of the scenario, by the identifier of its step."""
STRONGEST: Final = 3
_SENTENCE: Final = re.compile(r"(?<=[.!?”])\s+(?=[A-ZÅÄÖ”0-9])")


def choices(
    lesson: Lesson, theme: Iterable[Scenario], scenarios: Mapping[str, Scenario]
) -> dict[str, tuple[Scenario, ...]]:
    """Return, for each step that shows a scenario, what can be shown there: the author's own first, then what fits.

    `theme`: the scenarios with the lesson's theme. A step whose picture tells its scenario has no other.
    """
    cases = {step.id: step.stage.scenario for step in lesson.steps if isinstance(step.stage, ScenarioCase)}
    found: dict[str, tuple[Scenario, ...]] = {}
    for step in lesson.steps:
        if isinstance(step.stage, ScenarioCase):
            own, elsewhere = scenarios[step.stage.scenario], set(cases.values())
            others = (one for one in theme if one.id not in elsewhere and fits(one, step, lesson))
            found[step.id] = (own, *others)
    return found


def fits(scenario: Scenario, step: Step, lesson: Lesson) -> bool:
    """Return whether a scenario with the lesson's theme can stand in a step in place of the author's.

    It is for the lesson's age or younger. The strongest ones only stand where the author has made the step for the
    strongest: who leads, the risk level and what is told beforehand go by that.
    """
    assert isinstance(step.stage, ScenarioCase)
    return (
        not step.stage.file
        and words.AGES.index(scenario.age) <= words.AGES.index(lesson.age)
        and (scenario.age == "staff") == (lesson.age == "staff")
        and scenario.strength <= max(step.strength, STRONGEST - 1)
    )


def with_picks(
    lesson: Lesson, picks: Picks, theme: Iterable[Scenario], scenarios: Mapping[str, Scenario]
) -> Lesson:
    """Return the lesson with the picked scenarios; a pick that does not fit, or no longer is there, is left out."""
    offered = choices(lesson, theme, scenarios)
    taken: set[str] = set()
    steps: list[Step] = []
    for step in lesson.steps:
        wanted = next((one for one in offered.get(step.id, ())[1:] if one.id == picks.get(step.id)), None)
        if wanted is not None and wanted.id not in taken:
            taken.add(wanted.id)
            with speaking(lesson.language):
                step = _told(step, wanted, staff=lesson.age == "staff")  # noqa: PLW2901
        steps.append(step)
    return replace(lesson, steps=tuple(steps)) if taken else lesson


def spoken_of(lesson: Lesson, scenarios: Mapping[str, Scenario]) -> Iterator[tuple[Step, str]]:
    """Yield the other steps that name somebody of a scenario that may be changed, or its title."""
    for case in lesson.steps:
        if isinstance(case.stage, ScenarioCase) and not case.stage.file:
            own = scenarios[case.stage.scenario]
            names = [one.name for one in own.cast if one.name[:1].isupper()]
            wanted = re.compile(rf"\b(?:{'|'.join(map(re.escape, [own.title, *names]))})s?\b")
            for step in lesson.steps:
                for _path, text, _rules in words.texts(step) if step is not case else ():
                    if found := wanted.search(text):
                        yield step, found.group()


def _told(step: Step, scenario: Scenario, *, staff: bool) -> Step:
    """The step with another scenario, and leader text that fits it."""
    stage = step.stage
    assert isinstance(stage, ScenarioCase)
    ask = [_("Ask: {question}").format(question=question) for question in scenario.questions]
    read = _(
        "Read the situation slowly, once. Wait a little. Show the thoughts one by one, and then what can be done."
    )
    play = (_("Only try what a bystander can do. Nobody plays the one who hurts."),) if stage.roleplay else ()
    how = _("Read, show all the thoughts without talking in pairs, and go on to what can be done.")
    return replace(
        step,
        title=_title(step.title, scenario.title),
        strength=max(step.strength, scenario.strength),
        stage=replace(stage, scenario=scenario.id),
        short=ShortForm(minutes=step.short.minutes, how=how) if step.short is not None else None,
        leader=Leader(
            say=tuple(_say(step, staff=staff)),
            do=(read, *ask),
            watch=(*play, *_parts(scenario.to_leader)),
            if_silent=_(
                "It may be quiet. Choose one of the thoughts that you recognise. You need not say which."
            ),
            if_said=() if staff else (_named(),),
        ),
    )


def _title(before: str, scenario: str) -> str:
    """The step's name: what the author calls such a step, and the scenario's own title."""
    kind, colon, _rest = before.partition(": ")
    whole = f"{kind}: {scenario}"
    return whole if colon and len(whole) <= _most(Step, "title") else scenario


def _say(step: Step, *, staff: bool) -> Iterator[Line]:
    first, second = step.led_by, step.led_by
    if step.led_by == "both":
        first, second = "A", "B"
    if staff:
        yield Line(who=first, text=_("I read a case. You are the one who sees. Listen once to the end."))
        yield Line(who=second, text=_("Look at what can be done. What could you do tomorrow?"))
    else:
        yield Line(
            who=first,
            text=_(
                "You are about to hear a story. You are not the one who does wrong and not the one it happens to. "
                "You are the one who sees. Lean back and listen."
            ),
        )
        yield Line(
            who=second,
            text=_(
                "Look at what can be done. Choose a line that you think you could manage on an ordinary day. "
                "Do not say it aloud. It is enough that you know."
            ),
        )


def _named() -> Reply:
    return Reply(
        said=_("Just like that …"),
        answer=_("Wait, no names. We stay in the story. Come to us afterwards with what you think of."),
    )


def _parts(note: str) -> list[str]:
    """The note in as few parts as a watch-out line has room for, cut between sentences."""
    most = _most(Leader, "watch")
    parts: list[str] = []
    for sentence in _SENTENCE.split(note):
        if parts and len(parts[-1]) + 1 + len(sentence) <= most:
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            parts.append(sentence)
    return parts


def _most(kind: type[Step | Leader], name: str) -> int:
    """The characters that the model gives a text."""
    return next(int(one.metadata["chars"]) for one in fields(kind) if one.name == name)

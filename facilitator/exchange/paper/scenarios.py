"""Scenario cards to copy: what pupils read and talk about. The note to the leader is never on them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from facilitator.content.model import Scenario
from facilitator.content.script import Script
from facilitator.exchange.paper.leaves import (
    A4_SIZE,
    Frame,
    Kept,
    Leaf,
    Placed,
    body,
    card_room,
    cut_cards,
    fitting,
    numbered,
)
from facilitator.exchange.paper.penlines import write_line
from facilitator.exchange.paper.photo import of_scenario
from facilitator.exchange.paper.pieces import Gap, Piece, Rule, Stack, Words, bullets
from facilitator.exchange.paper.rows import Pair
from facilitator.exchange.paper.words import lesson_words, options_by_moment, reach_line
from facilitator.i18n import _
from facilitator.planning.prints import at_home_a_risk

LEAST = 0.8
"""The smallest scale of a text on a card to copy: 8.4 points for what is read most."""
MOST, MOST_SMALL = 1.3, 1.12
HIGH, HIGH_SMALL = 26, 17
"""How high a picture is, in steps of the grid."""
OWN_LINES = 2


def cards(script: Script, chosen: Iterable[Scenario] | None = None) -> list[Leaf]:
    """One scenario a page of A4."""
    foot = reach_line(script.contacts, at_home_a_risk=at_home_a_risk(script.lesson))
    room, leaves = body(A4_SIZE, foot), list[Leaf]()
    for scenario in script.scenarios.values() if chosen is None else chosen:
        make = partial(_whole, scenario, script)
        columns = fitting(make, room.width, room.height, LEAST, MOST)
        leaves += [Leaf(A4_SIZE, (Placed(one, room.x, room.top, room.width),)) for one in columns]
    frame = Frame(
        lesson_words(script.lesson), _("Scenario card to copy"), foot, script.programme.accent, each=True
    )
    return numbered(leaves, frame)


def small_cards(script: Script, chosen: Iterable[Scenario] | None = None) -> list[Leaf]:
    """Four scenarios a page: fronts with what happens, then backs with what to talk about, for printing on both sides.

    A scenario alone fills the page with four copies.
    """
    found = [
        (_fit(partial(_front, one, script)), _fit(partial(_back, one, script.programme.accent)))
        for one in (script.scenarios.values() if chosen is None else chosen)
    ]
    if len(found) == 1:
        found *= 4
    leaves: list[Leaf] = []
    for first in range(0, len(found), 4):
        four = found[first : first + 4]
        leaves += cut_cards([front for front, _back_side in four])
        leaves += cut_cards([back for _front_side, back in four], mirrored=True)
    return leaves


def _fit(make: "partial[list[Piece]]") -> Piece:
    width, height = card_room()
    return fitting(make, width, height, LEAST, MOST_SMALL)[0]


def _whole(scenario: Scenario, script: Script, scale: float) -> list[Piece]:
    accent = script.programme.accent
    return [
        Words(scenario.title, "title", scale=scale),
        Gap(1.5 * scale),
        *_photo(script, scenario, HIGH * scale),
        Words(scenario.situation, "lead", scale=scale),
        Gap(4 * scale),
        *_heading(_("The bystander’s thoughts"), accent, scale),
        *_counted(scenario.thoughts, scale),
        Gap(3 * scale),
        *_heading(_("What can a bystander do?"), accent, scale),
        *_options(scenario, scale),
        *_own(scale),
        Gap(4 * scale),
        *_heading(_("Talk about"), accent, scale),
        *_counted(scenario.questions, scale),
    ]


def _front(scenario: Scenario, script: Script, scale: float) -> list[Piece]:
    accent, lesson = script.programme.accent, script.lesson
    kept = reach_line((), at_home_a_risk=at_home_a_risk(lesson))  # numbers have no room here
    return [
        Kept(
            (
                Words(
                    " · ".join(part for part in (lesson.label, kept) if part),
                    "small",
                    token="ink-2",
                    scale=scale,
                ),
                Words(scenario.title, "name", scale=scale, level=1),
            )
        ),
        Rule(accent, "rule"),
        Gap(1.2),
        *_photo(script, scenario, HIGH_SMALL * scale),
        Words(scenario.situation, "body", scale=scale),
        Gap(2 * scale),
        *_heading(_("The bystander’s thoughts"), accent, scale),
        *_counted(scenario.thoughts, scale),
    ]


def _photo(script: Script, scenario: Scenario, steps: float) -> Iterator[Piece]:
    """The picture that the lesson tells the scenario with: for the youngest there always is one."""
    found = of_scenario(script, scenario.id, steps)
    if found is not None:
        yield from (found, Gap(1.2))


def _back(scenario: Scenario, accent: str, scale: float) -> list[Piece]:
    found: list[Piece] = [Words(scenario.title, "small", token="ink-2", scale=scale, level=1), Gap(0.6)]
    found += _heading(_("What can a bystander do?"), accent, scale)
    for name, texts in options_by_moment(scenario):
        found += [Words(name, "label", token="ink-2", scale=scale, level=3), *bullets(texts, scale=scale)]
    return [
        *found,
        Gap(1.4 * scale),
        *_heading(_("Talk about"), accent, scale),
        *_counted(scenario.questions, scale),
    ]


def _heading(text: str, accent: str, scale: float) -> Iterator[Piece]:
    yield Words(text, "heading", token=accent, scale=scale)
    yield Gap(0.6 * scale)


def _counted(texts: Sequence[str], scale: float) -> list[Piece]:
    return bullets(texts, scale=scale, signs=[f"{place}." for place in range(1, len(texts) + 1)])


def _options(scenario: Scenario, scale: float) -> Iterator[Piece]:
    for name, texts in options_by_moment(scenario):
        yield Pair(
            (Words(name, "body", token="ink-2", scale=scale), Stack(bullets(texts, scale=scale))), (1, 4)
        )
        yield Gap(0.8 * scale)


def _own(scale: float) -> Iterator[Piece]:
    for place in range(OWN_LINES):
        yield from write_line(_("Your own") if place == 0 else "", scale=scale)

"""The support list on paper: a poster for the wall and small cards. Only verified rows, the school's own first."""

from collections.abc import Iterable, Sequence
from functools import partial

from facilitator.content.model import Age, Support, SupportContact
from facilitator.content.script import Script
from facilitator.errors import NoSuch
from facilitator.exchange.paper.code import Code, address_in
from facilitator.exchange.paper.leaves import (
    A4_SIZE,
    Frame,
    Leaf,
    Placed,
    Size,
    body,
    card_room,
    cut_cards,
    fitting,
    numbered,
)
from facilitator.exchange.paper.pieces import Gap, Piece, Row, Rule, Stack, Words
from facilitator.exchange.paper.words import for_whom, lesson_words, reach_words
from facilitator.i18n import _
from facilitator.planning.prints import at_home_a_risk

LEAST, MOST, MOST_SMALL = 0.85, 1.9, 1.5
CARDS_A_SHEET = 4
SMALL_CODE = 7.2
"""How high a code is on a card, in steps of the grid: 18 mm, as small as a camera likes."""


def poster(script: Script, size: Size = A4_SIZE) -> list[Leaf]:
    """The lesson's short list for the wall."""
    stage = next((step.stage for step in script.lesson.steps if isinstance(step.stage, Support)), None)
    heading = stage.heading if stage else _("You can talk to someone")
    note = stage.note if stage else _("It is never too late to tell.")
    return _poster(heading, note, script.contacts, lesson_words(script.lesson), script.programme.accent, size)


def whole_poster(contacts: Sequence[SupportContact], size: Size = A4_SIZE) -> list[Leaf]:
    """Everybody there is for an age, for the wall."""
    return _poster(
        _("You can talk to someone"), _("It is never too late to tell."), contacts, "Passledaren", "mvp", size
    )


def fitting_rows(
    contacts: Iterable[SupportContact], local: Iterable[SupportContact], age: Age
) -> tuple[SupportContact, ...]:
    """The verified rows for an age, the school's own first."""
    there = sorted(
        (c for c in contacts if c.status == "checked" and age in c.ages), key=lambda c: (c.order, c.id)
    )
    return (*local, *there)


def pocket_cards(script: Script) -> list[Leaf]:
    """A sheet of four small cards.

    Raises:
        NoSuch: the paper itself could be a danger at home, so there are no such cards for the lesson.
    """
    if at_home_a_risk(script.lesson):
        problem = _("For this lesson no card goes home: the paper itself could be a danger there.")
        remedy = _("Put the poster up where everybody passes, before the lesson.")
        raise NoSuch(problem, remedy)
    width, height = card_room()
    card = fitting(partial(_card, script.contacts), width, height, LEAST, MOST_SMALL)[0]
    return cut_cards([card] * CARDS_A_SHEET)


def rows(contacts: Iterable[SupportContact], scale: float = 1) -> list[Piece]:
    """Each row: who it is, how to reach them, and for whom."""
    found: list[Piece] = []
    for contact in contacts:
        told = for_whom(contact)
        named = () if contact.reach == contact.name else (Words(contact.name, "name", scale=scale),)
        reach = Words(reach_words(contact), "reach", scale=scale)
        one = (*named, reach, Words(told, "lead", token="ink-2", scale=scale))
        found += [_beside(Stack(one), contact, 13 * scale), Gap(1.6 * scale), Rule(), Gap(1.6 * scale)]
    return found[:-2]


def _beside(texts: Stack, contact: SupportContact, steps: float) -> Piece:
    """What is told of a contact; beside it a code for the camera, where there is an address to lead to."""
    address = address_in(contact.reach)
    return Row((texts, Code(address, steps)), (4, 1), between=1.5) if address else texts


def _poster(
    heading: str, note: str, contacts: Sequence[SupportContact], left: str, accent: str, size: Size
) -> list[Leaf]:
    room = body(size)
    make = partial(_wall, heading, note, contacts)
    stacks = fitting(make, room.width, room.height, LEAST, MOST * size[0] / A4_SIZE[0])
    leaves = [Leaf(size, (Placed(stack, room.x, room.top, room.width),)) for stack in stacks]
    return numbered(leaves, Frame(left, _("Support list"), "", accent))


def _wall(heading: str, note: str, contacts: Sequence[SupportContact], scale: float) -> list[Piece]:
    head = [Words(heading, "title", scale=scale * 1.2)]
    under = [Words(note, "lead", scale=scale)] if note else []
    return [*head, Gap(scale), *under, Gap(3 * scale), *rows(contacts, scale)]


def _card(contacts: Sequence[SupportContact], scale: float) -> list[Piece]:
    found: list[Piece] = [
        Words(_("You can talk to someone"), "name", scale=scale, level=1),
        Gap(1.2 * scale),
        Rule("ink-3"),
    ]
    for contact in contacts:
        told = for_whom(contact)
        same = contact.reach == contact.name
        who = reach_words(contact) if same else f"{contact.name} · {reach_words(contact)}"
        texts = Stack((Words(who, "strong", scale=scale), Words(told, "small", scale=scale)))
        found += [Gap(1.2 * scale), _beside(texts, contact, SMALL_CODE)]
    return found

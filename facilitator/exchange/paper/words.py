"""Words that several papers share, in the language of the lesson."""

import re
from collections.abc import Sequence
from typing import Final

from facilitator.content.model import (
    Lesson,
    Moment,
    PhaseKind,
    Scenario,
    SupportContact,
    Weight,
    Who,
)
from facilitator.i18n import _

_INSIDE_A_NUMBER: Final = re.compile(r"(?<=\d) (?=\d)")


def lesson_words(lesson: Lesson) -> str:
    """Which lesson a paper belongs to."""
    return f"{lesson.label} · {lesson.title}"


def quoted(text: str) -> str:
    """What somebody says, within quotation marks."""
    return f"”{inside(text)}”"


def inside(text: str) -> str:
    """A text that is to stand within quotation marks: its own become the inner ones, so that two never meet."""
    return text.replace("”", "’")


def moment_words(when: Moment) -> str:
    """When something can be done."""
    return {"before": _("Before"), "during": _("While it happens"), "after": _("Afterwards")}[when]


def phase_words(kind: PhaseKind) -> str:
    """How the group talks."""
    return {
        "alone": _("Think on your own"),
        "pair": _("Talk in pairs"),
        "group": _("In small groups"),
        "all": _("All together"),
        "buzz": _("Talk with the one next to you"),
    }[kind]


def voice_words(who: Who) -> str:
    """Who says a line, short."""
    return {"A": "A", "B": "B", "both": _("A and B"), "adult": _("Adult")}[who]


def led_words(who: Who, *, staff: bool) -> str:
    """Who leads a step; among staff it is whoever has prepared."""
    if staff:
        return _("You lead")
    return {"A": _("A leads"), "B": _("B leads"), "both": _("A and B lead"), "adult": _("The adult leads")}[
        who
    ]


def weight_words(weight: Weight) -> str:
    """How firmly a step belongs."""
    return {
        "core": _("core"),
        "flexible": _("flexible"),
        "optional": _("may be left out"),
        "protected": _("protected"),
    }[weight]


def minutes_words(minutes: float) -> str:
    """A number of minutes, halves too."""
    whole, half = divmod(minutes, 1)
    return _("{minutes} min").format(minutes=f"{int(whole) or ''}½" if half else int(whole))


def reach_words(contact: SupportContact) -> str:
    """How to reach somebody; a telephone number is never broken over two lines."""
    return _INSIDE_A_NUMBER.sub("\u00a0", contact.reach)


def for_whom(contact: SupportContact) -> str:
    """For whom a row of the support list is, and when it answers."""
    between = " " if contact.audience.endswith(".") else " · "
    return between.join(part for part in (contact.audience, contact.hours) if part)


def reach_line(contacts: Sequence[SupportContact], *, at_home_a_risk: bool) -> str:
    """The line at the foot of what pupils hold: whom to ring. No number goes home where the paper could be a danger."""
    if at_home_a_risk:
        return _("Collected after the lesson.")
    numbers = [c for c in contacts if any(letter.isdigit() for letter in c.reach)]
    told = " · ".join(reach_words(c) if c.name == c.reach else f"{c.name} {reach_words(c)}" for c in numbers)
    return _("Need to talk? {numbers}").format(numbers=told) if told else ""


def options_by_moment(scenario: Scenario) -> list[tuple[str, list[str]]]:
    """What a bystander can do before, while it happens and afterwards; a moment without options is left out."""
    moments: tuple[Moment, ...] = ("before", "during", "after")
    groups = [(moment_words(m), [o.text for o in scenario.options if o.when == m]) for m in moments]
    return [(name, texts) for name, texts in groups if texts]

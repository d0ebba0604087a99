"""The page's words for roles, checks and readiness."""

from datetime import date
from typing import TYPE_CHECKING

from facilitator.i18n import _
from facilitator.planning.preparing import Check, Ready
from facilitator.ui.parts import dates

if TYPE_CHECKING:
    from facilitator.content.model import Place, Who


def led_words(who: "Who", *, one_voice: bool, staff: bool = False) -> str:
    """Who leads a step; among `staff` it is whoever prepares."""
    if staff or (one_voice and who != "adult"):
        return _("You lead")
    return {"A": _("A leads"), "B": _("B leads"), "both": _("A and B lead"), "adult": _("The adult leads")}[
        who
    ]


def check_words(check: Check) -> str:
    """What a risk level asks for."""
    return {
        "adult": _("An adult is in the room the whole time."),
        "health-told": _("Student health knows which lesson comes, and is in the building afterwards."),
        "two-adults": _("Two adults are there: one can go out with a pupil, one stays."),
        "adult-leads": _("The adult leads the heavy step."),
        "not-friday": _("The lesson is not on a Friday or the day before a holiday."),
    }[check]


def place_words(place: "Place") -> str:
    """Where a scenario happens."""
    return {
        "yard": _("in the yard"), "corridor": _("in the corridor"), "classroom": _("in the classroom"),
        "changing-room": _("in the changing room"), "chat": _("in a chat"), "bus": _("on the bus"),
        "way-home": _("on the way to or from school"), "leisure": _("in free time"), "home": _("at home"),
        "canteen": _("in the canteen"), "shop": _("in a shop"),
    }[place]  # fmt: skip


def ready_words(ready: Ready) -> str:
    """What to look at just before the start."""
    return {
        "room": _("The room is ready, and the way to the door is free"),
        "prints": _("The papers are here"),
        "support": _("The support list is on the wall"),
        "adult": _("One more adult is here"),
        "projector": _("A projector is connected"),
        "sound": _("The sound has been tried"),
    }[ready]


def tested_words(tested: date | None, read: str) -> str:
    """When the back row last tested this projector, and what it could read."""
    if tested is None:
        return _("Not tested on this projector yet")
    day = dates.short_day(tested)
    words = {
        "smallest": _("Last tested {day}: the smallest text could be read"),
        "text": _("Last tested {day}: ordinary text could be read, but not the smallest"),
        "question": _("Last tested {day}: only large text could be read. Darken the room, or read aloud."),
    }
    return words.get(read, _("Last tested {day}")).format(day=day)


def answers() -> tuple[tuple[object, str], ...]:
    """What the back row may have been able to read."""
    return (
        ("smallest", _("Everything")),
        ("text", _("Not the smallest")),
        ("question", _("Only the largest")),
    )

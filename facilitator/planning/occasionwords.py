"""Occasions without the program in words, in the interface language."""

from collections.abc import Iterable

from facilitator.i18n import _
from facilitator.planning.days import local_time
from facilitator.planning.due import Held
from facilitator.planning.groups import is_staff
from facilitator.planning.occasions import (
    Audience,
    Cause,
    Kind,
    Occasion,
    Problem,
    Status,
    Why,
    cancelled,
    moved,
)
from facilitator.planning.year import STAFF, Planned


def kind_word(kind: Kind) -> str:
    """What a kind of occasion is called."""
    words: dict[Kind, str] = {
        "pupils": _("Lesson with pupils"), "staff": _("Staff lesson"), "apt": _("Workplace meeting (APT)"),
        "training": _("Training"), "supervision": _("Supervision"), "parents": _("Parents’ meeting"),
    }  # fmt: skip
    return words[kind]


def status_word(status: Status) -> str:
    """What became of an occasion, in a word or two."""
    words: dict[Status, str] = {
        "held": _("Held"), "partial": _("Held in part"), "moved": _("Moved"), "cancelled": _("Cancelled"),
        "withdrawn": _("Taken back"),
    }  # fmt: skip
    return words[status]


def cause_word(cause: Cause) -> str:
    """Why an occasion was not held as planned."""
    words: dict[Cause, str] = {
        "": "", "time": _("Lack of time"), "illness": _("Illness"), "room": _("No room"), "schedule": _("The timetable"),
        "group": _("Something in the group"), "technical": _("The technology"), "other": _("Another reason"),
    }  # fmt: skip
    return words[cause]


def audience_word(audience: Audience) -> str:
    """Who an occasion was for: a role, never a person."""
    words: dict[Audience, str] = {
        "pupils": _("A group"), "staff": _("The staff"), "mentors": _("Mentors"), "leaders": _("Leaders"),
        "both": _("Mentors and leaders"), "guardians": _("Guardians"),
    }  # fmt: skip
    return words[audience]


def why_word(why: Why) -> str:
    """Why an account was corrected; empty for the first one."""
    words: dict[Why, str] = {
        "": "", "mistyped": _("Entered wrongly"), "learned": _("Found out more"), "replanned": _("It was planned anew"),
        "mistaken": _("Entered by mistake"), "chosen": _("Chosen between two computers"),
    }  # fmt: skip
    return words[why]


def problem_words(problem: Problem) -> str:
    """Why an occasion cannot be kept, in a sentence for whoever filled it in."""
    words: dict[Problem, str] = {
        "unknown": _("This kind of occasion is not known here."),
        "audience": _("Choose who the occasion was for."),
        "group": _("Choose a group. Names are never entered here."),
        "lesson": _("Choose which lesson it was about."),
        "form": _("A lesson with pupils has a form of its own: “Enter a past lesson”."),
        "minutes": _("Write how many minutes it took, from 5 to 480."),
        "cause": _("Choose a reason."),
        "moved-to": _("Choose another day than the one it is moved from."),
        "future": _("What has not been yet cannot have been held. Choose an earlier day."),
        "day": _("Choose a day in this school year or close to it."),
        "at": _("Write the time in steps of five minutes."),
        "leaders": _("At most nine can have led."),
        "mentors": _("Mentors do not lead the staff’s own meetings."),
        "present": _("Write how many took part as a number, at most 999."),
        "school": _("The school’s name cannot be kept like that."),
        "kind": _("Another kind is another occasion: take this one back and enter the right one."),
        "why": _("Choose why you correct it."),
        "same": _("Nothing has been changed."),
        "twice": _("That it was cancelled that day is in the log already, under “Held without the program”."),
    }
    return words[problem]


def plan_notes(
    rows: Iterable[Planned], occasions: Iterable[Occasion], held: Iterable[Held] = ()
) -> dict[str, str]:
    """What to say beside an occasion of a plan that was cancelled or moved, or begun (`held`) and not led to its end, by its
    id."""
    from_here = tuple(occasions)
    off, to = cancelled(from_here), moved(from_here)
    begun = {
        (STAFF if is_staff(one.group) else one.group, one.lesson): local_time(one.started, one.utc_offset_min)
        for one in sorted(held, key=_began)
        if one.status == "partial" and not one.rehearsal
    }
    found = {}
    for row in rows:
        place = (row.group, row.lesson, row.day)
        if place in off:
            found[row.id] = _("Cancelled: {reason}").format(reason=cause_word(off[place]).lower())
        elif place in to:
            day, cause = to[place]
            found[row.id] = _("Moved from {day}: {reason}").format(
                day=day.isoformat(), reason=cause_word(cause).lower()
            )
        elif place[:2] in begun:
            day = begun[place[:2]].date()
            found[row.id] = _("Begun {day}, not led to its end.").format(day=day.isoformat())
    return found


def _began(one: Held) -> str:
    return one.started

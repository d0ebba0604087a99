"""What a group brings, in words: for the page Idag, for the leader text of the first steps, and for a preview."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from facilitator.i18n import _, ngettext
from facilitator.ui.parts import dates

if TYPE_CHECKING:  # The page Idag is drawn before the rules and the content are imported.
    from facilitator.session.facts import ThreadBrought
    from facilitator.session.state import Session

LOOKED_BACK = 3
"""How many steps may have been shown while the leader text still tells of the last time."""


def last_time(title: str, day: date | None, stopped_after: int) -> tuple[str, ...]:
    """Which lesson came last, on which day, and where it stopped when it was not led to its end."""
    if day is None:
        return ()
    found = [_("Last time, {day}: “{title}”.").format(day=dates.short_day(day), title=title)]
    if stopped_after:
        found.append(_("It stopped after step {n}.").format(n=stopped_after))
    return tuple(found)


def waiting(parked: Sequence[str], word: str) -> tuple[str, ...]:
    """How many questions wait, and the word the group took along."""
    found = []
    if parked:
        count = ngettext("One parked question.", "{count} parked questions.", len(parked))
        found.append(count.format(count=len(parked)))
    if word:
        found.append(_("The word: {word}.").format(word=word))
    return tuple(found)


def brought(fact: "ThreadBrought") -> tuple[str, ...]:
    """What a session's group brought, a line each; parked questions by their words."""
    day = datetime.fromisoformat(fact.started).astimezone().date() if fact.started else None
    lines = [*last_time(fact.title, day, fact.stopped_after)]
    lines += [_("Parked: {question}").format(question=question) for question in fact.parked]
    if fact.word:
        lines.append(_("The word: {word}.").format(word=fact.word))
    return tuple(lines)


def for_leader(session: "Session") -> tuple[str, ...]:
    """What the leader text tells of the last time: at the first step, at the look back, and where a lesson goes on."""
    if session.brought is None or sum(bool(run.order) for run in session.runs) > LOOKED_BACK:
        return ()
    first = session.step == 0 or session.current.form == "look-back" or bool(session.continues)
    return brought(session.brought) if first else ()

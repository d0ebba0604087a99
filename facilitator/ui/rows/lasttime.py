"""What a group brings, in words: for the pages Idag and Förbered, and for the leader text of the first steps."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from facilitator.i18n import _, ngettext
from facilitator.ui.parts import dates

if TYPE_CHECKING:  # The page Idag is drawn before the rules and the content are imported.
    from facilitator.session.facts import ThreadBrought
    from facilitator.session.state import Session
    from facilitator.ui.desk.ports import ThreadView

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


def told(last: Sequence[str], rules: Sequence[str], parked: Sequence[str], word: str) -> tuple[str, ...]:
    """What a group brings, a line each: the last time, its own rules, parked questions by their words, the word."""
    lines = [*last]
    if rules:
        lines.append(
            _("The group’s own rules: {rules}").format(rules=" · ".join(rule.rstrip(".") for rule in rules))
        )
    lines += [_("Parked: {question}").format(question=question) for question in parked]
    if word:
        lines.append(_("The word: {word}.").format(word=word))
    return tuple(lines)


def brought(fact: "ThreadBrought") -> tuple[str, ...]:
    """What a session's group brought."""
    day = datetime.fromisoformat(fact.started).astimezone().date() if fact.started else None
    return told(last_time(fact.title, day, fact.stopped_after), fact.rules, fact.parked, fact.word)


def of_thread(thread: "ThreadView | None") -> tuple[str, ...]:
    """What a group will bring to its next lesson; nothing when that cannot be read."""
    if thread is None:
        return ()
    last = last_time(thread.last_title, thread.last_day, thread.stopped_after)
    return told(last, thread.rules, thread.parked, thread.word)


def for_leader(session: "Session") -> tuple[str, ...]:
    """What the leader text tells of the last time: at the first step, at the look back, and where a lesson goes on."""
    if session.brought is None or sum(bool(run.order) for run in session.runs) > LOOKED_BACK:
        return ()
    first = session.step == 0 or session.current.form == "look-back" or bool(session.continues)
    return brought(session.brought) if first else ()

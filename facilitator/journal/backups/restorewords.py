"""What bringing a backup back would mean, in words: a line a thing, the same in the window and on the command line."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from facilitator.i18n import _, ngettext
from facilitator.journal.backups.restoring import Exchange, Part


def _moment(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}"


def lines(
    told: Exchange, day: Callable[[date], str] = date.isoformat, moment: Callable[[datetime], str] = _moment
) -> Iterator[str]:
    """What a backup holds, and what the log holds that is not in it. `day`, `moment`: how they are written."""
    yield _("The backup was made {when}.").format(when=moment(told.made.astimezone()))
    held = told.holds["session"]
    if held.count:
        words = ngettext(
            "It holds {n} session, of {day}.", "It holds {n} sessions, the newest of {day}.", held.count
        )
        yield _counted(words, held, day)
    else:
        yield _("It holds no sessions.")
    if told.loses is None:
        yield _(
            "The log as it stands now cannot be read, so nobody can tell what it holds that the backup does not."
        )
        return
    lost = list(_lost(told, day))
    if lost:
        yield _("What the log holds now, and the backup does not:")
        yield from (f"  {line}" for line in lost)
        yield _(
            "It would no longer be in the log. The log as it stands now is kept in a folder of its own beside it."
        )
    else:
        yield _("The log holds no session, occasion or line of a plan now that the backup does not.")
    yield _("Groups, breaks and what has been received about a group become as they were then, too.")


def _lost(told: Exchange, day: Callable[[date], str]) -> Iterator[str]:
    for table, part in (told.loses or {}).items():
        words = {
            "session": ngettext("{n} session, of {day}", "{n} sessions, the newest of {day}", part.count),
            "occasion": ngettext(
                "{n} occasion without the program, of {day}",
                "{n} occasions without the program, the newest of {day}",
                part.count,
            ),
            "plan": ngettext(
                "{n} line of a plan, for {day}", "{n} lines of plans, the last for {day}", part.count
            ),
        }[table]
        if part.count:
            yield _counted(words, part, day)


def _counted(words: str, part: Part, day: Callable[[date], str]) -> str:
    return words.format(n=part.count, day="–" if part.newest is None else day(part.newest))

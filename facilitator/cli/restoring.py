"""The command that brings a backup back: it tells what the log would lose, and asks first."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from facilitator.cli import DONE, REFUSED, WRONG_USAGE, say_error
from facilitator.cli.arguments import refuse_missing
from facilitator.i18n import _, ngettext
from facilitator.journal import backup as backups
from facilitator.journal import restoring
from facilitator.journal.restoring import Exchange, Part

_YES = ("j", "ja", "y", "yes")


def list_backups(data: Path, *, as_json: bool) -> int:
    """The backups, newest first."""
    found = backups.all_of(data)
    if as_json:
        rows = [{"file": str(one), "made": _moment(made)} for one in found if (made := backups.made(one))]
        print(
            json.dumps({"folder": str(data / backups.FOLDER), "backups": rows}, ensure_ascii=False, indent=1)
        )
        return DONE
    for one in found:
        print(one)
    if not found:
        print(_("There are no backups in {folder} yet.").format(folder=data / backups.FOLDER))
    return DONE


def restore(data: Path, backup: Path, *, yes: bool, as_json: bool) -> int:
    """Tell what it would mean, and do it when somebody says yes, or has said so."""
    refuse_missing(backup)
    told = restoring.look(data, backup)
    if not as_json:
        for line in _lines(told):
            print(line)
    if not yes and (as_json or not _asks()):
        words = _("Nothing has been changed. Add --yes to bring the backup back.")
        if as_json:
            print(
                json.dumps(
                    {"ok": False, "trouble": words, **_plain(backup, told)}, ensure_ascii=False, indent=1
                )
            )
        say_error(words)
        return WRONG_USAGE
    if not yes and not _agreed():
        print(_("Nothing has been changed."))
        return REFUSED
    kept = restoring.restore(data, backup)
    if as_json:
        answer = {"ok": True, **_plain(backup, told), "kept": None if kept is None else str(kept)}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return DONE
    print(_("The log is now as it was in {file}").format(file=backup))
    if kept is not None:
        print(_("The log as it was before is in {folder}").format(folder=kept))
    return DONE


def _asks() -> bool:
    """Whether somebody sits there who can answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def _agreed() -> bool:
    print(_("Bring the backup back? Answer yes or no:"), end=" ", flush=True)
    return sys.stdin.readline().strip().casefold() in _YES


def _lines(told: Exchange) -> Iterator[str]:
    """What a backup holds, and what the log holds that is not in it, a line a thing."""
    yield _("The backup was made {when}.").format(when=f"{told.made.astimezone():%Y-%m-%d %H:%M}")
    held = told.holds["session"]
    if held.count:
        words = ngettext(
            "It holds {n} session, of {day}.", "It holds {n} sessions, the newest of {day}.", held.count
        )
        yield _counted(words, held)
    else:
        yield _("It holds no sessions.")
    if told.loses is None:
        yield _(
            "The log as it stands now cannot be read, so nobody can tell what it holds that the backup does not."
        )
        return
    lost = list(_lost(told))
    if lost:
        yield _("What the log holds now, and the backup does not:")
        yield from (f"  {line}" for line in lost)
        yield _(
            "It would no longer be in the log. The log as it stands now is kept in a folder of its own beside it."
        )
    else:
        yield _("The log holds nothing now that the backup does not.")


def _lost(told: Exchange) -> Iterator[str]:
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
            yield _counted(words, part)


def _counted(words: str, part: Part) -> str:
    return words.format(n=part.count, day="–" if part.newest is None else part.newest.isoformat())


def _plain(backup: Path, told: Exchange) -> dict[str, Any]:
    """The same for a script."""
    loses = None if told.loses is None else {table: _part(part) for table, part in told.loses.items()}
    holds = {table: _part(part) for table, part in told.holds.items()}
    return {"file": str(backup), "made": _moment(told.made), "holds": holds, "loses": loses}


def _part(part: Part) -> dict[str, Any]:
    return {"count": part.count, "newest": None if part.newest is None else part.newest.isoformat()}


def _moment(when: datetime) -> str:
    return when.astimezone().isoformat(timespec="seconds")

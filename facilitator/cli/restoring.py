"""The command that brings a backup back: it tells what the log would lose, and asks first."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from facilitator.cli import DONE, REFUSED, WRONG_USAGE, say_error
from facilitator.cli.arguments import refuse_missing
from facilitator.i18n import _
from facilitator.journal.backups import backup as backups
from facilitator.journal.backups import restorewords, restoring
from facilitator.journal.backups.restoring import Exchange, Part

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
        for line in restorewords.lines(told):
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


def _plain(backup: Path, told: Exchange) -> dict[str, Any]:
    """The same for a script."""
    loses = None if told.loses is None else {table: _part(part) for table, part in told.loses.items()}
    holds = {table: _part(part) for table, part in told.holds.items()}
    return {"file": str(backup), "made": _moment(told.made), "holds": holds, "loses": loses}


def _part(part: Part) -> dict[str, Any]:
    return {"count": part.count, "newest": None if part.newest is None else part.newest.isoformat()}


def _moment(when: datetime) -> str:
    return when.astimezone().isoformat(timespec="seconds")

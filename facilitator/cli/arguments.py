"""How single values on the command line are read, and the options that several commands share."""

import argparse
import errno
from pathlib import Path
from typing import TypeAlias

from facilitator import paths
from facilitator.errors import Trouble, WorldTrouble, trouble_from
from facilitator.i18n import _

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What commands are added to."""


def named(text: str) -> str:
    """A name that is not empty. One that is, perhaps a variable not set, is never taken for where one stands."""
    if not text:
        raise argparse.ArgumentTypeError(_("the file or folder has no name"))
    return text


def path(text: str) -> Path:
    """A file or a folder."""
    return Path(named(text))


def refuse_missing(*named: Path) -> None:
    """Raise WorldTrouble (unknown) when something that is to be read is not there."""
    for one in named:
        if not paths.is_there(one):
            refused = trouble_from(FileNotFoundError(errno.ENOENT, "", str(one)), one)
            raise WorldTrouble(refused.message, refused.remedy, one, Trouble.UNKNOWN)


def year(text: str) -> int:
    """The year in which a school year begins."""
    from facilitator.planning.breaks import YEARS

    found = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    if found not in YEARS:
        raise argparse.ArgumentTypeError(_("a year is written like 2026"))
    return found


def json_option(command: argparse.ArgumentParser, default: object = False) -> None:
    """--json; `default`: what it says when it is left out."""
    command.add_argument("--json", action="store_true", default=default, help=_("answer as JSON"))


def lesson_argument(command: argparse.ArgumentParser, nargs: str | None = None) -> None:
    """Which lesson."""
    command.add_argument(
        "lesson", nargs=nargs, metavar="LESSON", help=_("the lesson’s id, for example mvp-03")
    )

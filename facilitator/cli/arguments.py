"""How single values on the command line are read."""

import argparse
from pathlib import Path

from facilitator.i18n import _


def named(text: str) -> str:
    """A name that is not empty. One that is, perhaps a variable not set, is never taken for where one stands."""
    if not text:
        raise argparse.ArgumentTypeError(_("the file or folder has no name"))
    return text


def path(text: str) -> Path:
    """A file or a folder."""
    return Path(named(text))


def year(text: str) -> int:
    """The year in which a school year begins."""
    from facilitator.planning.breaks import YEARS

    found = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    if found not in YEARS:
        raise argparse.ArgumentTypeError(_("a year is written like 2026"))
    return found

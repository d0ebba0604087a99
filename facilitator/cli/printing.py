"""The command that prints: what there is, and one of it to a PDF or as its HTML twin."""

import argparse
from datetime import date
from pathlib import Path

from facilitator import paths, settings
from facilitator.cli import DONE, WRONG_USAGE, say_error
from facilitator.content.library import Library
from facilitator.content.local import local_contact
from facilitator.content.model import SupportContact
from facilitator.exchange import printing
from facilitator.i18n import _

WIDTH = 18
MOST_PEOPLE = 40


def carry_out(options: argparse.Namespace) -> int:
    """List the kinds, or draw one."""
    if options.list:
        for kind in printing.KINDS:
            print(f"{kind:<{WIDTH}} {printing.kind_words(kind)} ({printing.subject_words(kind)})")
        return DONE
    found = [one for one in printing.KINDS if one == options.kind]
    if not found or options.out is None:
        say_error(
            _("Name what to print, of what, and a file with --out. “print --list” shows what there is.")
        )
        return WRONG_USAGE
    if options.group_size is not None and not 1 <= options.group_size <= MOST_PEOPLE:
        say_error(_("The group has between 1 and {n} pupils.").format(n=MOST_PEOPLE))
        return WRONG_USAGE
    order = printing.Order(
        kind=found[0], subject=options.subject or "", people=options.group_size or printing.PEOPLE,
        form="halves" if options.halves else "whole", length=options.length, local=_local(options.data),
        html=options.html,
    )  # fmt: skip
    printing.save(Library.open(paths.scenarios_dir()), order, options.out)
    print(_("Written: {file}").format(file=options.out))
    return DONE


def _local(data: Path) -> tuple[SupportContact, ...]:
    rows = settings.peek(data, settings.CONTACTS)
    return tuple(
        local_contact(place, row["name"], row["reach"], row["audience"], date.fromisoformat(row["checked"]))
        for place, row in enumerate(rows, 1)
    )

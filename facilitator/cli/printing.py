"""The command that prints: what there is, and one of it to a PDF or as its HTML twin."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from facilitator import paths, settings
from facilitator.cli import DONE
from facilitator.cli.misuse import WrongUsage
from facilitator.content.library import Library
from facilitator.content.local import local_contact
from facilitator.content.model import SupportContact
from facilitator.exchange import printing
from facilitator.i18n import _, ngettext
from facilitator.planning.breaks import first_year
from facilitator.planning.prints import Saving
from facilitator.planning.standing import log_of, state_of
from facilitator.planning.yearpaper import year_paper

WIDTH = 18
MOST_PEOPLE = 40
OF_NOTHING: Final[tuple[printing.Kind, ...]] = ("concern", "supervision", "year")
"""What can be printed without saying of what."""


def carry_out(options: argparse.Namespace) -> int:
    """List the kinds, or draw one."""
    if options.list:
        for kind in printing.KINDS:
            print(f"{kind:<{WIDTH}} {printing.kind_words(kind)} ({printing.subject_words(kind)})")
        return DONE
    if options.reserve:
        return _refresh(options.data)
    found = [
        one for one in printing.KINDS if options.kind in (one, f"{one}s")
    ]  # several are asked for as readily
    if not found or options.out is None or not (options.subject or found[0] in OF_NOTHING):
        raise WrongUsage(
            _("Name what to print, of what, and a file with --out. “print --list” shows what there is.")
        )
    if options.group_size is not None and not 1 <= options.group_size <= MOST_PEOPLE:
        raise WrongUsage(_("The group has between 1 and {n} pupils.").format(n=MOST_PEOPLE))
    library = Library.in_use()
    order = printing.Order(
        kind=found[0], subject=options.subject or "", people=options.group_size or printing.PEOPLE,
        form="halves" if options.halves else "whole", length=options.length, local=local_contacts(options.data),
        html=options.html, names=_names(options.name), saving=_saving(options),
    )  # fmt: skip
    printing.save(library, _from_log(library, order, options.data), options.out)
    print(_("Written: {file}").format(file=options.out))
    return DONE


def _refresh(data: Path) -> int:
    """Keep every lesson as a PDF in the data folder, in nobody's way."""
    from facilitator.exchange import papershelf

    _step_back()
    library = Library.in_use()
    drawn = papershelf.refresh(library, local_contacts(data), paths.reserve_dir(data), print)
    words = ngettext("{n} lesson has been drawn anew.", "{n} lessons have been drawn anew.", drawn)
    print(words.format(n=drawn))
    return DONE


def _step_back() -> None:
    """Let everybody else go first."""
    if sys.platform == "win32":
        import ctypes

        below_all = 0x40  # IDLE_PRIORITY_CLASS
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), below_all)
    else:
        os.nice(19)


def _names(given: Sequence[str]) -> tuple[str, ...]:
    """The names for a diploma; “-” reads them from standard input, so that no history keeps them. Raises WrongUsage."""
    try:
        lines = [line for one in given for line in (_read_lines() if one == "-" else [one])]
        "".join(lines).encode()  # what could not be read as letters stands as halves of them
    except UnicodeError as error:
        raise WrongUsage(
            _("The names hold signs that are no letters here. Save them as text in UTF-8 and try again.")
        ) from error
    return tuple(name for line in lines if (name := line.strip()))


def _read_lines() -> list[str]:
    return [] if sys.stdin is None else sys.stdin.read().splitlines()


def _saving(options: argparse.Namespace) -> Saving:
    return Saving(small_cards=options.small_cards, two_sided=options.two_sided, grey=options.grey)


def _from_log(library: Library, order: printing.Order, data: Path) -> printing.Order:
    """The order with what it needs of the log: a group's thread, or the plan of the year."""
    from facilitator.cli.openlog import open_log
    from facilitator.cli.year import held_here
    from facilitator.exchange import reporting
    from facilitator.journal import occasions, threads
    from facilitator.journal.yearplan import plans

    if order.kind not in (*printing.OWN, "year"):
        return order
    today = datetime.now().astimezone().date()
    journal = open_log(data)
    try:
        reporting.refuse_unknown(journal, None, order.subject or None)
        if order.kind in printing.OWN:
            return replace(order, thread=threads.thread(journal, order.subject))
        year = first_year(today)
        held = held_here(journal, year)
        plan, breaks = plans.plan(journal, year), plans.breaks(journal, year)
        log = log_of(held, [row.values for row in occasions.ours(journal, year)], plan)
    finally:
        journal.close()
    stands = partial(state_of, log=log, today=today)
    return replace(order, year=year_paper(library, year, plan, breaks, stands, today, order.subject or None))


def local_contacts(data: Path) -> tuple[SupportContact, ...]:
    """The school's own rows of the support list, from the settings."""
    rows = settings.peek(data, settings.CONTACTS)
    return tuple(
        local_contact(place, row["name"], row["reach"], row["audience"], date.fromisoformat(row["checked"]))
        for place, row in enumerate(rows, 1)
    )

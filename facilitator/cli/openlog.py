"""The log for a command: what there is to say of how it was left is said once, so whoever opens it has to say it."""

from pathlib import Path

from facilitator.cli import say_error
from facilitator.journal import Journal, open_journal


def open_log(data: Path) -> Journal:
    """The log in the data folder. Raises WorldTrouble."""
    journal = open_journal(data)
    for notice in journal.notices:
        say_error(notice)
    return journal

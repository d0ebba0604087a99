"""What a log is to those who ask it: the laptop's own file (`Journal`) or a database that several share (`Central`)."""

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection

from facilitator.errors import WorldTrouble


class Transactions(Protocol):
    """The one way to the rows. Both raise WorldTrouble."""

    def begin(self) -> AbstractContextManager[Connection]:
        """One transaction that reads, of one moment: what others commit meanwhile does not show."""

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction that writes, committed at the end, taken back on any error; nobody else writes meanwhile."""


class Log(Protocol):
    """An open log."""

    @property
    def database(self) -> Transactions:
        """Its rows."""

    @property
    def device(self) -> str:
        """The id of whatever keeps it: a laptop, or the shared database itself."""

    def damaged(self, what: str) -> WorldTrouble:
        """The trouble to raise when its rows do not add up."""

    def keep_safe(self) -> None:
        """Called before much is written. Raises WorldTrouble."""

    def read_anew(self) -> None:
        """Called when sessions have changed beside whoever leads."""

    def tidy(self) -> None:
        """Called when much has been written."""

    def clean_up(self) -> None:
        """Called when rows have gone by decision: nothing of them stays in the files of the log itself. Raises WorldTrouble."""

"""What the log can tell of a package before it is looked at whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator.journal.log import Log
from facilitator.journal.sharing import laptops, merging, versions
from facilitator.journal.sharing.lines import Glance
from facilitator.journal.sharing.versions import Version


@dataclass(frozen=True, slots=True)
class Here:
    """A log that is asked."""

    journal: Log

    def known(self, arrived: Iterable[Version]) -> frozenset[str]:
        """The sessions that are here already, to the last fact, or stay away. Raises WorldTrouble."""
        return frozenset(
            own for own, case in merging.look(self.journal, arrived).items() if case in merging.AS_THEY_ARE
        )

    def has_taken(self, package: str) -> bool:
        """Whether a package with this hash of its content has been taken in. Raises WorldTrouble."""
        with self.journal.database.begin() as connection:
            return laptops.has_arrived(connection, package)

    def stand(self, sessions: Sequence[Glance]) -> bool:
        """Whether all these sessions stand in the log just so. Raises WorldTrouble."""
        with self.journal.database.begin() as connection:
            here = merging.rows_here(connection, [one.session for one in sessions])
        return all(
            (row := here.get(one.session)) is not None
            and (row["head"], *(row[name] for name in versions.ADDED)) == (one.head, *one.added)
            for one in sessions
        )

"""What happened, kept in SQLite: facts in a hash chain, summary rows beside them, one file on the laptop."""

from facilitator.journal.spare.apart import open_apart
from facilitator.journal.store import Journal, open_journal

__all__ = ["Journal", "open_apart", "open_journal"]

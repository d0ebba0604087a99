"""What happened, kept in SQLite: facts in a hash chain, summary rows beside them, one file on the laptop.

Nothing of it loads before it is asked for. The log loads in a thread while pages load parts of this package in another:
would the package wait here for parts that themselves wait for the package, one thread would get a part that is not whole.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facilitator.journal.spare.apart import open_apart
    from facilitator.journal.store import Journal, open_journal

__all__ = ["Journal", "open_apart", "open_journal"]


def __getattr__(name: str) -> Any:
    if name == "open_apart":
        from facilitator.journal.spare.apart import open_apart

        return open_apart
    if name in __all__:
        from facilitator.journal import store

        return getattr(store, name)
    raise AttributeError(name)

"""The content packs of this computer as the desk shows them."""

from typing import NamedTuple


class PackView(NamedTuple):
    """A pack in use. `about`: who it is from and what it holds, in one line; `notes`: what a person should know of it."""

    id: str
    name: str
    about: str
    notes: tuple[str, ...] = ()


class PacksView(NamedTuple):
    """`packs`: those in use; `wrong`: those of which nothing is used, and why; `closed`: why none can be added or taken away."""

    packs: tuple[PackView, ...] = ()
    wrong: tuple[str, ...] = ()
    closed: str = ""

"""When no garbage is collected: a widget among it must not go in another thread than its own."""

import gc
from typing import Final


class _Rest:
    """How much goes on that the collector must keep out of. Used on the GUI thread only."""

    def __init__(self) -> None:
        self.held = 0


_rest: Final = _Rest()


def hold() -> None:
    """Collect nothing until `release` has been called as often."""
    _rest.held += 1
    gc.disable()


def release() -> None:
    """One less goes on; after the last one the collector works again."""
    _rest.held = max(0, _rest.held - 1)
    if not _rest.held:
        gc.enable()

"""When garbage is collected, and where: a widget among it must not go in another thread than its own."""

import gc
from typing import Final

from PySide6.QtCore import QAbstractEventDispatcher


class _Rest:
    """How much goes on that the collector must keep out of, and whether it works here only. Used on the GUI thread only."""

    def __init__(self) -> None:
        self.held = 0
        self.here = False


_rest: Final = _Rest()


def collect_here() -> None:
    """From now on nothing is collected but on this thread, the GUI's, each time just before it waits for the next event.

    By itself the collector works in whatever thread happens to allocate, also in the one that writes the log.
    """
    gc.disable()
    if not _rest.here:
        _rest.here = True
        QAbstractEventDispatcher.instance().aboutToBlock.connect(sweep)


def sweep() -> None:
    """Collect what the collector would have by now, unless something goes on."""
    if _rest.held:
        return
    for generation, (count, most) in reversed(
        [*enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))]
    ):
        if count > most:
            gc.collect(generation)
            return


def hold() -> None:
    """Collect nothing until `release` has been called as often."""
    _rest.held += 1
    gc.disable()


def release() -> None:
    """One less goes on; after the last one the collector works again."""
    _rest.held = max(0, _rest.held - 1)
    if not _rest.held and not _rest.here:
        gc.enable()


def held() -> bool:
    """Whether something goes on that the collector must keep out of."""
    return _rest.held > 0

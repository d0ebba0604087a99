"""Threads that work beside the windows, and their end: nothing goes on behind a window that is gone."""

import threading
from collections.abc import Callable
from typing import Final

PATIENCE_S: Final = 10.0
"""How long whoever leaves waits for what goes on: it stops before anything has changed, or comes to its end."""
_going: Final[dict[threading.Thread, Callable[[], None]]] = {}


def start(
    name: str, work: Callable[..., object], *values: object, stop: Callable[[], None]
) -> threading.Thread:
    """Begin `work` in a thread of its own; `stop` asks it to come to its end, from the GUI thread."""
    for one in [one for one in _going if not one.is_alive()]:
        del _going[one]
    thread = threading.Thread(target=work, args=values, name=name, daemon=True)
    _going[thread] = stop
    thread.start()
    return thread


def stop_all() -> None:
    """Stop whatever goes on and wait for it: the log is about to be closed, and who would be told of it goes."""
    for stop in tuple(_going.values()):
        stop()
    for thread in tuple(_going):
        thread.join(PATIENCE_S)
    _going.clear()

"""Keeps screen and computer awake while a lesson runs, where the system lets us; a lesson never waits for it."""

import threading


class Awake:
    """Holds the system awake from `begin` to `end`, in a thread of its own: asking takes some systems a while."""

    def __init__(self) -> None:
        self._over: threading.Event | None = None

    def begin(self) -> None:
        """Ask the system to stay awake."""
        if self._over is None:
            self._over = threading.Event()
            threading.Thread(target=_hold, args=(self._over,), name="keep-awake", daemon=True).start()

    def end(self) -> None:
        """Let the system sleep again."""
        if self._over is not None:
            self._over.set()
            self._over = None


def _hold(over: threading.Event) -> None:
    from wakepy import keep  # thirty milliseconds that no start needs

    with keep.presenting(on_fail="pass"):
        over.wait()

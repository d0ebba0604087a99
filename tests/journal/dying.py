"""A deed that is done again and again on a fresh copy of a folder, and killed each time one change of the disk later."""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

CHANGES = frozenset(
    {
        "os.rename",
        "os.link",
        "os.remove",
        "os.mkdir",
        "os.rmdir",
        "os.truncate",
        "os.chmod",
        "shutil.copyfile",
        "shutil.rmtree",
        "sqlite3.connect",
    }
)
_WRITING = os.O_WRONLY | os.O_RDWR


def deaths(
    source: Path, copies: Path, deed: Callable[[Path], None], first: Callable[[Path], None] | None = None
) -> Iterator[Path]:
    """Copies of `source`, each left by a deed that was killed before its first, second … change; the last came through.

    `first` is done with each copy before, and lives.
    """
    for nth in count(1):
        place = copies / f"{nth:03}"
        shutil.copytree(source, place)
        if first is not None:
            first(place)
        child = os.fork()
        if child == 0:
            try:
                tempfile.tempdir = str(place)  # what a stop leaves there is to be seen too
                sys.addaudithook(_dying_at(nth, place))
                deed(place)
            finally:
                os._exit(0 if sys.exc_info()[0] is None else 1)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, -signal.SIGKILL)
        yield place
        if status == 0:
            return


def _dying_at(nth: int, place: Path) -> Callable[[str, tuple[Any, ...]], None]:
    """What kills this process before the `nth` change below `place`."""
    met = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal met
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        if (event in CHANGES or writes) and any(str(one).startswith(str(place)) for one in arguments):
            met += 1
            if met == nth:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook

"""Quick stand-ins for slow things: folders in memory for folders on a disk, a fork for a program started anew."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """A new folder, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        yield Path(name)


def in_another_process(act: Callable[[], str]) -> str:
    """What `act` returns in a process of its own; empty when it fails there."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, act().encode())
        finally:
            os._exit(0)
    os.close(write)
    answer = b""
    while more := os.read(read, 4096):
        answer += more
    os.close(read)
    os.waitpid(child, 0)
    return answer.decode()


def thaw() -> None:
    """Let what a program has frozen for a lesson go with it: its windows would burden every test after it."""
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()

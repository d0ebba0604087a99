"""Quick stand-ins for slow things: folders in memory for folders on a disk, a fork for a program started anew."""

import gc
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from facilitator.journal import folder

WHOLE_BALLAST, LITTLE_BALLAST = folder.BALLAST_BYTES, 4096
_MEMORY = Path("/dev/shm")


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """A new folder, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        yield Path(name)


@contextmanager
def ballast_of(size: int) -> Iterator[None]:
    """Logs take this many bytes aside for a full disk. Hundreds of logs are made that are not about that."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(folder, "BALLAST_BYTES", size)
        yield


@contextmanager
def small_disk(place: Path, size_kb: int) -> Iterator[Path]:
    """A disk of this size. Only root may make one; the file limits below are for everybody."""
    place.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={size_kb}k", "tmpfs", str(place)]
    mounted = subprocess.run(["mount", *options], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


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

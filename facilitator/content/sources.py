"""Where content is read from: a folder here, or a pack held in memory. Names are written with slashes below the root."""

import os
from pathlib import Path
from typing import Protocol

from facilitator.content.loader import read_bytes, shown_name


class Source(Protocol):
    """Files by name; the root itself is the empty name."""

    def shown(self, name: str) -> str:
        """The name as faults show it."""

    def is_there(self, name: str) -> bool:
        """Whether anything has that name."""

    def is_folder(self, name: str) -> bool:
        """Whether it is a folder."""

    def entries(self, folder: str) -> list[str]:
        """The names of what lies in a folder, in order and without hidden ones. Raises OSError."""

    def content(self, name: str, most: int, expected: str, smaller: str) -> bytes:
        """What a file holds, at most `most` bytes; the words are those of `loader.read_bytes`. Raises ContentFault."""


class Folder:
    """A folder on the disk; nothing is read from outside it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def shown(self, name: str) -> str:
        """The name as faults show it."""
        return shown_name(self._root / name, self._root)

    def is_there(self, name: str) -> bool:
        """Whether anything has that name, be it a link that leads nowhere."""
        return os.path.lexists(self._root / name)

    def is_folder(self, name: str) -> bool:
        """Whether it is a folder."""
        return (self._root / name).is_dir()

    def entries(self, folder: str) -> list[str]:
        """The names of what lies in a folder, in order and without hidden ones. Raises OSError."""
        names = sorted(entry.name for entry in (self._root / folder).iterdir())
        return [below(folder, name) for name in names if not name.startswith(".")]

    def content(self, name: str, most: int, expected: str, smaller: str) -> bytes:
        """What a file holds. Raises ContentFault."""
        return read_bytes(self._root / name, self._root, most, expected, smaller)


def below(folder: str, name: str) -> str:
    """The name of something in a folder."""
    return f"{folder}/{name}" if folder else name

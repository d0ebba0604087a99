"""A disk that forgets: rebuilt from a recording, with the power cut wherever one likes.

What has been synced stays. Of what has not, every 512-byte sector is kept, lost or garbage, and every new, moved or
removed name is there or not. Taken for granted: the drive honours a flush, bytes outside a write stay as they were,
and a folder that was made stays made.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.durability.recording import Call

SECTOR = 512
_SYNCS = ("fsync", "fdatasync")
_HARMLESS = ("mkdir", "rmdir", "lseek", "dup", "dup2", "dup3")
Files = dict[str, bytes]
"""The content of a folder by path below it."""


@dataclass(frozen=True, slots=True)
class _Write:
    done: int
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class _Cut:
    done: int
    size: int


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that comes to stand for a file; None: for nothing any more."""

    done: int
    changes: tuple[tuple[str, "_File | None"], ...]


@dataclass(slots=True, eq=False)
class _File:
    safe: bytearray = field(default_factory=bytearray)
    live: bytearray = field(default_factory=bytearray)
    pending: list[_Write | _Cut] = field(default_factory=list)

    def do(self, change: _Write | _Cut) -> None:
        self.pending.append(change)
        _apply(self.live, change)

    def sync(self, before: int) -> None:
        for change in self.pending:
            if change.done < before:
                _apply(self.safe, change)
        self.pending = [change for change in self.pending if change.done >= before]


@dataclass(slots=True)
class _Handle:
    path: str
    file: _File | None
    appends: bool
    position: int = 0


def _apply(content: bytearray, change: _Write | _Cut) -> None:
    if isinstance(change, _Cut):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    content.extend(bytes(max(0, change.at - len(content))))
    content[change.at : change.at + len(change.data)] = change.data


class Disk:
    """One folder. Give it every call in turn, and ask at any time what a power cut would leave."""

    def __init__(self, folder: Path, files: Mapping[str, bytes] | None = None) -> None:
        """Watch `folder`, which holds `files`, safely."""
        self._folder = folder
        given = {
            name: _File(bytearray(content), bytearray(content)) for name, content in (files or {}).items()
        }
        self._safe: dict[str, _File] = dict(given)
        self._live: dict[str, _File] = dict(given)
        self._pending: list[_Name] = []
        self._handles: dict[int, _Handle] = {}

    def do(self, call: Call) -> bool:
        """Carry out a call; False when it is none of this folder's."""
        if call.name in ("open", "openat", "creat"):
            return self._open(call)
        if call.name in ("unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat"):
            return self._name(call)
        if call.name in _HARMLESS and call.name != "lseek":
            return False
        handle = self._handles.get(call.number(0))
        if handle is None:
            return False
        if call.name == "close":
            del self._handles[call.number(0)]
        elif call.name == "lseek":
            handle.position = call.result
        elif call.name in _SYNCS:
            self._sync(handle, call.begun)
        else:
            self._change(handle, call)
        return True

    def live(self) -> Files:
        """What the running system sees."""
        return {name: bytes(file.live) for name, file in self._live.items()}

    def cut(self, chance: random.Random) -> Files:
        """What one power cut might leave."""
        names = dict(self._safe)
        in_order = chance.random() < 0.5  # a journalling file system loses names from the end
        odds = chance.choice((0.0, 0.5, 1.0))
        for name in self._pending:
            if chance.random() < odds:
                for path, file in name.changes:
                    names.pop(path, None)
                    if file is not None:
                        names[path] = file
            elif in_order:
                break
        manner = chance.choice((("lost",), ("kept",), ("kept", "lost"), ("kept", "lost", "garbage")))
        return {path: _left(file, chance, manner) for path, file in names.items()}

    def _open(self, call: Call) -> bool:
        at = 1 if call.name == "openat" else 0
        path = self._below(call, at)
        if path is None:
            self._handles.pop(call.result, None)
            return False
        flags = call.args[at + 1] if call.name != "creat" else "O_CREAT|O_TRUNC"
        file = self._live.get(path)
        if file is None and "O_CREAT" in flags:
            file = _File()
            self._rename(call, (path, file))
        elif file is not None and "O_TRUNC" in flags:
            file.do(_Cut(call.done, 0))
        self._handles[call.result] = _Handle(path, file, "O_APPEND" in flags)
        return True

    def _name(self, call: Call) -> bool:
        if call.name.startswith("unlink"):
            path = self._below(call, int(call.name == "unlinkat"))
            if path is None or path not in self._live:  # or a folder
                return False
            self._rename(call, (path, None))
            return True
        places = (1, 3) if "at" in call.name else (0, 1)
        old, new = (self._below(call, place) for place in places)
        if old is None or new is None:
            assert old is new, f"{call.name} over the edge of the folder"
            return False
        file = self._live[old]
        self._rename(call, *([] if call.name.startswith("link") else [(old, None)]), (new, file))
        return True

    def _rename(self, call: Call, *changes: tuple[str, _File | None]) -> None:
        self._pending.append(_Name(call.done, changes))
        for path, file in changes:
            self._live.pop(path, None)
            if file is not None:
                self._live[path] = file

    def _sync(self, handle: _Handle, before: int) -> None:
        if handle.file is not None:
            handle.file.sync(before)
            return
        rest = []
        for name in self._pending:
            if name.done >= before or str(Path(name.changes[-1][0]).parent) != handle.path:
                rest.append(name)
                continue
            for path, file in name.changes:
                self._safe.pop(path, None)
                if file is not None:
                    self._safe[path] = file
        self._pending = rest

    def _change(self, handle: _Handle, call: Call) -> None:
        file = handle.file
        assert file is not None, f"{call.name} on a folder"
        if call.name == "ftruncate":
            file.do(_Cut(call.done, call.number(1)))
            return
        at = (
            call.number(3)
            if call.name == "pwrite64"
            else len(file.live)
            if handle.appends
            else handle.position
        )
        file.do(_Write(call.done, at, self._written(call)))
        if call.name != "pwrite64":
            handle.position = at + call.result

    def _written(self, call: Call) -> bytes:
        if call.name != "sendfile":
            assert call.name in ("write", "pwrite64"), f"{call.name} is not understood"
            return call.text(1)[: call.result]
        source, start = self._handles[call.number(1)].file, re.match(r"\[(\d+)\]", call.args[2])
        assert source, "copied from a folder"
        assert start, "copied from nowhere"
        return bytes(source.live[int(start[1]) : int(start[1]) + call.result])

    def _below(self, call: Call, place: int) -> str | None:
        """A path argument as a path below the folder; None when it is elsewhere."""
        path = call.path(place)
        if (
            not path.is_absolute()
            and call.name.endswith(("at", "at2"))
            and call.args[place - 1] != "AT_FDCWD"
        ):
            within = self._handles.get(int(call.args[place - 1]))
            return None if within is None else str(Path(within.path) / path)
        return str(path.relative_to(self._folder)) if path.is_relative_to(self._folder) else None


def _left(file: _File, chance: random.Random, manner: tuple[str, ...]) -> bytes:
    content = bytearray(file.safe)
    for change in file.pending:
        if isinstance(change, _Cut):
            if chance.choice(manner) == "kept":
                _apply(content, change)
            continue
        at, end = change.at, change.at + len(change.data)
        while at < end:
            stop = min(end, at // SECTOR * SECTOR + SECTOR)
            fate = chance.choice(manner)
            if fate != "lost":
                piece = change.data[at - change.at : stop - change.at]
                _apply(content, _Write(0, at, chance.randbytes(len(piece)) if fate == "garbage" else piece))
            at = stop
    return bytes(content)

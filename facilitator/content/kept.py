"""What content files held, and which were found in order, kept from one start to the next: reading sixty lessons anew
takes half a second, and nearly always nothing has changed.

Everything lies under the SHA-256 of the bytes it was read from, so a file that was changed is read and checked again.
It is only a shortcut: one that is missing, damaged or from another version is as good as none.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from facilitator import __version__
from facilitator.paths import write_whole

MAX_BYTES: Final = 40_000_000
_DAY: Final = "$day"


class Kept:
    """The data of files by their hash, and the hashes of what needs no check. Use: ask while reading, then `save`."""

    def __init__(self, path: Path | None = None) -> None:
        """`path`: the file it is kept in; without one nothing is kept."""
        self._path = path
        self._files: dict[str, Mapping[str, Any]] = {}
        self._sound: frozenset[str] = frozenset()
        if path is not None:
            with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
                self._files, self._sound = _read(path)
        self._used: dict[str, Mapping[str, Any]] = {}
        self._found_sound: set[str] = set()

    def data(self, sha: str) -> Mapping[str, Any] | None:
        """What the file with this hash holds; None when it has to be read."""
        return self._files.get(sha)

    def keep(self, sha: str, data: Mapping[str, Any]) -> None:
        """Keep what a file that is in use holds."""
        self._used[sha] = data

    def sound(self, sha: str) -> bool:
        """Whether this was checked before and nothing was wrong with it."""
        return sha in self._sound

    def found_sound(self, sha: str) -> None:
        """Keep that nothing is wrong with this."""
        self._found_sound.add(sha)

    def save(self) -> None:
        """Write what is in use for the next start, if anything is new. What the disk refuses is not kept."""
        if self._path is None or (
            self._used.keys() == self._files.keys() and self._found_sound == self._sound
        ):
            return
        whole = {"program": __version__, "files": self._used, "sound": sorted(self._found_sound)}
        with suppress(OSError, ValueError, TypeError):  # a file with times of day: it is read anew each time
            write_whole(self._path, json.dumps(whole, ensure_ascii=False, default=_plain).encode())


def sha_of(parts: Iterable[bytes | str]) -> str:
    """The SHA-256 of some bytes or texts, each told apart from the next, as hexadecimal digits."""
    made = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(f"{len(content)}:".encode() + content)
    return made.hexdigest()


def _read(path: Path) -> tuple[dict[str, Mapping[str, Any]], frozenset[str]]:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(path)
    whole = json.loads(path.read_bytes(), object_hook=_typed)
    if whole["program"] != __version__:
        raise ValueError(path)
    files: dict[str, Mapping[str, Any]] = {
        sha: data for sha, data in whole["files"].items() if isinstance(data, dict)
    }
    return files, frozenset(sha for sha in whole["sound"] if isinstance(sha, str))


def _plain(value: object) -> dict[str, str]:
    if type(value) is date:
        return {_DAY: value.isoformat()}
    raise TypeError(value)


def _typed(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found[_DAY]) if _DAY in found and len(found) == 1 else found

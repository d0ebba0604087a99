"""Every lesson as a PDF in a folder, for the day when the program does not open: drawn anew when its content has changed.

Each file is written whole, and what it was drawn from is noted after it; so whatever ends the drawing, all that lies there
can be read.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from facilitator import __version__
from facilitator.content.library import Library
from facilitator.content.model import Lesson, SupportContact
from facilitator.errors import trouble_from
from facilitator.exchange.printing import PDF, Order, drawn
from facilitator.paths import write_whole

NOTES: Final = "ritat.json"
"""What each file was drawn from."""
_FORMAT: Final = "2"
_LONGEST: Final = 90
_NEVER: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def file_name(lesson: Lesson) -> str:
    """A name that one finds, in any kind of folder."""
    words = _NEVER.sub("", f"{lesson.label} {lesson.title}")[:_LONGEST].strip()
    return f"{words} ({lesson.id}){PDF}"


def refresh(
    library: Library, local: tuple[SupportContact, ...], folder: Path, told: Callable[[str], None]
) -> int:
    """Draw what has changed since the last time, take away what is no lesson any more; how many were drawn.

    Raises:
        WorldTrouble: the disk refused.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        notes = _read(folder / NOTES)
        wanted = {file_name(lesson): lesson for lesson in library.lessons}
        for name in [name for name in notes if name not in wanted]:
            (folder / name).unlink(missing_ok=True)
            del notes[name]
        stale = list(_stale(library, local, folder, notes, wanted))
        for name, mark in stale:
            order = Order(kind="emergency", subject=wanted[name].id, local=local)
            write_whole(folder / name, drawn(library, order))
            notes[name] = mark
            write_whole(folder / NOTES, json.dumps(notes, ensure_ascii=False, indent=1).encode())
            told(name)
    except BrokenPipeError:  # whoever was told has had enough
        raise
    except OSError as error:
        raise trouble_from(error, folder) from error
    return len(stale)


def _stale(
    library: Library, local: tuple[SupportContact, ...], folder: Path, notes: dict[str, str], wanted: dict[str, Lesson]
) -> Iterator[tuple[str, str]]:  # fmt: skip
    for name, lesson in wanted.items():
        mark = _mark(library, lesson, local)
        if notes.get(name) != mark or not (folder / name).is_file():
            yield name, mark


def _mark(library: Library, lesson: Lesson, local: tuple[SupportContact, ...]) -> str:
    """What a file is drawn from: the lesson with all it refers to, its cards, the school's own contacts (also those that
    the lesson's list has no room for), and the program that draws."""
    parts = [_FORMAT, __version__, library.script(lesson.id, None, local).hash, repr(local)]
    parts += [repr(scenario) for scenario in library.bank_of(lesson)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _read(file: Path) -> dict[str, str]:
    """What was noted; nothing, when it is not there or not whole: then all is drawn anew."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    kept = found.items() if isinstance(found, dict) else ()
    return {name: str(mark) for name, mark in kept if name == Path(name).name and name.endswith(PDF)}

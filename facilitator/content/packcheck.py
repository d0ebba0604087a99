"""Packs for those who make them: checked on top of the program's own content, and made of a folder."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from facilitator.content import packfile
from facilitator.content.kept import Kept
from facilitator.content.library import Findings, Library, check_paths, notes_on
from facilitator.content.packfile import PACK_FILE, Pack
from facilitator.content.reading import Reading
from facilitator.content.sources import Folder
from facilitator.content.stacking import stack
from facilitator.errors import ContentFault, Fault
from facilitator.paths import scenarios_dir


def is_pack(path: Path) -> bool:
    """Whether a path is a pack, or a folder that one is made of."""
    return packfile.is_pack(path) if path.is_file() else (path / PACK_FILE).is_file()


def check(paths: Sequence[Path], today: date | None = None) -> Findings:
    """Check content as `check_paths` does, and packs among it on top of the program's own content.

    Raises WorldTrouble: a pack cannot be read.
    """
    packs = [path for path in paths if is_pack(path)]
    others = [path for path in paths if path not in packs]
    parts = [check_pack(path, today) for path in packs]
    if others:
        parts.append(check_paths(others, today))
    return Findings(
        tuple(fault for part in parts for fault in part.faults),
        tuple(warning for part in parts for warning in part.warnings),
        tuple(lesson for part in parts for lesson in part.lessons),
        max((part.repeated for part in parts), default=0.0),
    )


def check_pack(path: Path, today: date | None = None) -> Findings:
    """Check one pack, as a file or as the folder it is made of. Raises WorldTrouble."""
    try:
        return _checked(packfile.read(path) if path.is_file() else _of_folder(path)[1], today)
    except ContentFault as refused:
        return Findings(refused.faults, (), ())


def make(folder: Path, today: date | None = None) -> tuple[bytes, Pack, Findings]:
    """The bytes of the pack that a folder makes, the pack, and what a check says of it.

    Raises:
        WorldTrouble: the folder cannot be read.
        ContentFault: it is no whole pack; all its faults.
    """
    content, pack = _of_folder(folder)
    findings = _checked(pack, today)
    if findings.faults:
        raise ContentFault(findings.faults)
    return content, pack, findings


def _of_folder(folder: Path) -> tuple[bytes, Pack]:
    members = packfile.members_below(folder)
    content = packfile.bytes_of(members)
    return content, packfile.of_members(members, hashlib.sha256(content).hexdigest(), folder.name)


def _checked(pack: Pack, today: date | None) -> Findings:
    now = today or datetime.now().astimezone().date()
    kept = Kept()
    stacked = stack(Reading(Folder(scenarios_dir()), now, kept), [pack], now, kept)
    if stacked.refused:
        return Findings(stacked.refused[0].faults, (), ())
    (used,) = stacked.used
    (own,) = stacked.own
    library = Library.of(stacked, now)
    across = (_placed(note, pack) for note in notes_on(library, used.lessons))
    return Findings((), (*used.notes, *own.warnings, *across), tuple(own.own_lessons))


def _placed(note: Fault, pack: Pack) -> Fault:
    """A note told by its place in the pack; one on several lessons names them already."""
    return replace(note, file=pack.shown(note.file)) if pack.is_there(note.file) else note

"""Packs for those who make them: checked on top of the program's own content, and made of a folder."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from facilitator.content.adding import packfile
from facilitator.content.adding.packfile import PACK_FILE, Pack
from facilitator.content.adding.stacking import lesson_file, stack
from facilitator.content.checking.findings import Findings, check_paths, is_below, notes_on
from facilitator.content.kept import Kept
from facilitator.content.library import Library
from facilitator.content.reading import Reading
from facilitator.content.sources import Folder
from facilitator.errors import ContentFault, Fault
from facilitator.paths import scenarios_dir


def check(paths: Sequence[Path], today: date | None = None) -> Findings:
    """Check content as `check_paths` does, and packs among it, or parts of one, on top of the program's own content.

    Raises WorldTrouble: a pack cannot be read.
    """
    packs = [(path, root) for path in paths if (root := _pack_above(path.absolute())) is not None]
    known = [path for path, _root in packs]
    others = [path for path in paths if path not in known]
    parts = [_part(path.absolute(), root, today) for path, root in packs]
    if others:
        parts.append(check_paths(others, today))
    return Findings(
        tuple(dict.fromkeys(fault for part in parts for fault in part.faults)),
        tuple(dict.fromkeys(warning for part in parts for warning in part.warnings)),
        tuple({lesson.id: lesson for part in parts for lesson in part.lessons}.values()),
        max((part.repeated for part in parts), default=0.0),
    )


def _pack_above(path: Path) -> Path | None:
    """The pack that a path is, or lies in: a file, or a folder that one is made of."""
    if path.is_file() and packfile.is_pack(path):
        return path
    return next((each for each in (path, *path.parents) if (each / PACK_FILE).is_file()), None)


def _part(path: Path, root: Path, today: date | None) -> Findings:
    """What is found in the part of a pack that `path` is."""
    whole = check_pack(root, today)
    if path == root:
        return whole
    name = f"{root.name}/{path.relative_to(root).as_posix()}"
    return Findings(
        tuple(one for one in whole.faults if is_below(one.file, name)),
        tuple(one for one in whole.warnings if is_below(one.file, name)),
        tuple(one for one in whole.lessons if is_below(f"{root.name}/{lesson_file(one)}", name)),
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

"""The packs of this computer: each lies whole in the data folder, under its identifier and the hash of its bytes.

Who adds and removes them is whoever uses the program; a policy and a frozen term go before that.
"""

import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from facilitator import policy
from facilitator.content.adding.packfile import SUFFIX, Pack, number_of, pack_in, read_bytes
from facilitator.content.fields import ID
from facilitator.errors import ContentFault, Fault, NoSuch, WorldTrouble, trouble_from
from facilitator.i18n import _
from facilitator.paths import PACKS, may_be_made, moved_to, write_whole

MOST: Final = 40
_NAME: Final = re.compile(rf"({ID})-([0-9a-f]{{64}})\{SUFFIX}")


class Broken(NamedTuple):
    """A file among the packs of which nothing is used, and why."""

    file: str
    faults: tuple[Fault, ...]


class Found(NamedTuple):
    """The packs that lie in a data folder, one of each identifier, and the files that cannot be used."""

    packs: tuple[Pack, ...] = ()
    broken: tuple[Broken, ...] = ()


_found = Found()
_served: tuple[Pack, ...] = ()


def use(data: Path) -> Found:
    """Let the packs of a data folder be read with the lessons from now on. Never raises: what is wrong is told."""
    global _found
    _found = look(data) if not kept_out() else Found()
    return _found


def found() -> Found:
    """The packs to be read with the lessons, and what cannot be."""
    return _found


def serve(packs: Iterable[Pack]) -> None:
    """Let the pictures of these packs be found: those that are whole together with all else, the last one first."""
    global _served
    _served = tuple(packs)


def holder_of(name: str) -> Pack | None:
    """The pack from which a file of the content is taken; None: from the folder with the lessons."""
    return next((pack for pack in reversed(_served) if pack.is_there(name)), None)


def kept_out() -> str:
    """Why no packs are used on this computer, in words; empty when they are."""
    decided = policy.in_force()
    if decided.get(policy.rules.CONTENT_PACK):
        words = _("The lessons are decided for this computer, so no packs are used.")
        return f"{words} {decided.reason}"
    if not decided.get(policy.rules.PACKS):
        words = _("Content packs are not used on this computer.")
        return f"{words} {decided.reason}"
    return ""


def may_change(today: date) -> None:
    """Raises WorldTrouble when packs may not be added or removed on this computer now."""
    decided = policy.in_force()
    closed = kept_out()
    if closed:
        raise WorldTrouble(_("Packs cannot be added or removed here."), closed)
    until = decided.frozen(today)
    if until is not None:
        words = _("Program and lessons stay as they are until {day}.").format(day=until)
        raise WorldTrouble(words, decided.reason)


def look(data: Path) -> Found:
    """The packs that lie in a data folder. Never raises."""
    try:
        files = sorted(one for one in (data / PACKS).iterdir() if not one.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return Found()
    except OSError as error:
        trouble = trouble_from(error, data / PACKS)
        return Found((), (Broken(PACKS, (Fault(PACKS, None, "", str(trouble)),)),))
    packs: dict[str, Pack] = {}
    broken: list[Broken] = []
    for file in files[:MOST]:
        try:
            pack = _installed(file)
        except (ContentFault, WorldTrouble) as wrong:
            broken.append(_broken(file, wrong))
            continue
        other = packs.get(pack.info.id)
        newer = other is None or _age(other) < _age(pack)
        if other is not None:
            older = other if newer else pack
            problem = _("The pack “{id}” is there in another version too, which is used.")
            fault = Fault(older.file, None, "", problem.format(id=pack.info.id))
            broken.append(Broken(older.file, (fault,)))
        if newer:
            packs[pack.info.id] = pack
    for file in files[MOST:]:
        fault = Fault(file.name, None, "", _("There are too many packs."), _("at most {n}").format(n=MOST))
        broken.append(Broken(file.name, (fault,)))
    return Found(tuple(packs[key] for key in sorted(packs)), tuple(broken))


def _age(pack: Pack) -> tuple[tuple[int, ...], str]:
    return number_of(pack.info.version), pack.sha


def _broken(file: Path, wrong: ContentFault | WorldTrouble) -> Broken:
    if isinstance(wrong, ContentFault):
        return Broken(file.name, wrong.faults)
    return Broken(file.name, (Fault(file.name, None, "", str(wrong)),))


def _installed(file: Path) -> Pack:
    """A pack that lies among the others; its bytes must be those it was installed with."""
    called = _NAME.fullmatch(file.name)
    if called is None:
        problem = _("The file was not put here by the program.")
        hint = _("Take it away, and add the pack in the program.")
        raise ContentFault([Fault(file.name, None, "", problem, "", hint)])
    content = read_bytes(file)
    if hashlib.sha256(content).hexdigest() != called[3]:
        problem = _("The pack has been changed since it was added.")
        raise ContentFault([Fault(file.name, None, "", problem, "", _("Add it once more."))])
    pack = pack_in(content, f"{called[1]}{SUFFIX}")
    if pack.info.id != called[1]:
        raise ContentFault([Fault(file.name, None, "", _("The pack is called something else."), called[1])])
    return pack


def add(data: Path, content: bytes, pack: Pack) -> Path:
    """Put a pack, of which `content` are the bytes, among the others, in place of another version of it.

    It has been checked, together with those it is to lie with. Raises WorldTrouble; then nothing has changed.
    """
    path = data / PACKS / f"{pack.info.id}-{pack.sha}{SUFFIX}"
    try:
        if data != moved_to():  # gone with its drive: never an empty one in its place
            data.mkdir(mode=0o700, parents=may_be_made(data), exist_ok=True)
        write_whole(path, content)
        _drop(one for one in _files_of(data, pack.info.id) if one != path)
    except OSError as error:
        raise trouble_from(error, path) from error
    return path


def remove(data: Path, pack_id: str) -> int:
    """Take a pack away; returns how many files that were. Raises WorldTrouble."""
    files = _files_of(data, pack_id)
    try:
        _drop(files)
    except OSError as error:
        raise trouble_from(error, data / PACKS) from error
    return len(files)


def is_there(data: Path, pack_id: str) -> bool:
    """Whether a pack lies in a data folder, also one that cannot be used."""
    return bool(_files_of(data, pack_id))


def _files_of(data: Path, pack_id: str) -> list[Path]:
    with suppress(FileNotFoundError, NotADirectoryError):
        found = sorted((data / PACKS).iterdir())
        return [one for one in found if (called := _NAME.fullmatch(one.name)) and called[1] == pack_id]
    return []


def _drop(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def missing(pack_id: str, there: Iterable[str]) -> NoSuch:
    """There is no such pack here."""
    words = _("There is no pack “{id}” here.").format(id=pack_id)
    known = _("There are: {names}").format(names=", ".join(there) or "–")
    return NoSuch(words, known)

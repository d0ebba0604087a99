"""A pack: lessons, scenarios and words in one file, `*.passinnehall`, a zip in the same layout as the program's own content.

It is read whole into memory, within bounds, and never unpacked onto the disk. Only the names that content has are taken: no
path leads anywhere. The same content gives the same bytes, so that its SHA-256 can be told on the telephone.
"""

import hashlib
import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facilitator.content.checking import words
from facilitator.content.decode import Wrong, draft, printable
from facilitator.content.fields import ID
from facilitator.content.loader import MAX_BYTES, Document, document, text_words
from facilitator.content.model import PackInfo
from facilitator.content.model.media import FILE
from facilitator.content.sources import below
from facilitator.errors import ContentFault, Fault, FileFault, Trouble, WorldTrouble, trouble_from
from facilitator.i18n import _, numeral

SUFFIX: Final = ".passinnehall"
PACK_FILE: Final = "pack.toml"
LARGEST: Final = 64_000_000
"""Bytes, of the file and of all that it holds: some two hundred pictures."""
MOST_MEMBERS: Final = 4000
_MEMBER: Final = re.compile(
    rf"(pack|programmes|glossary|support|map)\.toml|bank/{ID}\.toml|(?!bank/){ID}/{ID}/(lesson\.toml|{FILE})"
)
_ZIP: Final = b"PK\x03\x04"
_NAME_AT: Final = 30  # the name of the first member in a zip
_MOST_TOLD: Final = 20
_UNIX: Final = 3
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_ODD: Final = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OverflowError, zlib.error, struct.error,
)  # fmt: skip
"""What is raised over a file that is no whole zip."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as it was read: what it says of itself, the SHA-256 of its file, and the bytes of all its members.

    A `content.sources.Source`. `file`: the name it is told of by.
    """

    info: PackInfo
    sha: str
    file: str
    members: Mapping[str, bytes]
    document: Document

    def shown(self, name: str) -> str:
        """The name as faults show it: below the pack's own."""
        return printable(below(self.file, name)) if name else self.file

    def is_there(self, name: str) -> bool:
        """Whether there is such a member."""
        return name in self.members

    def is_folder(self, name: str) -> bool:
        """Whether any member lies below that name."""
        return any(member.startswith(f"{name}/") for member in self.members)

    def entries(self, folder: str) -> list[str]:
        """The names of what lies in a folder, in order."""
        start = f"{folder}/" if folder else ""
        names = {one[len(start) :].split("/")[0] for one in self.members if one.startswith(start)}
        return [below(folder, name) for name in sorted(names)]

    def content(self, name: str, most: int, expected: str, smaller: str) -> bytes:
        """What a member holds. Raises ContentFault: there is none, or it is too large."""
        found = self.members.get(name)
        if found is None:
            raise ContentFault([Fault(self.shown(name), None, "", _("The file is missing."), expected)])
        if len(found) > most:
            problem = _("The file is too large: {size} MB.").format(size=numeral(len(found) / 1e6, 1))
            limit = _("at most {size} MB").format(size=most // 1_000_000)
            raise ContentFault([Fault(self.shown(name), None, "", problem, limit, smaller)])
        return found


def is_pack(path: Path) -> bool:
    """Whether a file is called as a pack is."""
    return path.suffix.lower() == SUFFIX


def looks_like(path: Path) -> bool:
    """Whether a file is a pack by its content or by its name: mail and browsers give files other names on the way."""
    if is_pack(path):
        return True
    with suppress(OSError, ValueError):
        if path.is_file():
            with path.open("rb") as file:
                return file.read(64).startswith(PACK_FILE.encode(), _NAME_AT)
    return False


def read(path: Path) -> Pack:
    """The pack in a file.

    Raises:
        WorldTrouble: the file cannot be read.
        ContentFault: it is no whole pack; all that is wrong with its shell at once.
    """
    return pack_in(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """The bytes of a pack's file, within bounds. Raises WorldTrouble, and ContentFault for one that is too large."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a device or a pipe might never end
            raise WorldTrouble(_("This is not a file."), _("Name a file."), path, Trouble.FOREIGN)
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise trouble_from(error, path) from error
    except ValueError:  # a name no system takes
        raise WorldTrouble(_("The path cannot be used."), _("Check the path and try again.")) from None
    if len(content) > LARGEST:
        raise ContentFault([_too_large(printable(path.name))])
    return content


def pack_in(content: bytes, name: str) -> Pack:
    """The pack that these bytes are; `name`: what it is told of by. Raises ContentFault."""
    name = printable(name)
    if not content.startswith(_ZIP):
        raise FileFault([_foreign(name)])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            members = _members(file, name)
    except _ODD:
        problem, ask = _("The file is not whole."), _("Ask for it once more.")
        raise FileFault([Fault(name, None, "", problem, _("a whole pack"), ask)]) from None
    return of_members(members, hashlib.sha256(content).hexdigest(), name)


def of_members(members: Mapping[str, bytes], sha: str, name: str) -> Pack:
    """The pack with these members. Raises ContentFault: its own words about itself are missing or wrong."""
    place = f"{name}/{PACK_FILE}"
    if PACK_FILE not in members:
        raise ContentFault([Fault(place, None, "", _("The file is missing."), text_words()[0])])
    content = members[PACK_FILE]
    if len(content) > MAX_BYTES:
        raise ContentFault([_too_large(place)])
    found = document(place, content)
    info, wrongs = draft(PackInfo, found.data)
    if info is not None:
        wrongs += _info_wrongs(info)
    if info is None or wrongs:
        raise ContentFault(found.faults(wrongs))
    return Pack(info, sha, name, members, found)


def members_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder that is to become a pack; hidden ones are passed over.

    Raises:
        WorldTrouble: something cannot be read.
        ContentFault: something in it is nothing that a pack holds.
    """
    members: dict[str, bytes] = {}
    faults: list[Fault] = []
    left = LARGEST
    try:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if any(part.startswith(".") for part in name.parts) or (path.is_dir() and not path.is_symlink()):
                continue
            if path.is_symlink() or not path.is_file() or not _MEMBER.fullmatch(name.as_posix()):
                faults.append(_not_ours(printable(name.as_posix())))
            elif path.stat().st_size > left:
                raise ContentFault([_too_large(printable(folder.name))])
            else:
                members[name.as_posix()] = content = path.read_bytes()
                left -= len(content)
    except OSError as error:
        raise trouble_from(error, error.filename or folder) from error
    if faults:
        raise ContentFault(faults[:_MOST_TOLD])
    return members


def bytes_of(members: Mapping[str, bytes]) -> bytes:
    """The file that holds these members: byte for byte the same wherever it is made, so nothing in it is squeezed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as file:
        for name in sorted(members, key=lambda one: (one != PACK_FILE, one)):
            info = zipfile.ZipInfo(name, _MOMENT)
            info.create_system, info.external_attr = _UNIX, 0o600 << 16
            file.writestr(info, members[name])
    return made.getvalue()


def number_of(version: str) -> tuple[int, ...]:
    """A version, to compare."""
    return tuple(map(int, version.split(".")))


# --- what is in a file --------------------------------------------------------------------------------------


def _members(file: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    infos = [info for info in file.infolist() if not _is_bare_folder(info)]
    faults = list(_shell_faults(infos, name))
    if faults:
        raise ContentFault(faults[:_MOST_TOLD])
    members: dict[str, bytes] = {}
    for info in infos:
        with file.open(info) as member:  # no more than the head says is unpacked, and that has been added up
            content = member.read(info.file_size + 1)
        if len(content) != info.file_size:
            raise EOFError
        members[info.filename] = content
    return members


def _is_bare_folder(info: zipfile.ZipInfo) -> bool:
    """A folder by itself, as other programs than ours write them, by a name that leads nowhere."""
    folder = re.compile(rf"({ID}/)+")
    return folder.fullmatch(info.orig_filename) is not None and info.file_size == 0


def _shell_faults(infos: Iterable[zipfile.ZipInfo], name: str) -> Iterator[Fault]:
    seen: set[str] = set()
    total = 0
    for count, info in enumerate(infos, 1):
        inner = printable(f"{name}/{info.orig_filename[:100]}")
        total += info.file_size
        kind = stat.S_IFMT(info.external_attr >> 16)
        if count > MOST_MEMBERS or total > LARGEST:
            yield _too_large(name)
            return
        if info.orig_filename != info.filename or not _MEMBER.fullmatch(info.orig_filename):
            yield _not_ours(inner)
        elif info.filename in seen:
            yield Fault(inner, None, "", _("The file is in the pack twice."), _("each one once"))
        elif kind not in (0, stat.S_IFREG):
            yield Fault(inner, None, "", _("This is not a file."), _("an ordinary file"))
        elif info.flag_bits & 0x1:
            yield Fault(inner, None, "", _("The file is locked with a password."), _("a file without one"))
        elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            problem, hint = _("The file is squeezed in a way that is not read here."), _("an ordinary zip")
            yield Fault(inner, None, "", problem, hint)
        seen.add(info.filename)


def _info_wrongs(info: PackInfo) -> Iterator[Wrong]:
    for path, text, _rules in words.texts(info):
        yield from words.shown(path, text)
    seen: set[str] = set()
    for index, row in enumerate(info.replaces):
        if row.lesson in seen:
            problem = _("“{id}” appears twice.").format(id=row.lesson)
            yield Wrong(("replaces", index, "lesson"), problem, _("each one once"))
        seen.add(row.lesson)


def _foreign(name: str) -> Fault:
    problem = _("The file is not a pack of content.")
    if name.lower().endswith(SUFFIX):
        expected = _("a whole one: ask for it once more")
    else:
        expected = _("a file that ends with {suffix}").format(suffix=SUFFIX)
    return Fault(name, None, "", problem, expected)


def _too_large(name: str) -> Fault:
    expected = _("at most {size} MB").format(size=LARGEST // 1_000_000)
    return Fault(name, None, "", _("There is too much in it."), expected, _("Make two packs of it."))


def _not_ours(name: str) -> Fault:
    expected = _("lessons, scenarios, words and pictures, laid out as the program’s own")
    return Fault(name, None, "", _("This is nothing that a pack holds."), expected, _("Take it away."))

"""Files that go from one laptop to another: `*.passpaket`, a zip of a manifest and JSON lines, one reader for all kinds.

What a file is its content says, whatever its name: mail and browsers give files other names on the way. Only in a folder are
files looked for by their name. What comes from outside is never extracted: only the names of its kind are allowed, every member is read within bounds,
and the manifest states the hash of each. The same content gives the same bytes.
"""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from facilitator.errors import Trouble, WorldTrouble, trouble_from
from facilitator.exchange.files import whole_set
from facilitator.exchange.targets import PACKAGE, kind_for
from facilitator.i18n import _
from facilitator.paths import command_name, is_there

SUFFIX: Final = ".passpaket"
MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
RATIO: Final = 200
MOMENT: Final = re.compile(r"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ")
_LARGEST_MANIFEST = 64 * 1024
_DATABASE = b"SQLite format 3\0"
_ZIP = b"PK\x03\x04"
_FIGURES = frozenset({".csv", ".xlsx", ".json"})
_UNIX = 3
_ODD = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of package: its name, its newest schema, its members, the keys of its manifest, the sizes allowed (bytes),
    and for members that older packages lack the schema they came with."""

    name: str
    schema: int
    members: tuple[str, ...]
    keys: frozenset[str]
    largest_file: int
    largest_member: int
    since: tuple[tuple[str, int], ...] = ()

    def members_of(self, schema: int) -> tuple[str, ...]:
        """What a package of that schema holds."""
        return tuple(name for name in self.members if dict(self.since).get(name, 1) <= schema)


HANDOVER: Final = Kind(
    "överlämning", 3, ("thread.jsonl", "picks.jsonl"),
    frozenset({"format", "kind", "created", "group", "people", "school", "schema", "sha256"}), 1024**2, 512 * 1024,
    (("picks.jsonl", 2),),
)  # fmt: skip
"""A group's thread from one leader to another; since schema 2 with the scenarios that are picked for it, and since schema 3
it is known which rules are the group's own."""

SESSIONS: Final = Kind(
    "tillfällen", 4, ("sessions.jsonl", "lessons.jsonl", "groups.jsonl", "occasions.jsonl", "plans.jsonl", "breaks.jsonl"),
    frozenset({"format", "kind", "schema", "program", "device", "created", "counts", "sha256"}), 32 * 1024**2, 64 * 1024**2,
    (("occasions.jsonl", 2), ("plans.jsonl", 3), ("breaks.jsonl", 4)),
)  # fmt: skip
"""Sessions with their facts, occasions without the program and plans of groups, for whoever follows up many laptops. Since
schema 3 there are plans, and a form has more answers; since schema 4 the staff has a plan too, and schools their breaks: a
program that does not know them must not take them in."""

KINDS: Final = {kind.name: kind for kind in (HANDOVER, SESSIONS)}


@dataclass(frozen=True, slots=True)
class Package:
    """A package as read: its kind, its manifest (keys and hashes looked at, values not), its members."""

    kind: Kind
    manifest: dict[str, Any]
    members: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """The same for the same content, whenever and wherever it was packed."""
        hashes = self.manifest["sha256"]
        return hashlib.sha256("".join(hashes[name] for name in self.members).encode()).hexdigest()


def write(file: Path, kind: Kind, manifest: Mapping[str, Any], members: Mapping[str, bytes]) -> None:
    """Write a package, whole or not at all; the manifest's formal fields are filled in. Raises WorldTrouble."""
    if not MOMENT.fullmatch(manifest["created"]):
        raise WorldTrouble(
            _("The computer’s clock says {day}, and nobody could receive the file.").format(
                day=manifest["created"][:10]
            ),
            _("Set the clock and try again."),
        )
    kind_for(file, PACKAGE)
    if max(map(len, members.values())) > kind.largest_member:
        raise WorldTrouble(
            _("There is too much for one package, and nobody could receive it."),
            _("Make a package of what has come since the last one."),
            file,
        )
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    whole = {"format": FORMAT, "kind": kind.name, "schema": kind.schema, **manifest, "sha256": hashes}
    head = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True).encode()
    with (
        whole_set(file.parent, (file.name,)) as unfinished,
        zipfile.ZipFile(unfinished[file.name], "w", zipfile.ZIP_DEFLATED) as pack,
    ):
        for name, content in ((MANIFEST, head), *((name, members[name]) for name in kind.members)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = _UNIX, 0o600 << 16  # the same on every system
            pack.writestr(info, content, zipfile.ZIP_DEFLATED)


def read(file: Path, wanted: Kind | None = None) -> Package:
    """The package in a file, of the `wanted` kind. Raises WorldTrouble: missing, foreign, damaged or too-new."""
    with _opened(file, wanted) as pack:
        return _read(file, pack, wanted)


def name_doubts(file: Path) -> tuple[str, ...]:
    """What to tell of a package whose name is not that of one."""
    if file.suffix.lower() == SUFFIX:
        return ()
    words = _("The name does not end with {suffix}, but by its content the file is a package.")
    return (words.format(suffix=SUFFIX),)


def kind_of(file: Path) -> Kind:
    """The kind of a package; no more than the manifest is read. Raises WorldTrouble."""
    with _opened(file, None) as pack:
        return KINDS[_head(file, pack, None)["kind"]]


@contextmanager
def _opened(file: Path, wanted: Kind | None) -> Iterator[zipfile.ZipFile]:
    head = b""
    if is_there(file) and not (file.is_file() or file.is_dir()):  # a device or a pipe might never end
        raise foreign(file, wanted)
    try:
        with file.open("rb") as stream:
            head = stream.read(len(_DATABASE))
        if head == _DATABASE:
            raise a_log(file)
        if file.stat().st_size > max(kind.largest_file for kind in KINDS.values()):
            raise damaged(file, _("it is too large"))
        with zipfile.ZipFile(file) as pack:
            yield pack
    except OSError as error:
        raise trouble_from(error, file) from error
    except _ODD as error:
        if head.startswith(_ZIP):
            raise damaged(file, _("it is not whole")) from error
        raise foreign(file, wanted) from error


def _head(file: Path, pack: zipfile.ZipFile, wanted: Kind | None) -> dict[str, Any]:
    infos = pack.infolist()
    if len({info.filename for info in infos}) != len(infos) or MANIFEST not in pack.namelist():
        raise foreign(file, wanted)
    return _manifest(file, wanted, _member(file, pack, pack.getinfo(MANIFEST), _LARGEST_MANIFEST))


def _read(file: Path, pack: zipfile.ZipFile, wanted: Kind | None) -> Package:
    infos = {info.filename: info for info in pack.infolist()}
    manifest = _head(file, pack, wanted)
    kind = KINDS[manifest["kind"]]
    if wanted is not None and kind is not wanted:
        raise _other_kind(file, kind)
    for name, newest in (("format", FORMAT), ("schema", kind.schema)):
        number = manifest.get(name)
        if type(number) is not int or number < 1:
            raise foreign(file, wanted)
        if number > newest:
            raise too_new(file)
    members = kind.members_of(manifest["schema"])
    if infos.keys() != {MANIFEST, *members}:
        raise foreign(file, wanted)
    if manifest.keys() != kind.keys:
        raise not_ours(file)
    if file.stat().st_size > kind.largest_file:
        raise damaged(file, _("it is too large"))
    found = {name: _member(file, pack, infos[name], kind.largest_member) for name in members}
    if manifest["sha256"] != {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}:
        raise damaged(file, _("its content has been changed"))
    return Package(kind, manifest, found)


def _member(file: Path, pack: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise not_ours(file)
    if info.file_size > min(most, RATIO * max(info.compress_size, 1)):
        raise damaged(file, _("it is too large"))
    with pack.open(info) as member:
        content = member.read(most + 1)  # what the header says is not trusted
    if len(content) > most:
        raise damaged(file, _("it is too large"))
    return content


def _manifest(file: Path, wanted: Kind | None, content: bytes) -> dict[str, Any]:
    try:
        manifest = plain(content.decode())
    except (ValueError, RecursionError) as error:
        raise foreign(file, wanted) from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("kind"), str):
        raise foreign(file, wanted)
    if manifest["kind"] not in KINDS:
        raise foreign(file, wanted)
    return manifest


def plain(text: str) -> Any:
    """Strict JSON: a key stands once, and a number is a number. Raises ValueError, RecursionError."""
    return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key appears twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


# --- what is wrong with a file ----------------------------------------------------------------------------


def foreign(file: Path, wanted: Kind | None) -> WorldTrouble:
    """The file is something else."""
    if wanted is HANDOVER:
        message = _("The file is not a handover of a group.")
        remedy = _(
            "Choose a file that ends with {suffix} and was made with “Hand over”. Nothing has been changed."
        )
    else:
        message = _("The file is not a package from Passledaren.")
        if file.suffix.lower() == SUFFIX:
            remedy = _("Ask for it once more: it may have been changed on the way. Nothing has been changed.")
        elif file.suffix.lower() in _FIGURES:
            remedy = _(
                "Figures are made to be read and are not taken in again. Ask for a package from that computer: “Make a package …” on the page Settings there. Nothing has been changed."
            )
        else:
            remedy = _("Choose a file that ends with {suffix}. Nothing has been changed.")
    return WorldTrouble(message, remedy.format(suffix=SUFFIX), file, Trouble.FOREIGN)


def _other_kind(file: Path, kind: Kind) -> WorldTrouble:
    if kind is HANDOVER:
        message = _("The file is a handover of a group, not a package with sessions.")
        remedy = _("Receive it with “Receive a group …” on the page Settings. Nothing has been changed.")
    else:
        message = _("The file is a package with sessions, not a handover of a group.")
        remedy = _("Take it in with “Take in a package …” on the page Settings. Nothing has been changed.")
    return WorldTrouble(message, remedy, file, Trouble.FOREIGN)


def a_log(file: Path) -> WorldTrouble:
    """The file is the log of another laptop, which is never opened here."""
    words = _(
        "Make a package on that computer instead: “{command} export --package FILE{suffix}”, or “Make a package …” on "
        "the page Settings. The file has not been touched."
    )
    return WorldTrouble(
        _("The log of another computer cannot be taken in as it is."),
        words.format(command=command_name(), suffix=SUFFIX),
        file,
        Trouble.FOREIGN,
    )


def too_new(file: Path) -> WorldTrouble:
    """A newer program made the file."""
    return WorldTrouble(
        _("The file was made by a newer version of the program."),
        _("Update the program on this computer, then receive the file again."),
        file,
        Trouble.TOO_NEW,
    )


def not_ours(file: Path) -> WorldTrouble:
    """What stands in the file is not what a program writes."""
    return damaged(file, _("its content is not as the program writes it"))


def damaged(file: Path, reason: str) -> WorldTrouble:
    """The file is damaged, or somebody has changed it."""
    return WorldTrouble(
        _("The file cannot be used: {reason}.").format(reason=reason),
        _("Ask for it once more. Nothing has been changed."),
        file,
        Trouble.DAMAGED,
    )

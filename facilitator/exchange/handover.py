"""A group's thread in a file between leaders: `*.passpaket` of the kind *överlämning*, told in words before it is made.

The file is a zip of a manifest and JSON lines. What comes from outside is never extracted: two names are allowed,
read within bounds into memory, and every value is looked at before anything is kept.
"""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from facilitator import privacy
from facilitator.errors import Trouble, WorldTrouble, trouble_from
from facilitator.exchange.files import whole_set
from facilitator.i18n import _
from facilitator.journal import Journal, queries, threads
from facilitator.journal.threads import Parcel
from facilitator.paths import is_folder
from facilitator.planning.groups import Group
from facilitator.session.thread import GroupThread
from facilitator.session.threadlines import from_lines, to_lines

SUFFIX: Final = ".passpaket"
KIND: Final = "överlämning"
FORMAT, SCHEMA = 1, 1
MANIFEST, THREAD = "manifest.json", "thread.jsonl"
LARGEST_FILE = 1024 * 1024
LARGEST_MEMBER = 512 * 1024
RATIO = 100
_KEYS: Final = {"format", "kind", "created", "group", "people", "school", "schema", "sha256"}
_MOMENT = re.compile(r"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ")


def parcel_of(journal: Journal, group: str) -> Parcel:
    """What would be handed over of a group now. Raises WorldTrouble, also for a group that is not here."""
    found = next((one for one in queries.groups(journal) if one.code == group), None)
    if found is None:
        raise WorldTrouble(
            _("There is no group {group} on this computer.").format(group=group),
            _("Check the code. The groups are listed on the page Settings."),
        )
    created = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Parcel(found.code, found.people, found.school, created, threads.thread(journal, group))


def file_name(parcel: Parcel) -> str:
    """The usual name of the file: group and day."""
    return f"{KIND}-{parcel.group}-{parcel.created[:10]}{SUFFIX}"


def told(parcel: Parcel) -> tuple[str, ...]:
    """Everything that is in the parcel, in words, a line a thing."""
    school = f", {parcel.school}" if parcel.school else ""
    return (
        _("Group {group}{school}, usually {people} people").format(
            group=parcel.group, school=school, people=parcel.people
        ),
        *_lessons(parcel.thread),
        *_contents(parcel.thread),
        _("Also codes of lessons and steps, so that the program goes on at the right place."),
        _("Nothing about single pupils, no counts and no leader's notes."),
    )


def doubtful(parcel: Parcel) -> tuple[str, ...]:
    """What the group has written that may point out a person: to be looked at before the file leaves."""
    thread = parcel.thread
    written = (text for _step, _form, columns in thread.texts for column in columns for text in column)
    texts = (*thread.rules, *(card[0] for card in thread.cards), *written, *thread.parked, thread.word)
    return tuple(text for text in texts if privacy.scan(text))


def _lessons(thread: GroupThread) -> Iterator[str]:
    for held in thread.held:
        day = held.started[:10]
        if held.complete:
            yield _("Lesson: {day} {title}").format(day=day, title=held.title)
        else:
            words = _("Lesson: {day} {title}, stopped after step {n}")
            yield words.format(day=day, title=held.title, n=held.stopped_after)


def _contents(thread: GroupThread) -> Iterator[str]:
    for rule in thread.rules:
        yield _("Agreement: {text}").format(text=rule)
    for text, _forms, levels in thread.cards:
        places = "+".join(map(str, levels)) or "–"
        yield _("Pyramid: {text}, level {places}").format(text=text, places=places)
    for _step, _form, columns in thread.texts:
        for text in (one for column in columns for one in column):
            yield _("Written: {text}").format(text=text)
    for question in thread.parked:
        yield _("Parked: {question}").format(question=question)
    if thread.word:
        yield _("The word: {word}.").format(word=thread.word)


# --- out ------------------------------------------------------------------------------------------------


def write(parcel: Parcel, file: Path) -> None:
    """Write the parcel as a file, whole or not at all. Raises WorldTrouble."""
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in to_lines(parcel.thread)).encode()
    manifest = {
        "format": FORMAT, "kind": KIND, "created": parcel.created, "group": parcel.group, "people": parcel.people,
        "school": parcel.school, "schema": SCHEMA, "sha256": {THREAD: hashlib.sha256(lines).hexdigest()},
    }  # fmt: skip
    if not _MOMENT.fullmatch(parcel.created):
        raise WorldTrouble(
            _("The computer's clock says {day}, and nobody could receive the file.").format(
                day=parcel.created[:10]
            ),
            _("Set the clock and try again."),
        )
    if is_folder(file) or file.suffix != SUFFIX:
        raise WorldTrouble(
            _("A handover is written to a file of its own whose name ends with {suffix}.").format(
                suffix=SUFFIX
            ),
            _("Choose such a name, for example {name}.").format(name=file_name(parcel)),
            file,
        )
    head = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    with (
        whole_set(file.parent, (file.name,)) as unfinished,
        zipfile.ZipFile(unfinished[file.name], "w", zipfile.ZIP_DEFLATED) as pack,
    ):
        for name, content in ((MANIFEST, head), (THREAD, lines)):
            pack.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


# --- in -------------------------------------------------------------------------------------------------


def read(file: Path) -> Parcel:
    """The parcel in a file. Raises WorldTrouble: missing, foreign, damaged or too-new; nothing is kept."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise _damaged(file, _("it is too large"))
        with zipfile.ZipFile(file) as pack:
            members = _members(file, pack)
    except OSError as error:
        raise trouble_from(error, file) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise _foreign(file) from error
    manifest = _manifest(file, members[MANIFEST])
    if manifest["sha256"] != {THREAD: hashlib.sha256(members[THREAD]).hexdigest()}:
        raise _damaged(file, _("its content has been changed"))
    try:
        thread = from_lines(_json(line) for line in members[THREAD].decode().splitlines())
        group = Group(manifest["group"], manifest["people"], school=manifest["school"])
        if not _MOMENT.fullmatch(manifest["created"]):
            raise ValueError("created")
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _damaged(file, _("its content is not as the program writes it")) from error
    return Parcel(group.code, group.people, group.school, manifest["created"], thread)


def receive(journal: Journal, parcel: Parcel) -> bool:
    """Keep what was handed over; False when it is here already. Raises WorldTrouble; then nothing has changed."""
    here = next((one for one in queries.groups(journal) if one.code == parcel.group), None)
    if here is not None and here.school and parcel.school and here.school != parcel.school:
        raise WorldTrouble(
            _("The file is about {group} at {school}, and this computer has a {group} at {here}.").format(
                group=parcel.group, school=parcel.school, here=here.school
            ),
            _("Ask for the file of the right group. Nothing has been changed."),
            kind=Trouble.FOREIGN,
        )
    return threads.receive(journal, parcel)


def _members(file: Path, pack: zipfile.ZipFile) -> dict[str, bytes]:
    infos = pack.infolist()
    if sorted(info.filename for info in infos) != sorted((MANIFEST, THREAD)):
        raise _foreign(file)
    found = {}
    for info in infos:
        if info.file_size > min(LARGEST_MEMBER, RATIO * max(info.compress_size, 1)):
            raise _damaged(file, _("it is too large"))
        with pack.open(info) as member:
            content = member.read(LARGEST_MEMBER + 1)  # what the header says is not trusted
        if len(content) > LARGEST_MEMBER:
            raise _damaged(file, _("it is too large"))
        found[info.filename] = content
    return found


def _manifest(file: Path, content: bytes) -> dict[str, Any]:
    try:
        manifest = _json(content.decode())
    except (ValueError, RecursionError) as error:
        raise _foreign(file) from error
    if not isinstance(manifest, dict) or manifest.get("kind") != KIND:
        raise _foreign(file)
    for name, newest in (("format", FORMAT), ("schema", SCHEMA)):
        number = manifest.get(name)
        if type(number) is not int or number < 1:
            raise _foreign(file)
        if number > newest:
            raise WorldTrouble(
                _("The file was made by a newer version of the program."),
                _("Update the program on this computer, then receive the file again."),
                file,
                Trouble.TOO_NEW,
            )
    texts = ("created", "group", "school")
    if manifest.keys() != _KEYS or not all(isinstance(manifest[name], str) for name in texts):
        raise _damaged(file, _("its content is not as the program writes it"))
    if type(manifest["people"]) is not int:
        raise _damaged(file, _("its content is not as the program writes it"))
    return manifest


def _json(text: str) -> Any:
    """Strict JSON: a key stands once, and a number is a number. Raises ValueError, RecursionError."""
    return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _foreign(file: Path) -> WorldTrouble:
    return WorldTrouble(
        _("The file is not a handover of a group."),
        _(
            "Choose a file that ends with {suffix} and was made with “Hand over”. Nothing has been changed."
        ).format(suffix=SUFFIX),
        file,
        Trouble.FOREIGN,
    )


def _damaged(file: Path, reason: str) -> WorldTrouble:
    return WorldTrouble(
        _("The handover file cannot be used: {reason}.").format(reason=reason),
        _("Ask for it once more. Nothing has been changed."),
        file,
        Trouble.DAMAGED,
    )

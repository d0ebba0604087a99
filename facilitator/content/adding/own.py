"""The lessons of this computer's own: one pack, `egna`, that goes before every other; and what is not done yet, kept as drafts."""

import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from facilitator import __version__, paths
from facilitator.content.adding import packfile, packs
from facilitator.content.adding.packfile import PACK_FILE, Pack, number_of
from facilitator.content.adding.stacking import OWN, row_for
from facilitator.content.changing.editing import OF, Editing
from facilitator.content.decode import encode
from facilitator.content.fields import ID
from facilitator.content.library import Library
from facilitator.content.loader import MAX_BYTES, text_words
from facilitator.content.model import Lesson, Programme
from facilitator.content.model.media import FILE
from facilitator.content.pictures import MAX_BYTES as MAX_PICTURE
from facilitator.content.reading import LESSON_FILE, PROGRAMMES_FILE
from facilitator.content.sources import Folder, Source
from facilitator.errors import ContentFault, Fault, WorldTrouble, trouble_from
from facilitator.i18n import _

DRAFTS: Final = "drafts"
"""In the data folder: lessons that are being changed, as they were typed last."""
MOST_LESSONS: Final = 99
Members = dict[str, bytes]


def pack() -> Pack | None:
    """The pack with the lessons of this computer's own, used or not."""
    return next((one for one in packs.found().packs if one.info.id == OWN), None)


def file_of(lesson: str) -> str:
    """Where a lesson lies in the pack of one's own; empty when there is none."""
    here = pack()
    names = here.members if here is not None else ()
    return next((name for name in names if name.endswith(f"/{lesson}/{LESSON_FILE}")), "")


def begin(library: Library, lesson: str) -> Editing:
    """A lesson to be changed, as it is used now, or one's own version of it. Raises ContentFault, WorldTrouble."""
    source, name = _source(library, lesson)
    try:
        content = source.content(name, MAX_BYTES, *text_words())
    except OSError as error:
        raise trouble_from(error, paths.scenarios_dir() / name) from error
    return Editing(lesson, content.decode("utf-8-sig").replace("\r\n", "\n"))


def is_behind(library: Library, editing: Editing) -> bool:
    """Whether the lesson has another text by now than the one that a draft began with."""
    with suppress(ContentFault, WorldTrouble):
        return begin(library, editing.lesson).text != editing.text
    return False


def _source(library: Library, lesson: str) -> tuple[Source, str]:
    """From where a lesson is read, and the name of its file there."""
    here, name = pack(), file_of(lesson)
    if here is not None and name:
        return here, name
    name = f"{library.lesson(lesson).programme}/{lesson}/{LESSON_FILE}"
    used = library.pack_of(lesson)
    return (used.pack if used is not None else Folder(paths.scenarios_dir())), name


# --- drafts -------------------------------------------------------------------------------------------------


def _draft(data: Path, lesson: str) -> Path:
    return data / DRAFTS / f"{lesson}.json"


def keep_draft(data: Path, editing: Editing) -> None:
    """Keep what has been typed, whole or not at all. Raises WorldTrouble."""
    path = _draft(data, editing.lesson)
    try:
        paths.write_whole(path, editing.to_json().encode("ascii"))
    except OSError as error:
        raise trouble_from(error, path) from error


def draft_of(data: Path, lesson: str) -> Editing | None:
    """What was being changed in a lesson and has not been saved.

    Raises:
        WorldTrouble: it cannot be read.
        ContentFault: it is no draft; it has been put aside, and is there for whoever looks.
    """
    path = _draft(data, lesson)
    try:
        text = path.read_bytes().decode("ascii")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError):
            raise trouble_from(error, path) from error
        text = ""
    try:
        return Editing.from_json(text)
    except ValueError:
        aside = path.with_suffix(".broken")
        try:
            path.replace(aside)
        except OSError as error:
            raise trouble_from(error, path) from error
        problem = _("The draft cannot be read. It has been put aside as {file}.").format(file=aside.name)
        raise ContentFault([Fault(path.name, None, "", problem)]) from None


def drafts(data: Path) -> frozenset[str]:
    """The lessons of which a draft waits; none when the folder cannot be read."""
    try:
        return frozenset(one.stem for one in (data / DRAFTS).iterdir() if one.suffix == ".json")
    except OSError:
        return frozenset()


def drop_draft(data: Path, lesson: str) -> None:
    """Forget a draft. Raises WorldTrouble."""
    try:
        _draft(data, lesson).unlink(missing_ok=True)
    except OSError as error:
        raise trouble_from(error, _draft(data, lesson)) from error


# --- saved --------------------------------------------------------------------------------------------------


def save(
    data: Path, library: Library, editing: Editing, publisher: str, today: date, *, as_new: bool = False
) -> str:
    """Let a changed lesson be used from now on: in place of what it began as, or beside it with `as_new`.

    Returns its identifier. The draft is gone then.

    Raises:
        ContentFault: something is wrong with it, or with the pack as a whole; nothing has changed.
        WorldTrouble: it cannot be kept; nothing has changed.
    """
    from facilitator.content.changing.rewriting import written  # reads more than half of what starting needs

    packs.may_change(today)
    packs.use(data)  # as they lie there now
    before, content = pack(), editing.data()
    members: Members = dict(before.members) if before is not None else {}
    source, name = _source(library, editing.lesson)
    key: str = content["id"]
    if as_new:
        key = f"{editing.theme[:30]}{OF}{secrets.token_hex(4)}"
        content |= {"id": key, "programme": OWN, "slot": _free_slot(library)}
    if content["programme"] == OWN:
        members[PROGRAMMES_FILE] = _programme().encode()
    folder = f"{content['programme']}/{key}"
    members[f"{folder}/{LESSON_FILE}"] = written(editing.text, content).encode("utf-8")
    members |= _pictures(source, name.removesuffix(f"/{LESSON_FILE}"), folder)
    _put(data, members, publisher, today, renewed=key)
    drop_draft(data, editing.lesson)
    return key


def remove(data: Path, lesson: str, publisher: str, today: date) -> None:
    """Take one's own version of a lesson away; what it went before is used again. Raises ContentFault, WorldTrouble."""
    packs.may_change(today)
    packs.use(data)
    here, name = pack(), file_of(lesson)
    if here is not None and name:
        folder = name.removesuffix(LESSON_FILE)
        left = {key: content for key, content in here.members.items() if not key.startswith(folder)}
        if not any(key.endswith(f"/{LESSON_FILE}") for key in left):
            packs.remove(data, OWN)
            packs.use(data)
        else:
            _put(data, left, publisher, today)
    drop_draft(data, lesson)


def left_out(library: Library) -> tuple[str, ...]:
    """The lessons of one's own that are not used, by their titles: something is wrong with them as it is now."""
    return tuple(one.called for one in library.refused if one.pack.info.id == OWN)


def to_give(library: Library, called: str, publisher: str) -> bytes:
    """The lessons of one's own that are used as a file for others: by another identifier, so that it takes the place of
    nobody's own. One that does not fit stays here: with it nothing of the file could be used anywhere.

    `called`: what the identifier is made of. Raises WorldTrouble: there is none.
    """
    if pack() is None:
        raise WorldTrouble(_("There are no lessons of your own yet."), _("Save one first."))
    here = next((one.pack for one in library.on_top if one.info.id == OWN), None)
    if here is None:
        words = _("None of your own lessons can be used as they are now.")
        raise WorldTrouble(words, _("Open one of them and mend what the check tells first."))
    info: dict[str, Any] = encode(here.info)
    info |= {"id": f"{OWN}-{_slug(called)}"[:48].rstrip("-"), "publisher": _fitting(publisher, 80)}
    info["name"] = (
        _fitting(_("Lessons from {name}").format(name=publisher), 60) if publisher else info["name"]
    )
    return packfile.bytes_of({**here.members, PACK_FILE: _toml(info)})


def _put(data: Path, members: Members, publisher: str, today: date, renewed: str = "") -> None:
    """Make the pack of these members, see that it is whole with all else here, and lay it in its place."""
    here, keep_in = pack(), data / paths.CONTENT
    root = paths.scenarios_dir()
    core = {lesson.id: lesson for lesson in Library.open(root, today, keep_in).lessons}
    members = {**members, PACK_FILE: _toml(_info(here, members, core, publisher, renewed))}
    content = packfile.bytes_of(members)
    made = packfile.of_members(members, hashlib.sha256(content).hexdigest(), f"{OWN}{packfile.SUFFIX}")
    others = [one for one in packs.found().packs if one.info.id != OWN]
    then = Library.open(root, today, keep_in, [*others, made])
    for refused in then.refused:
        if refused.pack is made and refused.lesson in ("", renewed):  # another is told of, and can be mended
            raise ContentFault(refused.faults)
    packs.add(data, content, made)
    packs.use(data)


def _info(
    before: Pack | None, members: Members, core: Mapping[str, Lesson], publisher: str, renewed: str
) -> dict[str, Any]:
    """What the pack says of itself. A lesson that is saved anew is written for the program's text of today."""
    rows = {row.lesson: row for row in before.info.replaces} if before is not None else {}
    ours = [name.split("/")[1] for name in members if name.endswith(f"/{LESSON_FILE}")]
    named = [
        row_for(core[key]) if key == renewed else rows.get(key, row_for(core[key]))
        for key in ours
        if key in core
    ]
    numbers = number_of(before.info.version) if before is not None else (1, 0, -1)
    return {
        "format": 1, "id": OWN, "name": _("Our own lessons"), "version": ".".join(map(str, (*numbers[:2], numbers[2] + 1))),
        "publisher": _fitting(publisher, 80), "program": __version__, "replaces": [encode(row) for row in named],
    }  # fmt: skip


def _fitting(text: str, most: int) -> str:
    """A name as a pack may bear it; the school's own words are not always such."""
    plain = re.sub(r"[^\w\s.,&()–-]", "", text)[:most].strip()
    long = any(len(word) > 28 for word in re.findall(r"[^\W\d_]+", plain))
    return plain if plain and not long else _("Our school")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    made = "-".join(re.findall(r"[a-z0-9]+", plain))[:40].rstrip("-")
    return made if re.fullmatch(ID, made) else secrets.token_hex(4)


def _toml(info: dict[str, Any]) -> bytes:
    """TOML of plain texts, numbers and rows of texts: what JSON writes of them is the same, but for the rows."""
    lines = [
        f"{name} = {json.dumps(value, ensure_ascii=False)}"
        for name, value in info.items()
        if name != "replaces"
    ]
    for row in info.get("replaces", ()):
        lines += ["", "[[replaces]]", *(f"{name} = {json.dumps(value)}" for name, value in row.items())]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _programme() -> str:
    """The programme of lessons of one's own, which groups are not led through in turn."""
    own = Programme(
        id=OWN,
        name=_("Our own"),
        full_name=_("Our own lessons"),
        accent="mvp",
        lessons=MOST_LESSONS,
        planned=False,
    )
    return "[[programme]]\n" + "".join(
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in encode(own).items()
    )


def _free_slot(library: Library) -> int:
    """The first place that no lesson of one's own has; when all are taken, the last is shared."""
    taken = {lesson.slot for lesson in library.lessons if lesson.programme == OWN}
    return next((slot for slot in range(1, MOST_LESSONS) if slot not in taken), MOST_LESSONS)


def _pictures(source: Source, folder: str, to: str) -> Members:
    """The pictures beside a lesson."""
    try:
        names = source.entries(folder)
    except OSError as error:
        raise trouble_from(error, paths.scenarios_dir() / folder) from error
    found = {}
    for name in names:
        plain = name.rpartition("/")[2]
        if re.fullmatch(FILE, plain):
            found[f"{to}/{plain}"] = source.content(name, MAX_PICTURE, "", "")
    return found

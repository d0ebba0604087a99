"""A group's thread in a file between leaders: `*.passpaket` of the kind *överlämning*, told in words before it is made.

How the file is built, and what of it is not trusted: `passpaket`. Every value is looked at before anything is kept.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from facilitator import privacy
from facilitator.content.library import Library
from facilitator.errors import Trouble, WorldTrouble
from facilitator.exchange.packages import passpaket, picks
from facilitator.exchange.packages.passpaket import HANDOVER, SUFFIX
from facilitator.i18n import _
from facilitator.journal import Journal, queries, threads
from facilitator.journal.threads import Parcel
from facilitator.planning.groups import Group
from facilitator.policy import in_force
from facilitator.session.thread import GroupThread
from facilitator.session.threadlines import from_lines, to_lines

THREAD, PICKS = HANDOVER.members
_NONE: Final[picks.Kept] = MappingProxyType({})


def parcel_of(journal: Journal, group: str, picked: picks.Kept = _NONE, today: date | None = None) -> Parcel:
    """What would be handed over of a group now, of this school year; `picked`: scenarios as they lie among the settings.

    Raises WorldTrouble, also for a group that is not here.
    """
    in_force().may_export("handover")
    found = next((one for one in queries.groups(journal) if one.code == group), None)
    if found is None:
        raise WorldTrouble(
            _("There is no group {group} on this computer.").format(group=group),
            _("Check the code. The groups are listed on the page Settings."),
            kind=Trouble.UNKNOWN,
        )
    created = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    along = picks.of_group(picked, group)
    return Parcel(
        found.code, found.people, found.school, created, threads.thread(journal, group, today), along
    )


def file_name(parcel: Parcel) -> str:
    """The usual name of the file: group and day."""
    return f"{HANDOVER.name}-{parcel.group}-{parcel.created[:10]}{SUFFIX}"


def told(parcel: Parcel, library: Library) -> tuple[str, ...]:
    """Everything that is in the parcel, in words, a line a thing; `library` knows the titles of what is picked."""
    school = f", {parcel.school}" if parcel.school else ""
    return (
        _("Group {group}{school}, usually {people} people").format(
            group=parcel.group, school=school, people=parcel.people
        ),
        *_lessons(parcel.thread),
        *_contents(parcel.thread),
        *picks.told(parcel.picks, library),
        _("Also codes of lessons and steps, so that the program goes on at the right place."),
        _("Nothing about single pupils, no counts and no leader’s notes."),
    )


def doubtful(parcel: Parcel) -> tuple[str, ...]:
    """What the group has written that may point out a person: to be looked at before the file leaves."""
    thread = parcel.thread
    written = (text for _step, _form, columns in thread.texts for column in columns for text in column)
    texts = (*_agreed(thread), *(card[0] for card in thread.cards), *written, *thread.parked, thread.word)
    return tuple(text for text in texts if privacy.scan(text))


def _lessons(thread: GroupThread) -> Iterator[str]:
    for held in thread.held:
        day = held.started[:10]
        if held.complete:
            yield _("Lesson: {day} {title}").format(day=day, title=held.title)
        else:
            words = _("Lesson: {day} {title}, stopped after step {n}")
            yield words.format(day=day, title=held.title, n=held.stopped_after)


def _agreed(thread: GroupThread) -> tuple[str, ...]:
    """The agreement as it stood last, and what the group has written for it before."""
    return (*thread.rules, *(rule for rule in thread.own if rule not in thread.rules))


def _contents(thread: GroupThread) -> Iterator[str]:
    for rule in _agreed(thread):
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
    members = {THREAD: _lines(to_lines(parcel.thread)), PICKS: _lines(picks.to_lines(parcel.picks))}
    manifest = {
        "created": parcel.created, "group": parcel.group, "people": parcel.people, "school": parcel.school,
    }  # fmt: skip
    passpaket.write(file, HANDOVER, manifest, members)


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


# --- in -------------------------------------------------------------------------------------------------


def read(file: Path) -> Parcel:
    """The parcel in a file. Raises WorldTrouble: missing, foreign, damaged or too-new; nothing is kept."""
    package = passpaket.read(file, HANDOVER)
    manifest = package.manifest
    try:
        if not all(isinstance(manifest[name], str) for name in ("created", "group", "school")):
            raise TypeError("manifest")
        if type(manifest["people"]) is not int or not passpaket.MOMENT.fullmatch(manifest["created"]):
            raise ValueError("manifest")
        thread = from_lines(_rows(package.members[THREAD]))
        along = picks.from_lines(_rows(package.members.get(PICKS, b"")))
        group = Group(manifest["group"], manifest["people"], school=manifest["school"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise passpaket.not_ours(file) from error
    return Parcel(group.code, group.people, group.school, manifest["created"], thread, along)


def _rows(content: bytes) -> Iterator[Any]:
    return map(passpaket.plain, content.decode().splitlines())


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

"""What a pack would change if it were added now: lesson by lesson, before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal

from facilitator import paths
from facilitator.content.adding import packs
from facilitator.content.adding.packfile import Pack, number_of, pack_in
from facilitator.content.adding.stacking import OWN, Refused, Used
from facilitator.content.decode import field_name
from facilitator.content.library import Library
from facilitator.content.model import Lesson, PackInfo
from facilitator.errors import ContentFault, Fault
from facilitator.i18n import _, ngettext

Kind = Literal["new", "replaces", "changed", "same", "back", "gone"]
"""What becomes of a lesson: it is new, goes before the program's own or another pack's, is changed from the pack's version
here, stays as it is, gives way to what it went before, or goes."""
SHORT = 12
"""So many digits of a hash are shown; it is told in full by `--json` and on the page of how the program keeps quiet."""

MOST_NAMES = 6
"""So many titles are told of in one warning."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a lesson. `new`, `changed` and `gone`: titles of its steps; `rest`: other fields that differ."""

    kind: Kind
    lesson: str
    title: str
    reviewed: bool
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A pack, and what it would change. `before`: its version here; `words`, `scenarios`, `rows`: how many are new or
    changed of the glossary, the bank and the support list; `fallen`: packs that could not be used with it."""

    pack: Pack
    content: bytes
    before: Pack | None
    used: Used
    changes: tuple[Change, ...]
    scenarios: int
    words: int
    rows: int
    fallen: tuple[Refused, ...]

    @property
    def info(self) -> PackInfo:
        """What the pack says of itself."""
        return self.pack.info

    @property
    def is_here(self) -> bool:
        """Whether it lies here already, byte for byte."""
        return self.before is not None and self.before.sha == self.pack.sha

    @property
    def is_older(self) -> bool:
        """Whether a newer version of it lies here."""
        return self.before is not None and number_of(self.before.info.version) > number_of(self.info.version)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What becomes of the lessons when a pack is taken away, a line each; `doubts`: what is to be looked at before."""

    lines: tuple[str, ...]
    doubts: tuple[str, ...]


def preview(content: bytes, name: str, today: date | None = None, keep_in: Path | None = None) -> Preview:
    """What the pack that these bytes are would change. Nothing is written, but for what `keep_in` keeps of all lessons.

    Raises:
        ContentFault: it is no whole pack, or would not be whole together with what is here; all its faults.
    """
    pack = pack_in(content, name)
    if pack.info.id == OWN:
        problem = _("The identifier “{id}” is for the lessons that are made on this computer.").format(id=OWN)
        raise ContentFault([Fault(pack.file, None, "id", problem, _("an identifier of its own"))])
    here = packs.found().packs
    before = next((one for one in here if one.info.id == pack.info.id), None)
    others = [one for one in here if one.info.id != pack.info.id]
    root = paths.scenarios_dir()
    now = Library.open(root, today, keep_in, here)
    then = Library.open(root, today, keep_in, [*others, pack])
    used = next((one for one in then.on_top if one.pack is pack), None)
    if used is None:
        raise ContentFault(next(one for one in then.refused if one.pack is pack).faults)
    fell = {(one.pack.sha, one.folder) for one in now.refused}
    return Preview(
        pack,
        content,
        before,
        used,
        tuple(_changes(now, then, used, before)),
        _differing(now.scenarios, then.scenarios),
        _differing(now.terms, then.terms),
        _differing({row.id: row for row in now.added}, {row.id: row for row in then.added}),
        tuple(one for one in then.refused if (one.pack.sha, one.folder) not in fell),
    )


def _differing(now: Mapping[str, Any], then: Mapping[str, Any]) -> int:
    return sum(now.get(key) != item for key, item in then.items())


def _changes(now: Library, then: Library, used: Used, before: Pack | None) -> Iterator[Change]:
    was = {lesson.id: lesson for lesson in now.lessons}
    will = {lesson.id: lesson for lesson in then.lessons}
    had = {key for one in now.on_top if before is not None and one.pack is before for key in one.lessons}
    for key in used.lessons:
        lesson = will[key]
        if key not in was:
            yield _change("new", lesson, None)
        elif was[key] == lesson:
            yield _change("same", lesson, None)
        else:
            yield _change("changed" if key in had else "replaces", lesson, was[key])
    for key in sorted(had - set(used.lessons)):
        if key not in will:
            yield _change("gone", was[key], None)
        elif will[key] != was[key]:
            yield _change("back", will[key], was[key])


def _change(kind: Kind, lesson: Lesson, before: Lesson | None) -> Change:
    title = title_of(lesson)
    if before is None:
        return Change(kind, lesson.id, title, lesson.granskad)
    was = {step.id: step for step in before.steps}
    steps = {step.id: step for step in lesson.steps}
    rest = (one.name for one in fields(Lesson) if one.name != "steps")
    return Change(
        kind,
        lesson.id,
        title,
        lesson.granskad,
        tuple(step.title for key, step in steps.items() if key not in was),
        tuple(step.title for key, step in steps.items() if key in was and was[key] != step),
        tuple(step.title for key, step in was.items() if key not in steps),
        tuple(field_name((name,)) for name in rest if getattr(lesson, name) != getattr(before, name)),
    )


def title_of(lesson: Lesson) -> str:
    """A lesson's label and title."""
    return f"{lesson.label} {lesson.title}"


# --- in words -----------------------------------------------------------------------------------------------


def short(sha: str) -> str:
    """The beginning of a hash, in groups that can be read aloud."""
    return " ".join(sha[place : place + 4] for place in range(0, SHORT, 4))


def head(one: Preview) -> tuple[str, str]:
    """What a pack is called, and who it is from."""
    info = one.info
    words = _("From {publisher}. Fingerprint: {hash}")
    name = _("{name}, version {version}").format(name=info.name, version=info.version)
    return name, words.format(publisher=info.publisher, hash=short(one.pack.sha))


def told(one: Preview) -> list[str]:
    """What a pack would change, a line each."""
    lines = [one.info.about] if one.info.about else []
    if one.before is not None and not one.is_here:
        lines.append(_("Here now: version {version}.").format(version=one.before.info.version))
    lines += [words for change in one.changes if (words := _told(change))]
    same = sum(change.kind == "same" for change in one.changes)
    if same:
        words = ngettext("Unchanged: {n} lesson.", "Unchanged: {n} lessons.", same)
        lines.append(words.format(n=same))
    return [*lines, *_beside(one)]


def _beside(one: Preview) -> Iterator[str]:
    if one.scenarios:
        words = ngettext(
            "{n} scenario is new or changed.", "{n} scenarios are new or changed.", one.scenarios
        )
        yield words.format(n=one.scenarios)
    if one.words:
        words = ngettext("{n} word is new or changed.", "{n} words are new or changed.", one.words)
        yield words.format(n=one.words)
    if one.rows:
        words = ngettext(
            "The support list gets {n} row more. The national ones stay.",
            "The support list gets {n} rows more. The national ones stay.",
            one.rows,
        )
        yield words.format(n=one.rows)


def _told(change: Change) -> str:
    heads = {
        "new": _("New: {title}."),
        "replaces": _("In place of the lesson here: {title}."),
        "changed": _("Changed: {title}."),
        "back": _("As before the pack: {title}."),
        "gone": _("Goes: {title}. What has been led stays in the log."),
    }
    if change.kind not in heads:
        return ""
    parts = [heads[change.kind].format(title=change.title)]
    for words, steps in (
        (_("New steps: {names}."), change.new),
        (_("Changed steps: {names}."), change.changed),
        (_("Steps that go: {names}."), change.gone),
    ):
        if steps:
            parts.append(words.format(names=", ".join(steps)))
    if change.rest and not (change.new or change.changed or change.gone):
        parts.append(_("The steps are the same."))
    return " ".join(parts)


def _listed(names: Sequence[str]) -> str:
    """Names after each other; of many, how many more there are."""
    rest = len(names) - MOST_NAMES
    listed = ", ".join(names[:MOST_NAMES])
    return _("{names} and {n} more").format(names=listed, n=rest) if rest > 0 else listed


def leaving(used: Used, today: date | None = None, keep_in: Path | None = None) -> Leaving:
    """What becomes of the lessons if a pack that is in use is taken away now. Nothing is written, as with `preview`."""
    here = packs.found().packs
    root = paths.scenarios_dir()
    now = Library.open(root, today, keep_in, here)
    then = Library.open(root, today, keep_in, [one for one in here if one.info.id != used.info.id])
    was = {lesson.id: lesson for lesson in now.lessons}
    will = {lesson.id: lesson for lesson in then.lessons}
    ours = [key for key in used.lessons if will.get(key) != was.get(key)]
    goes = [title_of(was[key]) for key in ours if key not in will]
    back = [title_of(will[key]) for key in ours if key in will and then.pack_of(key) is None]
    others = [(title_of(will[key]), one.info.name) for key in ours if (one := then.pack_of(key)) is not None]
    unused = [one.called for one in now.refused if one.lesson and one.pack.info.id == used.info.id]
    lines = tuple(_leaves(goes, back, others)) or (_none_leaves(used),)
    return Leaving(lines, (*_unused(unused), *_falls(now, then)))


def _none_leaves(used: Used) -> str:
    if used.lessons:
        return _("No lesson changes: other versions go before those of the pack.")
    return _("No lesson goes: it holds scenarios, words or rows of the support list.")


def _leaves(goes: Sequence[str], back: Sequence[str], others: Sequence[tuple[str, str]]) -> Iterator[str]:
    if goes:
        words = ngettext("{n} lesson goes: {names}.", "{n} lessons go: {names}.", len(goes))
        yield words.format(n=len(goes), names=", ".join(goes))
    if back:
        words = ngettext(
            "The program’s own lesson is used again: {names}.",
            "The program’s own lessons are used again: {names}.",
            len(back),
        )
        yield words.format(names=", ".join(back))
    for title, name in others:
        yield _("The lesson from “{pack}” is used again: {name}.").format(pack=name, name=title)


def _unused(names: Sequence[str]) -> Iterator[str]:
    """Lessons of this computer's own that lie in the pack and are left out as they are: nobody else has them."""
    if names:
        words = ngettext(
            "{n} lesson goes that is not used as it is now: {names}.",
            "{n} lessons go that are not used as they are now: {names}.",
            len(names),
        )
        yield words.format(n=len(names), names=", ".join(names))


def _falls(now: Library, then: Library) -> Iterator[str]:
    """What could not be used without the pack."""
    fell = {(one.pack.sha, one.folder) for one in now.refused}
    for fallen in then.refused:
        if (fallen.pack.sha, fallen.folder) not in fell:
            words = _("Without it, the pack “{name}” can no longer be used: {problem}")
            if fallen.lesson:
                words = _("Without it, your own lesson “{name}” can no longer be used: {problem}")
            yield words.format(name=fallen.called, problem=fallen.faults[0].problem)


def doubts(one: Preview) -> list[str]:
    """What is to be looked at before a pack is added."""
    found = []
    if one.is_older:
        assert one.before is not None
        words = _("The version here, {here}, is newer than the one in the file, {version}.")
        found.append(words.format(here=one.before.info.version, version=one.info.version))
    unread = [
        change.title for change in one.changes if not change.reviewed and change.kind not in ("back", "gone")
    ]
    if unread:
        words = ngettext(
            "Not reviewed by outside readers yet: {names}.",
            "Not reviewed by outside readers yet: {names}.",
            len(unread),
        )
        found.append(words.format(names=_listed(unread)))
    found += [note.problem for note in one.used.notes]
    for fallen in one.fallen:
        words = _("With it, the pack “{name}” can no longer be used: {problem}")
        if fallen.lesson:
            words = _("With it, your own lesson “{name}” can no longer be used: {problem}")
        found.append(words.format(name=fallen.called, problem=fallen.faults[0].problem))
    return found

"""What the desk shows of content packs: those in use, those that cannot be, and why none may be changed."""

from datetime import date
from typing import TYPE_CHECKING

from facilitator.errors import WorldTrouble
from facilitator.i18n import _, ngettext
from facilitator.ui.desk.packports import PacksView, PackView

if TYPE_CHECKING:
    from facilitator.content.adding.stacking import Used
    from facilitator.content.library import Library


def view(library: "Library", today: date) -> PacksView:
    """The packs of a library."""
    from facilitator.content.adding import packs

    closed = packs.kept_out()
    try:
        packs.may_change(today)
    except WorldTrouble as trouble:
        closed = closed or str(trouble)
    return PacksView(tuple(map(_view, library.on_top)), tuple(wrong(library)), closed)


def _view(used: "Used") -> PackView:
    from facilitator.content.adding.packdiff import short

    info, count = used.info, len(used.lessons)
    words = ngettext(
        "From {publisher}. {n} lesson. Fingerprint: {hash}",
        "From {publisher}. {n} lessons. Fingerprint: {hash}",
        count,
    )
    about = words.format(publisher=info.publisher, n=count, hash=short(used.pack.sha))
    name = _("{name}, version {version}").format(name=info.name, version=info.version)
    return PackView(info.id, name, about, tuple(note.problem for note in used.notes))


def wrong(library: "Library") -> list[str]:
    """The packs of which nothing is used, and own lessons that are not, each with the first thing that is wrong with it."""
    words = _("The content pack “{name}” is not used: {problem}")
    found = [words.format(name=one.file, problem=one.faults[0].problem) for one in library.broken]
    lesson = _("Your own lesson “{name}” is not used: {problem}")
    for one in library.refused:
        told = lesson if one.lesson else words
        found.append(told.format(name=one.called, problem=one.faults[0].problem))
    return found


def origin(library: "Library", lesson: str) -> tuple[str, str]:
    """The pack that a lesson comes from, in words, and its hash; both empty for one of the program's own."""
    used = library.pack_of(lesson)
    if used is None:
        return "", ""
    if is_own(library, lesson):
        return _("Your own version, kept on this computer"), used.pack.sha
    words = _("From the content pack {name}, version {version}")
    return words.format(name=used.info.name, version=used.info.version), used.pack.sha


def is_own(library: "Library", lesson: str) -> bool:
    """Whether a lesson has been made or changed on this computer."""
    from facilitator.content.adding.stacking import OWN

    used = library.pack_of(lesson)
    return used is not None and used.info.id == OWN

"""The whole report of how the program keeps quiet and whether everything is in order, for the window and for `doctor`."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from facilitator import diagnostics, paths
from facilitator.content.adding import pack, packs
from facilitator.diagnostics import Part
from facilitator.errors import WorldTrouble
from facilitator.i18n import _, ngettext
from facilitator.journal import queries
from facilitator.journal.backups import backup
from facilitator.journal.checking import health
from facilitator.journal.store import Journal
from facilitator.journal.tables import schema
from facilitator.policy import in_force


def parts(
    data: Path, journal: Journal | None, today: date, found: Sequence[health.Finding] | None = None
) -> tuple[Part, ...]:
    """Every part of the report. `journal`: the open log in `data`; None when it cannot be opened.

    `found`: what is wrong with the log, when it has just been looked through. Raises WorldTrouble.
    """
    log = _unopened(data) if journal is None else _log(journal, found)
    return (
        diagnostics.network(), diagnostics.folders(data), log, _lessons(data), diagnostics.versions(),
        diagnostics.decided(in_force(), today),
    )  # fmt: skip


def _log(journal: Journal, found: Sequence[health.Finding] | None) -> Part:
    found = health.examine(journal.database) if found is None else found
    lines = [
        _("Log version {version}; sessions: {n}").format(
            version=schema.VERSION, n=len(queries.sessions(journal, rehearsals=True))
        )
    ]
    if found:
        words = ngettext(
            "Looked through now: {n} thing is not in order. “doctor” tells which.",
            "Looked through now: {n} things are not in order. “doctor” tells which.",
            len(found),
        )
        lines.append(words.format(n=len(found)))
    else:
        lines.append(_("Looked through now, every row and every chain: all is in order."))
    return Part(_("The log"), (*lines, *_backups(journal.path.parent), *_second(journal)))


def _unopened(data: Path) -> Part:
    return Part(_("The log"), (_("It cannot be opened."), *_backups(data)))


def _backups(data: Path) -> tuple[str, ...]:
    try:
        found = backup.all_of(data)
    except WorldTrouble as trouble:
        return (str(trouble),)
    moment = backup.made(found[0]) if found else None
    if moment is None:
        return (_("Backups: none yet. One is made when a lesson has ended."),)
    words = _("Backups: {n}, the newest from {when}. Each was looked through when it was made.")
    return (words.format(n=len(found), when=f"{moment.astimezone():%Y-%m-%d %H:%M}"),)


def _second(journal: Journal) -> tuple[str, ...]:
    folder = backup.elsewhere(journal.device)
    if folder is None:
        return ()
    try:
        found = backup.all_of(journal.path.parent)
    except WorldTrouble:  # which has been told above
        return ()
    missing = sum(not paths.is_there(folder / one.name) for one in found)
    if missing:
        words = ngettext(
            "In the second place, {folder}, {n} backup is missing: it cannot be reached, or could not then.",
            "In the second place, {folder}, {n} backups are missing: it cannot be reached, or could not then.",
            missing,
        )
        return (words.format(folder=diagnostics.short(folder), n=missing),)
    return (_("All of them are also in {folder}.").format(folder=diagnostics.short(folder)),)


def _lessons(data: Path) -> Part:
    """The fingerprint of the lessons as a whole, of every folder among them, and of every pack added to them."""
    root = paths.scenarios_dir()
    try:
        everything = _("all of them")
        lines = [f"{pack.fingerprint(root)}  {everything}"]
        lines += [
            f"{pack.fingerprint(one)[:16]} …  {one.name}" for one in sorted(root.iterdir()) if one.is_dir()
        ]
    except OSError as error:
        lines = [_("They cannot be read: {reason}").format(reason=error.strerror or error)]
    return Part(_("The lessons’ fingerprints"), (*lines, *_packs(data), *pack.look(in_force())[1]))


def _packs(data: Path) -> Iterator[str]:
    """The packs by their hashes; whose they are is left out, for the report is sent to others."""
    if packs.kept_out():
        return
    found = packs.look(data)
    for one in found.packs:
        words = _("{hash}  content pack, version {version}")
        yield words.format(hash=one.sha, version=one.info.version)
    if found.broken:
        count = len(found.broken)
        words = ngettext(
            "{n} file among the content packs cannot be used. The page Settings tells why.",
            "{n} files among the content packs cannot be used. The page Settings tells why.",
            count,
        )
        yield words.format(n=count)

"""The command `packs`: what has been added to the program's own lessons, what a file would change, and how one is made."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from facilitator import paths
from facilitator.cli import DONE, NOT_IN_ORDER, say_error
from facilitator.cli.arguments import refuse_missing
from facilitator.content.adding import packcheck, packdiff, packfile, packs
from facilitator.content.adding.packdiff import Leaving, Preview
from facilitator.content.library import Library
from facilitator.errors import Fault
from facilitator.exchange.targets import CONTENT, kind_for
from facilitator.i18n import _, ngettext

_MOST_NOTES = 10
"""So many notes are told of where a pack is made; a lesson that began as a copy has hundreds of sentences in common with it."""


def add(data: Path, file: Path, *, older: bool, as_json: bool) -> int:
    """Tell what a pack would change, and add it."""
    packs.may_change(_today())
    refuse_missing(file)
    one = _preview(file)
    if one.is_older and not older:
        _tell(one, as_json=as_json, added=False)
        say_error(_("It is older than the one here, so it was not added. With --older it is."))
        return NOT_IN_ORDER
    if not one.is_here:
        packs.add(data, one.content, one.pack)
    _tell(one, as_json=as_json, added=not one.is_here)
    return DONE


def diff(file: Path, *, as_json: bool) -> int:
    """Tell what a pack would change; nothing is written."""
    refuse_missing(file)
    _tell(_preview(file), as_json=as_json, added=None)
    return DONE


def _preview(file: Path) -> Preview:
    return packdiff.preview(packfile.read_bytes(file), file.name)


def _tell(one: Preview, *, as_json: bool, added: bool | None) -> None:
    """`added`: None when nobody asked for that."""
    if as_json:
        answer = {
            "ok": True,
            **_info(one.pack),
            "here": one.before.info.version if one.before is not None else None,
            "added": bool(added),
            "changes": [asdict(change) for change in one.changes],
            "notes": packdiff.doubts(one),
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    for line in (*packdiff.head(one), *packdiff.told(one)):
        print(line)
    for doubt in packdiff.doubts(one):
        print(_("Look at this: {text}").format(text=doubt))
    if one.is_here:
        print(_("It is here already: nothing has changed."))
    elif added:
        print(_("Added. A window that is open shows it when it is opened anew."))
    elif added is None:
        print(_("Nothing has been added."))


def _info(pack: packfile.Pack) -> dict[str, str]:
    info = pack.info
    return {
        "id": info.id,
        "name": info.name,
        "version": info.version,
        "publisher": info.publisher,
        "sha256": pack.sha,
    }


def remove(data: Path, pack_id: str, *, only_look: bool, as_json: bool) -> int:
    """Tell what becomes of the lessons without a pack, and take it away; with `only_look` it is only told."""
    if not only_look:
        packs.may_change(_today())
    if not packs.is_there(data, pack_id):
        raise packs.missing(pack_id, (one.info.id for one in packs.found().packs))
    used = next((one for one in Library.in_use().on_top if one.info.id == pack_id), None)
    unused = Leaving((_("No lesson changes: nothing of the pack is used."),), ())
    leaving = unused if used is None else packdiff.leaving(used)
    if not only_look:
        packs.remove(data, pack_id)
    if as_json:
        answer = {"ok": True, "id": pack_id, "removed": not only_look, **asdict(leaving)}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return DONE
    for line in leaving.lines:
        print(line)
    for doubt in leaving.doubts:
        print(_("Look at this: {text}").format(text=doubt))
    print(
        _("Nothing has been taken away.")
        if only_look
        else _("Taken away. What has been led stays in the log.")
    )
    return DONE


def show(*, as_json: bool) -> int:
    """List the packs of this computer, and what is wrong with any."""
    library, closed = Library.in_use(), packs.kept_out()
    wrong = [(one.file, one.faults) for one in library.broken]
    wrong += [(one.file, one.faults) for one in library.refused]
    if as_json:
        rows = [
            {**_info(one.pack), "lessons": one.lessons, "replaced": one.replaced, "notes": _plain(one.notes)}
            for one in library.on_top
        ]
        bad = [{"file": file, "faults": _plain(faults)} for file, faults in wrong]
        answer = {"ok": not wrong, "packs": rows, "refused": bad, "closed": closed}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return NOT_IN_ORDER if wrong else DONE
    if closed:
        print(closed)
    elif not library.on_top and not wrong:
        print(_("No packs have been added."))
    for one in library.on_top:
        count = len(one.lessons)
        words = ngettext(
            "{id}: {name}, version {version}, from {publisher}. {n} lesson. Fingerprint: {hash}",
            "{id}: {name}, version {version}, from {publisher}. {n} lessons. Fingerprint: {hash}",
            count,
        )
        print(words.format(**(_info(one.pack) | {"hash": packdiff.short(one.pack.sha)}), n=count))
        for note in one.notes:
            print("  " + _("Look at this: {text}").format(text=note.problem))
    for file, faults in wrong:
        print(_("{file} cannot be used:").format(file=file))
        for fault in faults:
            print(fault)
    return NOT_IN_ORDER if wrong else DONE


def _plain(faults: Sequence[Fault]) -> list[dict[str, object]]:
    return [asdict(fault) for fault in faults]


def make(folder: Path, file: Path, *, as_json: bool) -> int:
    """Make a pack of a folder, when the check finds it whole."""
    kind_for(file, CONTENT)
    refuse_missing(folder)
    content, pack, findings = packcheck.make(folder)
    paths.write_whole(file, content)
    if as_json:
        answer = {"ok": True, **_info(pack), "file": str(file), "notes": _plain(findings.warnings)}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return DONE
    for note in findings.warnings[:_MOST_NOTES]:
        print(_("Note:"), note)
    if (more := len(findings.warnings) - _MOST_NOTES) > 0:
        words = ngettext(
            "{n} note more: {command} --verbose check {folder}",
            "{n} notes more: {command} --verbose check {folder}",
            more,
        )
        print(words.format(n=more, command=paths.command_name(), folder=folder))
    print(_("Written: {file}").format(file=file))
    print(_("The hash to tell whoever gets it: {hash}").format(hash=pack.sha))
    return DONE


def _today() -> date:
    return datetime.now().astimezone().date()

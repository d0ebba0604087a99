"""Commands on content: check and render."""

import errno
import json
import os
import re
from dataclasses import asdict
from pathlib import Path

from facilitator import paths
from facilitator.cli import DONE, NOT_IN_ORDER
from facilitator.cli.arguments import refuse_missing
from facilitator.cli.misuse import WrongUsage
from facilitator.content.adding import packcheck
from facilitator.content.library import Library
from facilitator.content.script import lengths_of
from facilitator.errors import NoSuch
from facilitator.exchange import targets
from facilitator.i18n import _, ngettext

_SIZE = re.compile(r"([0-9]{3,4})x([0-9]{3,4})")


def tell_fingerprint(folder: Path) -> int:
    """Print what a policy must hold for this folder of lessons to be used."""
    from facilitator.content.adding import pack

    refuse_missing(folder)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    print(pack.fingerprint(folder))
    return DONE


def check(targets: list[Path], *, as_json: bool, schema: Path | None, verbose: bool) -> int:
    """Check content; every fault at once, on stdout as JSON or for people."""
    if schema is not None:
        from facilitator.content.schema import write_schemas

        write_schemas(schema)
    refuse_missing(*targets)
    findings = packcheck.check(targets or [paths.scenarios_dir()])
    if as_json:
        answer = {
            "ok": not findings.faults,
            "lessons": [lesson.id for lesson in findings.lessons],
            "faults": [asdict(f) for f in findings.faults],
            "warnings": [asdict(f) for f in findings.warnings],
            "repeated": round(findings.repeated, 4),
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        for fault in findings.faults:
            print(fault)
        for warning in findings.warnings if verbose else ():
            print(_("Note:"), warning)
        if findings.warnings and not verbose:
            count = len(findings.warnings)
            words = ngettext(
                "{n} note, such as dates to check again: {command} --verbose check",
                "{n} notes, such as dates to check again: {command} --verbose check",
                count,
            )
            print(words.format(n=count, command=paths.command_name()))
        if len(findings.lessons) > 1:
            share = round(findings.repeated * 100)
            print(_("Sentences that return in another lesson: {share}%").format(share=share))
        print(_verdict(len(findings.faults), len(findings.lessons)))
    return NOT_IN_ORDER if findings.faults else DONE


def _verdict(faults: int, lessons: int) -> str:
    if faults:
        return ngettext("{n} fault to mend.", "{n} faults to mend.", faults).format(n=faults)
    return ngettext("All is in order: {n} lesson.", "All is in order: {n} lessons.", lessons).format(
        n=lessons
    )


def list_lessons(*, as_json: bool) -> int:
    """Every lesson with its id and its lengths, by programme."""
    library = Library.in_use()
    if as_json:
        rows = [
            {"id": one.id, "programme": one.programme, "title": one.title, "lengths": lengths_of(one)}
            for one in library.lessons
        ]
        print(json.dumps({"lessons": rows}, ensure_ascii=False, indent=1))
        return DONE
    wide = max((len(one.id) for one in library.lessons), default=0)
    for programme in library.programmes.values():
        print(f"{programme.id}: {programme.full_name}")
        for one in library.lessons:
            if one.programme == programme.id:
                print(f"  {one.id:<{wide}}  {'/'.join(map(str, lengths_of(one)))} min  {one.title}")
    return DONE


def draw_map(programme: str, file: Path) -> int:
    """Write the map of a programme as a page of A4, without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from facilitator.ui import railmap
    from facilitator.ui.rows.maprows import maps

    found = {view.programme: view for view in maps(Library.in_use())}
    if programme not in found:
        there = _("There is: {names}.").format(names=", ".join(found)) if found else ""
        raise NoSuch(_("There is no map of “{id}”.").format(id=programme), there)
    application = QGuiApplication.instance() or QGuiApplication([])
    railmap.write(found[programme], file)
    del application
    print(_("The map is saved: {file}").format(file=file))
    return DONE


def render(lesson: str | None, outdir: Path | None, every: Path | None, pdf: Path | None, size: str) -> int:
    """Draw slides as pictures, without a display."""
    found = _SIZE.fullmatch(size)
    width, height = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (320 <= width <= 8192 and 240 <= height <= 8192):
        raise WrongUsage(_("The size is written like 1920x1080."))
    if every is None and (lesson is None or outdir is None):
        raise WrongUsage(_("Name a lesson and a folder, or use --all OUTDIR."))
    if pdf is not None:
        targets.kind_for(pdf, targets.PDF)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QGuiApplication

    from facilitator.ui.stage import pictures

    application = QGuiApplication.instance() or QGuiApplication([])
    library = Library.in_use()
    wanted = library.lessons if every is not None else (library.lesson(str(lesson)),)
    drawn = 0
    for one in wanted:
        folder = every / one.id if every is not None else outdir
        assert folder is not None
        drawn += len(pictures.write(library.script(one.id), folder, QSize(width, height)))
    if pdf is not None:
        pictures.write_pdf([library.script(one.id) for one in wanted], pdf)
    del application
    where = every or outdir
    print(
        ngettext("{n} picture in {folder}", "{n} pictures in {folder}", drawn).format(n=drawn, folder=where)
    )
    return DONE

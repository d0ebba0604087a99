"""The command that writes a lesson as a reserve package: one HTML file."""

import os
from pathlib import Path

from facilitator.cli import DONE
from facilitator.cli.misuse import WrongUsage
from facilitator.cli.printing import local_contacts
from facilitator.content.library import Library
from facilitator.exchange.targets import PAGE, kind_for
from facilitator.i18n import _, numeral


def write(data: Path, lesson: str, file: Path | None, length: int) -> int:
    """Draw the lesson and write the file; needs no display."""
    if file is None:
        raise WrongUsage(_("Name a file with --out, for example --out pass.html"))
    kind_for(file, PAGE)
    own = local_contacts(data)
    script = Library.in_use().script(lesson, length or None, own)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from facilitator.exchange.reserve import page
    from facilitator.exchange.reserve.parts import Picture
    from facilitator.ui.tasks import reserving

    application = QGuiApplication.instance() or QGuiApplication([])
    found = reserving.slides(script)
    accent = script.programme.accent
    drawn = {one: Picture(reserving.packed(reserving.draw(one, accent)), one.words()) for one in found.all()}
    page.save(reserving.reserve(script, found, drawn.__getitem__, own), file)
    del application
    size = file.stat().st_size / 1_000_000
    print(_("Written: {file} ({size} MB)").format(file=file, size=numeral(size, 1)))
    return DONE

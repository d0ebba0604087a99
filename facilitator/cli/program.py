"""Commands that open the program or ask Qt about the screens."""

import gc
import json
import os
import sys
from pathlib import Path

from facilitator import paths
from facilitator.cli import DONE, NOT_IN_ORDER, REFUSED, say_error
from facilitator.errors import WorldTrouble
from facilitator.i18n import _


def has_display() -> bool:
    """Whether a window can be shown at all."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def open_program(data: Path, *, screen: str, rehearse: str = "", files: tuple[Path, ...] = ()) -> int:
    """Open the windows; `files` are packages to ask about in them."""
    if not has_display():
        say_error(
            _("There is no display here. To see a lesson as pictures: {command} render mvp-03 OUTDIR").format(
                command=paths.command_name()
            )
        )
        return REFUSED
    if rehearse:
        from facilitator.content.library import Library

        Library.in_use().lesson(rehearse)  # an unknown lesson is told here, before any window
    gc.disable()  # until the rooms have loaded: nothing of what is made till then is garbage
    from facilitator import app
    from facilitator.ui.program import Wishes

    return app.run(data, Wishes(screen, rehearse, files))


def list_screens(data: Path, chosen: str, *, as_json: bool) -> int:
    """List the screens and their roles."""
    if not has_display():
        raise WorldTrouble(
            _("There is no display here, so there are no screens to list."),
            _("Log in to the desktop of the computer and try again."),
        )
    from PySide6.QtGui import QGuiApplication

    from facilitator import settings as s
    from facilitator.ui import display, screens

    with display.knocking():
        application = QGuiApplication.instance() or QGuiApplication([])
    present = screens.present()
    missing = bool(chosen) and not screens.named(present, chosen)
    if missing:
        say_error(_("There is no screen called {name}.").format(name=chosen))
    remembered = screens.named(present, chosen) or s.peek(data, s.PROJECTOR)
    roles = screens.assign(present, remembered)
    rows = []
    for one in present:
        role = "laptop" if one is roles.laptop else "projector" if one is roles.projector else ""
        rows.append({"name": one.name, "identity": one.identity, "place": list(one.place), "role": role})
    del application
    if as_json:
        print(json.dumps({"screens": rows, "mirrored": roles.mirrored}, ensure_ascii=False, indent=1))
        return NOT_IN_ORDER if missing else DONE
    words = {"laptop": _("the leader’s view"), "projector": _("the projector"), "": _("not used")}
    for row, one in zip(rows, present, strict=True):
        print(f"{one.name}\t{one.size_text}\t{words[str(row['role'])]}\t{one.maker} {one.model}".rstrip())
    if roles.projector is None:
        print(_("Only one screen (or a mirrored desktop): the leader text will not be shown."))
    return NOT_IN_ORDER if missing else DONE

"""`selftest`: does this installation work? A whole lesson in a temporary folder, in memory and on disk."""

import json
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from facilitator import __version__
from facilitator.cli import DONE, NOT_IN_ORDER


def run() -> int:
    """Run every check; prints one JSON object on stdout."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    answers: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="passledaren-") as folder:
        checks: dict[str, Callable[[], str]] = {
            "content": _content, "stage": _stage, "lesson": Lesson(Path(folder)), "paper": _paper, "qt": _qt,
        }  # fmt: skip
        for name, check in checks.items():
            begun = time.monotonic()
            wrong = _attempt(check)
            answers[name] = {"ok": not wrong, "ms": round((time.monotonic() - begun) * 1000), "wrong": wrong}
    ok = all(isinstance(a, dict) and a["ok"] for a in answers.values())
    versions = {
        "passledaren": __version__, "python": platform.python_version(), "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(), "frozen": bool(getattr(sys, "frozen", False)),
    }  # fmt: skip
    print(json.dumps({"ok": ok, "checks": answers, "versions": versions}, ensure_ascii=False, indent=1))
    return DONE if ok else NOT_IN_ORDER


def _attempt(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:  # noqa: BLE001  (a self-test reports whatever goes wrong)
        return f"{type(error).__name__}: {error}"


def _content() -> str:
    from facilitator.content.library import Library

    library = Library.in_use()
    return "\n".join(map(str, library.faults)) or ("" if library.lessons else "no lessons")


def _stage() -> str:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QGuiApplication

    from facilitator.content.library import Library
    from facilitator.ui.stage import compose, paint

    application = QGuiApplication.instance() or QGuiApplication([])
    library = Library.in_use()
    script = library.script(library.lessons[0].id)
    picture = paint.render(compose.still(script, 0, 0), QSize(1280, 720))
    del application
    return "" if not picture.isNull() else "no picture"


def _paper() -> str:
    from facilitator.content.library import Library
    from facilitator.exchange import printing

    library = Library.in_use()
    for lesson in library.lessons:
        try:
            content = printing.drawn(library, printing.Order(kind="emergency", subject=lesson.id))
        except printing.OnlyForWeb:  # a lesson that is read from the right; another of the folder may not be
            continue
        drawn = content.startswith(b"%PDF") and b"Atkinson" in content and _seen(content)
        return "" if drawn else "no paper"
    return ""


def _seen(content: bytes) -> bool:
    """Whether the preview and the printer get the last page, which is not an empty one."""
    from facilitator.exchange.pages import Pages
    from facilitator.ui.printrun import picture

    pages = Pages(content)
    seen = picture(pages.raster(len(pages) - 1, 20))
    pages.close()
    return not seen.isNull() and not seen.allGray()


def _qt() -> str:
    from PySide6.QtGui import QFont

    font = QFont()
    before = sys.getrefcount(None)
    for _turn in range(500):
        font.setPixelSize(20)
    return "" if sys.getrefcount(None) > before - 50 else "this Qt binding loses references"


class Lesson:
    """A short lesson through the real conductor and journal, read back and exported."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self) -> str:
        """Lead, end, close, open again, compare, export."""
        from facilitator.content.library import Library
        from facilitator.exchange import csvset
        from facilitator.journal import open_journal, queries
        from facilitator.session import orders as o
        from facilitator.session.conductor import Conductor
        from facilitator.ui.clock import LessonClock

        library = Library.in_use()
        script = library.script(library.lessons[0].id)
        journal = open_journal(self._folder)
        journal.keep_script(script)
        name = journal.new_session_id()
        conductor = Conductor.start(name, script, journal, LessonClock(), group="6A", people=24)
        for order in (o.Next(), o.Next(), o.ShowCover("safe"), o.Uncover(), o.End()):
            conductor.order(order)
        saved = journal.flush(10)
        journal.close()
        journal = open_journal(self._folder)
        try:
            same = queries.load(journal, name) == conductor.session
            receipt = csvset.export(journal, self._folder / "csv")
        finally:
            journal.close()
        problems = [] if saved else ["not saved"]
        problems += [] if same else ["the session read back differs"]
        problems += [] if receipt.files else ["nothing exported"]
        return ", ".join(problems)

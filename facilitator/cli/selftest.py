"""`selftest`: does this installation work? A whole lesson in a temporary folder, in memory and on disk."""

import json
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator import __version__
from facilitator.cli import DONE, NOT_IN_ORDER

if TYPE_CHECKING:
    from facilitator.content.library import Library

Read = Callable[[], "Library"]


def run() -> int:
    """Run every check; prints one JSON object on stdout."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    answers: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="passledaren-") as folder:
        read = cache(_library)  # in a check, so that what stands in the way is told as an answer
        checks: dict[str, Callable[[], str]] = {
            "content": partial(_content, read), "stage": partial(_stage, read), "lesson": Lesson(Path(folder), read),
            "paper": partial(_paper, read), "qt": _qt,
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


def _library() -> "Library":
    from facilitator.content.library import Library

    return Library.in_use()


def _content(read: Read) -> str:
    library = read()
    return "\n".join(map(str, library.faults)) or ("" if library.lessons else "no lessons")


def _stage(read: Read) -> str:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QGuiApplication

    from facilitator.ui.stage import compose, paint

    application = QGuiApplication.instance() or QGuiApplication([])
    library = read()
    script = library.script(library.lessons[0].id)
    picture = paint.render(compose.still(script, 0, 0), QSize(1280, 720))
    del application
    return "" if not picture.isNull() else "no picture"


def _paper(read: Read) -> str:
    from facilitator.exchange import printing

    library = read()
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
    from facilitator.ui.paper.printrun import picture

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

    def __init__(self, folder: Path, read: Read) -> None:
        self._folder, self._read = folder, read

    def __call__(self) -> str:
        """Lead, end, close, open again, compare, export."""
        from facilitator.exchange.sheets import csvset
        from facilitator.journal import open_journal, queries
        from facilitator.session import orders as o
        from facilitator.session.conductor import Conductor
        from facilitator.ui.running.clock import LessonClock

        library = self._read()
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

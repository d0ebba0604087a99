"""The door to the display: where it stays shut, that is told in words, before Qt would end the program with its own."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from facilitator.i18n import _

REFUSED = 3
"""The command line's exit code when the surroundings say no."""


@contextmanager
def knocking() -> Iterator[None]:
    """While Qt is asked for the display."""
    before = qInstallMessageHandler(_listen)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _listen(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says; after its last word it would abort, so that is ours."""
    if kind != QtMsgType.QtFatalMsg:
        print(text, file=sys.stderr)
        return
    words = _(
        "The display cannot be opened. Log in to the desktop of the computer and start the program there."
    )
    print(words, file=sys.stderr, flush=True)
    os._exit(REFUSED)

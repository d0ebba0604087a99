"""A program whose disk stops answering in the middle of a lesson, and whose window is closed twice."""

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from facilitator import app
from facilitator.session import orders as o
from facilitator.ui import beside, goodbye, reader
from facilitator.ui.desk import ports
from facilitator.ui.program import Program, Wishes
from tests.patience import PATIENCE_S

if TYPE_CHECKING:
    from facilitator.journal import Journal

SHORT_S = 0.1


class Leader(QObject):
    """Begins a lesson as soon as there is one, goes on when the disk has stopped, and leaves."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        program = self._program
        if program.bridge is None or program.desk.today().filling:
            return
        self._timer.stop()
        program.desk.start_requested.emit(ports.StartRequest("mvp-03", "6B", 24, 50))
        journal = program.bridge.rooms.journal
        journal.flush(PATIENCE_S)
        held = threading.Event()
        threading.Thread(target=_hang, args=(journal, held), daemon=True).start()
        held.wait(PATIENCE_S)
        assert program.room.live is not None
        program.room.live.give(o.Next())
        program.quit()
        program.quit()


def _hang(journal: "Journal", held: threading.Event) -> None:
    """Never come back from inside SQLite, as when a write waits for a disk that is gone."""

    def hang() -> None:
        held.set()
        threading.Event().wait()

    with journal.database.raw() as raw:
        raw.create_function("hang", 0, hang)
        raw.execute("SELECT hang()").fetchone()


def main() -> int:
    """Open the program, and do as said above."""
    goodbye.PATIENCE_S = reader.PATIENCE_S = beside.PATIENCE_S = SHORT_S  # type: ignore[misc]
    opened = Program.open

    def open_and_lead(program: Program) -> None:
        opened(program)
        Leader(program)

    Program.open = open_and_lead  # type: ignore[method-assign,assignment]
    return app.run(Path(sys.argv[1]), Wishes())


if __name__ == "__main__":
    sys.exit(main())

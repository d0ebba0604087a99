"""How long the window stands still while a hundred packages are looked at and taken in, in the real program.

    python -m benchmarks.packing [--packages 100] [--sessions 600] [--folder DIR]

A timer in the window's own thread notes how late it comes, in each phase: at rest, reading, with the question before,
taking in, afterwards. What the system kept our threads waiting for a processor is told apart and taken off (Linux): the
rest is the program's own doing. Without a screen: QT_QPA_PLATFORM=offscreen. To reach: 50 ms.
"""

import argparse
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from benchmarks.merge import make
from benchmarks.watch import Watch, percentile
from facilitator import app, settings
from facilitator.journal import open_journal
from facilitator.ui.desk.handoverdialog import HandoverDialog
from facilitator.ui.program import Program, Wishes


def main() -> None:
    """Make the packages, open the program, drop them on it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packages", type=int, default=100)
    parser.add_argument("--sessions", type=int, default=600, help="in each package")
    parser.add_argument("--folder", type=Path, help="where everything is made; by default a temporary folder")
    given = parser.parse_args()
    application = QApplication([])
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        files = list(make(folder, given.packages, given.sessions))
        data = folder / "data"
        open_journal(data).close()
        settings.Settings(data).change(settings.FIRST_RUN_DONE, True)
        program = app.build(application, data, Wishes())
        program.open()
        watch = Packages(program)
        watch.until(watch.is_ready)
        watch.rest("at rest")
        watch.phase = "reading"
        watch.drop(files)
        watch.until(watch.has_asked)
        watch.rest("asked")
        watch.phase = "taking in"
        watch.accept()
        watch.until(watch.has_told)
        watch.rest("afterwards")
        for line in watch.lines():
            print(line)
        program.quit()


class Packages(Watch):
    """Lets packages go over the window, and answers what it asks."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._told = False

    def has_asked(self) -> bool:
        """Whether the packages have been read."""
        return self._dialog() is not None

    def has_told(self) -> bool:
        """Whether the packages have been taken in."""
        return self._told

    def drop(self, files: list[Path]) -> None:
        """Let the packages go over the window."""
        assert self.program.errands is not None
        self.program.errands.packing.told.connect(self._tell)
        self.program.errands.packing.saved.connect(self._tell)
        self.program.errands.packing.drop(files)

    def accept(self) -> None:
        """Say yes."""
        dialog = self._dialog()
        if dialog is not None:
            dialog.accept()

    def _dialog(self) -> QDialog | None:
        found = self.program.window.findChildren(HandoverDialog)
        return next((one for one in found if one.isVisible()), None)

    def _tell(self, _text: str) -> None:
        self._told = True

    def lines(self) -> list[str]:
        """The longest and the 99th percentile of every phase."""
        self.stop()
        return [
            f"{phase:10} {sum(one.gap for one in late):6.1f} s  longest {max(one.own for one in late) * 1000:4.0f} ms, "
            f"p99 {percentile([one.own for one in late]) * 1000:4.1f} ms  "
            f"(with the waiting for a processor: {max(one.gap for one in late) * 1000:4.0f} and {percentile([one.gap for one in late]) * 1000:4.1f} ms)"
            for phase, late in self.beats.items()
        ]


if __name__ == "__main__":
    main()

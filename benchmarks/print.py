"""Paper against bare ReportLab drawing the same strings, in the same run.

    python -m benchmarks.print [--rounds 5] [--hostile 20000]

Prints CPU seconds and peak memory, the reading of the lessons not counted: the handbook of MVP (to reach: at most 4 s and
150 MB), its HTML twin, one scenario card after the first (at most 0.15 s), and hostile strings, printed and read back
(none may fail or come back as something else). Every measurement runs in a process of its own.
"""

import argparse
import io
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from facilitator import paths
from facilitator.content.library import Library
from facilitator.exchange import printing
from facilitator.exchange.paper.face import font, look, style
from facilitator.exchange.paper.handbook import handbook
from facilitator.exchange.paper.leaves import A4_SIZE, Info, body, told
from facilitator.exchange.paper.plain import escaped
from facilitator.i18n import speaking
from tests.paper.hostile import hostile, printed, shown

PROGRAMME = "mvp"
CARDS = 30


def main() -> None:
    """Measure each in a process of its own, and print the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hostile", type=int, default=20_000)
    parser.add_argument("--measure", choices=tuple(MEASURES), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        MEASURES[given.measure]()
        return
    seconds = {}
    for name in ("floor", "handbook", "twin", "card"):
        runs = [_measured(name) for _round in range(given.rounds)]
        seconds[name] = statistics.median(run[0] for run in runs)
        peak = max(run[1] for run in runs)
        ratio = "" if name in ("floor", "card") else f"   {seconds[name] / seconds['floor']:.2f} × the floor"
        print(f"{name:9} {seconds[name]:6.3f} s   peak {peak:4.0f} MB{ratio}")
    texts = hostile(given.hostile)
    began = time.process_time()
    wrong = sum(one != other for one, other in zip(printed(texts), map(shown, texts), strict=True))
    print(f"{len(texts):,} hostile strings: {wrong} came back otherwise, {time.process_time() - began:.1f} s")


def _measured(name: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.print", "--measure", name]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(answer[0]), float(answer[1])


def _timed(work: Callable[[], object], times: int = 1) -> None:
    began = time.process_time()
    for _turn in range(times):
        work()
    spent = (time.process_time() - began) / times
    print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _library() -> Library:
    return Library.open(paths.scenarios_dir())


def floor() -> None:
    """Every string of the book as a paragraph of ReportLab's own, one below the other, with no layout and no tags."""
    library = _library()
    with speaking("sv"):
        tree = told(handbook(library, library.programmes[PROGRAMME]), Info("floor"))
    runs = [run for run in tree.runs() if run.text.strip()]
    _timed(lambda: _draw_plainly([(escaped(run.text, bold=run.bold), run.role) for run in runs]))


def _draw_plainly(texts: list[tuple[str, str]]) -> bytes:
    file, room = io.BytesIO(), body(A4_SIZE)
    canvas = Canvas(file, pagesize=A4_SIZE, invariant=1, initialFontName=font("Regular"), pageCompression=1)
    top = A4_SIZE[1] - room.top
    for text, role in texts:
        paragraph = Paragraph(text, style(look().roles[role], "ink", 0))
        _width, high = paragraph.wrap(room.width, room.height)
        if top - high < room.x:
            canvas.showPage()
            top = A4_SIZE[1] - room.top
        top -= high
        paragraph.drawOn(canvas, room.x, top)
    canvas.save()
    return file.getvalue()


def book() -> None:
    """The handbook as it is printed."""
    library = _library()
    _timed(lambda: printing.drawn(library, printing.Order(kind="handbook", subject=PROGRAMME)))


def twin() -> None:
    """Its HTML twin."""
    library = _library()
    _timed(lambda: printing.drawn(library, printing.Order(kind="handbook", subject=PROGRAMME, html=True)))


def card() -> None:
    """One scenario card, another each time, when one has been drawn before."""
    library = _library()
    scenarios = [one.id for lesson in library.lessons for one in library.bank_of(lesson)]
    orders = iter([printing.Order(kind="scenario", subject=one) for one in scenarios])
    printing.drawn(library, next(orders))
    _timed(lambda: printing.drawn(library, next(orders)), CARDS)


MEASURES: dict[str, Callable[[], None]] = {"floor": floor, "handbook": book, "twin": twin, "card": card}


if __name__ == "__main__":
    main()

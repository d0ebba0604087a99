"""The HTML twins of all papers in a real browser: an accessibility checker finds nothing serious, and they print."""

import re
import shutil
from base64 import b64decode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from pypdf import PdfReader

from facilitator import paths
from facilitator.content.library import Library
from facilitator.exchange import printing
from facilitator.exchange.printing import Order
from tests.browser.driver import Chromium
from tests.paper.conftest import THREAD, year_of

AXE: Final = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
HEAVY: Final = ("serious", "critical")
ORDERS: Final = (
    *(Order(kind=kind, subject="visning-46", people=3, html=True) for kind in printing.KINDS
      if kind not in ("pyramid", "support-cards", "concern", "handbook", "supervision", "year", *printing.OWN)),
    *(Order(kind=kind, subject="6B", thread=THREAD, html=True) for kind in printing.OWN),
    Order(kind="supervision", html=True), Order(kind="diploma", subject="mvp-11", names=("Ada Exempel",), html=True),
    Order(kind="pyramid", subject="mvp-03", html=True), Order(kind="support-cards", subject="mvp-03", html=True),
    Order(kind="concern", html=True), Order(kind="handbook", subject="apt", html=True),
    Order(kind="scenario", subject="taget-t3-f3", html=True), Order(kind="guide", subject="mvp-10", html=True),
    Order(kind="support-poster", subject="staff", html=True), Order(kind="cue-cards", subject="mvp-03", html=True),
)  # fmt: skip


class Reader(Chromium):
    """Reads a page with the checker, and prints it as a person would."""

    def found(self) -> list[tuple[str, str, str]]:
        """What the checker finds on the page that is open: how bad it is, the rule and where."""
        self.run(AXE.read_text(encoding="utf-8") + ";window.axe = axe;")
        script = "axe.run(document, {resultTypes: ['violations']}).then(arguments[arguments.length - 1])"
        found: Any = self._send("POST", "/execute/async", {"script": script, "args": []})
        assert found["passes"]
        return [
            (str(one["impact"]), str(one["id"]), str(node["html"])[:120])
            for one in found["violations"]
            for node in one["nodes"]
        ]

    def on_paper(self) -> bytes:
        """The page as a PDF, on the paper that it asks for itself."""
        self.drawn()
        wishes = {"preferCSSPageSize": True, "printBackground": True}
        order = {"cmd": "Page.printToPDF", "params": wishes}
        return b64decode(self._send("POST", "/goog/cdp/execute", order)["data"])


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    assert shutil.which("chromedriver"), "chromium-driver is missing: python3 tools/start.py test installs it"
    assert AXE.is_file(), "axe-core is missing: python3 tools/start.py test installs it"
    made = Reader(tmp_path_factory.mktemp("profile"))
    yield made
    made.quit()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[Order, Path]:
    folder, library = (
        tmp_path_factory.mktemp("twins"),
        Library.open(paths.scenarios_dir(), date(2026, 11, 25)),
    )
    orders = (*ORDERS, Order(kind="year", year=year_of(library), html=True))
    found = {order: folder / f"{place}-{printing.file_name(order)}" for place, order in enumerate(orders)}
    for order, file in found.items():
        printing.save(library, order, file)
    return found


def test_that_the_checker_finds_something_when_there_is_something(browser: Reader, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<!DOCTYPE html><html><body><img src='data:,'><p style='color:#ccc'>grått", encoding="utf-8"
    )
    browser.open(bad.as_uri())
    rules = {rule for impact, rule, _where in browser.found() if impact in HEAVY}
    assert {"image-alt", "html-has-lang", "document-title", "color-contrast"} <= rules


def test_that_no_twin_has_a_fault_that_shuts_anybody_out(browser: Reader, files: dict[Order, Path]) -> None:
    assert {order.kind for order in files} == set(printing.KINDS)
    browser.size(1280, 900)
    for order, file in files.items():
        browser.open(file.as_uri())
        assert browser.found() == [], order.kind


def test_that_nothing_is_wider_than_a_phone(browser: Reader, files: dict[Order, Path]) -> None:
    browser.size(360, 800)
    for order, file in files.items():
        browser.open(file.as_uri())
        assert browser.run("return document.documentElement.scrollWidth - innerWidth") <= 0, order.kind


def test_that_a_number_to_ring_is_larger_than_what_is_said_of_it_on_a_phone_too(
    browser: Reader, files: dict[Order, Path]
) -> None:
    posters = [file for order, file in files.items() if order.kind == "support-poster"]
    sizes = "return ['.reach', '.lead'].map(one => parseFloat(getComputedStyle(document.querySelector(one)).fontSize))"
    for width in (360, 1280):
        browser.size(width, 800)
        for file in posters:
            browser.open(file.as_uri())
            reach, lead = browser.run(sizes)
            assert reach > lead, (file.name, width)


def test_that_the_own_letters_are_used_and_nothing_is_refused_or_asked_for(
    browser: Reader, files: dict[Order, Path]
) -> None:
    browser.size(1280, 900)
    for order, file in files.items():
        browser.open(file.as_uri())
        assert browser.run("return document.fonts.check('16px Passledaren')"), order.kind
        assert browser.run("return getComputedStyle(document.body).fontFamily").startswith("Passledaren")
        asked = browser.run("return performance.getEntriesByType('resource').map(one => one.name)")
        assert [one for one in asked if not one.startswith("data:")] == [], order.kind
        broken = browser.run("return [...document.images].filter(one => !one.naturalWidth).length")
        assert broken == 0, order.kind


def test_that_a_twin_prints_without_losing_a_word(
    browser: Reader, files: dict[Order, Path], tmp_path: Path
) -> None:
    for order, file in files.items():
        if order.kind not in ("glossary", "scenario", "evaluation"):
            continue
        browser.open(file.as_uri())
        out = tmp_path / "printed.pdf"
        out.write_bytes(browser.on_paper())
        reader = PdfReader(out)
        assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {
            (595, 842)
        }
        words = re.findall(r"\w{4,}", browser.run("return document.querySelector('main').innerText"))
        printed = "".join("".join(page.extract_text().split()) for page in reader.pages)
        assert [word for word in words if word not in printed] == [], order.kind

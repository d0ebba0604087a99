"""The manual in a real browser: an accessibility checker finds nothing serious, it fits a phone, and it prints."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser.test_twins import HEAVY, Reader

ROOT = Path(__file__).parents[2]
PHONE, DESKTOP = (390, 844), (1280, 800)
ONE_LEAF = ("larare", "mentorer")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "properdocs", "build", "--strict", "--site-dir", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    made = Reader(tmp_path_factory.mktemp("profile"))
    yield made
    made.quit()


def test_that_no_page_has_a_serious_fault_or_is_wider_than_the_window(browser: Reader, site: Path) -> None:
    for page in sorted(site.glob("*.html")):
        browser.open(page.as_uri())
        for size in (PHONE, DESKTOP):
            browser.size(*size)
            assert browser.run("return document.documentElement.scrollWidth - innerWidth") <= 0, page.name
        assert browser.console() == []
        assert [one for one in browser.found() if one[0] in HEAVY] == [], page.name
        browser.console()  # the checker's own


def test_that_the_pages_of_teacher_and_mentor_are_one_leaf_each(browser: Reader, site: Path) -> None:
    for name in ONE_LEAF:
        browser.open((site / f"{name}.html").as_uri())
        printed = PdfReader(io.BytesIO(browser.on_paper()))
        assert len(printed.pages) == 1, name
        text = printed.pages[0].extract_text()
        assert "Efteråt" in text
        assert "Alla sidor" not in text


def test_that_a_key_leads_past_the_list_of_pages(browser: Reader, site: Path) -> None:
    browser.open((site / "larare.html").as_uri())
    browser.press("Tab")
    assert browser.run("return document.activeElement.className") == "skip"
    browser.press("Enter")
    assert browser.run("return document.activeElement.id") == "content"

"""One Chromium for the suite, and one reserve package of a real lesson."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication

from facilitator.content.model import SupportContact
from facilitator.content.script import Script
from facilitator.exchange.reserve import page
from facilitator.exchange.reserve.parts import Picture, Reserve
from facilitator.ui.tasks import reserving
from tests import ownlessons
from tests.browser.driver import Chromium

WIDE, HIGH = 1366, 768


class Package(NamedTuple):
    """A package on disk and what went into it."""

    script: Script
    reserve: Reserve
    file: Path

    def address(self, view: str = "") -> str:
        return self.file.as_uri() + (f"#{view}" if view else "")


def made(lesson: str, folder: Path, local: tuple[SupportContact, ...] = ()) -> Package:
    script = ownlessons.library().script(lesson, None, local)
    found, accent = reserving.slides(script), script.programme.accent
    drawn = {one: Picture(reserving.packed(reserving.draw(one, accent)), one.words()) for one in found.all()}
    reserve = reserving.reserve(script, found, drawn.__getitem__, local)
    file = folder / f"{lesson}.html"
    page.save(reserve, file)
    return Package(script, reserve, file)


@pytest.fixture(scope="session")
def package(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Package:
    return made("mvp-03", tmp_path_factory.mktemp("paket"))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    assert shutil.which("chromedriver"), "chromium-driver is missing: python3 tools/start.py test installs it"
    begun = Chromium(tmp_path_factory.mktemp("chromium"))
    yield begun
    begun.quit()


@pytest.fixture
def chromium(browser: Chromium) -> Chromium:
    """The browser with one new empty window, as large as a school's Chromebook."""
    browser.fresh()
    browser.size(WIDE, HIGH)
    browser.console()
    return browser

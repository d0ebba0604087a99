"""Picture tests draw without a window; the platform is chosen before Qt starts."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from facilitator.i18n import set_language
from facilitator.ui.stage import images
from tests.patientbot import PatientBot
from tests.pictures import samples

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder where the sample lesson's picture lies: two fields of colour with an edge between."""
    root = tmp_path_factory.mktemp("content")
    folder = root / "prov" / "prov"
    folder.mkdir(parents=True)
    picture = QImage(900, 600, QImage.Format.Format_RGB32)
    picture.fill(0x557799)
    painter = QPainter(picture)
    painter.fillRect(300, 200, 450, 300, 0xCC8844)
    painter.end()
    picture.save(str(folder / samples.PICTURE))
    return root


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Who lets Qt run, and waits for what is to come."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def drawing(qtbot: PatientBot, content: Path) -> Iterator[None]:
    """Qt is running, the interface is Swedish, and the sample lesson's picture is there."""
    set_language("sv")
    images.look_in(content)
    yield
    images.look_in(None)

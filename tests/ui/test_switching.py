"""The language changes while the program runs: nothing that shows stays in the language of before."""

import gettext

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator.i18n import set_language
from facilitator.paths import resources_dir
from facilitator.ui.desk.shell import Desk
from facilitator.ui.parts.label import label
from tests.ui import rows, test_accessible
from tests.ui.followbook import Answers
from tests.ui.planbook import filled, planner, year_rooms

CATALOGUE = resources_dir() / "locale" / "sv" / "LC_MESSAGES" / "passledaren.mo"
ASKED = "ماذا يمكننا أن نفعل؟"


def swedish_alone() -> frozenset[str]:
    """The Swedish texts that are not English, too, and hold no field."""
    with CATALOGUE.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    texts = {key: words for key, words in catalogue._catalog.items() if key}  # type: ignore[attr-defined]
    english = {key if isinstance(key, str) else key[0] for key in texts}
    return frozenset(words for words in texts.values() if words not in english and "{" not in words)


def told(window: QWidget) -> set[str]:
    """Every text that shows or is read aloud, of the program or not."""
    found: set[str] = set()
    for one in (window, *window.findChildren(QWidget)):
        if not one.isVisible():
            continue
        found |= {one.accessibleName(), one.accessibleDescription(), one.toolTip()}
        if isinstance(one, QLabel | QAbstractButton):
            found.add(one.text())
        elif isinstance(one, QLineEdit):
            found.add(one.placeholderText())
        elif isinstance(one, QComboBox):
            found |= {one.itemText(place) for place in range(one.count())}
        elif isinstance(one, QHeaderView) and one.orientation() is Qt.Orientation.Horizontal:
            found |= {
                str(one.model().headerData(n, Qt.Orientation.Horizontal))
                for n in range(one.model().columnCount())
            }
    return found


@pytest.mark.parametrize("scene", test_accessible.SCENES)
def test_that_a_page_that_is_open_speaks_the_new_language_at_once(qtbot: QtBot, scene: str) -> None:
    swedish = swedish_alone()
    with year_rooms(filled()) as made:
        desk = Desk(rows.Shelf(), rows.CHOICES, planner(made, None), Answers())
        qtbot.addWidget(desk)
        desk.resize(*test_accessible.SCHOOL_LAPTOP)
        desk.show()
        qtbot.waitExposed(desk)
        test_accessible.SCENES[scene](desk)
        qtbot.waitUntil(lambda: not desk.today().filling)
        assert told(desk) & swedish
        set_language("en")
        desk.rebuild()
        qtbot.waitUntil(lambda: not desk.today().filling)
        QApplication.sendPostedEvents()
        assert told(desk) & swedish - content() == set()


def content() -> set[str]:
    """Words of the rows that a test puts in, which are nobody's to translate."""
    return {"APT", "Kurator"}


def test_that_a_label_in_arabic_begins_at_the_right(qtbot: QtBot) -> None:
    for words, right in ((ASKED, True), ("Vad kan vi göra?", False)):
        one = label(words, wrap=True)
        qtbot.addWidget(one)
        one.resize(600, 40)
        picture = one.grab().toImage()
        ground = picture.pixel(0, 0)
        scale = picture.width() / one.width()
        inked = [
            x
            for x in range(picture.width())
            if any(picture.pixel(x, y) != ground for y in range(picture.height()))
        ]
        assert (min(inked) > 300 * scale) is right
        assert (max(inked) > 580 * scale) is right

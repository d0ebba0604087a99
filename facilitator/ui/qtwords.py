"""Qt's own words, as in its file dialog and the menus of its fields, in the interface language."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from facilitator.i18n import current_language

_NAME = "qtwords"


def speak(app: QApplication) -> None:
    """Let Qt's words follow the interface language; English is what it speaks by itself."""
    old = app.findChild(QTranslator, _NAME)
    if old is not None:
        app.removeTranslator(old)
        old.deleteLater()
        old.setObjectName("")
    words = QTranslator(app)
    words.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if current_language() != "en" and words.load(f"qtbase_{current_language()}", folder):
        app.installTranslator(words)

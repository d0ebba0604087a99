"""The computer's own dialogs for where something is to lie; they begin where people keep their documents."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from facilitator.i18n import _
from facilitator.ui.parts.folder import documents


def ask_save(
    parent: QWidget | None, title: str, kinds: Sequence[str], name: str, save: Callable[[str], None]
) -> QFileDialog:
    """Ask where to save a file. `kinds`: what sorts it can be, in words; `name`: what it is called unless somebody writes
    another, with the ending that is added to one without; `save` gets the whole path."""
    dialog = QFileDialog(parent, title, str(documents()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(kinds)
    dialog.setDefaultSuffix(Path(name).suffix[1:])
    dialog.selectFile(name)
    dialog.fileSelected.connect(save)
    return _opened(dialog)


def ask_open(
    parent: QWidget | None, title: str, kind: str, look: Callable[[str], None], suffix: str = ""
) -> QFileDialog:
    """Ask which file to read. `kind`: the usual sort, in words; `suffix`: the ending of a name that is written without one."""
    dialog = QFileDialog(parent, title, str(documents()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([kind, _("All files (*)")])
    dialog.setDefaultSuffix(suffix)
    dialog.fileSelected.connect(look)
    return _opened(dialog)


def ask_folder(parent: QWidget | None, title: str, then: Callable[[str], None]) -> QFileDialog:
    """Ask for a folder; `then` gets its path."""
    dialog = QFileDialog(parent, title, str(documents()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(then)
    return _opened(dialog)


def _opened(dialog: QFileDialog) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog

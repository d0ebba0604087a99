"""What the settings page changes, joined to the settings file, the look and the language."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from facilitator import i18n
from facilitator import settings as s
from facilitator.errors import WorldTrouble
from facilitator.ui import qtwords, style
from facilitator.ui.desk import ports


class Chooser(QObject):
    """Keeps choices. `changed`: the desk's picture of them; `rebuilt`: words or sizes are new everywhere."""

    changed = Signal()
    rebuilt = Signal()
    refused = Signal(str)

    def __init__(self, chosen: s.Settings, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._data = chosen, data

    def choices(self) -> ports.Choices:
        """The choices as the settings page shows them."""
        get = self._settings.get
        return ports.Choices(
            language=i18n.current_language(),
            text_size=get(s.TEXT_SIZE),
            school_name=get(s.SCHOOL_NAME),
            school_code=get(s.SCHOOL_CODE),
            safe_key_is_black=get(s.SAFE_KEY_IS_BLACK),
            screen_mode=get(s.SCREEN_MODE),
            fades=get(s.FADES),
            keys=get(s.KEYS),
            data_dir=self._data,
        )

    def change(self, key: str, value: object) -> None:
        """Keep a choice and let it take effect at once."""
        option = s.OPTIONS[key]
        try:
            self._settings.change(option, value)
        except (ValueError, WorldTrouble) as why:
            self.refused.emit(str(why))
            return
        if option is s.LANGUAGE:
            i18n.set_language("en" if value == "en" else "sv")
        if option in (s.LANGUAGE, s.TEXT_SIZE):
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            style.dress(app, self._settings.get(s.TEXT_SIZE))
            qtwords.speak(app)
        self.changed.emit()
        if option in (s.LANGUAGE, s.TEXT_SIZE, s.KEYS):
            self.rebuilt.emit()

    def welcomed(self) -> None:
        """The first questions are over."""
        self.change(s.FIRST_RUN_DONE.key, True)

"""What the settings page changes, joined to the settings file, the look and the language."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from facilitator import i18n
from facilitator import settings as s
from facilitator.errors import WorldTrouble
from facilitator.policy import in_force, rules
from facilitator.ui import qtwords, style, theme
from facilitator.ui.desk import ports
from facilitator.ui.desk.decided import Decided
from facilitator.ui.screens import Roles

MOST_SCREENS = 50


class Chooser(QObject):
    """Keeps choices. `changed`: the desk's picture of them; `rebuilt`: words or sizes are new everywhere; `forgotten`: what was
    of use for a lesson that has been held is gone."""

    changed = Signal()
    forgotten = Signal()
    rebuilt = Signal()
    refused = Signal(str)

    def __init__(self, chosen: s.Settings, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._data, self._policy = chosen, data, in_force()

    def choices(self) -> ports.Choices:
        """The choices as the settings page shows them."""
        get = self._settings.get
        return ports.Choices(
            language=i18n.current_language(),
            text_size=get(s.TEXT_SIZE),
            contrast=get(s.CONTRAST),
            school_name=get(s.SCHOOL_NAME),
            school_code=get(s.SCHOOL_CODE),
            safe_key_is_black=get(s.SAFE_KEY_IS_BLACK),
            screen_mode=get(s.SCREEN_MODE),
            fades=get(s.FADES),
            touch=get(s.TOUCH),
            keys=get(s.KEYS),
            data_dir=self._data,
            contacts=tuple(_contact(row) for row in get(s.CONTACTS)),
            prepared=get(s.PREPARED),
            picked=get(s.PICKED),
            decided=Decided(
                locked=frozenset(self._settings.locked),
                reason=self._policy.reason,
                schools=tuple((one.code, one.name) for one in self._policy.get(rules.SCHOOLS)),
                lines=self._policy.lines(),
                doubts=self._policy.faults,
            ),
            paper_saving=get(s.PAPER_SAVING),
            reserve_papers=get(s.RESERVE_PAPERS),
        )

    def change(self, key: str, value: object) -> None:
        """Keep a choice and let it take effect at once."""
        option = s.OPTIONS[key]
        if not self._keep(option, value):
            return
        if option is s.LANGUAGE:
            i18n.set_language("en" if value == "en" else "sv")
        if option in (s.LANGUAGE, s.TEXT_SIZE, s.CONTRAST):
            self._dress()
        self.changed.emit()
        if option in (s.LANGUAGE, s.TEXT_SIZE, s.CONTRAST, s.KEYS):
            self.rebuilt.emit()

    def _keep(self, option: s.Option[Any], value: object) -> bool:
        try:
            self._settings.change(option, value)
        except (ValueError, WorldTrouble) as why:
            self.refused.emit(str(why))
            return False
        return True

    def follow_system(self) -> None:
        """Wear the contrast that the computer asks for now, if it is to be followed and is another than before."""
        if style.wanted(self._settings.get(s.CONTRAST)) != theme.current().name:
            self._dress()
            self.rebuilt.emit()

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        style.dress(app, self._settings.get(s.TEXT_SIZE), self._settings.get(s.CONTRAST))
        qtwords.speak(app)

    def tick(self, place: str, ticks: tuple[str, ...]) -> None:
        """Keep the ticks of a lesson with a group; none: forget the place."""
        others = {key: kept for key, kept in self._settings.get(s.PREPARED).items() if key != place}
        self.change(s.PREPARED.key, {**others, place: ticks} if ticks else others)

    def pick(self, place: str, step: str, scenario: str) -> None:
        """Keep the scenario picked for a step of a lesson with a group; empty: the lesson's own."""
        from facilitator.planning import preparing

        kept = self._settings.get(s.PICKED)
        picks = {**preparing.picks_of(kept.get(place, ())), step: scenario}
        told = preparing.kept_picks({one: found for one, found in picks.items() if found})
        others = {key: one for key, one in kept.items() if key != place}
        self.change(s.PICKED.key, {**others, place: told} if told else others)

    def forget(self, place: str) -> None:
        """The lesson has been held: neither its ticks nor its picked scenarios are of use."""
        for option in (s.PREPARED, s.PICKED):
            self._keep(option, {key: one for key, one in self._settings.get(option).items() if key != place})
        self.forgotten.emit()

    def reading(self, screen: str, read: str, day: date) -> None:
        """Keep how the reading test on a screen went."""
        others = [row for row in self._settings.get(s.READING_TESTS).items() if row[0] != screen]
        self.change(
            s.READING_TESTS.key, dict([*others[-MOST_SCREENS:], (screen, f"{day.isoformat()} {read}")])
        )

    def last_reading(self, screen: str) -> tuple[date | None, str]:
        """When a screen was last tested and what could be read."""
        day, _space, read = self._settings.get(s.READING_TESTS).get(screen, "").partition(" ")
        try:
            return date.fromisoformat(day), read
        except ValueError:
            return None, ""

    def projector(self, roles: Roles) -> ports.ProjectorView:
        """The projector that is there, and how its reading test went."""
        there = roles.projector
        tested, read = self.last_reading(roles.shown_on.identity)
        return ports.ProjectorView(
            connected=there is not None, size=there.size_text if there else "", mirrored=roles.mirrored,
            tested=tested, read=read,
        )  # fmt: skip

    def welcomed(self) -> None:
        """The first questions are over."""
        self.change(s.FIRST_RUN_DONE.key, True)


def _contact(row: Mapping[str, str]) -> ports.ContactView:
    return ports.ContactView(
        name=row["name"],
        reach=row["reach"],
        audience=row["audience"],
        checked=date.fromisoformat(row["checked"]),
    )

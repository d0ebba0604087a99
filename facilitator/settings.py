"""What a user may choose about the program itself: one registry of options, kept whole in `settings.json`."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar, cast

from facilitator.errors import WorldTrouble, trouble_from
from facilitator.i18n import _
from facilitator.paths import write_whole
from facilitator.settingvalues import (
    contacts,
    keys_by_action,
    line,
    lines,
    lines_by_name,
    number,
    one_of,
    results_by_screen,
    ticks_by_place,
    yes_or_no,
)  # fmt: skip

SCHEMA: Final = 1
FILE_NAME: Final = "settings.json"
LARGEST_FILE: Final = 1_000_000
"""Bytes; a larger settings file is taken as damaged."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One thing that can be chosen: its key in the file, its default, how a value is read, and what it means."""

    key: str
    default: T
    read: Callable[[object], T]
    describe: Callable[[], str]


LANGUAGE: Final = Option(
    "language", "sv", one_of("sv", "en"), lambda: _("The language of the program’s own texts.")
)
TEXT_SIZE: Final = Option(
    "text_size", 1.0, number(1.0, 2.0), lambda: _("How large the texts on the laptop are, as a factor.")
)
CONTRAST: Final = Option(
    "contrast",
    "system",
    one_of("system", "usual", "high", "high-dark"),
    lambda: _("The colours: as the computer asks for, the usual ones, or high contrast in black or white."),
)
SCHOOL_NAME: Final = Option(
    "school_name", "", line(80), lambda: _("The school’s name, shown on print-outs and in exports.")
)
SCHOOL_CODE: Final = Option(
    "school_code", "", line(20), lambda: _("The school’s short code, which marks its sessions in exports.")
)
PROJECTOR: Final = Option(
    "projector", "", line(300), lambda: _("The projector used last, by maker, model and serial number.")
)
PROJECTORS_CONFIRMED: Final[Option[tuple[str, ...]]] = Option(
    "projectors_confirmed", (), lines, lambda: _("Projectors that someone has said yes to on this laptop.")
)
SCREEN_MODE: Final = Option(
    "screen_mode",
    "auto",
    one_of("auto", "one", "two"),
    lambda: _(
        "Whether the leader’s view has a screen of its own: decided by what is connected, one, or two."
    ),
)
SAFE_KEY_IS_BLACK: Final = Option(
    "safe_key_is_black",
    False,
    yes_or_no,
    lambda: _("The safe-screen key shows a black screen instead of the safe screen."),
)
NOTES_SIZE: Final = Option(
    "notes_size",
    1.0,
    number(0.8, 2.0),
    lambda: _("How large the leader’s notes are during a lesson, as a factor."),
)
FADES: Final = Option(
    "fades",
    False,
    yes_or_no,
    lambda: _("New steps fade in on the projector; without it every picture stands still."),
)
TOUCH: Final = Option(
    "touch",
    False,
    yes_or_no,
    lambda: _("Large buttons in the lesson, for a touch screen or an interactive board."),
)
WINDOWS: Final[Option[Mapping[str, str]]] = Option(
    "windows",
    MappingProxyType({}),
    lines_by_name,
    lambda: _("Where the window stood last time, for each set of screens."),
)
FIRST_RUN_DONE: Final = Option(
    "first_run_done", False, yes_or_no, lambda: _("Whether the first questions have been answered.")
)
KEYS: Final[Option[Mapping[str, tuple[str, ...]]]] = Option(
    "keys",
    MappingProxyType({}),
    keys_by_action,
    lambda: _("Own keys for actions, instead of the usual ones."),
)
CONTACTS: Final[Option[tuple[Mapping[str, str], ...]]] = Option(
    "contacts",
    (),
    contacts,
    lambda: _("The school’s own rows of the support list: adults in their role, and when each was checked."),
)
READING_TESTS: Final[Option[Mapping[str, str]]] = Option(
    "reading_tests",
    MappingProxyType({}),
    results_by_screen,
    lambda: _(
        "For each projector, the day of its last reading test and the smallest text that could be read."
    ),
)
PREPARED: Final[Option[Mapping[str, tuple[str, ...]]]] = Option(
    "prepared",
    MappingProxyType({}),
    ticks_by_place,
    lambda: _("What has been ticked off on the page for preparing, until the lesson is held."),
)
PICKED: Final[Option[Mapping[str, tuple[str, ...]]]] = Option(
    "picked",
    MappingProxyType({}),
    ticks_by_place,
    lambda: _(
        "The scenarios chosen on the page for preparing instead of the lesson’s own, until it is held."
    ),
)
CLIPS: Final[Option[Mapping[str, str]]] = Option(
    "clips",
    MappingProxyType({}),
    lines_by_name,
    lambda: _("The file chosen for each step with a film or a sound; the path stays on this computer."),
)
PAPER_SAVING: Final[Option[tuple[str, ...]]] = Option(
    "paper_saving", (), lines, lambda: _("How paper was saved the last time something was printed.")
)
PRINTER: Final = Option("printer", "", line(300), lambda: _("The printer used last."))
RESERVE_PAPERS: Final = Option(
    "reserve_papers", True, yes_or_no,
    lambda: _("Every lesson lies as a PDF in the folder reserv, drawn anew when its content has changed."),
)  # fmt: skip

OPTIONS: Final[Mapping[str, Option[Any]]] = MappingProxyType(
    {
        option.key: option
        for option in (
            LANGUAGE,
            TEXT_SIZE,
            CONTRAST,
            SCHOOL_NAME,
            SCHOOL_CODE,
            PROJECTOR,
            PROJECTORS_CONFIRMED,
            SCREEN_MODE,
            SAFE_KEY_IS_BLACK,
            NOTES_SIZE,
            FADES,
            TOUCH,
            WINDOWS,
            FIRST_RUN_DONE,
            KEYS,
            CONTACTS,
            READING_TESTS,
            PREPARED,
            PICKED,
            CLIPS,
            PAPER_SAVING,
            PRINTER,
            RESERVE_PAPERS,
        )
    }
)
"""Every option, by its key in the file."""


def peek(data_dir: Path, option: Option[T]) -> T:
    """Return one chosen value, or its default, without touching a file that cannot be used: the window tells of it."""
    try:
        return option.read(_read(data_dir / FILE_NAME)[option.key])
    except (OSError, ValueError, RecursionError, KeyError):
        return option.default


class Settings:
    """The chosen values of one data folder; each change is on disk before `change` returns."""

    def __init__(
        self, data_dir: Path, locked: Mapping[str, object] = MappingProxyType({}), reason: str = ""
    ) -> None:
        """Read `data_dir/settings.json`; what could not be used is told in `notices`, and defaults stand in.

        `locked`: values that hold whatever is chosen, by key; `reason`: why, in a sentence.
        """
        self.path = data_dir / FILE_NAME
        self.locked, self._reason = locked, reason
        self.notices: list[str] = []
        self._kept: dict[str, object] = {}  # the file as it stands, with keys of newer versions
        self._values: dict[str, object] = {}
        self._damaged = False
        try:
            self._kept = _read(self.path)
        except FileNotFoundError:
            return
        except (OSError, ValueError, RecursionError) as error:
            self._begin_anew(error)
            return
        self._take_values()

    def get(self, option: Option[T]) -> T:
        """Return the value of `option`: what is locked, else what was chosen, else the default."""
        if option.key in self.locked:
            return cast(T, self.locked[option.key])
        return cast(T, self._values.get(option.key, option.default))

    def change(self, option: Option[T], value: T) -> None:
        """Choose `value` and write it to disk.

        Raises:
            ValueError: the value is outside what the option allows; nothing changes.
            WorldTrouble: the value is locked, and nothing changes; or the disk refused, and it holds until the
                program closes.
        """
        new = option.read(value)
        if option.key in self.locked:
            raise WorldTrouble(_("This setting cannot be changed."), self._reason)
        if _same(self.get(option), new) and option.key in self._kept:
            return
        self._values[option.key] = new
        try:
            if self._damaged:
                self._move_aside()
            self._write()
        except OSError as error:
            raise trouble_from(error, self.path) from error

    def _take_values(self) -> None:
        for key, option in OPTIONS.items():
            if key not in self._kept:
                continue
            try:
                self._values[key] = option.read(self._kept[key])
            except ValueError as error:
                notice = _(
                    "The setting “{key}” could not be used, so its default applies. Expected: {expected}."
                )
                self.notices.append(notice.format(key=key, expected=error))

    def _begin_anew(self, error: Exception) -> None:
        self._damaged = True
        try:
            aside = self._move_aside()
        except OSError:
            notice = _("The settings in {path} could not be read, so the defaults apply for now.")
            self.notices.append(notice.format(path=self.path))
        else:
            notice = _(
                "The settings could not be read, so the defaults apply. The old file is kept as {name}."
            )
            self.notices.append(notice.format(name=aside.name))
        self.notices.append(_("Reason: {reason}").format(reason=error))

    def _move_aside(self) -> Path:
        number = 1
        while (aside := self.path.with_name(f"settings.broken-{number}.json")).exists():
            number += 1
        self.path.rename(aside)
        self._damaged = False
        return aside

    def _write(self) -> None:
        own = {key: _plain(value) for key, value in self._values.items()}
        kept_schema = self._kept.get("schema")
        schema = max(SCHEMA, kept_schema) if isinstance(kept_schema, int) else SCHEMA
        whole = {**self._kept, **own, "schema": schema}
        sorted_keys = {
            key: whole[key] for key in sorted(whole)
        }  # what lies below has its own order: oldest first
        text = json.dumps(sorted_keys, ensure_ascii=False, indent=2, allow_nan=False)
        write_whole(self.path, text.encode("utf-8", "replace") + b"\n")  # half a letter is none
        self._kept = whole


def _read(path: Path) -> dict[str, object]:
    """Return the object in the file; ValueError when it is none."""
    if not S_ISREG(path.stat().st_mode):  # a pipe would be waited for
        raise ValueError(_("This is not a file."))
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise ValueError(_("the file is too large"))
    if not content:
        raise ValueError(_("the file is empty"))
    text = content.decode("utf-8-sig")
    whole = json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant, parse_float=_finite)
    if not isinstance(whole, dict):
        raise ValueError(_("the file holds no settings"))  # noqa: TRY004 (a damaged file, not a wrong call)
    return whole


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    whole = dict(pairs)
    if len(whole) != len(pairs):
        raise ValueError(_("a key appears twice"))
    return whole


def _no_constant(name: str) -> object:
    raise ValueError(_("{name} is no number").format(name=name))


def _finite(text: str) -> object:
    number = float(text)
    return number if math.isfinite(number) else _no_constant(text[:20])  # it could not be written again


def _same(before: object, now: object) -> bool:
    """Whether two values are one, also in what is the newest: it lies last, and the oldest is forgotten first."""
    in_order = not isinstance(before, Mapping) or not isinstance(now, Mapping) or [*before] == [*now]
    return before == now and in_order


def _plain(value: object) -> object:
    """Return `value` as JSON knows it."""
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value

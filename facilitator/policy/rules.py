"""The rules that can be decided for a whole computer: how each is read, what stands in for it, and what it means."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar

from facilitator import settings
from facilitator.i18n import _

FORMATS: Final = ("csv", "package", "handover")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class School:
    """A school of the list: its short code and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One thing that can be decided. `default`: when it is not; `careful`: when what is decided cannot be read.

    `name` stands before the value in the program, `describe` in the manual.
    """

    key: str
    default: T
    careful: T
    read: Callable[[object], T]
    name: Callable[[], str]
    describe: Callable[[], str]


def _list(value: object) -> list[str]:
    """A list of texts, or one text with semicolons or lines, as an installer and the registry hand it over."""
    if isinstance(value, str):
        value = value.replace("\n", ";").split(";")
    if isinstance(value, list | tuple) and len(value) <= 1000 and all(isinstance(one, str) for one in value):
        return [one.strip() for one in value if one.strip()]
    raise ValueError(_("a list of texts"))


def _schools(value: object) -> tuple[School, ...]:
    found = []
    for line in _list(value):
        code, sign, name = (part.strip() for part in line.partition("="))
        if not (sign and code and name and len(code) <= 20 and len(name) <= 80 and line.isprintable()):
            raise ValueError(
                _("lines like “EK = Ekskolan”: a code of at most 20 characters and a name of at most 80")
            )
        found.append(School(code, name))
    if len({one.code for one in found}) != len(found):
        raise ValueError(_("every code once"))
    return tuple(found)


def _formats(value: object) -> tuple[str, ...]:
    found = tuple(_list(value))
    if set(found) <= set(FORMATS):
        return found
    raise ValueError(_("some of: {values}").format(values=", ".join(FORMATS)))


def _folder(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    whole = (
        PureWindowsPath(text).is_absolute() if sys.platform == "win32" else PurePosixPath(text).is_absolute()
    )
    if whole and text.isprintable():
        return text
    raise ValueError(_("the whole path of a folder"))


def _hash(value: object) -> str:
    text = value.strip().lower() if isinstance(value, str) else ""
    if len(text) == 64 and set(text) <= set("0123456789abcdef"):
        return text
    raise ValueError(_("64 digits and letters from a to f"))


def _day(value: object) -> date | None:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value.strip() if isinstance(value, str) else "")
    except ValueError:
        raise ValueError(_("a day written like 2026-12-18")) from None


def _yes_or_no(value: object) -> bool:
    known = {True: True, False: False, "1": True, "0": False, "true": True, "false": False}
    key = value.strip().lower() if isinstance(value, str) else value
    if isinstance(key, str | int) and key in known:
        return known[key]
    raise ValueError(_("yes or no"))


def _months(value: object) -> int:
    text = value.strip() if isinstance(value, str) else value
    number = int(text) if isinstance(text, str) and text.isascii() and text.isdigit() else text
    if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= 1200:
        return number
    raise ValueError(_("a number of months from 1 to 1200"))


def _line(longest: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        if isinstance(value, str) and value.strip() and len(value) <= longest and value.isprintable():
            return value.strip()
        raise ValueError(_("one line of at most {longest} characters").format(longest=longest))

    return read


def _as_option(option: settings.Option[T]) -> Callable[[object], T]:
    """Read as the settings do; the registry has neither fractions nor yes and no."""

    def read(value: object) -> T:
        if isinstance(option.default, bool):
            return option.read(_yes_or_no(value))
        if isinstance(option.default, float) and isinstance(value, str):
            try:
                value = float(value.replace(",", "."))
            except ValueError:
                value = None
        return option.read(value)

    return read


def _lock(option: settings.Option[T], name: Callable[[], str]) -> Rule[T]:
    return Rule(option.key, option.default, option.default, _as_option(option), name, option.describe)


MANAGED_BY: Final = Rule(
    "managed_by", "", "", _line(80), lambda: _("Looked after by"),
    lambda: _("Who looks after the computers, as it is shown beside what cannot be changed."),
)  # fmt: skip
SCHOOLS: Final[Rule[tuple[School, ...]]] = Rule(
    "schools", (), (), _schools, lambda: _("Schools"),
    lambda: _("The schools to choose from, as “CODE = Name”. With one alone, nothing is left to choose."),
)  # fmt: skip
FREE_TEXT: Final = Rule(
    "free_text", True, False, _yes_or_no, lambda: _("A note after the lesson can be written"),
    lambda: _("Whether the leader can write a note after the lesson. What is written in exercises is not touched."),
)  # fmt: skip
EXPORT_FORMATS: Final[Rule[tuple[str, ...]]] = Rule(
    "export_formats", FORMATS, (), _formats, lambda: _("What may be taken out of the log"),
    lambda: _("What may be taken out of the log: csv (and the spreadsheet), package (to a coordinator), handover (to another leader)."),
)  # fmt: skip
BACKUP_FOLDER: Final = Rule(
    "backup_folder", "", "", _folder, lambda: _("Backups are also kept in"),
    lambda: _("A second folder for backups, for example on the school’s server. The log itself stays on the computer."),
)  # fmt: skip
CONTENT_PACK: Final = Rule(
    "content_pack", "", "", _folder, lambda: _("Lessons are read from"),
    lambda: _("A folder of lessons in place of those that came with the program. Needs content_sha256."),
)  # fmt: skip
CONTENT_SHA256: Final = Rule(
    "content_sha256", "", "", _hash, lambda: _("The lessons’ fingerprint"),
    lambda: _("What “facilitator check --sha256 FOLDER” answers for that folder. If it differs, the folder is not used."),
)  # fmt: skip
PACKS: Final = Rule(
    "packs", True, True, _yes_or_no, lambda: _("Content packs are used"),
    lambda: _("Whether content packs can be added and are used. With content_pack none are."),
)  # fmt: skip
FROZEN_UNTIL: Final[Rule[date | None]] = Rule(
    "frozen_until", None, None, _day, lambda: _("Program and lessons stay as they are until"),
    lambda: _("Until this day, program and lessons are not to be changed, so that a term looks the same all through."),
)  # fmt: skip
FROZEN_VERSION: Final = Rule(
    "frozen_version", "", "", _line(20), lambda: _("The term’s version"),
    lambda: _("The version that applies until then. A computer with another version says so."),
)  # fmt: skip
RETENTION_MONTHS: Final = Rule(
    "retention_months", 0, 0, _months, lambda: _("Months that sessions are kept, by decision"),
    lambda: _("How long sessions are kept by the decision below. It is shown; the program removes nothing by itself."),
)  # fmt: skip
RETENTION_DECISION: Final = Rule(
    "retention_decision", "", "", _line(80), lambda: _("The decision’s number"),
    lambda: _("The number of the decision on how long sessions are kept. Needed together with retention_months."),
)  # fmt: skip

LOCKS: Final[tuple[Rule[Any], ...]] = (
    _lock(settings.LANGUAGE, lambda: _("Language of the program")),
    _lock(settings.TEXT_SIZE, lambda: _("Text size on the laptop")),
    _lock(settings.CONTRAST, lambda: _("Colours and contrast")),
    _lock(settings.SCREEN_MODE, lambda: _("Lead with")),
    _lock(settings.SAFE_KEY_IS_BLACK, lambda: _("The safe-screen key shows black")),
    _lock(settings.FADES, lambda: _("New steps fade in")),
    _lock(settings.TOUCH, lambda: _("Large buttons in the lesson")),
)
"""Settings that can be locked as they are."""
_ALL: Final[tuple[Rule[Any], ...]] = (
    MANAGED_BY, SCHOOLS, *LOCKS, FREE_TEXT, EXPORT_FORMATS, BACKUP_FOLDER, CONTENT_PACK, CONTENT_SHA256, PACKS, FROZEN_UNTIL,
    FROZEN_VERSION, RETENTION_MONTHS, RETENTION_DECISION,
)  # fmt: skip
RULES: Final[Mapping[str, Rule[Any]]] = MappingProxyType({rule.key: rule for rule in _ALL})
"""Every rule, by its name in the file and in the registry."""
TOGETHER: Final = ((CONTENT_PACK, CONTENT_SHA256), (RETENTION_MONTHS, RETENTION_DECISION))

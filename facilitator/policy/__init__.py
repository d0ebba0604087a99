"""What the keeper of the computers has decided for everyone on them: the registry first, then `policy.toml`, then the user.

A policy is read once a start. Everything wrong with it is told at once; where a value cannot be read, the careful one holds.
"""

import functools
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from facilitator import __version__, settings
from facilitator.errors import WorldTrouble
from facilitator.i18n import _, percentage
from facilitator.paths import APP_NAME
from facilitator.policy import rules
from facilitator.policy.rules import LOCKS, RULES, TOGETHER, Rule, School

FILE_NAME: Final = "policy.toml"
LARGEST_FILE: Final = 100_000
"""Bytes; a larger policy file is not read."""
REGISTRY_KEY: Final = rf"SOFTWARE\Policies\{APP_NAME}"
"""Below HKEY_LOCAL_MACHINE only: what lies in the user's own part, any program of the user can change."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds on this computer. `sources`: where each decided value was read; `faults`: all that could not be used."""

    values: Mapping[str, object] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    def get(self, rule: Rule[T]) -> T:
        """What is decided, or the rule's default."""
        return cast(T, self.values.get(rule.key, rule.default))

    @property
    def locked(self) -> Mapping[str, object]:
        """The settings that cannot be changed, with the values that hold instead."""
        found = {rule.key: self.values[rule.key] for rule in LOCKS if rule.key in self.sources}
        schools = self.get(rules.SCHOOLS)
        if len(schools) == 1:
            found[settings.SCHOOL_NAME.key] = schools[0].name
            found[settings.SCHOOL_CODE.key] = schools[0].code
        return found

    @property
    def reason(self) -> str:
        """Why something cannot be changed, in one sentence for whoever wonders."""
        keeper = self.get(rules.MANAGED_BY)
        if keeper:
            return _("This is decided for all computers by {keeper}.").format(keeper=keeper)
        return _("This is decided for all computers by the person who looks after them.")

    def may_export(self, kind: str) -> None:
        """Raises WorldTrouble when sessions may not leave the log that way (one of `FORMATS`)."""
        if kind not in self.get(rules.EXPORT_FORMATS):
            raise WorldTrouble(_("This way out of the log is closed on this computer."), self.reason)

    def notices(self, today: date) -> tuple[str, ...]:
        """What a person should know at a start: faults, and a program that is not the frozen one."""
        return (*self.faults, *self._thawed(today))

    def frozen(self, today: date) -> date | None:
        """The day until which nothing is to change; None when nothing is frozen now."""
        until = self.get(rules.FROZEN_UNTIL)
        return until if until is not None and today <= until else None

    def _thawed(self, today: date) -> Iterator[str]:
        wanted = self.get(rules.FROZEN_VERSION)
        if self.frozen(today) is not None and wanted and wanted != __version__:
            words = _(
                "Version {wanted} was to hold until {day}, but this computer has {version}. The lesson can be led all the same."
            )
            yield words.format(wanted=wanted, day=self.get(rules.FROZEN_UNTIL), version=__version__)

    def lines(self) -> tuple[str, ...]:
        """What is decided, a line each, in words."""
        return tuple(
            f"{RULES[key].name()}: {shown(key, value)}"
            for key, value in self.values.items()
            if key != rules.MANAGED_BY.key
        )


def shown(key: str, value: object) -> str:
    """A decided value as it is shown."""
    if key == settings.TEXT_SIZE.key and isinstance(value, float):
        return percentage(value * 100)
    if key == rules.EXPORT_FORMATS.key and isinstance(value, tuple):
        kinds = {
            "csv": "CSV",
            "package": _("packages to a coordinator"),
            "handover": _("groups to another leader"),
        }
        return ", ".join(kinds[one] for one in value) or _("nothing")
    words = {
        "sv": "Svenska",
        "en": "English",
        "auto": _("What is connected"),
        "one": _("One screen"),
        "two": _("Two screens"),
        "system": _("As on the computer"),
        "usual": _("Usual colours"),
        "high": _("Black on white"),
        "high-dark": _("White on black"),
    }
    if isinstance(value, str) and value in words:
        return words[value]
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, tuple):
        return (
            ", ".join(f"{one.name} ({one.code})" if isinstance(one, School) else str(one) for one in value)
            or "–"
        )
    return str(value)


def machine_file() -> Path:
    """Where the policy of the whole computer lies; no variable of the user moves it where the system can tell."""
    if sys.platform in ("win32", "darwin"):
        import platformdirs

        return Path(platformdirs.site_data_dir(APP_NAME, appauthor=False)) / FILE_NAME
    return Path("/etc/xdg") / APP_NAME / FILE_NAME


def registry_values(registry: Any = None) -> Mapping[str, object]:
    """The values below `REGISTRY_KEY`, by name in small letters; none where there is no registry.

    `registry`: the module `winreg`, or something with the same names.
    """
    if registry is None and sys.platform == "win32":
        import winreg as registry
    if registry is None:
        return {}
    found: dict[str, object] = {}
    try:
        with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, REGISTRY_KEY, 0, _access(registry)) as key:
            place = 0
            while True:
                name, value, _kind = registry.EnumValue(key, place)
                found[name.lower()] = value
                place += 1
    except OSError:  # there is no such key, or no further value
        return found


def _access(registry: Any) -> int:
    """A program of 32 bits would be shown another registry."""
    return int(registry.KEY_READ | registry.KEY_WOW64_64KEY)


def load(file: Path | None = None, registry: Callable[[], Mapping[str, object]] = registry_values) -> Policy:
    """Read the policy of this computer. Never raises: what is wrong is among the faults."""
    file = file or machine_file()
    values: dict[str, object] = {}
    sources: dict[str, str] = {}
    faults: list[str] = []
    written, unread = _from_file(file)
    if unread:
        faults.append(_("The policy {file} cannot be read: {reason}").format(file=file, reason=unread))
        values |= {rule.key: rule.careful for rule in RULES.values() if rule.careful != rule.default}
    place = rf"HKLM\{REGISTRY_KEY}"
    for source, found in ((str(file), written), (place, registry())):
        for key, value in found.items():
            rule = RULES.get(key)
            if rule is None:
                faults.append(_unknown(source, key))
                continue
            try:
                values[key] = rule.read(value)
                sources[key] = source
            except ValueError as error:
                values[key] = rule.careful
                sources.pop(key, None)
                words = _("Policy, {source}: {key} cannot be used. Expected: {expected}.")
                faults.append(words.format(source=source, key=key, expected=error))
    for one, other in TOGETHER:
        if (one.key in values) != (other.key in values):
            has, lacks = (one, other) if one.key in values else (other, one)
            faults.append(
                _("Policy: {key} is not used without {other}.").format(key=has.key, other=lacks.key)
            )
            values.pop(has.key)
            sources.pop(has.key, None)
    ordered = {key: values[key] for key in RULES if key in values and values[key] != _nothing(key, sources)}
    return Policy(ordered, sources, tuple(faults))


def _nothing(key: str, sources: Mapping[str, str]) -> object:
    """What need not be kept: a default that nobody has decided."""
    return RULES[key].default if key not in sources else None


def _from_file(file: Path) -> tuple[Mapping[str, object], str]:
    """What the file holds, and why it cannot be read."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        return {}, ""
    except OSError as error:
        return {}, error.strerror or type(error).__name__
    if len(content) > LARGEST_FILE:
        return {}, _("the file is too large")
    import tomllib  # only where there is a policy

    try:
        return tomllib.loads(content.decode("utf-8-sig")), ""
    except (ValueError, RecursionError) as error:
        return {}, str(error)


def _unknown(source: str, key: str) -> str:
    import difflib

    words = _("Policy, {source}: there is no {key}.").format(source=source, key=key)
    near = difflib.get_close_matches(key, RULES, 1)
    return words + " " + _("Perhaps {near}?").format(near=near[0]) if near else words


@functools.cache
def in_force() -> Policy:
    """The policy of this computer, read once."""
    return load()


def school_names(chosen: settings.Settings | None = None) -> dict[str, str]:
    """What people call the schools that a log knows by their codes: those that are decided, and the one in the settings."""
    found = {one.code: one.name for one in in_force().get(rules.SCHOOLS)}
    if chosen is not None and chosen.get(settings.SCHOOL_CODE) and chosen.get(settings.SCHOOL_NAME):
        found[chosen.get(settings.SCHOOL_CODE)] = chosen.get(settings.SCHOOL_NAME)
    return found

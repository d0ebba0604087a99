"""What shows that the program keeps quiet: connections, folders, versions and what is decided, in words to copy.

No school, no group, no name and no free text: the report can be sent to whoever helps. The user's own folder is written ~.
"""

import platform
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from facilitator import __version__, paths, places
from facilitator.i18n import _
from facilitator.policy import Policy, rules

_NETWORK = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "udplite", "udplite6")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the lines below it."""

    title: str
    lines: tuple[str, ...]


def text_of(parts: Iterable[Part]) -> str:
    """The whole report as plain text."""
    return (
        "\n\n".join("\n".join([part.title, *(f"  {line}" for line in part.lines)]) for part in parts) + "\n"
    )


def connections(process: Path = Path("/proc/self")) -> tuple[str, ...] | None:
    """The network connections of this process, by kind and inode; None where the system does not tell."""
    if not (process / "net").is_dir():
        return None
    own = set()
    for handle in (process / "fd").iterdir():
        with suppress(OSError):  # closed meanwhile
            found = re.fullmatch(r"socket:\[(\d+)\]", str(handle.readlink()))
            own |= {found[1]} if found else set()
    met = []
    for kind in _NETWORK:
        with suppress(OSError):
            rows = (process / "net" / kind).read_text(encoding="ascii").splitlines()[1:]
            met += [f"{kind} {inode}" for row in rows if (inode := row.split()[9]) in own]
    return tuple(met)


def network() -> Part:
    """How many connections there are now."""
    met = connections()
    if met is None:
        lines = [
            _(
                "This system does not tell a program about its own connections. Ask its firewall: there should be none."
            )
        ]
    elif met:
        lines = [_("Open network connections now: {list}. There should be none.").format(list=", ".join(met))]
    else:
        lines = [_("Open network connections now: 0")]
    lines.append(
        _("Ports that the program listens to: none. It updates nothing by itself and reports nothing.")
    )
    return Part(_("The network"), tuple(lines))


def folders(data: Path) -> Part:
    """What the program reads and writes, and whether the log lies safely."""
    lines = [
        _("Log, settings and backups: {folder}").format(folder=short(data)),
        _("The program: {folder}").format(folder=short(paths.bundle_root())),
        _("Lessons: {folder}").format(folder=short(paths.scenarios_dir())),
    ]
    found = places.doubt(data)
    if found is None:
        lines.append(_("The log is on this computer, out of reach of any cloud or network."))
    else:
        lines += [places.words(found), places.remedy()]
    words = _(
        "Only when the first folder cannot be written to is a reserve written beside it, or in {folder}."
    )
    lines.append(words.format(folder=short(Path(tempfile.gettempdir()))))
    lines.append(_("Nothing is written anywhere else, but for files that you save yourself."))
    lines.append(
        _("When the program is removed from the computer, the folder with the log stays. Remove it by hand.")
    )
    return Part(_("Folders"), tuple(lines))


def versions() -> Part:
    """What it is made of."""
    lines = [
        f"Passledaren {__version__}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]
    with suppress(ImportError):
        if "PySide6" in sys.modules:
            from importlib.metadata import PackageNotFoundError, version

            with suppress(PackageNotFoundError):
                lines.insert(2, f"Qt {version('PySide6_Essentials')}")
    return Part(_("Versions"), tuple(lines))


def decided(policy: Policy, today: date) -> Part:
    """What is decided for this computer; which schools is left out."""
    lines = [
        line for key, line in zip(_named(policy), policy.lines(), strict=True) if key != rules.SCHOOLS.key
    ]
    if not policy.values and not policy.faults:
        lines.append(_("Nothing: everybody chooses."))
    until = policy.frozen(today)
    if until is not None:
        lines.append(_("Frozen now, until {day}.").format(day=until))
    return Part(_("Decided for this computer"), (*lines, *policy.faults))


def _named(policy: Policy) -> Sequence[str]:
    return [key for key in policy.values if key != rules.MANAGED_BY.key]


def short(path: Path) -> str:
    """A path with the user's own folder written ~, for it bears a name."""
    with suppress(RuntimeError, ValueError):
        return str(Path("~") / path.absolute().relative_to(Path.home()))
    return str(path)

"""The faults that a person can do something about; anything else is a bug."""

import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from facilitator.i18n import _, ngettext
from facilitator.overriding import override


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a content file, in words its author understands.

    `file` is shown as given (best relative to the content folder), `line` counts from 1 and is None when unknown,
    `field` is the dotted name of the value (`step[3].minutes`) or empty for the whole file.
    """

    file: str
    line: int | None
    field: str
    problem: str
    expected: str = ""
    suggestion: str = ""

    @override
    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        text = ": ".join(part for part in (place, self.field, self.problem) if part)
        if self.expected:
            text += "\n    " + _("Expected: {expected}").format(expected=self.expected)
        if self.suggestion:
            text += "\n    " + _("Suggestion: {suggestion}").format(suggestion=self.suggestion)
        return text


class ContentFault(Exception):
    """Content that cannot be used, with all its faults at once, for its author."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    @override
    def __str__(self) -> str:
        count = len(self.faults)
        title = ngettext("{count} fault in the content:", "{count} faults in the content:", count)
        return "\n".join([title.format(count=count), *(str(fault) for fault in self.faults)])


class FileFault(ContentFault):
    """A file is not what it was taken for, or not as it was written; nothing is wrong with any lesson."""

    @override
    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class NoSuch(ContentFault):
    """What was asked for by its name is not there; nothing is wrong with the content.

    `remedy`: what is nearest or what there is. `listed`: the command that lists everything of the kind, if one does.
    """

    def __init__(self, message: str, remedy: str = "", listed: str = "") -> None:
        self.message, self.remedy, self.listed = message, remedy, listed
        super().__init__([Fault("", None, "", message, "", remedy)])

    @override
    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class NotNow(Exception):
    """An order that the session cannot follow at this moment; `hint` tells the leader why, in one line."""

    def __init__(self, hint: str) -> None:
        self.hint = hint
        super().__init__(hint)


class Trouble(StrEnum):
    """What kind of hindrance the surroundings put up."""

    FULL = "full"
    LOCKED = "locked"
    READ_ONLY = "read-only"
    MISSING = "missing"
    UNKNOWN = "unknown"
    """What was asked for by its name is not there: nothing is wrong with the surroundings."""
    TOO_NEW = "too-new"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    UNSAFE_PLACE = "unsafe-place"
    OTHER = "other"


class WorldTrouble(Exception):
    """The surroundings refuse: what happened, what to do about it, and at which path.

    `backup`: the newest whole backup, once somebody has looked for one because the log is damaged.
    """

    def __init__(
        self, message: str, remedy: str, path: Path | str | None = None, kind: Trouble | str = Trouble.OTHER
    ) -> None:
        self.message = message
        self.remedy = remedy
        self.path = None if path is None else Path(path)
        self.kind = Trouble(kind)
        self.backup: Path | None = None
        super().__init__(message, remedy)

    @override
    def __str__(self) -> str:
        place = "" if self.path is None else f" ({self.path})"
        return f"{self.message}{place} {self.remedy}".strip()


_LIBRARY = re.compile(
    r"([^\s/:]+\.so[.\d]*): (cannot open shared object file|file too short|invalid ELF header)"
)


def lacking_library(error: ImportError) -> WorldTrouble:
    """Return what it means that a library of the system is not there. Raises `error` when it says something else."""
    found = _LIBRARY.search(str(error))
    if found is None:
        raise error
    return WorldTrouble(
        _("This computer lacks a part that the program’s windows need: {name}.").format(name=found[1]),
        _(
            "Let the person who looks after the computer install it. The manual’s page for IT names what is needed."
        ),
        kind=Trouble.MISSING,
    )


def lacking_letters(error: UnicodeEncodeError) -> WorldTrouble:
    """Return what it means that a name of a file cannot be written. Raises `error` where every letter can be."""
    if error.encoding.startswith("utf"):
        raise error
    return WorldTrouble(
        _("This computer’s language setting cannot write every letter in the name of a file."),
        _("Choose one with UTF-8 for the system, such as LANG=sv_SE.UTF-8, and try again."),
    )


_WINDOWS_SHARING = (32, 33)  # the file is open in, or locked by, another program


def _may_not_read(path: Path | str) -> bool:
    """Whether it is there and closed to us; on Windows only the reading itself can tell."""
    own = os.access in os.supports_effective_ids
    return os.access(path, os.F_OK, effective_ids=own) and not os.access(path, os.R_OK, effective_ids=own)


def trouble_from(error: OSError, path: Path | str) -> WorldTrouble:
    """Return what `error` means for the person at the keyboard, when reading or writing `path` failed."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return WorldTrouble(_("The disk is full."), _("Free some space and try again."), path, Trouble.FULL)
    held_open = getattr(error, "winerror", None) in _WINDOWS_SHARING
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and not held_open:
        named = error.filename if isinstance(error.filename, str) else path
        if _may_not_read(named):
            return WorldTrouble(
                _("The program may not read this."),
                _("Ask the person who looks after the computer for permission to read it."),
                named,
                Trouble.READ_ONLY,
            )
        return WorldTrouble(
            _("The program may not write here."),
            _("Choose another folder, or ask the person who looks after the computer."),
            path,
            Trouble.READ_ONLY,
        )
    if error.errno == errno.ENOTDIR:
        return WorldTrouble(
            _("The path leads to a file where there was to be a folder."), _("Check the path and try again."), path,
            Trouble.MISSING,
        )  # fmt: skip
    if error.errno == errno.EISDIR:
        return WorldTrouble(_("That is a folder, and a file was expected."), _("Name a file."), path)
    if error.errno == errno.ENOENT:
        return WorldTrouble(
            _("The folder or file is not there."), _("Check the path and try again."), path, Trouble.MISSING
        )
    if error.errno == errno.EEXIST:
        return WorldTrouble(
            _("Something else is already in that place."), _("Choose another name or another folder."), path
        )
    if error.errno == errno.ENAMETOOLONG:
        return WorldTrouble(_("The path is too long."), _("Choose a folder with a shorter path."), path)
    if held_open or error.errno in (errno.EBUSY, errno.EAGAIN, errno.ETXTBSY):
        return WorldTrouble(
            _("Another program is using the file."),
            _("Close the other program and try again."),
            path,
            Trouble.LOCKED,
        )
    reason = error.strerror or type(error).__name__
    return WorldTrouble(
        _("The computer could not read or write: {reason}.").format(reason=reason),
        _("Check the disk and try again."),
        path,
    )

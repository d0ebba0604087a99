"""A folder of lessons in place of those that came with the program: used only when its fingerprint is the one decided."""

import errno
import os
from pathlib import Path
from typing import Final

from facilitator import paths
from facilitator.content.kept import sha_of
from facilitator.i18n import _
from facilitator.policy import Policy, rules

MOST_FILES: Final = 20_000
MOST_BYTES: Final = 500_000_000


def fingerprint(folder: Path) -> str:
    """The SHA-256 over every file's name and bytes; neither dates nor the order on the disk change it.

    Raises:
        OSError: a file cannot be read, is no plain file, or there is too much.
    """
    parts: list[bytes | str] = []
    size = 0
    for path in sorted(_files(folder), key=lambda path: path.relative_to(folder).as_posix()):
        content = path.read_bytes()
        size += len(content)
        if len(parts) >= 2 * MOST_FILES or size > MOST_BYTES:
            raise OSError(errno.EINVAL, _("there is too much in it"), str(folder))
        parts += [path.relative_to(folder).as_posix(), content]
    return sha_of(parts)


def _files(folder: Path) -> list[Path]:
    found = []
    for place, _folders, names in os.walk(folder, onerror=_refuse):
        for name in names:
            path = Path(place, name)
            if path.is_symlink() or not path.is_file():
                raise OSError(errno.EINVAL, _("{name} is no plain file").format(name=name), str(path))
            found.append(path)
    return found


def _refuse(error: OSError) -> None:
    raise error


def choose(policy: Policy) -> tuple[str, ...]:
    """Let the program read the lessons that the policy names, or its own; returns why those named are not used."""
    folder, refused = look(policy)
    paths.use_content(folder)
    return refused


def look(policy: Policy) -> tuple[Path | None, tuple[str, ...]]:
    """The folder that the policy names, when it may be used, and else why it may not; nothing changes by asking."""
    named, wanted = policy.get(rules.CONTENT_PACK), policy.get(rules.CONTENT_SHA256)
    if not named:
        return None, ()
    folder = Path(named)
    try:
        found = fingerprint(folder) if folder.is_dir() else ""
    except OSError as error:
        words = _("The lessons in {folder} cannot be read: {reason}.")
        told = words.format(folder=folder, reason=error.strerror or error)
    else:
        if found and found == wanted:
            return folder, ()
        words = _("The folder with lessons, {folder}, is not there.")
        if found:
            words = _(
                "The lessons in {folder} are not the ones that were decided: their fingerprint is {found}, not {wanted}."
            )
        told = words.format(folder=folder, found=f"{found[:12]} …", wanted=f"{wanted[:12]} …")
    own = _("The lessons that came with the program are used instead.")
    return None, (f"{told} {own} {policy.reason}",)

"""Where a log must not lie: on the network, where SQLite cannot promise anything, and in folders that others keep in step.

Only paths and lists of mounts are looked at; nothing is touched. Windows and macOS are told by their paths and, for drive
letters, by what Windows says of the drive.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final

from facilitator.errors import Trouble, WorldTrouble
from facilitator.i18n import _
from facilitator.paths import command_name

MOUNTS: Final = Path("/proc/self/mountinfo")
REMOTE_DRIVE: Final = 4
"""What Windows calls a drive letter that leads to a share."""
_ON_THE_NETWORK: Final = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|9p|ceph|lustre|beegfs|gfs2?|ocfs2|davfs2?|glusterfs"
    r"|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?|glusterfs|smbnetfs|s3fs|ceph|curlftpfs|kio-fuse|google-drive-ocamlfuse|onedriver)"
)
_SYNCED: Final = re.compile(
    r"onedrive( - .*)?|dropbox( \(.*\))?|google ?drive|my drive|min enhet|icloud ?drive|mobile documents|cloudstorage"
    r"|nextcloud|owncloud|box sync|pcloud ?drive|syncthing",
    re.IGNORECASE,
)
_SYNC_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


class Doubt(StrEnum):
    """Why a folder is no place for the log."""

    NETWORK = "network"
    SYNCED = "synced"
    ROAMING = "roaming"


@dataclass(frozen=True, slots=True)
class System:
    """What is asked about the computer: its kind (`sys.platform`), variables, mounts and what a drive letter is."""

    platform: str
    variables: Mapping[str, str]
    mounts: Callable[[], str]
    drive: Callable[[str], int]


def _mounts() -> str:
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


if sys.platform == "win32":

    def _drive(letter: str) -> int:
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(letter))
else:

    def _drive(_letter: str) -> int:
        return 0


def here() -> System:
    """This computer."""
    return System(sys.platform, os.environ, _mounts, _drive)


def doubt(folder: Path | str, system: System | None = None) -> Doubt | None:
    """Why the log must not lie in `folder`; None when it may."""
    system = system or here()
    if system.platform == "win32":
        return _on_windows(str(folder), system)
    path = PurePosixPath(os.path.realpath(folder))  # a circle of links too
    if _ON_THE_NETWORK.fullmatch(_kind_of_mount(path, system.mounts())):
        return Doubt.NETWORK
    return Doubt.SYNCED if _is_synced(path, system) else None


def _on_windows(folder: str, system: System) -> Doubt | None:
    plain = re.sub(r"^\\\\[?.]\\(?!UNC\\)", "", folder.replace("/", "\\"), flags=re.IGNORECASE)
    path = PureWindowsPath(plain)
    if plain.startswith("\\\\") or system.drive(path.anchor) == REMOTE_DRIVE:
        return Doubt.NETWORK
    if _is_synced(path, system):
        return Doubt.SYNCED
    roaming = system.variables.get("APPDATA", "")
    if (roaming and path.is_relative_to(PureWindowsPath(roaming))) or re.search(
        r"\\AppData\\Roaming(\\|$)", plain, re.I
    ):
        return Doubt.ROAMING
    return None


def _is_synced(path: PurePath, system: System) -> bool:
    own = (system.variables.get(name, "") for name in _SYNC_VARIABLES)
    return any(_SYNCED.fullmatch(part) for part in path.parts) or any(
        path.is_relative_to(type(path)(place)) for place in own if place
    )


def _kind_of_mount(path: PurePosixPath, mounts: str) -> str:
    """The kind of file system that `path` lies on, by the list of mounts; empty when the list does not tell."""
    best, kind = 0, ""
    above = {str(one) for one in (path, *path.parents)}
    for line in mounts.splitlines():
        before, _sign, after = line.partition(" - ")
        parts = before.split(" ")
        if len(parts) < 5 or not after:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), parts[4])
        if point in above and len(point) >= best:  # the last of two on one point is on top
            best, kind = len(point), after.split(" ")[0]
    return (
        "" if best == 1 and kind == "9p" else kind
    )  # the whole computer is a virtual one: that is its own disk


def words(found: Doubt) -> str:
    """What is wrong with the place, in one sentence."""
    return {
        Doubt.NETWORK: _(
            "The folder is on the network, where a log can be damaged without anybody noticing."
        ),
        Doubt.SYNCED: _(
            "The folder is kept in step with a cloud, which can damage the log or copy it to other computers."
        ),
        Doubt.ROAMING: _("The folder follows the user from computer to computer, which can damage the log."),
    }[found]


def remedy() -> str:
    """What to do about it."""
    words = _(
        "Move the folder to this computer’s own disk: “Move the folder” on the page Settings, or {command} move FOLDER"
    )
    return words.format(command=command_name())


def refuse_network(folder: Path) -> None:
    """Raises WorldTrouble when `folder` lies on the network."""
    if doubt(folder) is Doubt.NETWORK:
        raise unsafe(folder, Doubt.NETWORK)


def unsafe(folder: Path, found: Doubt) -> WorldTrouble:
    """The place is not safe."""
    way = _("Move the folder to this computer’s own disk: “Move the folder” here, or {command} move FOLDER")
    return WorldTrouble(words(found), way.format(command=command_name()), folder, Trouble.UNSAFE_PLACE)

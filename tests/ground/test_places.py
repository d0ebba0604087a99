"""Where the log must not lie: every pattern of a share, a cloud folder and a roaming profile, and none of the usual places."""

from pathlib import Path

import pytest

from facilitator import places
from facilitator.errors import Trouble, WorldTrouble
from facilitator.places import Doubt, System

ANNA = {
    "APPDATA": r"C:\Users\anna\AppData\Roaming",
    "OneDriveCommercial": r"C:\Users\anna\Kommunens filer",
}
MOUNTS = r"""
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:30 / /hem rw - nfs4 srv:/hem rw,vers=4.2
31 30 254:1 / /hem/lokal rw - xfs /dev/vdb rw
32 22 0:31 / /mnt/skolans\040disk rw - cifs //srv/skola rw
33 22 0:32 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
34 22 0:33 / /media/usb rw - vfat /dev/sdb1 rw
35 22 0:34 / /srv rw - ext4 /dev/vdc rw
36 22 0:35 / /srv rw - fuse.sshfs a:/ rw
"""
WINDOWS = System("win32", ANNA, str, lambda letter: places.REMOTE_DRIVE if letter == "H:\\" else 3)
LINUX = System("linux", {"OneDrive": "/hem/lokal/kommun"}, lambda: MOUNTS, lambda _letter: 0)


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        (r"C:\Users\anna\AppData\Local\Passledaren", None),
        (r"\\?\C:\Users\anna\AppData\Local\Passledaren", None),
        (r"D:\Passledaren", None),
        (r"C:\Program Files\Passledaren\data", None),
        (r"C:\Skolan\Onedriver", None),
        (r"\\srv\anna$\Passledaren", Doubt.NETWORK),
        ("//srv/anna/Passledaren", Doubt.NETWORK),
        (r"\\?\UNC\srv\anna\Passledaren", Doubt.NETWORK),
        (r"\\wsl.localhost\Debian\hem", Doubt.NETWORK),
        (r"H:\Passledaren", Doubt.NETWORK),
        (r"C:\Users\anna\OneDrive\Passledaren", Doubt.SYNCED),
        (r"C:\Users\anna\OneDrive - Ekskolan\Dokument\Passledaren", Doubt.SYNCED),
        (r"c:\users\anna\kommunens filer\Passledaren", Doubt.SYNCED),
        (r"C:\Users\anna\Dropbox\Passledaren", Doubt.SYNCED),
        (r"G:\Min enhet\Passledaren", Doubt.SYNCED),
        (r"C:\Users\anna\Google Drive\Passledaren", Doubt.SYNCED),
        (r"C:\Users\anna\iCloudDrive\Passledaren", Doubt.SYNCED),
        (r"C:\Users\anna\Nextcloud\Passledaren", Doubt.SYNCED),
        (r"C:\Users\anna\AppData\Roaming\Passledaren", Doubt.ROAMING),
        (r"E:\profiler\bo\AppData\Roaming\Passledaren", Doubt.ROAMING),
    ],
)
def test_that_every_unsafe_place_on_windows_is_known(folder: str, found: Doubt | None) -> None:
    assert places.doubt(folder, WINDOWS) is found


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("/var/lib/passledaren", None),
        ("/hem/lokal/anna/.local/share/Passledaren", None),
        ("/media/usb/data", None),
        ("/hemma/anna", None),
        ("/hem/anna/.local/share/Passledaren", Doubt.NETWORK),
        ("/mnt/skolans disk/Passledaren", Doubt.NETWORK),
        ("/run/user/1000/gvfs/smb-share", Doubt.NETWORK),
        ("/srv/data", Doubt.NETWORK),
        ("/hem/lokal/anna/OneDrive/Passledaren", Doubt.SYNCED),
        ("/hem/lokal/kommun/Passledaren", Doubt.SYNCED),
        ("/Users/anna/Library/CloudStorage/OneDrive-Kommun/Passledaren", Doubt.SYNCED),
        ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/x", Doubt.SYNCED),
    ],
)
def test_that_every_unsafe_place_on_linux_and_macos_is_known(folder: str, found: Doubt | None) -> None:
    assert places.doubt(folder, LINUX) is found


@pytest.mark.parametrize(
    "kind",
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "fuse.sshfs", "fuse.rclone", "davfs", "afs"],
)
def test_that_every_kind_of_network_disk_is_known(kind: str) -> None:
    mounts = f"1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / /skola rw - {kind} b rw\n"
    there = System("linux", {}, lambda: mounts, lambda _letter: 0)
    assert places.doubt("/skola/data", there) is Doubt.NETWORK
    assert places.doubt("/annat", there) is None


@pytest.mark.parametrize("mounts", ["", "skräp\n - \n1 2 - x", "1 2 3 4 /a - \n"])
def test_that_a_list_that_tells_nothing_raises_no_alarm(mounts: str) -> None:
    assert places.doubt("/a/b", System("linux", {}, lambda: mounts, lambda _letter: 0)) is None


def test_that_a_virtual_computer_has_a_disk_of_its_own() -> None:
    there = System("linux", {}, lambda: "1 0 0:1 / / rw - 9p none rw\n", lambda _letter: 0)
    assert places.doubt("/hem/anna/data", there) is None


def test_that_this_computers_own_disk_is_fine_and_a_link_is_followed(tmp_path: Path) -> None:
    assert places.doubt(tmp_path) is None
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "Dropbox")
    assert places.doubt(tmp_path / "data") is Doubt.SYNCED


@pytest.mark.parametrize("found", list(Doubt))
def test_that_every_doubt_has_words_and_a_way_out(found: Doubt) -> None:
    trouble = places.unsafe(Path("H:/x"), found)
    assert trouble.kind is Trouble.UNSAFE_PLACE
    assert "Flytta" in trouble.remedy
    with pytest.raises(WorldTrouble):
        raise trouble

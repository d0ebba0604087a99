"""Files that a command writes are there whole or not at all, and a full disk is told as one."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator import cli, i18n


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for a few kilobytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no disk can be made here")
    i18n.set_language("sv")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize(
    "command",
    [
        ["render", "mvp-03", "{disk}/bilder", "--size=320x240"],
        ["render", "mvp-03", "{other}", "--size=320x240", "--pdf={disk}/allt.pdf"],
        ["check", "--schema={disk}/scheman"],
        ["--data={other}/data", "export", "{disk}/ut"],
    ],
)
def test_that_a_full_disk_is_told_and_leaves_no_half_file(
    disk: Path, tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (disk / "fyllnad").write_bytes(bytes(4096))
    arguments = [part.format(disk=disk, other=tmp_path / "other") for part in command]
    (tmp_path / "other").mkdir()
    assert cli.run(arguments) == cli.REFUSED
    said = capsys.readouterr().err
    assert "Disken är full" in said
    assert str(disk) in said
    assert [one for one in disk.rglob("*") if one.is_file() and not one.stat().st_size] == []
    assert [one for one in disk.rglob("*.pdf") if b"%%EOF" not in one.read_bytes()] == []


def test_that_slides_and_their_pdf_are_written_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    i18n.set_language("sv")
    pdf = tmp_path / "ny" / "allt.pdf"
    command = ["render", "mvp-03", str(tmp_path / "bilder"), "--size=320x240", f"--pdf={pdf}"]
    assert cli.run(command) == cli.DONE
    pictures = sorted((tmp_path / "bilder").iterdir())
    assert f"{len(pictures)} bilder" in capsys.readouterr().out
    assert all(one.read_bytes().startswith(b"\x89PNG") for one in pictures)
    assert all(one.read_bytes().rstrip().endswith(b"IEND\xaeB`\x82") for one in pictures)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert pdf.read_bytes().rstrip().endswith(b"%%EOF")

"""Where files may be written: by the ending of their name, and never over something of another kind."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from facilitator.errors import WorldTrouble
from facilitator.exchange.files import LEFT_S, whole_set
from facilitator.exchange.targets import CALENDAR, PACKAGE, PAGE, PDF, PICTURE, SHEET, Kind, kind_for

pytestmark = pytest.mark.usefixtures("swedish")
NOBODY = 65534
BEGINS = {
    PDF: b"%PDF-1.7", PAGE: b"<!DOCTYPE html><html>", CALENDAR: b"BEGIN:VCALENDAR\r\n", SHEET: b"PK\x03\x04...",
    PICTURE: b"\x89PNG\r\n", PACKAGE: b"PK\x03\x04...",
}  # fmt: skip


@pytest.mark.parametrize("kind", BEGINS, ids=lambda kind: kind.endings[0])
def test_that_a_file_of_the_same_kind_is_written_over_and_no_other(kind: Kind, tmp_path: Path) -> None:
    file = tmp_path / f"Rapport 1.0{kind.endings[0].upper()}"
    assert kind_for(file, kind) is kind
    for content in (b"", BEGINS[kind]):
        file.write_bytes(content)
        assert kind_for(file, PDF, kind) is kind
    for content in (b"K", "Kära alla".encode(), BEGINS[PAGE if kind is not PAGE else PDF]):
        file.write_bytes(content)
        with pytest.raises(WorldTrouble, match="ett annat slag") as told:
            kind_for(file, kind)
        assert told.value.path == file
        assert file.read_bytes() == content


@pytest.mark.parametrize("name", ["brev.docx", "brev", "brev.pdf.txt", ".pdf"])
def test_that_another_ending_is_refused_with_the_right_one_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(WorldTrouble) as told:
        kind_for(tmp_path / name, PDF, PICTURE)
    assert told.value.message == "Filens namn ska sluta med .pdf eller .png."
    assert told.value.remedy.endswith(f"{Path(name).stem}.pdf.")


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root can lay out files of two users"
)
def test_that_a_file_that_may_not_be_written_over_stays_as_it_was() -> None:
    with tempfile.TemporaryDirectory() as name:
        shared = Path(name)
        shared.chmod(0o1777)  # everybody may write here, and nobody take away what is another's
        (shared / "a.xlsx").write_bytes(b"av en annan")
        os.seteuid(NOBODY)
        try:
            with pytest.raises(WorldTrouble) as caught, whole_set(shared, ("a.xlsx",)) as files:
                files["a.xlsx"].write_bytes(b"ny")
        finally:
            os.seteuid(0)
        assert caught.value.path == shared / "a.xlsx"
        assert [(one.name, one.read_bytes()) for one in shared.iterdir()] == [("a.xlsx", b"av en annan")]


def test_that_two_who_write_the_same_names_at_once_do_not_mix(tmp_path: Path) -> None:
    with whole_set(tmp_path, ("a.csv", "b.csv")) as first, whole_set(tmp_path, ("a.csv", "b.csv")) as second:
        for name in first:
            first[name].write_bytes(b"det ena, som ar langre")
            second[name].write_bytes(b"det andra")
    found = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    assert found == dict.fromkeys(("a.csv", "b.csv"), b"det ena, som ar langre")


def test_that_what_a_stop_has_left_half_made_goes_after_a_day(tmp_path: Path) -> None:
    fresh, old, other = (
        tmp_path / name for name in (".a[1].csv.x.part", ".a[1].csv.y.part", ".b.csv.z.part")
    )
    for one in (fresh, old, other):
        one.write_bytes(b"halv")
    os.utime(old, (0, time.time() - LEFT_S - 60))
    os.utime(other, (0, 0))
    with whole_set(tmp_path, ("a[1].csv",)) as files:
        files["a[1].csv"].write_bytes(b"hel")
    assert {one.name for one in tmp_path.iterdir()} == {"a[1].csv", fresh.name, other.name}

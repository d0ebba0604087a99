"""The spreadsheet: the same rows as the CSV set, typed, harmless, without pupils, the same bytes for the same log."""

import math
import os
import re
import time
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from facilitator.errors import Trouble, WorldTrouble
from facilitator.exchange.files import LEFT_S
from facilitator.exchange.sheets import csvset, workbook, xlsx
from facilitator.exchange.sheets.columns import SCENARIOS, SESSIONS, STEPS, Column
from facilitator.exchange.sheets.dialect import unguard
from facilitator.journal import Journal, queries
from facilitator.journal.figures import conditions, definitions, measures, scenariouse
from facilitator.journal.figures.selection import Selection
from facilitator.journal.sharing import exports
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from tests.builders import START, HandClock, begin
from tests.exchange.test_csvset import held, table
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 26)
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FIRST = date(1899, 12, 30)
Cell = tuple[str, str, str]
"""Type, text and number format."""


def sheets(file: Path) -> dict[str, list[dict[int, Cell]]]:
    """The cells of every sheet as they stand in the file: read with nothing but zip and XML."""
    with zipfile.ZipFile(file) as parts:
        book = ET.fromstring(parts.read("xl/workbook.xml"))
        names = [str(sheet.get("name")) for sheet in book.iter(f"{_NS}sheet")]
        forms = _formats(parts)
        return {
            name: list(_rows(parts.read(f"xl/worksheets/sheet{n}.xml"), forms))
            for n, name in enumerate(names, 1)
        }


def _formats(parts: zipfile.ZipFile) -> list[str]:
    styles = ET.fromstring(parts.read("xl/styles.xml"))
    own = {one.get("numFmtId"): str(one.get("formatCode")) for one in styles.iter(f"{_NS}numFmt")}
    found = styles.find(f"{_NS}cellXfs")
    assert found is not None
    return [own.get(one.get("numFmtId"), str(one.get("numFmtId"))) for one in found]


def _rows(xml: bytes, forms: list[str]) -> Iterator[dict[int, Cell]]:
    for row in ET.fromstring(xml).iter(f"{_NS}row"):
        cells: dict[int, Cell] = {}
        for cell in row:
            assert cell.find(f"{_NS}f") is None, "a formula"
            place = 0
            for letter in re.sub(r"\d", "", str(cell.get("r"))):
                place = place * 26 + ord(letter) - 64
            text = "".join(one.text or "" for one in (*cell.iter(f"{_NS}t"), *cell.iter(f"{_NS}v")))
            cells[place - 1] = (cell.get("t", "n"), text, forms[int(cell.get("s", "0"))])
        yield cells


def as_csv(cell: Cell | None, column: Column) -> str:
    """What stands in the CSV set where this cell stands, by the cell's own type."""
    if cell is None:
        return ""
    kind, text, form = cell
    if column.kind == "string":
        assert kind == "inlineStr"
        return re.sub("_x([0-9A-F]{4})_", _letter, text)
    if column.kind == "boolean":
        assert kind == "b"
        return "ja" if text == "1" else "nej"
    assert kind == "n"
    if column.kind == "date":
        assert form == "yyyy-mm-dd"
        return (_FIRST + timedelta(days=int(text))).isoformat()
    if column.kind == "time":
        assert form == "hh:mm"
        minutes = round(float(text) * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return text if column.kind == "integer" else f"{float(text):.1f}".replace(".", ",")


def _letter(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def test_that_sheets_left_half_made_by_a_stop_go_with_the_next_export(journal: Journal, out: Path) -> None:
    held(journal)
    seen = set[str]()

    def step(_done: int, _of: int) -> bool:
        seen.update(path.name for path in out.iterdir() if path.is_dir())
        return True

    xlsx.export(journal, out / "logg.xlsx", TODAY, step)
    (folder,) = seen
    left = out / folder
    left.mkdir()
    (left / "sheet").write_text("vad som stod i loggen", encoding="utf-8")
    xlsx.export(journal, out / "logg.xlsx", TODAY)
    assert left.is_dir(), "somebody else may be at it"
    long_ago = time.time() - 2 * LEFT_S
    os.utime(left, (long_ago, long_ago))
    xlsx.export(journal, out / "logg.xlsx", TODAY)
    assert [path.name for path in out.iterdir()] == ["logg.xlsx"]


def test_that_the_sheets_hold_what_the_csv_set_holds(journal: Journal, out: Path) -> None:
    queries.save_group(journal, Group("6B", 24, school="=1+1"))
    held(journal)
    held(journal, people=4)
    queries.save_group(journal, Group("6B", 24, school="@anna _x0041_ skola"))
    held(journal, rehearsal=True)
    held(journal, finish=False, note="Prata med Kim i morgon.")
    csvset.export(journal, out)
    file = out / "logg.xlsx"
    written = xlsx.export(journal, file, TODAY)
    found = sheets(file)
    assert list(found) == [
        "Läs mig", "Tillfällen", "Moment", "Utan programmet", "Mått", "Förutsättningar", "Scenarier",
        "Scenarier per tillfälle", "Kolumner",
    ]  # fmt: skip
    for name, csv_name, columns in (
        (xlsx.RUNS, "sessions.csv", SESSIONS),
        (xlsx.MOMENTS, "steps.csv", STEPS),
    ):
        head, *rows = found[name]
        assert [head[place][1] for place in range(len(columns))] == [column.name for column in columns]
        mine = [
            {column.name: as_csv(row.get(place), column) for place, column in enumerate(columns)}
            for row in rows
        ]
        theirs = [
            {c.name: unguard(row[c.name]) if c.kind == "string" else row[c.name] for c in columns}
            for row in table(out, csv_name)
        ]
        assert mine == theirs
    assert (written.sessions, written.steps) == (3, 36)
    everything = " ".join(cell[1] for rows in found.values() for row in rows for cell in row.values())
    assert "Kim" not in everything


def test_that_the_measures_in_the_file_are_those_on_the_screen(journal: Journal, out: Path) -> None:
    queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
    held(journal)
    xlsx.export(journal, out / "logg.xlsx", TODAY)
    head, *rows = sheets(out / "logg.xlsx")[xlsx.MEASURES]
    places = {head[place][1]: place for place in head}
    shown = measures.figures(journal, Selection(group="6B"), TODAY)
    names = {one.key: one.name for one in definitions.definitions()}
    own = [row for row in rows if row[places["niva"]][1] == "grupp"]
    assert len(own) == len(measures.KEYS)
    for row, key in zip(own, measures.KEYS, strict=True):
        figure = shown[key]
        assert row[places["matt"]][1] == names[key]
        assert float(row[places["namnare"]][1]) == pytest.approx(figure.under, abs=0.06)
        if figure.share is None:
            assert places["varde"] not in row
        else:
            kind, text, form = row[places["varde"]]
            assert (kind, form) == ("n", "0\\ %")
            assert float(text) == pytest.approx(figure.share, abs=1e-4)


def test_that_a_group_has_a_row_of_its_own_in_each_school_year(journal: Journal, out: Path) -> None:
    queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
    for days in (0, 365):
        begin(journal, HandClock(START + timedelta(days=days)), group="6B").order(o.End())
    assert journal.flush(PATIENCE_S)
    xlsx.export(journal, out / "logg.xlsx", TODAY)
    head, *rows = sheets(out / "logg.xlsx")[xlsx.MEASURES]
    places = {head[place][1]: place for place in head}
    told = {
        (row[places["niva"]][1], row[places["lasar"]][1] if places["lasar"] in row else ""): row[
            places["tillfallen"]
        ][1]
        for row in rows
    }
    assert told == {
        ("alla", ""): "2", ("program", ""): "2", ("skola", ""): "2", ("pass", ""): "2",
        ("grupp", "2026/27"): "1", ("grupp", "2027/28"): "1",
    }  # fmt: skip
    assert head[max(head)][1] == "lasar", "what is new stands last"


def test_that_the_conditions_in_the_file_are_those_on_the_screen(journal: Journal, out: Path) -> None:
    for _time in range(3):
        held(journal)
    xlsx.export(journal, out / "logg.xlsx", TODAY)
    head, *rows = sheets(out / "logg.xlsx")[xlsx.CONDITIONS]
    places = {head[place][1]: place for place in head}
    shown = conditions.conditions(journal, Selection())
    assert len(rows) == sum(len(answers) for answers in shown.values())
    partly = next(row for row in rows if row[places["svar"]][1] == "delvis")
    assert partly[places["tillfallen"]][1] == "3"
    assert float(partly[places["varde"]][1]) == pytest.approx(shown["room"][2].core.share, abs=1e-4)
    enough = next(row for row in rows if row[places["svar"]][1] == "ja")
    assert places["tillfallen"] not in enough


def test_that_the_scenarios_in_the_file_are_those_on_the_screen(journal: Journal, out: Path) -> None:
    queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
    for _time in range(3):
        held(journal)
    xlsx.export(journal, out / "logg.xlsx", TODAY)
    head, *rows = sheets(out / "logg.xlsx")[xlsx.SCENARIOS]
    names = [head[place][1] for place in sorted(head)]
    (one,) = scenariouse.used(journal, Selection())
    (row,) = rows
    assert {name: row[place][1] for place, name in enumerate(names)} == {
        "scenario_id": "bollen", "scenario_titel": one.title, "program": "mvp", "pass_id": "mvp-02",
        "pass_beteckning": "MVP 2", "tillfallen": str(one.sessions), "grupper": str(one.groups),
    }  # fmt: skip
    assert (one.sessions, one.groups) == (3, 1)
    head, *rows = sheets(out / "logg.xlsx")[xlsx.TOLD]
    assert [head[place][1] for place in sorted(head)] == [column.name for column in SCENARIOS]
    assert [row[0][1] for row in rows] == sorted(row.session for row in queries.sessions(journal))
    assert {(row[2][1], row[3][1], row[4][1]) for row in rows} == {("fallet", "bollen", one.title)}


def test_that_every_column_and_measure_is_explained_and_what_is_never_there_is_told(
    journal: Journal, out: Path
) -> None:
    xlsx.export(journal, out / "logg.xlsx", TODAY)
    found = sheets(out / "logg.xlsx")
    told = {(row[0][1], row[1][1]) for row in found[xlsx.COLUMNS][1:]}
    for name in (
        xlsx.RUNS,
        xlsx.MOMENTS,
        xlsx.BESIDE,
        xlsx.MEASURES,
        xlsx.CONDITIONS,
        xlsx.SCENARIOS,
        xlsx.TOLD,
    ):
        assert {(name, cell[1]) for cell in found[name][0].values()} <= told
    assert {(xlsx.MEASURES, one.name) for one in definitions.definitions()} <= told
    about = " ".join(cell[1] for row in found[xlsx.ABOUT] for cell in row.values())
    assert "Det här finns aldrig i filen" in about
    assert "Namn på elever" in about


def test_that_the_head_stays_and_there_is_a_filter(journal: Journal, out: Path) -> None:
    held(journal)
    xlsx.export(journal, out / "logg.xlsx", TODAY)
    with zipfile.ZipFile(out / "logg.xlsx") as parts:
        for number in (2, 3, 4, 5, 6, 7, 8, 9):
            xml = parts.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert '<pane ySplit="1" topLeftCell="A2"' in xml
            assert "<autoFilter ref=" in xml


def test_that_the_same_log_gives_the_same_bytes_and_is_marked_as_exported(
    journal: Journal, out: Path
) -> None:
    held(journal)
    assert exports.never_exported(journal) == 1
    xlsx.export(journal, out / "one.xlsx", TODAY)
    assert exports.never_exported(journal) == 0
    xlsx.export(journal, out / "two.xlsx", TODAY)
    assert (out / "one.xlsx").read_bytes() == (out / "two.xlsx").read_bytes()
    with zipfile.ZipFile(out / "one.xlsx") as parts:
        assert "2026-01-01T00:00:00Z" in parts.read("docProps/core.xml").decode()  # not the day of the export
    assert (out / "one.xlsx").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in out.iterdir()) == ["one.xlsx", "two.xlsx"]


def test_that_a_log_too_large_for_a_sheet_is_told_of_and_leaves_what_stood_there(
    journal: Journal, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(journal)
    file = out / "logg.xlsx"
    out.mkdir(exist_ok=True)
    file.write_bytes(b"PK\x03\x04 before")
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)
    with pytest.raises(WorldTrouble, match="CSV"):
        xlsx.export(journal, file, TODAY)
    assert file.read_bytes() == b"PK\x03\x04 before"
    assert [path.name for path in out.iterdir()] == ["logg.xlsx"]
    assert exports.never_exported(journal) == 1


def test_that_a_folder_in_the_way_is_told_of(journal: Journal, out: Path) -> None:
    (out / "logg.xlsx").mkdir(parents=True)
    with pytest.raises(WorldTrouble) as told:
        xlsx.export(journal, out / "logg.xlsx", TODAY)
    assert told.value.kind is not Trouble.DAMAGED


def test_that_a_row_is_as_high_as_its_longest_text_and_no_name_of_a_sheet_is_cut(
    journal: Journal, out: Path
) -> None:
    xlsx.export(journal, out / "logg.xlsx", TODAY)
    names = list(sheets(out / "logg.xlsx"))
    for name, place, width in ((xlsx.ABOUT, "B", 92), (xlsx.COLUMNS, "D", 80)):
        long, checked = part(out / "logg.xlsx", names.index(name) + 1), 0
        for row in re.findall(r"<row .*?</row>", long, re.DOTALL):
            text = re.search(rf'r="{place}\d+".*?<t[^>]*>([^<]*)</t>', row, re.DOTALL)
            lines = math.ceil(len(unescape(text[1])) / width / 1.1) if text else 1
            if lines > 1:
                assert f'ht="{15 * lines}"' in row
                checked += 1
        assert checked
    about = part(out / "logg.xlsx", 1)
    assert float(re.findall(r'<row r="1"[^>]* ht="([\d.]+)"', about)[0]) > 16, "the letters of the title"
    widths = re.findall(r'<col min="1" max="1" width="([\d.]+)"', about)
    assert float(widths[0]) > max(map(len, names)) + 2


def part(file: Path, number: int) -> str:
    with zipfile.ZipFile(file) as pack:
        return pack.read(f"xl/worksheets/sheet{number}.xml").decode()

"""CSV sets that are not as they were exported: told by file, line and column, with what was expected and what to do."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from facilitator.errors import ContentFault, Fault, Trouble, WorldTrouble
from facilitator.exchange.sheets import csvset
from facilitator.journal import Journal, occasions, queries
from facilitator.planning.occasions import Occasion
from tests.engines import Server, log_at
from tests.exchange.laptops import laptop, led
from tests.exchange.test_csvset import content, laid, put_cell, redescribe
from tests.quick import folder_in_memory

pytestmark = pytest.mark.usefixtures("swedish")
FETCH = "Hämta filerna så som de exporterades. Ett kalkylprogram som har sparat dem har ändrat dem."
UPDATE = "Uppdatera programmet på den här datorn och läs in filerna igen."


@pytest.fixture(scope="module")
def exported(engine: Server | None) -> Iterator[Mapping[str, bytes]]:
    """The files of two lessons and an occasion, as they were exported."""
    meeting = Occasion(
        kind="apt",
        status="held",
        day=date(2026, 11, 3),
        minutes=45,
        school="Ekskolan",
        audience="staff",
        present=31,
    )
    with folder_in_memory() as folder, log_at(folder / "log", engine) as journal:
        for code in ("6A", "6B"):
            led(journal, group=code)
        occasions.enter(journal, meeting, date(2026, 11, 26))
        csvset.export(journal, folder / "set")
        yield content(folder / "set")


@pytest.fixture
def out(exported: Mapping[str, bytes], tmp_path: Path) -> Path:
    """A set of two lessons and an occasion, for the test to alter."""
    return laid(exported, tmp_path / "set")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Journal]:
    """An empty log to read into; it is still empty afterwards."""
    with laptop(tmp_path / "other") as journal:
        yield journal
        assert (queries.sessions(journal), occasions.standing(journal)) == ([], [])


def refused(other: Journal, out: Path) -> Fault:
    with pytest.raises(ContentFault) as caught:
        csvset.load_into(other, out)
    (fault,) = caught.value.faults
    assert str(caught.value) == str(fault)  # under no heading that speaks of lessons
    return fault


def rewrite(file: Path, change: Callable[[list[str]], list[str]]) -> None:
    """Change the lines of a file; the description fits it afterwards."""
    lines = change(file.read_text(encoding="utf-8-sig").splitlines())
    file.write_text("".join(f"{line}\r\n" for line in lines), encoding="utf-8-sig", newline="")
    redescribe(file.parent)


@pytest.mark.parametrize(
    ("name", "column", "cell", "expected"),
    [
        ("sessions.csv", "datum", "23/11/2026", "en dag skriven som 2026-09-14"),
        ("sessions.csv", "starttid", "08:10:00", "ett klockslag skrivet som 08:10, på fem minuter när"),
        ("sessions.csv", "ordning_foljd", "SANT", "ja eller nej"),
        ("sessions.csv", "status", "Genomfört", "genomfört, delvis"),
        ("sessions.csv", "faktisk_s", "3 245", "ett heltal utan mellanrum"),
        ("sessions.csv", "tillfalle_id", "1,00E+05", "ett id så som programmet skrev det"),
        ("sessions.csv", "antal_deltagare_band", "1-5", "0, 1–5, 6 eller fler"),
        ("sessions.csv", "antal_deltagare_band", "6 eller fler", "0, 1–5, 6 eller fler"),
        ("steps.csv", "genomforande", "", "genomfört, kortat, hoppat, ej nått"),
        ("occasions.csv", "antal_deltagare_band", "1-5", "0, 1–5, 6 eller fler"),
        ("occasions.csv", "antal_deltagare_band", "", "0, 1–5, 6 eller fler"),
    ],
)
def test_that_a_cell_that_does_not_fit_is_told_with_what_was_expected(
    out: Path, other: Journal, name: str, column: str, cell: str, expected: str
) -> None:
    put_cell(out / name, column, cell)
    fault = refused(other, out)
    told = (
        f"”{cell}” passar inte i den här kolumnen." if cell else "En tom cell passar inte i den här kolumnen."
    )
    assert fault == Fault(name, 2, column, told, expected, FETCH)


@pytest.mark.parametrize(
    ("column", "cell"),
    [("grupp_kod", "Kim"), ("faktisk_min", "4500"), ("skola_kod", "E" * 500), ("pass_id", "Kim K"),
     ("malgrupp", "elever"), ("orsak_kod", "sjukdom"), ("flyttat_till", "2026-12-01"), ("antal_mentorer", "2")],
)  # fmt: skip
def test_that_what_cannot_be_of_an_occasion_is_told_by_its_column_and_never_in_a_code(
    out: Path, other: Journal, column: str, cell: str
) -> None:
    put_cell(out / "occasions.csv", column, cell)
    fault = refused(other, out)
    assert (fault.file, fault.line, fault.field, fault.suggestion) == ("occasions.csv", 2, column, FETCH)
    assert fault.problem == f"”{cell[:40]}” passar inte i den här kolumnen."


@pytest.mark.parametrize("name", ["sessions.csv", "steps.csv", "occasions.csv"])
def test_that_a_set_of_a_newer_program_is_told_of_as_such(out: Path, other: Journal, name: str) -> None:
    put_cell(out / name, "schema_version", "2")
    fault = refused(other, out)
    assert (fault.line, fault.field, fault.suggestion) == (2, "schema_version", UPDATE)
    put_cell(out / name, "schema_version", "1")
    rewrite(out / name, lambda lines: [f"{lines[0]};ny_kolumn", *(f"{line};1" for line in lines[1:])])
    fault = refused(other, out)
    assert (fault.file, fault.line, fault.field, fault.suggestion) == (name, 1, "ny_kolumn", UPDATE)


def test_that_another_separator_is_told_with_the_head_that_was_expected(out: Path, other: Journal) -> None:
    rewrite(out / "sessions.csv", lambda lines: [line.replace(";", "\t") for line in lines])
    fault = refused(other, out)
    assert (fault.line, fault.problem) == (1, "Kolumnerna är inte det här programmets.")
    assert fault.expected == "en första rad som börjar tillfalle_id;schema_version;appversion"
    assert fault.suggestion == FETCH


def test_that_a_line_with_too_few_cells_is_told_with_how_many(out: Path, other: Journal) -> None:
    rewrite(out / "sessions.csv", lambda lines: [*lines, ";;"])
    fault = refused(other, out)
    assert (fault.line, fault.problem) == (4, "Celler i raden: 3. I den första raden: 49.")


@pytest.mark.parametrize(
    ("name", "change", "line", "words"),
    [
        ("sessions.csv", lambda one: [*one[:2], *one[1:]], 3, "Samma rad står två gånger."),
        ("steps.csv", lambda one: [*one[:2], *one[1:]], 3, "Samma rad står två gånger."),
        ("occasions.csv", lambda one: [*one[:2], *one[1:]], 3, "Samma rad står två gånger."),
        ("sessions.csv", lambda one: [one[0], *one[:0:-1]], 3, "Raderna står inte i den ordning de exporterades."),
        ("steps.csv", lambda one: [one[0], *one[:0:-1]], 3, "Raderna står inte i den ordning de exporterades."),
    ],
)  # fmt: skip
def test_that_rows_that_stand_twice_or_were_sorted_are_told_by_their_line(
    out: Path, other: Journal, name: str, change: Callable[[list[str]], list[str]], line: int, words: str
) -> None:
    rewrite(out / name, change)
    fault = refused(other, out)
    assert (fault.file, fault.line, fault.field, fault.problem) == (name, line, "tillfalle_id", words)


def test_that_steps_of_another_set_are_told_by_their_line(out: Path, other: Journal) -> None:
    rewrite(out / "sessions.csv", lambda lines: lines[:2])
    fault = refused(other, out)
    assert fault.file == "steps.csv"
    assert fault.line is not None
    assert fault.line > 2


@pytest.mark.parametrize("name", ["sessions.csv", "steps.csv", "occasions.csv"])
def test_that_a_file_that_is_missing_is_told_of_as_missing(out: Path, other: Journal, name: str) -> None:
    (out / name).rename(out / f"kopia av {name}")
    with pytest.raises(WorldTrouble) as caught:
        csvset.load_into(other, out)
    assert (caught.value.kind, caught.value.path) == (Trouble.DAMAGED, out / name)
    assert "En av filerna saknas." in str(caught.value)


@pytest.mark.parametrize("text", ["", "nonsense", '{"name": "annat", "resources": []}'])
def test_that_a_description_of_something_else_is_named(out: Path, other: Journal, text: str) -> None:
    (out / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(WorldTrouble) as caught:
        csvset.load_into(other, out)
    assert (caught.value.kind, caught.value.path) == (Trouble.DAMAGED, out / "datapackage.json")


def test_that_occasions_that_the_description_does_not_tell_of_are_not_left_out_in_silence(
    out: Path, other: Journal
) -> None:
    description = out / "datapackage.json"
    description.write_text(
        description.read_text("utf-8").replace('"path": "occasions.csv"', '"path": "x.csv"')
    )
    with pytest.raises(WorldTrouble) as caught:
        csvset.load_into(other, out)
    assert caught.value.path == description

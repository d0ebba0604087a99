"""What leaves the laptop: exact, harmless, without pupils, and the same after a round trip."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from facilitator.content.model import Weight
from facilitator.errors import ContentFault, Trouble, WorldTrouble
from facilitator.exchange.packages.sessionpack import Stopped
from facilitator.exchange.sheets import columns, csvset, dialect, xlsx
from facilitator.exchange.sheets.cells import grade_band
from facilitator.exchange.sheets.datapackage import TABLES, describe
from facilitator.journal import Journal, occasions, open_journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.figures import spread
from facilitator.journal.figures.selection import Selection
from facilitator.journal.figures.spread import Reached
from facilitator.journal.sharing import exports
from facilitator.journal.tables import schema, steptexts
from facilitator.journal.tables.ids import next_id
from facilitator.journal.tables.rows import band, changes_in, seal_of
from facilitator.planning.groups import Group
from facilitator.planning.occasions import Occasion
from facilitator.session import orders as o
from facilitator.session.conductor import Conductor
from facilitator.session.facts import Reason
from facilitator.session.rules import ANSWERS
from tests.builders import CONDITIONS, HandClock, begin
from tests.engines import Server, log_at
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

NAMES = ("sessions.csv", "steps.csv", "occasions.csv", "datapackage.json")

MEETING = Occasion(
    kind="supervision", status="partial", day=date(2026, 11, 3), at=time(14, 15), minutes=30, group="6B",
    audience="both", cause="schedule", adults=1, mentors=1, present=4,
)  # fmt: skip


def held(
    journal: Journal, *, people: int = 24, finish: bool = True, note: str = "", rehearsal: bool = False
) -> Conductor:
    """A session that was led to its end."""
    clock = HandClock()
    conductor = begin(journal, clock, people=people, rehearsal=rehearsal)
    for _turn in range(12):
        clock.go(61)
        conductor.order(o.Next())
    conductor.order(o.Skip("horn", "sensitive"))
    conductor.order(o.End())
    for field, value in (
        ("went", 3),
        ("adults", 1),
        ("mentors", 2),
        ("group_form", 2),
        ("stayed", 1),
        ("prepared", 15),
        *CONDITIONS.items(),
    ):
        conductor.order(o.Answer(field, value))  # type: ignore[arg-type]
    if note:
        conductor.order(o.WriteNote(note, "5a"))
    if finish:
        conductor.order(o.FinishLog())
    assert journal.flush(PATIENCE_S)
    return conductor


def table(out: Path, name: str) -> list[dict[str, str]]:
    """A written table, read in the plainest way."""
    with (out / name).open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = [row for _line, row in dialect.rows(stream)]
    return [dict(zip(header, row, strict=True)) for row in rows]


def content(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in NAMES}


@pytest.fixture(scope="module")
def sets(engine: Server | None) -> Iterator[tuple[Mapping[str, bytes], Mapping[str, bytes]]]:
    """The files of an empty log and of one with a session, for tests that alter them and need no log."""
    with folder_in_memory() as folder, log_at(folder / "log", engine) as journal:
        csvset.export(journal, folder / "empty")
        held(journal)
        csvset.export(journal, folder / "one")
        yield content(folder / "empty"), content(folder / "one")


@pytest.fixture
def empty_set(sets: tuple[Mapping[str, bytes], Mapping[str, bytes]], out: Path) -> Path:
    """The set of an empty log."""
    return laid(sets[0], out)


@pytest.fixture
def one_set(sets: tuple[Mapping[str, bytes], Mapping[str, bytes]], out: Path) -> Path:
    """The set of a log with one session."""
    return laid(sets[1], out)


def laid(files: Mapping[str, bytes], out: Path) -> Path:
    out.mkdir()
    for name, raw in files.items():
        (out / name).write_bytes(raw)
    return out


def redescribe(out: Path) -> None:
    """Make the description fit files that a test has changed."""
    text = describe({name: out / name for name in TABLES})
    (out / "datapackage.json").write_text(text, encoding="utf-8")


def put_cell(file: Path, column: str, cell: str) -> None:
    """Let a cell of the first row be another, in a set that is whole otherwise."""
    head, row, *rest = file.read_text(encoding="utf-8-sig").splitlines()
    cells = row.split(";")
    cells[head.split(";").index(column)] = cell
    lines = (head, ";".join(cells), *rest)
    file.write_text("".join(f"{line}\r\n" for line in lines), encoding="utf-8-sig", newline="")
    redescribe(file.parent)


def test_a_session_as_a_spreadsheet_sees_it(journal: Journal, out: Path) -> None:
    queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
    own = held(journal).session.id
    receipt = csvset.export(journal, out)
    (row,) = table(out, "sessions.csv")
    assert row | {"tillfalle_id": own, "grupp_kod": "6B", "arskurs_band": "åk 4–6", "skola_kod": "Ekskolan",
                  "lasar": "2026/27", "datum": "2026-11-23", "status": "delvis", "gruppform": "halvgrupp",
                  "antal_ledare_vuxna": "1", "antal_mentorer": "2", "antal_deltagare": "24",
                  "antal_deltagare_band": "6 eller fler", "forberedelse_min": "15", "planerad_min": "50", "faktisk_min": "12,2",
                  "faktisk_s": "732", "ordning_foljd": "ja", "stodlista_visad": "nej", "kvarstund_gjord": "ja",
                  "hur_gick_det": "3", "logg_klar": "ja", "rum_tillrackligt": "delvis",
                  "vuxen_i_rummet": "ja", "delaktighet": "4", "forstaelse": "5", "trygghet_i_rummet": "3",
                  "avstaende_mojligt": "ja", "elevhalsa_informerad_fore": "nej", "behov_av_stod": "lokal",
                  "fyller_i_roll": "mentor"} == row  # fmt: skip
    assert row["starttid"] < row["sluttid"]
    steps = table(out, "steps.csv")
    assert [step["moment_id"] for step in steps][:3] == ["start", "sist", "regler"]
    short = [step for step in steps if (step["karnmoment"], step["genomforande"]) == ("ja", "kortat")]
    assert row["karnmoment_kortade"] == str(len(short))
    assert short
    assert {step["genomforande"] for step in steps} == {"genomfört", "kortat", "hoppat", "ej nått"}
    assert {step["andring_kod"] for step in steps} == {"", "känsligt läge"}
    assert {(step["vikt"], step["karnmoment"]) for step in steps} == {
        ("flexibel", "nej"), ("kärna", "ja"), ("valbar", "nej"), ("skyddad", "ja"),
    }  # fmt: skip
    assert (receipt.sessions, receipt.steps, receipt.running) == (1, 12, 0)
    assert receipt.privacy


def test_the_dialect_of_the_files(journal: Journal, out: Path) -> None:
    held(journal)
    csvset.export(journal, out)
    for name in TABLES:
        raw = (out / name).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbftillfalle_id;schema_version;")
        assert raw.endswith(b"\r\n")
        assert raw.count(b"\n") == raw.count(b"\r\n")
        assert (out / name).stat().st_mode & 0o777 == 0o600


def test_column_names_are_plain_and_new_ones_come_last() -> None:
    first = (
        "tillfalle_id schema_version appversion innehallsversion innehall_kontrollsumma skola_kod grupp_kod"
    )
    assert " ".join(column.name for column in columns.SESSIONS).startswith(first)
    for table_columns in TABLES.values():
        names = [column.name for column in table_columns]
        assert len(names) == len(set(names))
        assert all(name.replace("_", "").isascii() and name.replace("_", "").isalpha() for name in names)
        assert all(name == name.lower() for name in names)


def test_the_codes_cover_what_a_session_can_say() -> None:
    assert set(columns.WEIGHT) == set(get_args(Weight))
    assert set(columns.REASON) == {"", *get_args(Reason)}
    assert set(columns.GROUP_FORM) == set(ANSWERS["group_form"])
    assert set(columns.ROOM) == set(ANSWERS["room"])
    assert set(columns.NEEDS) == set(ANSWERS["needs"])
    assert set(columns.FILLED_BY) == set(ANSWERS["filled_by"])
    assert tuple(columns.CONDITIONS) == schema.CONDITIONS == tuple(CONDITIONS)
    assert columns.SESSIONS[-len(CONDITIONS) :] == tuple(columns.CONDITIONS.values())


@pytest.mark.parametrize(("people", "shown"), [(5, ""), (6, "3")])
def test_a_view_of_a_small_group_stays_here(journal: Journal, out: Path, people: int, shown: str) -> None:
    held(journal, people=people)
    csvset.export(journal, out)
    (row,) = table(out, "sessions.csv")
    assert row["trygghet_i_rummet"] == shown
    assert bool(row["delaktighet"]) == bool(row["forstaelse"]) == bool(shown)
    assert (row["rum_tillrackligt"], row["behov_av_stod"]) == ("delvis", "lokal")


def test_a_set_from_before_the_conditions_is_still_read(
    tmp_path: Path, engine: Server | None, one_set: Path
) -> None:
    file = one_set / "sessions.csv"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    older = [line.rsplit(";", len(CONDITIONS))[0] for line in lines]
    file.write_text("".join(f"{line}\r\n" for line in older), encoding="utf-8-sig", newline="")
    redescribe(one_set)
    with log_at(tmp_path / "other", engine) as other:
        assert csvset.load_into(other, one_set).sessions == 1
        (row,) = queries.sessions(other)
    assert (row.went, row.late, row.room, row.needs) == (3, False, None, None)


def test_notes_and_safe_screens_and_rehearsals_stay(journal: Journal, out: Path) -> None:
    held(journal, note="Hemlig anteckning om dagen")
    rehearsal = held(journal, rehearsal=True).session.id
    running = begin(journal).session.id
    assert journal.flush(PATIENCE_S)
    receipt = csvset.export(journal, out)
    everything = b"".join(content(out).values())
    assert b"Hemlig" not in everything
    assert rehearsal.encode() not in everything
    assert running.encode() not in everything
    assert journal.device.encode() not in everything
    assert (receipt.sessions, receipt.running) == (1, 1)


@pytest.mark.parametrize(
    ("people", "number", "name"), [(0, "0", "0"), (1, "", "1–5"), (5, "", "1–5"), (6, "6", "6 eller fler")]
)
def test_few_present_are_a_band(journal: Journal, out: Path, people: int, number: str, name: str) -> None:
    held(journal, people=people)
    csvset.export(journal, out)
    (row,) = table(out, "sessions.csv")
    assert (row["antal_deltagare"], row["antal_deltagare_band"]) == (number, name)


def test_the_band_follows_from_the_code_of_a_class_or_of_the_staff() -> None:
    found = [grade_band(code) for code in ("FA", "6B-h1", "9A", "PERS", "PERS-f1", "")]
    assert found == ["åk F–3", "åk 4–6", "åk 7–9", "personal", "personal", ""]


def test_times_are_rounded_down(one_set: Path) -> None:
    (row,) = table(one_set, "sessions.csv")
    assert (int(row["starttid"][3:]) % 5, int(row["sluttid"][3:]) % 5) == (0, 0)


def test_exported_sessions_are_marked_until_they_change(journal: Journal, out: Path) -> None:
    conductor = held(journal, finish=False)
    assert exports.never_exported(journal) == 1
    csvset.export(journal, out)
    assert exports.never_exported(journal) == 0
    assert queries.sessions(journal)[0].exported
    conductor.order(o.FinishLog())
    assert journal.flush(PATIENCE_S)
    assert exports.never_exported(journal) == 1
    csvset.export(journal, out)
    assert table(out, "sessions.csv")[0]["logg_klar"] == "ja"
    assert examine(journal.database) == []


def test_a_session_that_went_on_during_the_export_is_not_marked(journal: Journal) -> None:
    session = held(journal).session
    csvset.mark(journal, [(session.id, session.seq - 1)], 12, ())
    assert exports.never_exported(journal) == 1
    csvset.mark(journal, [(session.id, session.seq)], 12, ())
    assert exports.never_exported(journal) == 0


def test_an_empty_log_gives_headers_only(journal: Journal, out: Path) -> None:
    assert csvset.export(journal, out).sessions == 0
    assert table(out, "sessions.csv") == table(out, "steps.csv") == []


def test_export_import_export_gives_the_same_bytes(
    journal: Journal, out: Path, tmp_path: Path, engine: Server | None
) -> None:
    for people in (24, 3, 0):
        held(journal, people=people, note="x")
    csvset.export(journal, out)
    with log_at(tmp_path / "other", engine) as other:
        assert csvset.load_into(other, out).sessions == 3
        csvset.export(other, tmp_path / "again")
        assert content(tmp_path / "again") == content(out)
        assert examine(other.database) == []
        assert queries.drafts(other) == []
        with pytest.raises(KeyError):
            queries.load(other, queries.sessions(other)[0].session)


def test_a_small_group_that_comes_back_is_still_told_of_as_small(
    journal: Journal, out: Path, tmp_path: Path, engine: Server | None
) -> None:
    for people in (4, 0, 5):
        held(journal, people=people)
    csvset.export(journal, out)
    with log_at(tmp_path / "other", engine) as other:
        csvset.load_into(other, out)
        assert spread.reached(other, Selection()) == spread.reached(journal, Selection()) == Reached(1, 0, 1)


@pytest.fixture(scope="module")
def two(engine: Server | None) -> Iterator[tuple[Path, Journal, Journal]]:
    """A folder and two journals that the examples of the property test use in turn."""
    with (
        folder_in_memory() as folder,
        log_at(folder / "one", engine) as one,
        log_at(folder / "other", engine) as other,
    ):
        yield folder, one, other


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
text = st.one_of(words, st.builds(str.__add__, st.sampled_from(list("=+-@\t\r\n'; \"")), words))
small = st.integers(0, 10_000)
DAYS = (datetime(1990, 1, 2), datetime(2090, 1, 1))  # noqa: DTZ001
moments = st.datetimes(*DAYS).map(lambda when: f"{when:%Y-%m-%dT%H:%M:%SZ}")
step_rows = st.fixed_dictionaries(
    {"step": text.map(lambda s: s or "x"), "title": text, "form": text, "weight": st.sampled_from(list(columns.WEIGHT)),
     "actual_order": st.integers(0, 20), "planned_s": st.integers(1, 60).map(lambda n: n * 60), "spent_s": small,
     "paused_s": small, "outcome": st.sampled_from(list(columns.OUTCOME)), "reason": st.sampled_from(list(columns.REASON))}
)  # fmt: skip
flags = st.booleans()
conditions: dict[str, st.SearchStrategy[Any]] = {
    name: st.none() | st.sampled_from(ANSWERS[name]) for name in CONDITIONS
}
run_rows = st.fixed_dictionaries(
    {"lesson": text, "lesson_version": text, "lesson_hash": text, "programme": text, "label": text, "title": text,
     "length_min": small, "group": text, "started": moments, "ended": moments, "status": st.sampled_from(["done", "partial"]),
     "finished": flags, "spent_s": small, "paused_s": small, "gap_s": small, "core_planned": small, "core_held": small,
     "order_kept": flags, "support_shown": flags, "people": st.none() | st.integers(0, 99), "went": st.none() | small,
     "adults": st.none() | small, "mentors": st.none() | small, "prepared_min": st.none() | small,
     "group_form": st.none() | st.integers(1, 3), "stayed": st.none() | st.integers(0, 1), "last_step": text,
     **conditions,
     "school": text, "utc_offset_min": st.sampled_from([0, 60, 120, -300, 345]), "program_version": text, "late": flags}
)  # fmt: skip


def put(journal: Journal, runs: list[tuple[dict[str, Any], list[dict[str, Any]]]]) -> None:
    """Put rows into an emptied log as they are."""
    own = ""
    with journal.database.writing() as connection:
        connection.execute(delete(schema.session_step))
        connection.execute(delete(schema.session))
        for number, (run, steps) in enumerate(runs):
            own = next_id(own, 1_700_000_000_000, number)
            rows = [
                step | {"session": own, "planned_order": place} for place, step in enumerate(steps, start=1)
            ]
            row = run | {
                "session": own, "rehearsal": False, "safe_screens": 2, "noted": True, "seq": 9, "head": "h",
                "people_band": band(run["people"]), "device": journal.device, "imported": True, "exported": "",
            }  # fmt: skip
            connection.execute(insert(schema.session), row | changes_in(rows) | {"seal": seal_of(row, rows)})
            steptexts.insert_steps(connection, rows)


@pytest.mark.slow
@settings(max_examples=15)
@given(st.lists(st.tuples(run_rows, st.lists(step_rows, max_size=3)), max_size=4))
def test_any_log_comes_back_byte_for_byte(
    two: tuple[Path, Journal, Journal], runs: list[tuple[dict[str, Any], list[dict[str, Any]]]]
) -> None:
    folder, one, other = two
    put(one, runs)
    put(other, [])
    csvset.export(one, folder / "first")
    assert csvset.load_into(other, folder / "first").sessions == len(runs)
    csvset.export(other, folder / "second")
    assert content(folder / "second") == content(folder / "first")
    for (run, _steps), row in zip(runs, reversed(queries.sessions(other)), strict=True):
        kept = asdict(row)
        for name in (
            "title",
            "school",
            "group",
            "spent_s",
            "finished",
            "status",
            "stayed",
            "program_version",
            "late",
            "room",
            "needs",
            "opt_out",
        ):
            assert kept[name] == run[name]
    for name in TABLES:
        for cells in table(folder / "first", name):
            for column in TABLES[name]:
                if column.kind == "string":
                    assert cells[column.name].lstrip()[:1] not in {"=", "+", "-", "@"}


def test_the_description_fits_the_files(journal: Journal, out: Path) -> None:
    held(journal)
    occasions.enter(journal, MEETING, date(2026, 11, 26))
    csvset.export(journal, out)
    described = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        rows = table(out, resource["path"])
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(rows[0])
        assert all(field["description"] for field in fields)
        keys = [tuple(row[key] for key in resource["schema"]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(rows)
        for row in rows:
            for field in fields:
                check_cell(row[field["name"]], field)


def check_cell(cell: str, field: dict[str, Any]) -> None:
    """A cell against its field, as a reader of data packages would do it."""
    rules = field.get("constraints", {})
    if cell == "":
        assert not rules.get("required"), field["name"]
        return
    assert cell in rules.get("enum", [cell]), field["name"]
    assert re.fullmatch(rules.get("pattern", ".*"), cell)
    forms = {"integer": r"-?\d+", "number": r"-?\d+,\d+", "boolean": "ja|nej", "date": r"\d{4}-\d\d-\d\d",
             "time": r"\d\d:\d\d", "string": r"(?s).*"}  # fmt: skip
    assert re.fullmatch(forms[field["type"]], cell), field["name"]


@pytest.mark.parametrize("change", [{"ended": ""}, {"utc_offset_min": 99999}])
def test_a_time_that_no_calendar_has_is_damage(journal: Journal, out: Path, change: dict[str, Any]) -> None:
    held(journal)
    with journal.database.writing() as connection:
        connection.execute(update(schema.session).values(change))
    with pytest.raises(WorldTrouble) as caught:
        csvset.export(journal, out)
    assert caught.value.kind is Trouble.DAMAGED
    with pytest.raises(WorldTrouble) as caught:
        xlsx.export(journal, out / "a.xlsx", date(2026, 11, 27))
    assert caught.value.kind is Trouble.DAMAGED
    assert list(out.iterdir()) == []


def test_a_failed_export_leaves_the_set_before_it(journal: Journal, out: Path) -> None:
    held(journal)
    csvset.export(journal, out)
    before = content(out)
    held(journal)
    resource = pytest.importorskip("resource")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, usual[1]))
    try:
        with pytest.raises(WorldTrouble) as caught:
            csvset.export(journal, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert caught.value.kind is Trouble.FULL
    assert content(out) == before
    assert {p.name for p in out.iterdir()} == set(NAMES)
    assert exports.never_exported(journal) == 1


def test_a_folder_in_the_place_of_one_of_the_files_is_named_and_the_set_stays(
    journal: Journal, out: Path
) -> None:
    csvset.export(journal, out)
    before = content(out)
    held(journal)
    (out / "steps.csv").unlink()
    (out / "steps.csv" / "egen").mkdir(parents=True)
    with pytest.raises(WorldTrouble) as caught:
        csvset.export(journal, out)
    assert caught.value.path == out / "steps.csv"
    assert {name: (out / name).read_bytes() for name in NAMES if name != "steps.csv"} == {
        name: was for name, was in before.items() if name != "steps.csv"
    }
    assert {p.name for p in out.iterdir()} == set(NAMES)
    assert (out / "steps.csv" / "egen").is_dir()


@pytest.mark.parametrize("there", [True, False])
def test_a_file_that_cannot_take_its_name_lets_the_set_before_it_stand(
    journal: Journal, out: Path, there: bool
) -> None:
    csvset.export(journal, out)
    if not there:
        (out / "sessions.csv").unlink()
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    held(journal)
    blocked = out / ".occasions.csv.before"
    blocked.mkdir()  # as when a spreadsheet has the file open: it cannot be moved away
    with pytest.raises(WorldTrouble) as caught:
        csvset.export(journal, out)
    assert caught.value.path == out / "occasions.csv"
    blocked.rmdir()
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before
    csvset.export(journal, out)
    assert {p.name for p in out.iterdir()} == set(NAMES)


def test_steps_that_have_lost_their_words_are_not_left_out_in_silence(journal: Journal, out: Path) -> None:
    held(journal)
    with journal.database.writing() as connection:
        connection.execute(delete(schema.step_text))
    with pytest.raises(WorldTrouble) as caught:
        csvset.export(journal, out)
    assert caught.value.kind is Trouble.DAMAGED
    assert not out.exists() or not list(out.iterdir())


def test_a_file_that_was_changed_is_not_read(one_set: Path) -> None:
    path = one_set / "steps.csv"
    path.write_bytes(path.read_bytes().replace(b"opening", b"closing"))
    with pytest.raises(WorldTrouble) as caught:
        list(csvset.read(one_set))
    assert caught.value.kind is Trouble.DAMAGED
    assert caught.value.path == path


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_file_is_told(empty_set: Path, name: str) -> None:
    (empty_set / name).unlink()
    with pytest.raises(WorldTrouble):
        list(csvset.read(empty_set))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"resources": [{}]}', "nonsense", '{"resources": 7}', "[" * 100_000]
)
def test_a_broken_description_is_told(empty_set: Path, text: str) -> None:
    (empty_set / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(WorldTrouble):
        list(csvset.read(empty_set))


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("sessions.csv", b";delvis;", b";kanske;", 2),
        ("sessions.csv", b";732;", b";sjuhundra;", 2),
        ("sessions.csv", b"2026-11-23;", b"igar;", 2),
        ("sessions.csv", b"skola_kod", b"skola", 1),
        ("sessions.csv", b";halvgrupp", b";;halvgrupp", 2),
        ("steps.csv", b";kortat;", b";;", 0),
        ("steps.csv", b"opening;flexibel", b'"opening;flexibel', 0),
    ],
)
def test_a_cell_that_does_not_fit_is_told_and_nothing_is_loaded(
    one_set: Path, tmp_path: Path, name: str, old: bytes, new: bytes, line: int
) -> None:
    whole = (one_set / name).read_bytes()
    assert old in whole
    (one_set / name).write_bytes(whole.replace(old, new, 1))
    redescribe(one_set)
    other = open_journal(tmp_path / "other", second_place=tmp_path)
    with pytest.raises(ContentFault) as caught:
        csvset.load_into(other, one_set)
    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == (name, line or fault.line)
    assert queries.sessions(other) == []
    other.close()


@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [
        ("sessions.csv", "antal_deltagare", "150"),
        ("sessions.csv", "faktisk_s", "9000000000000000000"),
        ("sessions.csv", "faktisk_s", "1" + 20 * "0"),
        ("sessions.csv", "utc_minuter", "1" + 15 * "0"),
        ("steps.csv", "faktisk_s", "1" + 20 * "0"),
        ("steps.csv", "planerad_min", "1" + 20 * "0"),
        ("steps.csv", "ordning_planerad", "2"),
    ],
)
def test_what_no_log_can_hold_is_told_and_nothing_is_loaded(
    one_set: Path, tmp_path: Path, engine: Server | None, name: str, column: str, cell: str
) -> None:
    put_cell(one_set / name, column, cell)
    with log_at(tmp_path / "other", engine) as other:
        with pytest.raises(ContentFault):
            csvset.load_into(other, one_set)
        assert queries.sessions(other) == []


@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [
        *[("sessions.csv", column.name, "-60") for column in columns.SESSIONS if column.kind == "integer"
          and column.name not in ("schema_version", "utc_minuter", "karnmoment_kortade")],
        *[("steps.csv", column.name, "-60") for column in columns.STEPS if column.kind == "integer"
          and column.name != "schema_version"],
        ("sessions.csv", "utc_minuter", "-1440"),
        ("sessions.csv", "utc_minuter", "--60"),
        ("sessions.csv", "antal_deltagare", "150"),
        ("sessions.csv", "planerad_min", "5_0"),
        ("sessions.csv", "planerad_min", " 50"),
        ("sessions.csv", "planerad_min", "050"),
        ("sessions.csv", "planerad_min", "٥٠"),
        ("sessions.csv", "antal_deltagare_band", "=1+1"),
        ("sessions.csv", "datum", "0001-01-01"),
        ("sessions.csv", "datum", "1969-12-31"),
        ("sessions.csv", "datum", "20261123"),
        ("sessions.csv", "datum", "23/11/2026"),
        ("sessions.csv", "slutdatum", "2026-11-31"),
        ("sessions.csv", "starttid", "08:10:00"),
        ("sessions.csv", "starttid", "08:13"),
        ("sessions.csv", "sluttid", "24:00"),
        ("sessions.csv", "tillfalle_id", "=1+1"),
        ("steps.csv", "tillfalle_id", "=1+1"),
    ],
)  # fmt: skip
def test_a_number_or_code_that_this_program_never_writes_is_told_by_its_place(
    one_set: Path, name: str, column: str, cell: str
) -> None:
    put_cell(one_set / name, column, cell)
    with pytest.raises(ContentFault) as caught:
        list(csvset.read(one_set))
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.field) == (name, 2, column)


@pytest.mark.parametrize("name", list(TABLES))
def test_a_file_without_its_head_is_told(empty_set: Path, tmp_path: Path, name: str) -> None:
    (empty_set / name).write_bytes(b"")
    redescribe(empty_set)
    other = open_journal(tmp_path / "other", second_place=tmp_path)
    with pytest.raises(ContentFault) as caught:
        csvset.load_into(other, empty_set)
    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == (name, 1)
    other.close()


def test_an_occasion_that_stands_twice_is_told_and_nothing_is_loaded(
    journal: Journal, out: Path, tmp_path: Path
) -> None:
    occasions.enter(journal, MEETING, date(2026, 11, 26))
    csvset.export(journal, out)
    file = out / "occasions.csv"
    file.write_bytes(file.read_bytes() + file.read_bytes().splitlines(keepends=True)[1])
    redescribe(out)
    other = open_journal(tmp_path / "other", second_place=tmp_path)
    with pytest.raises(ContentFault) as caught:
        csvset.load_into(other, out)
    (fault,) = caught.value.faults
    assert (fault.file, fault.field) == ("occasions.csv", "tillfalle_id")
    assert occasions.standing(other) == []
    other.close()


def test_a_cell_that_does_not_fit_is_named_in_the_interface_language(
    journal: Journal, out: Path, tmp_path: Path
) -> None:
    held(journal)
    csvset.export(journal, out)
    whole = (out / "steps.csv").read_bytes()
    head, row = whole.split(b"\r\n")[:2]
    place = head.decode("utf-8-sig").split(";").index("ordning_planerad")
    cells = row.split(b";")
    odd = b";".join([*cells[:place], b"tv\xc3\xa5", *cells[place + 1 :]])
    for bad, column, words in (
        (whole.replace(row, odd), "ordning_planerad", "”två” passar inte i den här kolumnen."),
        (whole.replace(row, b"\xff" + row), "", "Filen är inte text i UTF-8."),
        (
            whole + b'"' + b"x" * 200_000,
            "",
            "Citattecknen går inte ihop, eller så är en cell alldeles för lång.",
        ),
    ):
        (out / "steps.csv").write_bytes(bad)
        redescribe(out)
        with pytest.raises(ContentFault) as caught:
            list(csvset.read(out))
        (fault,) = caught.value.faults
        assert (fault.file, fault.field, fault.problem) == ("steps.csv", column, words)


def test_steps_without_a_session_are_told(journal: Journal, out: Path) -> None:
    held(journal)
    csvset.export(journal, out)
    path = out / "sessions.csv"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    redescribe(out)
    with pytest.raises(ContentFault):
        list(csvset.read(out))


def test_only_an_empty_log_takes_a_set(journal: Journal, out: Path) -> None:
    held(journal)
    csvset.export(journal, out)
    with pytest.raises(WorldTrouble):
        csvset.load_into(journal, out)
    assert len(queries.sessions(journal)) == 1


def test_a_log_with_occasions_alone_is_not_empty(journal: Journal, out: Path) -> None:
    occasions.enter(journal, MEETING, date(2026, 11, 23))
    csvset.export(journal, out)
    with pytest.raises(WorldTrouble):
        csvset.load_into(journal, out)
    assert occasions.disputes(journal) == []


@pytest.mark.slow
def test_many_sessions_are_written_in_order(journal: Journal, out: Path) -> None:
    runs = [({"lesson": "a", "lesson_version": "1", "lesson_hash": "h", "programme": "mvp", "label": "", "title": str(n),
              "length_min": 50, "group": "6B", "started": "2026-11-23T08:10:00Z", "ended": "2026-11-23T09:00:00Z",
              "status": "done", "finished": True, "spent_s": n, "paused_s": 0, "gap_s": 0, "core_planned": 1,
              "core_held": 1, "order_kept": True, "support_shown": False, "people": 20, "went": None, "adults": None,
              "mentors": None, "prepared_min": None, "group_form": None, "stayed": None, "last_step": "x", "school": "",
              "utc_offset_min": 60, "program_version": "1", "late": False, **dict.fromkeys(CONDITIONS)},
             [{"step": "x", "title": "", "form": "text", "weight": "core", "actual_order": 1, "planned_s": 60,
               "spent_s": n, "paused_s": 0, "outcome": "held", "reason": ""}]) for n in range(850)]  # fmt: skip
    put(journal, runs)
    receipt = csvset.export(journal, out)
    assert (receipt.sessions, receipt.steps) == (850, 850)
    assert [row["pass_titel"] for row in table(out, "sessions.csv")] == [str(n) for n in range(850)]
    assert [row["faktisk_s"] for row in table(out, "steps.csv")] == [str(n) for n in range(850)]
    assert {row.exported for row in queries.sessions(journal)} != {""}


def test_an_export_that_is_stopped_leaves_the_set_before_it(journal: Journal, out: Path) -> None:
    held(journal)
    csvset.export(journal, out, lambda _done, _of: True)
    before = content(out)
    held(journal)
    with pytest.raises(Stopped):
        csvset.export(journal, out, lambda _done, _of: False)
    assert content(out) == before
    assert exports.never_exported(journal) == 1

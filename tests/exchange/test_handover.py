"""A group's thread from one laptop to another: told first, read back exactly, and nothing hostile gets in."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.cli import run as command
from facilitator.content.decode import Wrong, decode
from facilitator.content.model import Agreement
from facilitator.errors import Trouble, WorldTrouble
from facilitator.exchange.packages import handover, passpaket
from facilitator.journal import Journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.threads import Parcel, held_elsewhere, thread
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from facilitator.session.thread import GroupThread, Held, brought, thread_of
from facilitator.session.threadlines import from_lines, to_lines
from tests import ownlessons
from tests.builders import HandClock, begin
from tests.engines import Server, log_at
from tests.exchange.test_picks import LIBRARY
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory
from tests.session.builder import other_forms, script, start
from tests.session.strategies import ORDERS
from tests.session.test_thread import after_a_lesson

CREATED = "2026-11-24T10:00:00Z"


def parcel(**more: Any) -> Parcel:
    whole = {
        "group": "6B",
        "people": 26,
        "school": "Karsbyskolan",
        "created": CREATED,
        "thread": after_a_lesson(),
    }
    return Parcel(**{**whole, **more})


@cache
def written() -> bytes:
    """The bytes of a file with a parcel."""
    with folder_in_memory() as folder:
        handover.write(parcel(), folder / "a.passpaket")
        return (folder / "a.passpaket").read_bytes()


@pytest.fixture
def file(out: Path) -> Path:
    """A file with a parcel, to read or to alter."""
    out.mkdir()
    made = out / "lämna.passpaket"
    made.write_bytes(written())
    return made


@pytest.fixture
def other(tmp_path: Path, engine: Server | None) -> Iterator[Journal]:
    """Another laptop's journal."""
    with log_at(tmp_path / "other", engine) as journal:
        yield journal


def led(journal: Journal) -> None:
    queries.save_group(journal, Group("6B", 26, school="Karsbyskolan"))
    conductor = begin(journal, HandClock(datetime.now(UTC)))  # of this school year: the file is made now
    conductor.order(o.ParkQuestion("Varför just då?"))
    conductor.order(o.ChooseTakeaway("mod"))
    conductor.order(o.End())
    assert journal.flush(PATIENCE_S)


# --- there and back -------------------------------------------------------------------------------------


def test_that_a_parcel_is_read_back_exactly(out: Path) -> None:
    file = out / "lämna.passpaket"
    handover.write(parcel(), file)
    assert handover.read(file) == parcel()
    assert [one.name for one in file.parent.iterdir()] == [file.name]


@given(st.lists(st.lists(ORDERS, max_size=15), max_size=3))
@settings(max_examples=30)
def test_that_any_thread_is_read_back_exactly(lessons: list[list[o.Order]]) -> None:
    sessions = []
    for number, orders in enumerate(lessons):
        run = start(script(other_forms()) if number % 2 else script())
        for order in orders:
            run.hint(order)
        sessions.append(run.session)
    found = thread_of(sessions)
    assert from_lines(json.loads(json.dumps(to_lines(found)))) == found


def test_that_the_other_laptop_goes_on_where_the_first_one_ended(
    journal: Journal, other: Journal, out: Path
) -> None:
    led(journal)
    sent = handover.parcel_of(journal, "6B")
    handover.write(sent, out / "a.passpaket")
    assert handover.receive(other, handover.read(out / "a.passpaket"))
    assert thread(other, "6B") == thread(journal, "6B")
    assert [(one.code, one.people, one.school) for one in queries.groups(other)] == [
        ("6B", 26, "Karsbyskolan")
    ]
    (held,) = held_elsewhere(other)
    assert (held.group, held.status) == ("6B", "partial")
    assert queries.sessions(other) == []


@pytest.mark.parametrize(
    "started", ["2026-11-14T09:20:00Z", "2026-11-14T09:20:00+00:00", "2026-11-14T09:20:00.123Z"]
)
def test_that_every_form_of_a_moment_that_the_log_holds_is_read(started: str) -> None:
    assert from_lines([json.loads(held(started))]).held[0].started == started


def test_that_words_that_a_lesson_may_hold_come_along_as_they_are(out: Path) -> None:
    words = "Alla får 2\N{NO-BREAK SPACE}minuter \ue000"  # as a word processor writes; the check of lessons lets it be
    assert check_words(words) == []
    sent = parcel(thread=replace(after_a_lesson(), rules=(words,)))
    handover.write(sent, out / "a.passpaket")
    assert handover.read(out / "a.passpaket") == sent


@pytest.mark.parametrize("text", ["\U000e0100", "Varför \u2764\ufe0f?", "A\u030angrar man sig?"])
def test_that_whatever_a_leader_can_write_is_received(text: str) -> None:
    run = start()
    run.do(o.ParkQuestion(text))
    run.do(o.End())
    found = thread_of([run.session])
    assert found.parked
    assert from_lines(to_lines(found)) == found


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "a\nb", "a\tb", "a\x1b[2Jb", "a\ud800b"])
def test_that_a_text_with_what_nobody_sees_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="text"):
        from_lines([{"kind": "rule", "text": text}])


def check_words(text: str) -> list[Wrong]:
    """What the check of lessons says of a rule."""
    return [one for one in decode(Agreement, {"rules": [text, "En till"]})[1] if one.path[0] == "rules"]


@pytest.mark.parametrize("minutes", [10, 480])
def test_that_lessons_of_every_length_come_along(minutes: int) -> None:
    (line,) = to_lines(GroupThread(held=(Held("P1", "mvp-03", "En hel dag", CREATED, minutes),)))
    assert from_lines([line]).held[0].length == minutes


def test_that_receiving_twice_changes_nothing(other: Journal, file: Path) -> None:
    assert handover.receive(other, handover.read(file))
    before = thread(other, "6B")
    assert not handover.receive(other, handover.read(file))
    assert thread(other, "6B") == before
    assert examine(other.database) == []


def test_that_a_question_answered_on_the_other_laptop_is_gone_when_the_group_comes_back(
    journal: Journal, other: Journal, out: Path
) -> None:
    led(journal)
    handover.write(handover.parcel_of(journal, "6B"), out / "a.passpaket")
    handover.receive(other, handover.read(out / "a.passpaket"))
    fact = brought(thread(other, "6B"))
    assert fact is not None
    conductor = begin(other, HandClock(datetime.now(UTC) + timedelta(minutes=1)), opening=[fact])
    conductor.order(o.UnparkQuestion("Varför just då?"))
    conductor.order(o.End())
    assert other.flush(PATIENCE_S)
    back = handover.parcel_of(other, "6B")
    handover.write(back, out / "b.passpaket")
    handover.receive(journal, handover.read(out / "b.passpaket"))
    assert thread(journal, "6B").parked == ()
    assert len(thread(journal, "6B").held) == 2


def test_that_an_altered_parcel_in_the_log_is_told_by_doctor(other: Journal, file: Path) -> None:
    handover.receive(other, handover.read(file))
    with other.database.writing() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = replace(value, 'mod', 'mot')")
    assert [finding.kind for finding in examine(other.database)] == ["row"]


def test_that_a_group_of_the_same_code_at_another_school_is_refused(other: Journal, file: Path) -> None:
    queries.save_group(other, Group("6B", 20, school="Annanskolan"))
    with pytest.raises(WorldTrouble) as told:
        handover.receive(other, handover.read(file))
    assert told.value.kind == Trouble.FOREIGN
    assert thread(other, "6B") == GroupThread()


# --- told first -----------------------------------------------------------------------------------------


def test_that_everything_in_the_file_is_told_before_it_is_made(swedish: None) -> None:
    lines = handover.told(parcel(), LIBRARY)
    for text in (
        "Vi lyssnar.",
        "Vi turas om.",
        "Kort 1",
        "2+4",
        "Tisslande",
        "Hälsa på alla",
        "Vem bestämmer?",
        "mod",
    ):
        assert any(text in line for line in lines), text
    assert lines[0] == "Grupp 6B, Karsbyskolan, vanligen 26 personer"


def test_that_what_may_point_out_a_person_is_told_apart() -> None:
    thread = GroupThread(parked=("Ring 070-123 45 67", "Varför just då?"))
    assert handover.doubtful(parcel(thread=thread)) == ("Ring 070-123 45 67",)


# --- what is refused ------------------------------------------------------------------------------------


def rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The file with its members changed, packed anew."""
    with zipfile.ZipFile(file) as pack:
        members = {name: pack.read(name) for name in pack.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in members.items():
            pack.writestr(name, content)
    return file


def with_lines(lines: bytes, **manifest: Any) -> Callable[[dict[str, bytes]], None]:
    """Other lines under a manifest that vouches for them."""

    def change(members: dict[str, bytes]) -> None:
        head = json.loads(members[passpaket.MANIFEST])
        head["sha256"][handover.THREAD] = hashlib.sha256(lines).hexdigest()
        head |= manifest
        members[passpaket.MANIFEST] = json.dumps(head).encode()
        members[handover.THREAD] = lines

    return change


def refused(file: Path) -> Trouble:
    with pytest.raises(WorldTrouble) as told:
        handover.read(file)
    assert told.value.message
    assert told.value.remedy
    return told.value.kind


def rule(text: object) -> bytes:
    return json.dumps({"kind": "rule", "text": text}).encode()


def held(started: str, **more: object) -> bytes:
    line = to_lines(GroupThread(held=(Held("P1", "mvp-03", "Vad är våld?", started, 50),)))[0]
    return json.dumps({**line, **more}).encode()


@pytest.mark.parametrize(
    "lines",
    [
        b"inte json", b"[]", b'"rule"', b"{}", b'{"kind": ["rule"]}', b'{"kind": "rule"}', b"\xff\xfe",
        b'{"kind": "rule", "text": "a", "text": "b"}', b'{"kind": "spy", "text": "a"}', b'{"kind": "word", "text": NaN}',
        rule(""), rule(7), rule("a\x00b"), rule("a\u202eb"), rule("x" * 121), rule("a") + b"\n" + rule("A"),
        b"\n".join(rule(f"Regel {n}") for n in range(9)), b'{"kind": "own", "text": ""}',
        b'{"kind": "rule", "text": "a", "own": 1}', b'{"kind": "rule", "text": "a", "own": true, "by": "B"}',
        b'{"kind": "rule", "text": "a", "own": true}\n{"kind": "own", "text": "A"}',
        b'{"kind": "card", "text": "a", "forms": ["finns-inte"], "levels": [1]}',
        b'{"kind": "card", "text": "a", "forms": [[]], "levels": [1]}',
        b'{"kind": "card", "text": "a", "forms": [], "levels": [6]}',
        b'{"kind": "card", "text": "a", "forms": [], "levels": [true]}',
        b'{"kind": "written", "step": "a", "form": "boxes", "columns": ["ab"]}',
        b'{"kind": "word", "text": "a"}\n{"kind": "word", "text": "b"}',
        held("igar"), held("2026-13-01T00:00:00Z"), held("2026-11-14T09:20:00Z", title=""), held(CREATED, length=0),
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_that_lines_that_are_not_the_programs_are_refused(file: Path, lines: bytes) -> None:
    assert refused(rewrite(file, with_lines(lines))) == Trouble.DAMAGED


@pytest.mark.parametrize(
    ("manifest", "kind"),
    [
        ({"kind": "logg"}, Trouble.FOREIGN), ({"format": "1"}, Trouble.FOREIGN), ({"format": 2}, Trouble.TOO_NEW),
        ({"schema": 4}, Trouble.TOO_NEW), ({"schema": 1}, Trouble.FOREIGN), ({"schema": True}, Trouble.FOREIGN), ({"group": "Kalle"}, Trouble.DAMAGED),
        ({"group": 6}, Trouble.DAMAGED), ({"people": 4000}, Trouble.DAMAGED), ({"people": "26"}, Trouble.DAMAGED),
        ({"school": "x" * 81}, Trouble.DAMAGED), ({"created": "nyss"}, Trouble.DAMAGED), ({"more": 1}, Trouble.DAMAGED),
    ],
)  # fmt: skip
def test_that_a_manifest_that_is_not_the_programs_is_refused(
    file: Path, manifest: dict[str, Any], kind: Trouble
) -> None:
    assert refused(rewrite(file, with_lines(rule("a"), **manifest))) == kind


@pytest.mark.parametrize(
    "name", ["../ut.toml", "C:\\x", "con.txt", "thread.jsonl/", "THREAD.JSONL", "a/b.json"]
)
def test_that_a_file_with_any_other_name_in_it_is_refused(file: Path, name: str) -> None:
    before = sorted(file.parent.parent.rglob("*"))

    def add(members: dict[str, bytes]) -> None:
        members[name] = b""

    assert refused(rewrite(file, add)) == Trouble.FOREIGN
    assert sorted(file.parent.parent.rglob("*")) == before


def test_that_changed_content_is_refused(file: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        members[handover.THREAD] += rule("Ny regel")

    assert refused(rewrite(file, change)) == Trouble.DAMAGED


def test_that_a_member_twice_is_refused(file: Path) -> None:
    with zipfile.ZipFile(file, "a") as pack, pytest.warns(UserWarning, match="Duplicate name"):
        pack.writestr(handover.THREAD, b"")
    assert refused(file) == Trouble.FOREIGN


@pytest.mark.slow
def test_that_a_bomb_is_refused_unread(file: Path) -> None:
    assert refused(rewrite(file, with_lines(b"\n" * 50_000_000))) == Trouble.DAMAGED


@pytest.mark.parametrize("content", [b"", b"hej", b"PK", b"PK\x05\x06" + b"\0" * 18])
def test_that_what_is_no_zip_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert refused(file) == Trouble.FOREIGN


def test_that_a_missing_file_is_told_as_missing(out: Path) -> None:
    assert refused(out / "finns-inte.passpaket") == Trouble.MISSING


@pytest.mark.slow
@given(st.data())
@settings(max_examples=60)
def test_that_any_bit_turned_is_refused_or_changes_nothing(data: st.DataObject) -> None:
    from tests.quick import folder_in_memory

    with folder_in_memory() as folder:
        file = folder / "a.passpaket"
        handover.write(parcel(), file)
        content = bytearray(file.read_bytes())
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] ^= 1 << data.draw(st.integers(0, 7))
        file.write_bytes(bytes(content))
        try:
            found = handover.read(file)
        except WorldTrouble:
            return
        assert found == parcel()


# --- the command line -----------------------------------------------------------------------------------


@pytest.fixture
def kept() -> Iterator[None]:
    with ownlessons.kept_between_commands():
        yield


@pytest.mark.slow
def test_that_a_group_is_handed_over_and_received_by_command(
    tmp_path: Path, journal: Journal, capsys: pytest.CaptureFixture[str], swedish: None, kept: None
) -> None:
    led(journal)
    journal.close()
    first, second, file = str(tmp_path / "data"), str(tmp_path / "second"), str(tmp_path / "6B.passpaket")
    assert command(["--data", first, "handover", "6B"]) == 0
    assert not Path(file).exists()
    assert command(["--data", first, "handover", "6B", "--out", file]) == 0
    assert "Varför just då?" in capsys.readouterr().out
    assert command(["--data", second, "receive", file, "--preview"]) == 0
    assert not Path(second).exists()
    assert command(["--data", second, "receive", file]) == 0
    assert "Mottaget." in capsys.readouterr().out
    assert command(["--data", second, "receive", file]) == 0
    assert "slutar inte på" not in capsys.readouterr().out
    renamed = Path(file).rename(tmp_path / "6B.zip")
    assert command(["--data", second, "receive", str(renamed)]) == 0
    assert "till innehållet är filen ett paket" in capsys.readouterr().out
    assert command(["--data", first, "handover", "9X"]) == 1
    assert command(["--data", second, "receive", first]) == 3


def test_that_the_file_is_named_by_group_and_day() -> None:
    assert handover.file_name(parcel()) == "överlämning-6B-2026-11-24.passpaket"


def test_that_a_clock_that_has_lost_its_time_makes_no_file_that_nobody_can_receive(
    out: Path, swedish: None
) -> None:
    with pytest.raises(WorldTrouble) as refused:
        handover.write(parcel(created="1970-01-01T00:00:00Z"), out / "a.passpaket")
    assert "1970-01-01" in str(refused.value)
    assert not (out / "a.passpaket").exists()

"""The calendar file: read back by a small reader of RFC 5545 written for the test, it says what was planned."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import WorldTrouble
from facilitator.exchange import ics
from facilitator.planning.year import When, moved
from tests.planning.yearbuilder import MVP, series

NOW = datetime(2026, 11, 25, 10, 5, 7, tzinfo=UTC)
KNOWN = {one.id: one for one in MVP}
DAY = date(2026, 9, 7)


def read(text: str) -> list[dict[str, str]]:
    """The events of a calendar: property with its parameters to value, unfolded and unescaped."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    events: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and line != "END:VEVENT":
            assert name not in events[-1]
            events[-1][name] = unescaped(value)
    return events


def unescaped(value: str) -> str:
    found, signs = "", iter(value)
    for sign in signs:
        if sign == "\\":
            escaped = next(signs)
            found += "\n" if escaped in "nN" else escaped
        else:
            assert sign not in ";,"
            found += sign
    return found


def test_that_words_stay_apart_whatever_space_is_between_them() -> None:
    event = ics.Event(
        "a@b", "Sal\N{NO-BREAK SPACE}12,\tåk\N{NARROW NO-BREAK SPACE}6\N{ZERO WIDTH SPACE}", DAY
    )
    (found,) = read(ics.text_of([event], "x", NOW))
    assert found["SUMMARY"] == "Sal 12, åk 6"


def test_that_a_plan_reads_back_whole() -> None:
    rows = series(at=time(10, 20))
    events = read(ics.text_of(ics.events_of(rows, KNOWN, "ab12"), "Läsår 2026/27", NOW))
    assert [event["SUMMARY"] for event in events[:2]] == [
        "MVP 1 Om MVP 1 · 6B", "Handledning Mentorer och vuxna möts · 6B",
    ]  # fmt: skip
    assert [(e["DTSTART"], e["DTEND"]) for e in events[:2]] == [
        ("20260831T102000", "20260831T111000"), ("20260907T102000", "20260907T112000"),
    ]  # fmt: skip
    assert {event["DTSTAMP"] for event in events} == {"20261125T100507Z"}
    assert events[0]["DESCRIPTION"] == MVP[0].summary
    assert len({event["UID"] for event in events}) == len(rows)
    assert all(set(event) >= {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} for event in events)


def test_that_a_lesson_that_is_not_here_any_more_is_said_to_be_missing_and_what_to_do() -> None:
    known = {own: lesson for own, lesson in KNOWN.items() if own != "mvp-01"}
    events = read(ics.text_of(ics.events_of(series(), known, "ab12"), "x", NOW))
    assert events[0]["SUMMARY"] == "Pass som saknas · 6B"
    assert events[0]["DESCRIPTION"].startswith(
        "Passledaren har inte passet ”mvp-01”. Lägg till innehållspaketet"
    )
    assert "DESCRIPTION" not in events[1], "supervision is no lesson"
    assert [event["SUMMARY"] for event in events[2:]] == [
        event["SUMMARY"] for event in read(ics.text_of(ics.events_of(series(), KNOWN, "ab12"), "x", NOW))[2:]
    ]


def test_that_a_day_without_a_time_is_a_whole_day_that_stays_free() -> None:
    (event,) = read(ics.text_of([ics.Event("one", "Pass", date(2026, 12, 31))], "x", NOW))
    assert event["DTSTART;VALUE=DATE"] == "20261231"
    assert event["DTEND;VALUE=DATE"] == "20270101"
    assert event["TRANSP"] == "TRANSPARENT"


def test_that_what_is_cancelled_says_so_in_every_calendar_that_has_it() -> None:
    rows = series(at=time(10, 20))
    first, second = ics.events_of(rows[:2], KNOWN, "ab12", off={rows[0].id})
    assert first.uid == ics.events_of(rows[:1], KNOWN, "ab12")[0].uid
    cancelled, goes_on = read(ics.text_of([first, second], "x", NOW))
    assert cancelled["STATUS"] == "CANCELLED"
    assert cancelled["TRANSP"] == "TRANSPARENT"
    assert cancelled["SUMMARY"] == "Inställt: MVP 1 Om MVP 1 · 6B"
    assert "STATUS" not in goes_on
    assert "TRANSP" not in goes_on


def test_that_an_occasion_that_moves_keeps_its_uid() -> None:
    rows = series()
    after = moved(rows, rows[0].id, When(date(2026, 9, 3), time(8)))
    uids = [{e.uid for e in ics.events_of(plan, KNOWN, "ab12")} for plan in (rows, after)]
    assert uids[0] == uids[1]
    assert ics.events_of(rows[:1], KNOWN, "cd34")[0].uid not in uids[0]


@given(st.text(max_size=200), st.text(min_size=1, max_size=200))
def test_that_any_text_reads_back(name: str, text: str) -> None:
    (event,) = read(ics.text_of([ics.Event("one", text, DAY, details=text)], name, NOW))
    spaced = re.sub("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]", " ", text)
    kept = "".join(c for c in spaced if c == "\n" or (c.isprintable() and not "\ud800" <= c <= "\udfff"))
    assert event["SUMMARY"] == kept
    assert event.get("DESCRIPTION", "") == kept


def test_that_the_lines_are_folded_as_the_standard_says() -> None:
    text = ics.text_of([ics.Event("one", "å" * 100, DAY)], "x", NOW)
    (line,) = (line for line in text.split("\r\n") if line.startswith("SUMMARY"))
    assert line == "SUMMARY:" + "å" * 33
    assert "\r\n " + "å" * 37 + "\r\n" in text


def test_that_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "läsår.ics"
    ics.save(ics.events_of(series(), KNOWN, "ab12"), "Läsår", file, NOW)
    assert len(read(file.read_bytes().decode())) == 21
    with pytest.raises(WorldTrouble):
        ics.save((), "Läsår", tmp_path / "away" / "deeper" / "x.ics", NOW)
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".ics"] == ["läsår.ics"]

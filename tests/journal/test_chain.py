"""The chain's format stands for ever: logs in schools are sealed with it."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from facilitator.journal.tables.chain import fact_row, first_break, link
from facilitator.session import facts as f
from facilitator.session.state import Entry

ENTRIES = [
    Entry(1, 0, "2026-11-23T08:10:00Z", f.PassStarted("mvp-03", "ab", 50, "6B", 24, False)),
    Entry(2, 41_000, "2026-11-23T08:10:41Z", f.StepShown("sist")),
    Entry(3, 90_000, "2026-11-23T08:11:30Z", f.IdeaAdded("tavlan", "before", "Hälsa 🖐")),
]


def chained(session: str = "P1") -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for entry in ENTRIES:
        rows.append(fact_row(session, entry, str(rows[-1]["hash"]) if rows else session))
    return rows


def test_a_hash_is_over_the_one_before_and_the_fact() -> None:
    text = 'P1[1,0,"2026-11-23T08:10:00Z","pass_started",1,'
    text += '{"group":"6B","length":50,"lesson":"mvp-03","lesson_hash":"ab","people":24,"rehearsal":false}]'
    first, second, third = chained()
    assert first["hash"] == hashlib.sha256(text.encode()).hexdigest()
    text = f'{first["hash"]}[2,41000,"2026-11-23T08:10:41Z","step_shown",1,{{"count":0,"step":"sist"}}]'
    assert second["hash"] == hashlib.sha256(text.encode()).hexdigest()
    assert third["data"] == '{"column":"before","step":"tavlan","text":"H\\u00e4lsa \\ud83d\\udd90"}'


def test_a_whole_chain_has_no_break() -> None:
    assert first_break("P1", chained()) is None
    assert first_break("P1", []) is None


def test_a_break_is_found_where_it_is() -> None:
    rows = chained()
    assert first_break("P2", rows) == 1
    assert first_break("P1", [rows[0], rows[2]]) == 2
    assert first_break("P1", [rows[0], rows[2], rows[1]]) == 2
    assert first_break("P1", [rows[0], rows[1], rows[2] | {"at_ms": 90_001}]) == 3
    assert first_break("P1", [rows[1], rows[2]]) == 1


def test_a_fact_made_to_fit_one_place_fits_no_other() -> None:
    first, second, _third = chained()
    assert link("P1", second) != link(str(first["hash"]), second)


@given(st.dictionaries(st.text(st.characters()), st.text(st.characters()), max_size=3))
def test_any_text_can_be_chained(data: dict[str, str]) -> None:
    row = fact_row("P1", Entry(1, 0, "x", f.Unknown("new_kind", 7, data)), "P1")
    assert first_break("P1", [row]) is None
    assert row["data"].isascii()

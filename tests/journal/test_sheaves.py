"""Facts bound in a sheaf come out as they went in; whatever else a sheaf holds is refused, and nothing is asked of it by kind."""

import hashlib
import re
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.journal.sharing import versions
from facilitator.journal.sharing.versions import FactLine
from facilitator.journal.tables import sheaves
from facilitator.journal.tables.chain import canonical
from facilitator.journal.tables.sheafwords import WORDS
from facilitator.journal.tables.sheaves import LARGEST, Spoiled, bind, unbind
from facilitator.session.facts import FACTS, LinesShown, StepShown

ROOT = Path(__file__).parents[2]
OWN = "P01M8BP8HJD5YHF3Q2ANX4Y22BA"
SHOWN: FactLine = (60_000, "2026-11-23T08:11:00Z", "step_shown", 1, '{"count":0,"step":"ramar"}')
COUNTED: FactLine = (
    70_000,
    "2026-11-23T08:11:10Z",
    "hands_counted",
    1,
    '{"corner":1,"count":4,"step":"hornen"}',
)
PARKED: FactLine = (71_000, "2026-11-23T08:11:11Z", "question_parked", 1, f'{{"apart":"{"0" * 64}"}}')
WALLS = st.sampled_from(["2026-11-23T08:11:00Z", "2026-11-23T08:11:10Z"]) | st.integers(0, 4_102_444_799).map(
    lambda seconds: f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
)
ODD_WALLS = st.sampled_from(
    [
        "2026-11-23T08:11:00+01:00", "2026-11-23 08:11:00Z", "2026-11-23\n08:11:00Z", "2026-11-23T24:00:00Z",
        '2026-11-23"08:11:00Z', "2026-11-23T08:11:00.5Z", "20261123T081100Z", "2026-02-30T08:11:00Z", "",
    ]
)  # fmt: skip
KINDS = st.sampled_from([*FACTS, "newer_kind"])
ODD_KINDS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some, max_size=3),
    max_leaves=4,
)
DATA = st.dictionaries(st.sampled_from(["count", "step", "apart", "å\n", '"']), VALUES, max_size=3).map(
    canonical
)
TIMES = st.integers(0, 100_000)
PLAIN = st.tuples(TIMES, WALLS, KINDS, st.integers(1, 3), DATA)
ODD = st.tuples(
    TIMES | st.integers(0, 1 << 52), WALLS | ODD_WALLS, KINDS | ODD_KINDS, st.integers(1, 3) | st.just(10**12), DATA
)  # fmt: skip
ODD_CLOCK = st.tuples(TIMES, ODD_WALLS, KINDS, st.integers(1, 3), DATA)
FACT_LINES = st.one_of(
    *(st.lists(one, min_size=1, max_size=8) for one in (PLAIN, PLAIN | ODD_CLOCK, PLAIN | ODD))
)
"""Most without what no program of ours writes, for that is not bound."""


def in_order(facts: Sequence[FactLine]) -> list[FactLine]:
    """The same with a clock that only goes forward."""
    times = sorted(fact[0] for fact in facts)
    return [(at_ms, *fact[1:]) for at_ms, fact in zip(times, facts, strict=True)]


def rows_of(facts: Sequence[FactLine], loose: Sequence[int]) -> list[dict[str, Any]]:
    """Those that stand as rows."""
    hashes = versions.chained(OWN, facts)
    names = ("at_ms", "wall", "kind", "version", "data")
    return [
        {
            "session": OWN, "seq": seq, **dict(zip(names, facts[seq - 1], strict=True)), "hash": hashes[seq - 1], "salt": None,
            "text": None,
        }
        for seq in loose
    ]  # fmt: skip


def pressed(text: str, own: str = OWN, end: int = zlib.Z_FINISH) -> bytes:
    """A sheaf made by somebody who knows how it is made."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=WORDS)
    content = press.compress(text.encode()) + press.flush(end)
    return hashlib.sha256(own.encode() + content).digest()[:8] + content


def refused(content: Any, form: Any = sheaves.FORMAT) -> bool:
    try:
        unbind(OWN, [], form, content)
    except Spoiled:
        return True
    return False


@given(FACT_LINES)
def test_that_any_facts_come_out_as_they_went_in(drawn: list[FactLine]) -> None:
    facts = in_order(drawn)
    loose, sheaf = bind(OWN, facts)
    assert (loose, sheaf) == bind(OWN, facts), "the same facts always give the same"
    if sheaf is None:
        return
    assert unbind(OWN, rows_of(facts, loose), sheaves.FORMAT, sheaf) == rows_of(
        facts, range(1, len(facts) + 1)
    )


def test_that_what_our_program_writes_is_bound() -> None:
    """A plain session ends up small, in one sheaf, at whatever second of the minute the clock stood."""
    facts = [
        (at * 61_007, f"2026-11-23T{8 + at // 59:02}:{at % 59:02}:{at % 60:02}Z", *SHOWN[2:])
        for at in range(60)
    ]
    loose, sheaf = bind(OWN, facts)
    assert loose == []
    assert sheaf is not None
    assert len(sheaf) < 600


def test_that_what_is_asked_for_by_kind_and_what_has_a_text_stands_as_rows() -> None:
    empty: FactLine = (72_000, "2026-11-23T08:11:12Z", "takeaway_chosen", 1, '{"text":""}')
    newer: FactLine = (73_000, "2026-11-23T08:11:13Z", "newer_kind", 1, f'{{"apart":"{"0" * 64}"}}')
    facts = [SHOWN, COUNTED, PARKED, empty, newer, SHOWN]
    loose, sheaf = bind(OWN, in_order(facts))
    assert loose == [2, 3, 4, 5]
    assert sheaf is not None


def test_that_a_session_too_large_stands_as_rows() -> None:
    long = canonical({"ny": "å" * 10_000})
    facts = [(n, "2026-11-23T08:11:00Z", "newer_kind", 1, long) for n in range(LARGEST // len(long) + 1)]
    assert bind(OWN, facts) == ([], None)
    assert bind(OWN, facts[: LARGEST // len(long) - 1])[1] is not None


def test_that_no_letter_of_the_words_has_changed() -> None:
    """No sheaf that has been written could be read with others."""
    assert hashlib.sha256(WORDS).hexdigest() == FROZEN
    assert sheaves.FORMAT == 1


FROZEN = "acfd5f4963c7af4797571b46e2a31ed8b4e13fbebfd4418b3c5be435b299d4e2"


def test_that_a_sheaf_that_was_written_once_is_read_for_ever() -> None:
    assert unbind(OWN, [], 1, KEPT) == rows_of([SHOWN, SHOWN], (1, 2))


KEPT = bytes.fromhex("a0a92a406f282a7833d401b78980559da5a98991a1890151a54f22b0cd4b4a6905510f00")


def test_that_every_flipped_bit_is_found() -> None:
    sheaf = bind(OWN, [SHOWN] * 5)[1]
    assert sheaf is not None
    assert not refused(sheaf)
    for place in range(len(sheaf) * 8):
        altered = bytearray(sheaf)
        altered[place // 8] ^= 1 << place % 8
        assert refused(bytes(altered))


LINE = '1,60000,1795421399,"step_shown",1,{"count":0,"step":"ramar"}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{LINE}\n",
        f"\n{LINE}",
        f"{LINE}\nx",
        LINE[:-1],
        LINE.replace("1,6", "0,6", 1),
        LINE.replace("60000", "-1"),
        LINE.replace("1795421399", "999999999999999"),
        LINE.replace("step_shown", "hands_counted"),
        LINE.replace("count", "apart"),
        LINE.replace("ramar", "å"),
        f"{LINE}{' ' * LARGEST}",
    ],
)
def test_that_a_sheaf_of_anything_else_is_refused_however_well_it_is_made(text: str) -> None:
    assert not refused(pressed(LINE))
    assert refused(pressed(text))


def test_that_a_sheaf_of_another_session_format_or_type_is_refused() -> None:
    assert refused(pressed(LINE, OWN[::-1]))
    assert refused(pressed(LINE), 2)
    assert refused(pressed(LINE), "1")
    assert refused(pressed(LINE)[:-1])
    assert refused(pressed(LINE) + b"x")
    for odd in (b"", b"1234567", "text", 7, None):
        assert refused(odd)
    assert refused(pressed(LINE, end=zlib.Z_SYNC_FLUSH)), "all of it is there, but not its end"
    cut = pressed(LINE)[8:-3]
    assert refused(hashlib.sha256(OWN.encode() + cut).digest()[:8] + cut)


def test_that_a_small_sheaf_that_would_grow_without_end_is_let_go_at_once() -> None:
    import tracemalloc

    bomb = pressed(LINE + " " * (5 * LARGEST))
    tracemalloc.start()
    assert refused(bomb)
    assert tracemalloc.get_traced_memory()[1] < 3 * LARGEST
    tracemalloc.stop()


# --- what is asked for by kind ----------------------------------------------------------------------------------------


def test_that_the_tables_cannot_be_asked_for_a_kind_that_lies_in_sheaves() -> None:
    for one in (StepShown, LinesShown):
        with pytest.raises(LookupError):
            sheaves.of_kind(one)


KNOW_THE_TABLE = {
    "tables/sheaves.py": "the condition by kind",
    "reading.py": "puts rows and sheaf together",
    "writing/keeper.py": "writes rows, one by one",
    "sharing/merging.py": "writes and takes out both",
    "removal/retention.py": "takes out both",
    "figures/counts.py": "by kinds that stand as rows",
    "corrections.py": "by kinds that stand as rows",
    "queries.py": "the last fact, or the sheaf",
    "engine.py": "the guard of both",
}


def test_that_whoever_asks_the_table_of_facts_knows_that_most_do_not_lie_there() -> None:
    """A new reader of `schema.fact` must think of sheaves: through `reading.fact_rows`, or `sheaves.of_kind`."""
    folder = ROOT / "facilitator"
    texts = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.py")
    }
    found = {name: text for name, text in texts.items() if re.search(r"\bschema\.fact\b", text)}
    assert found.keys() == {f"journal/{name}" for name in KNOW_THE_TABLE}
    by_kind = [
        name
        for name, text in found.items()
        if re.search(r"(_FACT|fact\.c|table|table\.c)\.kind( ==|\.in_)", text)
    ]
    assert by_kind == ["journal/tables/sheaves.py"]

"""The scenarios picked for a group go along when it is handed over: told first, looked at against the lessons here, and never in
place of what somebody here has picked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.content.library import Library
from facilitator.content.model import Lesson, Programme, Scenario
from facilitator.errors import Trouble, WorldTrouble
from facilitator.exchange.packages import handover, passpaket, picks
from facilitator.journal import Journal, queries, threads
from facilitator.journal.threads import Parcel, Pick
from facilitator.planning.groups import Group
from facilitator.session.thread import GroupThread
from tests.content import builder
from tests.exchange.laptops import laptop, rewrite

CREATED = "2026-11-24T10:00:00Z"
KEPT = {"mvp-02|6B": ("fallet=koen",), "mvp-02|6A": ("fallet=bussen",), "mvp-09|6B": ("vaskan=tradet",)}
ALONG = (Pick("mvp-02", "fallet", "koen"), Pick("mvp-09", "vaskan", "tradet"))


def scenario(own: str, title: str) -> Scenario:
    return builder.make(Scenario, builder.scenario(id=own, title=title, lessons=["mvp-02"]))


LIBRARY = Library(
    programmes={"mvp": builder.make(Programme, builder.programme())},
    lessons=(builder.make(Lesson, builder.lesson()),),
    scenarios={
        one.id: one
        for one in (scenario("bollen", "Bollen"), scenario("koen", "Kön"), scenario("bussen", "Bussen"))
    },
    terms={},
    contacts=(),
    links=(),
    faults=(),
    warnings=(),
    files=(),
    banks={},
)
"""One lesson, MVP 2, with its own scenario and two that fit instead."""


def parcel(*along: Pick) -> Parcel:
    return Parcel("6B", 26, "Karsbyskolan", CREATED, GroupThread(word="mod"), along or ALONG)


def test_that_the_picks_of_the_group_and_no_other_go_along(tmp_path: Path) -> None:
    with laptop(tmp_path / "a") as journal:
        queries.save_group(journal, Group("6B", 26))
        found = handover.parcel_of(journal, "6B", {**KEPT, "mvp-02|6B-h1": ("fallet=bussen",)})
    assert found.picks == ALONG
    handover.write(found, tmp_path / "6B.passpaket")
    assert handover.read(tmp_path / "6B.passpaket") == found


def test_that_they_are_told_with_their_titles() -> None:
    told = handover.told(parcel(Pick("mvp-02", "fallet", "koen")), LIBRARY)
    assert "1 valt scenario:" in told
    assert "Scenario till MVP 2 Att göra något: Kön" in told
    assert "2 valda scenarier:" in handover.told(parcel(), LIBRARY)
    assert not any(
        "scenario" in line for line in handover.told(Parcel("6B", 26, "", CREATED, GroupThread()), LIBRARY)
    )


def test_that_what_is_not_here_is_left_out_and_told() -> None:
    odd = (
        Pick("mvp-02", "fallet", "finns-inte"),
        Pick("mvp-02", "inget-steg", "koen"),
        Pick("mvp-09", "vaskan", "tradet"),
    )
    found = picks.sort_out(parcel(*odd), LIBRARY, {})
    assert (found.new, found.count) == ({}, 0)
    assert sorted(found.unknown) == sorted(odd)
    told = list(picks.told_of(found, LIBRARY))
    assert len(told) == 3
    assert any("finns-inte, till MVP 2 Att göra något" in line for line in told)


def test_that_the_lessons_own_is_no_pick() -> None:
    found = picks.sort_out(parcel(Pick("mvp-02", "fallet", "bollen")), LIBRARY, {})
    assert found.new == {}


@pytest.mark.parametrize(
    ("here", "new", "other"),
    [
        ({}, {"mvp-02|6B": ("fallet=koen",)}, ()),
        ({"mvp-02|6A": ("fallet=bussen",)}, {"mvp-02|6B": ("fallet=koen",)}, ()),
        ({"mvp-02|6B": ("fallet=koen",)}, {}, ()),
        ({"mvp-02|6B": ("fallet=bussen",)}, {}, ("mvp-02",)),
    ],
)
def test_that_what_somebody_has_picked_here_stands_and_is_told(
    here: dict[str, tuple[str, ...]], new: dict[str, tuple[str, ...]], other: tuple[str, ...]
) -> None:
    found = picks.sort_out(parcel(Pick("mvp-02", "fallet", "koen")), LIBRARY, here)
    assert (found.new, found.other) == (new, other)
    told = list(picks.told_of(found, LIBRARY))
    assert told == (
        ["Till MVP 2 Att göra något är ett annat scenario valt på den här datorn. Det står kvar."]
        if other
        else []
    )


def test_that_picks_are_no_part_of_what_the_log_keeps(journal: Journal) -> None:
    assert handover.receive(journal, parcel())
    assert not threads.receive(journal, Parcel("6B", 26, "Karsbyskolan", CREATED, GroupThread(word="mod")))


@pytest.mark.parametrize(
    "line",
    [
        {"lesson": "mvp-02", "step": "fallet"}, {"lesson": "mvp-02", "step": "fallet", "scenario": "Kim K"},
        {"lesson": "../x", "step": "fallet", "scenario": "koen"}, {"lesson": "mvp-02", "step": "fallet", "scenario": 7},
        {"lesson": "m" * 49, "step": "fallet", "scenario": "koen"}, ["mvp-02", "fallet", "koen"],
        {"lesson": "mvp-02", "step": "fallet", "scenario": "koen", "more": "x"},
    ],
)  # fmt: skip
def test_that_picks_that_no_program_has_written_are_refused(tmp_path: Path, line: Any) -> None:
    with pytest.raises(WorldTrouble) as told:
        handover.read(rewrite(written(tmp_path), with_picks(line)))
    assert told.value.kind is Trouble.DAMAGED


def test_that_a_step_with_two_picks_is_refused(tmp_path: Path) -> None:
    lines = picks.to_lines((Pick("mvp-02", "fallet", "koen"), Pick("mvp-02", "fallet", "bussen")))
    with pytest.raises(WorldTrouble):
        handover.read(rewrite(written(tmp_path), with_picks(*lines)))


def written(folder: Path) -> Path:
    handover.write(parcel(), folder / "6B.passpaket")
    return folder / "6B.passpaket"


def with_picks(*lines: Any) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    def change(_head: dict[str, Any], members: dict[str, bytes]) -> None:
        members[handover.PICKS] = "".join(json.dumps(line) + "\n" for line in lines).encode()

    return change


def test_that_a_handover_from_before_is_read_as_it_was() -> None:
    file = Path(__file__).parent / "handover-1.passpaket"
    assert passpaket.read(file).manifest["schema"] == 1
    found = handover.read(file)
    assert (found.group, found.picks) == ("6B", ())
    assert found.thread.rules
    assert found.thread.own == found.thread.rules, "nobody could tell whose they were: none is lost"

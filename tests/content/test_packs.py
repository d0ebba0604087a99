"""Packs on top of the program's own content: what they add and go before, what they cannot take away, and each whole or not at all."""

from pathlib import Path

import pytest

from facilitator.content.adding import packfile, packs
from facilitator.content.library import Library
from facilitator.content.pictures import picture_in, source_of
from facilitator.errors import ContentFault, Fault
from facilitator.i18n import set_language
from tests.content import builder
from tests.content.packbook import core, members, new_lesson, opened, pack, replaces, write
from tests.content.test_pictures import png


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return core(tmp_path / "content")


def told(library: Library) -> list[tuple[str, str, str]]:
    (refused,) = library.refused
    return [(fault.file, fault.field, fault.problem) for fault in refused.faults]


def notes(library: Library) -> list[Fault]:
    return [note for used in library.on_top for note in used.notes]


def titles(library: Library) -> dict[str, str]:
    return {lesson.id: lesson.title for lesson in library.lessons}


def test_that_a_pack_adds_a_lesson_and_what_it_refers_to(root: Path) -> None:
    own = new_lesson(concepts=["fristad"])
    own["steps"][6]["stage"]["scenario"] = "bron"
    found = opened(
        root,
        pack(
            [own],
            {
                "glossary.toml": {"term": [builder.term(id="fristad", term="Fristad")]},
                "bank/mvp-10.toml": {"scenario": [builder.scenario(id="bron", title="Bron")]},
                "map.toml": {"link": [{"lesson": "mvp-10", "builds_on": "mvp-09", "how": "Vi går vidare."}]},
            },
        ),
    )
    assert not found.refused
    assert not found.faults
    assert list(titles(found)) == ["mvp-02", "mvp-09", "mvp-10"]
    assert found.script("mvp-10").scenarios["bron"].title == "Bron"
    assert [link.lesson for link in found.links] == ["mvp-10"]
    assert found.pack_of("mvp-09") is None
    used = found.pack_of("mvp-10")
    assert used is not None
    assert (used.info.name, used.lessons, used.replaced) == ("Ekby kommuns pass", ("mvp-10",), ())


def test_that_a_pack_goes_before_a_lesson_with_the_same_identifier(root: Path) -> None:
    found = opened(root, pack([builder.lesson(title="På vårt vis")], **replaces(root)))
    assert titles(found) == {"mvp-02": "På vårt vis", "mvp-09": "Våga äga"}
    assert not found.refused
    assert not notes(found)
    used = found.pack_of("mvp-02")
    assert used is not None
    assert used.replaced == ("mvp-02",)


def test_that_a_lesson_of_the_program_is_not_replaced_without_being_named(root: Path) -> None:
    found = opened(root, pack([builder.lesson(title="På vårt vis")]))
    assert titles(found)["mvp-02"] == "Att göra något"
    (refused,) = found.refused
    (fault,) = refused.faults
    assert fault.file == "ekby.passinnehall/pack.toml"
    assert fault.field == "replaces"
    assert fault.suggestion.startswith(
        'Add to the list replaces: { lesson = "mvp-02", version = "1.0.0", sha256 = "'
    )


def test_that_a_lesson_that_has_changed_in_the_program_since_is_told_and_the_pack_stands(root: Path) -> None:
    ours = pack([builder.lesson(title="På vårt vis")], **replaces(root))
    write(
        root / "mvp" / "mvp-02" / "lesson.toml",
        builder.lesson(granskad=True, readers_done=["teacher", "counsellor"]),
    )
    assert not notes(opened(root, ours)), "nobody has changed its text"
    write(root / "mvp" / "mvp-02" / "lesson.toml", builder.lesson(version="1.1.0", room="Bord."))
    found = opened(root, ours)
    assert titles(found)["mvp-02"] == "På vårt vis"
    (note,) = notes(found)
    assert (note.file, note.field) == ("ekby.passinnehall/pack.toml", "replaces[1].sha256")
    assert note.line
    assert "it is version 1.1.0 now" in note.problem


def test_that_a_pack_with_one_fault_is_left_out_whole_and_nothing_else_suffers(root: Path) -> None:
    bad = pack([new_lesson(), new_lesson(id="mvp-11", slot=11, minutes=51)])
    good = pack([new_lesson(id="mvp-08", slot=8)], id="asby", name="Åsby")
    found = opened(root, bad, good)
    assert list(titles(found)) == ["mvp-02", "mvp-08", "mvp-09"]
    (refused,) = found.refused
    assert refused.pack.file == "ekby.passinnehall"
    (fault,) = refused.faults
    assert (fault.file, fault.field, fault.line) == (
        "ekby.passinnehall/mvp/mvp-11/lesson.toml",
        "minutes",
        15,
    )


def test_that_risk_support_and_readers_cannot_be_taken_away(root: Path) -> None:
    weaker = builder.lesson(
        id="mvp-09", slot=9, risk=1, support=["natet"], readers_needed=["teacher"], title="Lättare"
    )
    weaker["steps"][6]["strength"] = 1
    assert told(opened(root, pack([weaker], **replaces(root, "mvp-09")))) == [
        (
            "ekby.passinnehall/mvp/mvp-09/lesson.toml",
            "risk",
            "The program’s own text has 2 here, and a pack does not lower it.",
        ),
        (
            "ekby.passinnehall/mvp/mvp-09/lesson.toml",
            "support",
            "The program’s own text has this too, and a pack does not take it away: barn.",
        ),
        (
            "ekby.passinnehall/mvp/mvp-09/lesson.toml",
            "readers_needed",
            "The program’s own text has this too, and a pack does not take it away: counsellor.",
        ),
        (
            "ekby.passinnehall/mvp/mvp-09/lesson.toml",
            "steps[7].strength",
            "The program’s own text has 2 here, and a pack does not lower it.",
        ),
    ]


def test_that_a_scenario_keeps_its_strength_and_a_lesson_its_programme(root: Path) -> None:
    write(root / "bank" / "mvp.toml", {"scenario": [builder.scenario(strength=2, support=["alla", "barn"])]})
    weaker = pack([], {"bank/mvp.toml": {"scenario": [builder.scenario()]}})
    assert [place for _file, place, _problem in told(opened(root, weaker))] == [
        "scenario[1].strength",
        "scenario[1].support",
    ]
    own = builder.programme(id="ekby", name="Ekby", full_name="Ekbys egen serie", lessons=2)
    moved = pack(
        [builder.lesson(programme="ekby")], {"programmes.toml": {"programme": [own]}}, **replaces(root)
    )
    assert ("programme", "The program’s own lesson belongs to another programme.") in [
        (place, problem) for _file, place, problem in told(opened(root, moved))
    ]


def test_that_a_national_row_stays_and_a_row_of_the_pack_comes_beside_it(root: Path) -> None:
    own = builder.contact(id="kuratorn", name="Kommunens kurator", reach="0000-11 22 33", order=1)
    found = opened(root, pack([], {"support.toml": {"contact": [own]}}))
    assert [row.id for row in found.script("mvp-02").contacts] == ["kuratorn", "bris"]
    assert [row.id for row in found.contacts] == ["bris"]
    for taken in ("bris", "lokal-1"):
        changed = builder.contact(id=taken, reach="0000-00 00 00")
        refused = opened(root, pack([], {"support.toml": {"contact": [changed]}}))
        assert told(refused)[0][:2] == ("ekby.passinnehall/support.toml", "contact[1].id")
        assert [row.reach for row in refused.script("mvp-02").contacts] == ["116 111"]


def test_that_rows_of_packs_never_crowd_out_the_national_ones(root: Path) -> None:
    nation = [builder.contact(id=f"linje-{n}", order=10 + n) for n in range(4)]
    write(root / "support.toml", {"contact": nation})
    own = [builder.contact(id=f"egen-{n}", order=n) for n in range(1, 6)]
    rows = opened(root, pack([], {"support.toml": {"contact": own}})).script("mvp-02").contacts
    assert [row.id for row in rows] == ["egen-1", "egen-2", "linje-0", "linje-1", "linje-2"]


def test_that_a_programme_may_be_added_and_made_longer_but_not_too_short_for_its_lessons(root: Path) -> None:
    longer = pack(
        [new_lesson(id="mvp-12", slot=12)],
        {"programmes.toml": {"programme": [builder.programme(lessons=12)]}},
    )
    assert opened(root, longer).programmes["mvp"].lessons == 12
    own = builder.programme(id="ekby", name="Ekby", full_name="Ekbys egen serie", lessons=1)
    added = pack(
        [builder.lesson(id="ekby-1", programme="ekby", slot=1)], {"programmes.toml": {"programme": [own]}}
    )
    assert list(opened(root, added).programmes) == ["mvp", "ekby"]
    shorter = pack([], {"programmes.toml": {"programme": [builder.programme(lessons=3)]}})
    ((file, _field, problem),) = told(opened(root, shorter))
    assert (file, problem) == (
        "ekby.passinnehall",
        "With the pack, “mvp-09” would not be whole: The programme has 3 lessons.",
    )


def test_that_a_scenario_that_others_show_can_be_replaced_only_by_one_that_fits_them(root: Path) -> None:
    fits = pack([], {"bank/mvp.toml": {"scenario": [builder.scenario(title="Bollen i Ekby")]}})
    assert opened(root, fits).script("mvp-02").scenarios["bollen"].title == "Bollen i Ekby"
    older = pack([], {"bank/mvp.toml": {"scenario": [builder.scenario(age="7-9")]}})
    assert "“mvp-02” would not be whole" in told(opened(root, older))[0][2]


def test_that_of_two_packs_with_one_lesson_the_last_by_identifier_is_used_and_that_is_told(
    root: Path,
) -> None:
    first = pack([builder.lesson(title="Åsbys")], id="asby", name="Åsby", **replaces(root))
    last = pack([builder.lesson(title="Ekbys")], **replaces(root))
    for order in ((first, last), (last, first)):
        found = opened(root, *order)
        assert titles(found)["mvp-02"] == "Ekbys"
        assert [note.problem for note in notes(found)] == [
            "“mvp-02” is in the pack “Åsby” too; the one in “Ekby kommuns pass” is used."
        ]
        assert [used.info.id for used in found.on_top] == ["asby", "ekby"]


def test_that_a_pack_for_a_newer_program_says_so(root: Path) -> None:
    (note,) = notes(opened(root, pack([new_lesson()], program="99.0.0")))
    assert note.problem.startswith("The pack was written for version 99.0.0 of the program")


def test_that_a_picture_of_a_pack_is_read_from_the_pack(root: Path) -> None:
    own = new_lesson()
    own["steps"][6]["stage"] |= {"file": "bron.png", "alt": "En bro."}
    assert not opened(root, pack([own], {"mvp/mvp-10/bron.png": png()})).refused
    assert told(opened(root, pack([own]))) == [
        ("ekby.passinnehall/mvp/mvp-10/lesson.toml", "steps[7].stage.file", "The file is missing.")
    ]
    assert told(opened(root, pack([own], {"mvp/mvp-10/bron.png": b"GIF89a"})))[0][2] == (
        "This is not a picture that can be shown."
    )


def test_that_pictures_are_taken_from_the_packs_in_use_and_never_from_a_refused_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, name = new_lesson(), "mvp/mvp-10/bron.png"
    own["steps"][6]["stage"] |= {"file": "bron.png", "alt": "En bro."}
    first = pack([own], {name: png(300, 200)}, id="asby", name="Åsby")
    last = pack([own], {name: png(400, 300)})
    broken = pack([own, new_lesson(id="mvp-11", slot=12)], {name: png(500, 400)}, id="tuna", name="Tuna")
    monkeypatch.setattr("facilitator.paths._content", root)
    monkeypatch.setattr(packs, "_served", ())
    for there, width in (((first, last, broken), 400), ((first, broken), 300)):
        monkeypatch.setattr(packs, "_found", packs.Found(there))
        assert [one.pack.info.id for one in Library.in_use(builder.TODAY).refused] == ["tuna"]
        assert picture_in(source_of(name), name).width == width
    monkeypatch.setattr(packs, "_found", packs.Found())
    Library.in_use(builder.TODAY)
    with pytest.raises(ContentFault):
        picture_in(source_of(name), name)


def test_that_the_same_members_give_the_same_bytes_and_can_be_read_back(root: Path) -> None:
    parts = members([new_lesson()])
    content = packfile.bytes_of(parts)
    assert content == packfile.bytes_of(dict(reversed(parts.items())))
    assert packfile.pack_in(content, "a.passinnehall").members == parts


def test_that_what_is_kept_from_one_start_to_the_next_gives_the_same_library(
    root: Path, tmp_path: Path
) -> None:
    ours = pack([builder.lesson(title="På vårt vis")], **replaces(root))
    kept = tmp_path / "content.json"
    fresh = Library.open(root, builder.TODAY, kept, (ours,))
    again = Library.open(root, builder.TODAY, kept, (ours,))
    assert titles(again) == titles(fresh)
    assert titles(Library.open(root, builder.TODAY, kept)) == {
        "mvp-02": "Att göra något",
        "mvp-09": "Våga äga",
    }

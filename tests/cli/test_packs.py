"""Content packs on the command line: made, compared, added, listed, taken away, and refused with every fault."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from facilitator import cli, paths, policy
from facilitator.content.adding import packfile, packs
from tests.content import builder
from tests.content.packbook import core, members, new_lesson, pack, replaces
from tests.content.test_packfile import laid_out


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder, on a computer whose program has two lessons."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setattr(paths, "_content", core(tmp_path / "content"))
    yield folder
    packs.use(Path("/nowhere"))
    packs.serve(())


@pytest.fixture
def file(data: Path, tmp_path: Path) -> Path:
    """A pack with a lesson in place of the program's own and a new one."""
    return made(tmp_path, [builder.lesson(title="På vårt vis"), new_lesson()], tmp_path / "ekby.passinnehall")


def made(tmp_path: Path, lessons: list[builder.Data], file: Path, **info: object) -> Path:
    named = replaces(paths.scenarios_dir()) | info
    folder = laid_out(tmp_path / f"src-{file.stem}", members(lessons, None, **named))
    assert run(tmp_path / "data", "packs", "make", folder, "--out", file) == cli.DONE
    return file


def run(data: Path, *words: object) -> int:
    return cli.run(["--data", str(data), "--lang", "en", *map(str, words)])


def test_that_a_pack_is_made_compared_added_listed_and_taken_away(
    data: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "packs", "diff", file) == cli.DONE
    told = capsys.readouterr().out
    assert "Ekby kommuns pass, version 1.0.0\nFrom Ekby kommun. Fingerprint: " in told
    assert "In place of the lesson here: MVP 2 På vårt vis. The steps are the same." in told
    assert "New: MVP 10 Ekbys eget." in told
    assert told.endswith("Nothing has been added.\n")
    assert not (data / paths.PACKS).exists()
    assert run(data, "packs", "add", file) == cli.DONE
    assert "Added." in capsys.readouterr().out
    assert run(data, "packs") == cli.DONE
    listed = capsys.readouterr().out
    assert listed.startswith(
        "ekby: Ekby kommuns pass, version 1.0.0, from Ekby kommun. 2 lessons. Fingerprint: "
    )
    assert run(data, "packs", "add", file) == cli.DONE
    assert "It is here already: nothing has changed." in capsys.readouterr().out
    assert run(data, "packs", "remove", "ekby") == cli.DONE
    capsys.readouterr()
    assert run(data, "packs") == cli.DONE
    assert capsys.readouterr().out == "No packs have been added.\n"


def test_that_every_deed_answers_as_json(data: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(data, "packs", "diff", file, "--json") == cli.DONE
    answer = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["lesson"]) for one in answer["changes"]] == [
        ("replaces", "mvp-02"),
        ("new", "mvp-10"),
    ]
    assert (answer["here"], answer["added"], answer["id"], len(answer["sha256"])) == (None, False, "ekby", 64)
    assert run(data, "packs", "add", file, "--json") == cli.DONE
    assert json.loads(capsys.readouterr().out)["added"]
    assert run(data, "packs", "--json") == cli.DONE
    (row,) = json.loads(capsys.readouterr().out)["packs"]
    assert (row["lessons"], row["replaced"]) == (["mvp-02", "mvp-10"], ["mvp-02"])
    assert run(data, "packs", "remove", "ekby", "--json") == cli.DONE
    assert json.loads(capsys.readouterr().out) == {
        "ok": True, "id": "ekby", "removed": True, "doubts": [],
        "lines": ["1 lesson goes: MVP 10 Ekbys eget.", "The program’s own lesson is used again: MVP 2 Att göra något."],
    }  # fmt: skip


def test_that_what_goes_with_a_pack_is_told_and_can_be_asked_for_first(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    programme = {"programmes.toml": {"programme": [builder.programme(id="ekby", name="Ekby")]}}
    theirs = pack([new_lesson(id="ekby-1", programme="ekby")], programme)
    hung = pack([new_lesson(id="ekby-2", programme="ekby", slot=2)], id="sund", name="Sunds pass")
    for one in (theirs, hung):
        packs.add(data, packfile.bytes_of(one.members), one)
    assert run(data, "packs", "remove", "ekby", "--preview") == cli.DONE
    told = capsys.readouterr().out
    assert told.startswith(
        "1 lesson goes: MVP 10 Ekbys eget.\n"
        "Look at this: Without it, the pack “Sunds pass” can no longer be used: "
    )
    assert told.endswith("\nNothing has been taken away.\n")
    assert run(data, "packs", "remove", "ekby", "--preview", "--json") == cli.DONE
    answer = json.loads(capsys.readouterr().out)
    assert (answer["removed"], len(answer["doubts"])) == (False, 1)
    assert run(data, "packs", "remove", "ekby") == cli.DONE
    gone = capsys.readouterr().out
    assert gone == told.replace(
        "Nothing has been taken away.", "Taken away. What has been led stays in the log."
    )
    assert run(data, "packs", "remove", "sund") == cli.DONE
    assert capsys.readouterr().out.startswith("No lesson changes: nothing of the pack is used.\n")
    assert run(data, "packs", "remove", "sund", "--preview") == cli.NOT_IN_ORDER


def test_that_the_lessons_of_a_pack_are_printed_and_led_like_others(
    data: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "print", "guide", "mvp-10", "--out", tmp_path / "guide.pdf") == cli.NOT_IN_ORDER
    assert run(data, "packs", "add", file) == cli.DONE
    assert run(data, "print", "guide", "mvp-10", "--out", tmp_path / "guide.pdf") == cli.DONE
    assert (tmp_path / "guide.pdf").read_bytes().startswith(b"%PDF")


def test_that_an_older_version_is_added_only_when_that_is_meant(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = made(tmp_path, [builder.lesson(title="Nyare")], tmp_path / "ny.passinnehall", version="1.10.0")
    assert "The hash to tell whoever gets it: " in capsys.readouterr().out
    assert run(data, "packs", "add", newer) == cli.DONE
    file = made(tmp_path, [new_lesson()], tmp_path / "gammal.passinnehall", version="1.9.0", replaces=[])
    capsys.readouterr()
    assert run(data, "packs", "add", file) == cli.NOT_IN_ORDER
    shown = capsys.readouterr()
    assert "The version here, 1.10.0, is newer than the one in the file, 1.9.0." in shown.out
    assert "--older" in shown.err
    assert run(data, "packs", "add", file, "--older") == cli.DONE
    capsys.readouterr()
    assert run(data, "packs", "--json") == cli.DONE
    assert [one["version"] for one in json.loads(capsys.readouterr().out)["packs"]] == ["1.9.0"]


def test_that_a_pack_is_made_without_a_flood_of_notes(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = date(2020, 1, 7)
    likes = [new_lesson(id=f"mvp-{n}", title=f"Ekbys {n}", reviewed=old) for n in range(10, 30)]
    made(tmp_path, likes, tmp_path / "lika.passinnehall", replaces=[])
    told = capsys.readouterr().out
    assert told.count("Note: ") == 10
    assert "notes more: " in told
    assert f"--verbose check {tmp_path / 'src-lika'}\n" in told
    assert "The hash to tell whoever gets it: " in told


def test_that_a_pack_with_faults_is_refused_with_all_of_them(
    data: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "src-ekby"
    (folder / "glossary.toml").write_text("term = 5\n", encoding="utf-8")
    (folder / "mvp" / "mvp-10" / "lesson.toml").write_text("id = ", encoding="utf-8")
    capsys.readouterr()
    assert run(data, "packs", "make", folder, "--out", tmp_path / "ny.passinnehall") == cli.NOT_IN_ORDER
    told = capsys.readouterr().err
    assert "glossary.toml" in told
    assert "mvp/mvp-10/lesson.toml" in told
    assert not (tmp_path / "ny.passinnehall").exists()
    assert run(data, "check", folder, "--json") == cli.NOT_IN_ORDER
    assert len(json.loads(capsys.readouterr().out)["faults"]) == 2
    assert run(data, "check", file) == cli.DONE
    assert "All is in order: 2 lessons." in capsys.readouterr().out
    file.write_bytes(file.read_bytes()[:-30])
    for deed in ("add", "diff"):
        assert run(data, "packs", deed, file, "--json") == cli.NOT_IN_ORDER
        shown = capsys.readouterr()
        assert json.loads(shown.out)["faults"][0]["problem"] == "The file is not whole."
        assert shown.err.startswith("ekby.passinnehall: The file is not whole.\n")
    (tmp_path / "other.txt").write_text("hej")
    assert run(data, "packs", "add", tmp_path / "other.txt") == cli.NOT_IN_ORDER
    assert capsys.readouterr().err.startswith("other.txt: The file is not a pack of content.\n")
    assert run(data, "packs", "make", folder, "--out", tmp_path / "ny.zip") == cli.REFUSED
    assert run(data, "packs", "add", tmp_path / "none.passinnehall") == cli.NOT_IN_ORDER
    assert run(data, "packs", "remove", "nowhere") == cli.NOT_IN_ORDER


def test_that_a_pack_that_was_changed_on_the_disk_is_told(
    data: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "packs", "add", file) == cli.DONE
    (lies,) = (data / paths.PACKS).iterdir()
    lies.write_bytes(lies.read_bytes() + b"x")
    capsys.readouterr()
    assert run(data, "packs") == cli.NOT_IN_ORDER
    assert "The pack has been changed since it was added." in capsys.readouterr().out
    assert run(data, "doctor") == cli.DONE
    assert "1 file among the content packs cannot be used." in capsys.readouterr().out


def test_that_the_report_tells_the_hash_of_a_pack_and_not_whose_it_is(
    data: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "packs", "add", file) == cli.DONE
    capsys.readouterr()
    assert run(data, "doctor") == cli.DONE
    told = capsys.readouterr().out
    (lies,) = (data / paths.PACKS).iterdir()
    assert (
        lies.name.removeprefix("ekby-").removesuffix(".passinnehall") + "  content pack, version 1.0.0"
        in told
    )
    assert "Ekby" not in told


@pytest.mark.parametrize(
    ("decided", "why"),
    [
        ("packs = false\n", "Content packs are not used on this computer."),
        (
            f'content_pack = "/srv/pass"\ncontent_sha256 = "{"a" * 64}"\n',
            "The lessons are decided for this computer",
        ),
        ("frozen_until = 2099-12-18\n", "Program and lessons stay as they are until 2099-12-18."),
    ],
)
def test_that_a_policy_goes_before_packs(
    data: Path, file: Path, decided: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert run(data, "packs", "add", file) == cli.DONE
    content = paths._content
    (tmp_path / policy.FILE_NAME).write_text(decided + 'managed_by = "Skolans IT"\n', encoding="utf-8")
    found = policy.load(tmp_path / policy.FILE_NAME, dict)
    monkeypatch.setattr(policy, "in_force", lambda: found)
    capsys.readouterr()
    for words in (("add", file), ("remove", "ekby")):
        assert run(data, "packs", *words) == cli.REFUSED
        told = capsys.readouterr().err
        assert why in told
        assert "Skolans IT" in told
    assert run(data, "packs", "--json") == cli.DONE
    listed = json.loads(capsys.readouterr().out)
    assert len(listed["packs"]) == ("frozen" in decided)
    paths.use_content(content)

"""The settings are kept whole, and anything wrong with their file is told."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import settings
from facilitator.errors import Trouble, WorldTrouble
from facilitator.settings import OPTIONS, Settings
from tests.quick import folder_in_memory

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


def stored(folder: Path) -> dict[str, object]:
    return dict(json.loads((folder / "settings.json").read_text(encoding="utf-8")))


def test_that_a_new_folder_gives_the_defaults_and_writes_nothing(tmp_path: Path) -> None:
    fresh = Settings(tmp_path / "new")
    assert {key: fresh.get(option) for key, option in OPTIONS.items()} == {
        key: option.default for key, option in OPTIONS.items()
    }
    assert fresh.notices == []
    assert not (tmp_path / "new").exists()


def test_that_each_option_survives_a_restart(tmp_path: Path) -> None:
    chosen = {
        "language": "en",
        "text_size": 1.25,
        "contrast": "high",
        "school_name": "Ängsskolan",
        "school_code": "ÄNG",
        "projector": "EPSON EB-L200 X1",
        "projectors_confirmed": ("EPSON EB-L200 X1", "BenQ"),
        "screen_mode": "one",
        "safe_key_is_black": True,
        "notes_size": 1.4,
        "fades": True,
        "touch": True,
        "windows": {"desk": "01d9"},
        "first_run_done": True,
        "keys": {"next": ("PgDown", "Right")},
        "contacts": ({"name": "Kurator", "reach": "rum 214", "audience": "Alla", "checked": "2026-11-25"},),
        "reading_tests": {"EPSON|EB-L200|X1|HDMI-1": "2026-11-25 smallest"},
        "prepared": {"mvp-03|6B": ("abc", "2026-11-25 room")},
        "picked": {"mvp-03|6B": ("scenariot=mvp03-lanet",)},
        "clips": {"mvp-02/film": "/filmer/rasten.mp4"},
        "paper_saving": ("small_cards", "grey"),
        "printer": "Lärarrummet",
        "reserve_papers": False,
    }
    assert chosen.keys() == OPTIONS.keys()
    first = Settings(tmp_path)
    for key, value in chosen.items():
        first.change(OPTIONS[key], value)
    second = Settings(tmp_path)
    assert {key: second.get(option) for key, option in OPTIONS.items()} == chosen
    assert second.notices == []
    assert stored(tmp_path)["schema"] == settings.SCHEMA


def test_that_what_was_kept_last_lies_last_also_after_a_restart(tmp_path: Path) -> None:
    Settings(tmp_path).change(settings.CLIPS, {"z": "1", "a": "2", "m": "3"})
    first = Settings(tmp_path)
    assert [*first.get(settings.CLIPS)] == ["z", "a", "m"]
    first.change(settings.CLIPS, {"a": "2", "m": "3", "z": "1"})
    assert [*Settings(tmp_path).get(settings.CLIPS)] == ["a", "m", "z"]


def test_that_keys_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    newer = {"schema": 99, "from_the_future": {"a": [1, 2]}, "language": "en"}
    (tmp_path / "settings.json").write_text(json.dumps(newer), encoding="utf-8")
    chosen = Settings(tmp_path)
    chosen.change(settings.TEXT_SIZE, 1.5)
    assert stored(tmp_path) == {**newer, "text_size": 1.5}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\x00\xff\xfe",
        b'{"language": "en", "language": "sv"}',
        b'{"text_size": NaN}',
        b'{"later": 1e999}',
        b"[" * 200_000,
        b'{"a": "' + b"x" * settings.LARGEST_FILE + b'"}',
    ],
    ids=["empty", "half", "list", "binary", "twins", "nan", "endless", "deep", "large"],
)
def test_that_a_damaged_file_is_moved_aside_and_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    (tmp_path / "settings.broken-1.json").write_bytes(b"an older one")
    anew = Settings(tmp_path)
    assert anew.get(settings.LANGUAGE) == "sv"
    assert "settings.broken-2.json" in anew.notices[0]
    assert (tmp_path / "settings.broken-2.json").read_bytes() == content
    assert (tmp_path / "settings.broken-1.json").read_bytes() == b"an older one"
    anew.change(settings.LANGUAGE, "en")
    assert Settings(tmp_path).get(settings.LANGUAGE) == "en"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such thing")
def test_that_a_pipe_in_the_place_of_the_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.json")
    assert settings.peek(tmp_path, settings.LANGUAGE) == "sv"
    anew = Settings(tmp_path)
    assert "settings.broken-1.json" in anew.notices[0]
    anew.change(settings.LANGUAGE, "en")
    assert Settings(tmp_path).get(settings.LANGUAGE) == "en"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs a second user to be refused")
def test_that_a_read_only_folder_keeps_the_choice_for_this_run_and_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.json").write_text("{", encoding="utf-8")
    tmp_path.chmod(0o555)
    monkeypatch.chdir(tmp_path)  # the other user may not come here by its path
    os.seteuid(65534)
    try:
        shut = Settings(Path())
        with pytest.raises(WorldTrouble) as refused:
            shut.change(settings.LANGUAGE, "en")
    finally:
        os.seteuid(0)
    assert refused.value.kind is Trouble.READ_ONLY
    assert shut.notices
    assert shut.get(settings.LANGUAGE) == "en"
    assert (tmp_path / "settings.json").read_text(encoding="utf-8") == "{"


@pytest.mark.parametrize(
    ("key", "value"),
    [("language", "de"), ("text_size", 5), ("text_size", 10**400), ("text_size", True), ("windows", [])],
)
def test_that_one_bad_value_is_told_and_harms_no_other(tmp_path: Path, key: str, value: object) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({key: value, "school_name": "Ås"}), encoding="utf-8")
    chosen = Settings(tmp_path)
    assert chosen.get(OPTIONS[key]) == OPTIONS[key].default
    assert chosen.get(settings.SCHOOL_NAME) == "Ås"
    assert len(chosen.notices) == 1
    assert key in chosen.notices[0]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("language", "pseudo"),
        ("text_size", 2.01),
        ("text_size", float("nan")),
        ("school_name", "a\nb"),
        ("keys", {"a": "b"}),
        ("contacts", [{"name": "Kurator"}]),
        ("contacts", [{"name": "Kurator", "reach": " ", "audience": "Alla", "checked": "2026-11-25"}]),
        ("contacts", [{"name": "Kurator", "reach": "214", "audience": "Alla", "checked": "i går"}]),
        ("contacts", [{"name": "K", "reach": "2", "audience": "A", "checked": "2026-11-25"}] * 6),
        ("prepared", {"mvp-03|6B": "abc"}),
    ],
)
def test_that_a_value_outside_the_option_changes_nothing(tmp_path: Path, key: str, value: object) -> None:
    chosen = Settings(tmp_path)
    with pytest.raises(ValueError, match=r"\w"):
        chosen.change(OPTIONS[key], value)
    assert chosen.get(OPTIONS[key]) == OPTIONS[key].default
    assert not (tmp_path / "settings.json").exists()


@pytest.mark.parametrize("day", ["i går", "2026-13-40", ""])
def test_that_a_contact_without_a_day_is_told_of_in_the_interfaces_language(
    swedish: None, tmp_path: Path, day: str
) -> None:
    row = {"name": "Kurator", "reach": "214", "audience": "Alla", "checked": day}
    (tmp_path / "settings.json").write_text(json.dumps({"contacts": [row]}), encoding="utf-8")
    (notice,) = Settings(tmp_path).notices
    assert "högst 5 rader med name, reach, audience och checked" in notice


@pytest.mark.slow
@given(whole=st.dictionaries(st.sampled_from(sorted(OPTIONS)), json_values))
def test_that_no_file_content_can_break_the_start(whole: dict[str, object]) -> None:
    with folder_in_memory() as folder:
        (folder / "settings.json").write_text(json.dumps(whole), encoding="utf-8")
        chosen = Settings(folder)
    for key, option in OPTIONS.items():
        assert option.read(chosen.get(option)) == chosen.get(option), key


def test_that_every_option_is_described(swedish: None) -> None:
    descriptions = [option.describe() for option in OPTIONS.values()]
    assert all(text.endswith(".") for text in descriptions)
    assert len(set(descriptions)) == len(OPTIONS)


def test_that_no_half_written_file_is_left(tmp_path: Path) -> None:
    chosen = Settings(tmp_path)
    for size in (1.1, 1.2, 1.3):
        chosen.change(settings.TEXT_SIZE, size)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_that_half_a_letter_in_the_file_hinders_no_change(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"school_name": "Ek\\ud800skolan", "later": ["\\udcff"]}')
    Settings(tmp_path).change(settings.FADES, True)
    assert Settings(tmp_path).get(settings.FADES)
    assert stored(tmp_path)["later"] == ["?"]

"""The policy of a computer: registry before file before user, everything wrong told at once, careful values meanwhile."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace, TracebackType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import __version__, policy, settings
from facilitator.errors import WorldTrouble
from facilitator.paths import resources_dir
from facilitator.policy import rules
from tests.quick import folder_in_memory

TODAY = date(2026, 11, 26)
WHOLE = """
managed_by = "Skolans IT"
schools = ["EK = Ekskolan", "ALM = Almskolan"]
language = "en"
free_text = false
export_formats = ["package"]
backup_folder = "/srv/kopior"
content_pack = "/srv/pass"
content_sha256 = "{sha}"
frozen_until = 2026-12-18
frozen_version = "0.0.9"
retention_months = 24
retention_decision = "GN 2026/14"
""".format(sha="a" * 64)


def none() -> Mapping[str, object]:
    return {}


def read(folder: Path, text: str, registry: Mapping[str, object] | None = None) -> policy.Policy:
    (folder / policy.FILE_NAME).write_text(text, encoding="utf-8")
    return policy.load(folder / policy.FILE_NAME, lambda: registry or {})


def test_that_a_computer_without_a_policy_decides_nothing(tmp_path: Path) -> None:
    found = policy.load(tmp_path / policy.FILE_NAME, none)
    assert (found.values, found.sources, found.faults, found.lines()) == ({}, {}, (), ())
    assert found.locked == {}
    assert found.notices(TODAY) == ()
    for kind in rules.FORMATS:
        found.may_export(kind)


def test_that_every_rule_of_a_file_holds(tmp_path: Path) -> None:
    found = read(tmp_path, WHOLE)
    assert found.faults == ()
    assert found.get(rules.SCHOOLS) == (rules.School("EK", "Ekskolan"), rules.School("ALM", "Almskolan"))
    assert (found.get(rules.FREE_TEXT), found.get(rules.EXPORT_FORMATS)) == (False, ("package",))
    assert found.locked == {"language": "en"}
    assert "Skolans IT" in found.reason
    assert found.frozen(TODAY) == date(2026, 12, 18)
    assert found.frozen(date(2026, 12, 19)) is None
    (notice,) = found.notices(TODAY)
    assert "0.0.9" in notice
    assert __version__ in notice
    with pytest.raises(WorldTrouble, match="Skolans IT"):
        found.may_export("csv")
    assert len(found.lines()) == len(found.values) - 1


def test_that_the_registry_comes_before_the_file_and_both_before_the_user(tmp_path: Path) -> None:
    user = settings.Settings(tmp_path)
    user.change(settings.LANGUAGE, "sv")
    user.change(settings.TEXT_SIZE, 1.4)
    found = read(tmp_path, 'language = "en"\ntext_size = 1.2\n', {"text_size": "1.6", "touch": 1})
    held = settings.Settings(tmp_path, found.locked, found.reason)
    assert (held.get(settings.LANGUAGE), held.get(settings.TEXT_SIZE), held.get(settings.TOUCH)) == (
        "en",
        1.6,
        True,
    )
    assert "HKLM" in found.sources["text_size"]
    with pytest.raises(WorldTrouble):
        held.change(settings.TEXT_SIZE, 1.0)
    assert settings.Settings(tmp_path).get(settings.TEXT_SIZE) == 1.4, "what the user chose is kept for later"


def test_that_one_school_leaves_nothing_to_choose(tmp_path: Path) -> None:
    found = read(tmp_path, 'schools = ["EK = Ekskolan"]')
    assert found.locked == {"school_name": "Ekskolan", "school_code": "EK"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('language = "de"', "language"),
        ("text_size = 9", "text_size"),
        ('schools = ["Ekskolan"]', "schools"),
        ('schools = ["EK = Ek", "EK = Alm"]', "schools"),
        ('free_text = "kanske"', "free_text"),
        ('export_formats = ["xlsx"]', "export_formats"),
        ('backup_folder = "kopior"', "backup_folder"),
        ('content_sha256 = "abc"', "content_sha256"),
        ('frozen_until = "jul"', "frozen_until"),
        ("retention_months = 0", "retention_months"),
        ('managed_by = ""', "managed_by"),
        ("frozen_version = 7", "frozen_version"),
    ],
)
def test_that_a_value_that_cannot_be_used_is_told_with_its_key(tmp_path: Path, text: str, key: str) -> None:
    found = read(tmp_path, text)
    assert any(key in fault and "Väntat" in fault for fault in found.faults)
    assert key not in found.locked


def test_that_every_fault_is_told_at_once_and_careful_values_hold(tmp_path: Path) -> None:
    found = read(
        tmp_path, 'free_text = 7\nexport_formats = "xlsx"\nlangauge = "sv"\ncontent_pack = "/srv/pass"\n'
    )
    assert len(found.faults) == 4
    assert any("language" in fault for fault in found.faults), "a slip of the pen is guessed at"
    assert found.get(rules.FREE_TEXT) is False
    assert found.get(rules.EXPORT_FORMATS) == ()
    assert found.get(rules.CONTENT_PACK) == "", "no lessons without a fingerprint"


@pytest.mark.parametrize("content", [b"free_text = ", b"\xff\xfe", b"x = 1\n" * 40_000, b"a" + b"[" * 60_000])
def test_that_a_file_that_cannot_be_read_is_told_and_careful_values_hold(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / policy.FILE_NAME).write_bytes(content)
    found = policy.load(tmp_path / policy.FILE_NAME, none)
    (fault,) = found.faults
    assert str(tmp_path) in fault
    assert found.get(rules.FREE_TEXT) is False
    assert found.get(rules.EXPORT_FORMATS) == ()


@pytest.mark.slow
@given(st.text(max_size=200))
def test_that_no_text_in_the_file_makes_reading_fail(text: str) -> None:
    with folder_in_memory() as folder:
        (folder / policy.FILE_NAME).write_bytes(text.encode("utf-8", "surrogatepass"))
        assert isinstance(policy.load(folder / policy.FILE_NAME, none), policy.Policy)


@pytest.mark.slow
@given(
    st.dictionaries(
        st.sampled_from(sorted(rules.RULES)),
        st.none() | st.integers() | st.text(max_size=30) | st.binary(max_size=9),
    )
)
def test_that_no_value_in_the_registry_makes_reading_fail(values: dict[str, object]) -> None:
    found = policy.load(Path("/nowhere/policy.toml"), lambda: values)
    assert {fault for fault in found.faults if "{" in fault} == set()


class Key:
    """An open key of the registry that stands in here, where there is none."""

    def __enter__(self) -> "Key":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


def registry(values: list[tuple[str, object, int]], opened: list[tuple[object, ...]]) -> SimpleNamespace:
    """Something with the names of `winreg`."""

    def open_key(*arguments: object) -> Key:
        opened.append(arguments)
        if not values:
            raise FileNotFoundError
        return Key()

    def value(_key: Key, place: int) -> tuple[str, object, int]:
        if place >= len(values):
            raise OSError(259, "no more data")
        return values[place]

    return SimpleNamespace(
        HKEY_LOCAL_MACHINE="HKLM", KEY_READ=1, KEY_WOW64_64KEY=2, OpenKey=open_key, EnumValue=value
    )


def test_that_the_registry_is_read_as_windows_keeps_it() -> None:
    opened: list[tuple[object, ...]] = []
    there = registry(
        [("Schools", ["EK = Ekskolan", "ALM = Almskolan"], 7), ("Free_Text", 0, 4), ("Frozen_Until", "2026-12-18", 1),
         ("export_formats", "csv; package", 1)], opened,
    )  # fmt: skip
    found = policy.load(Path("/nowhere/policy.toml"), lambda: policy.registry_values(there))
    assert found.faults == ()
    assert [one.code for one in found.get(rules.SCHOOLS)] == ["EK", "ALM"]
    assert (found.get(rules.FREE_TEXT), found.get(rules.EXPORT_FORMATS)) == (False, ("csv", "package"))
    assert found.get(rules.FROZEN_UNTIL) == date(2026, 12, 18)
    assert opened == [("HKLM", r"SOFTWARE\Policies\Passledaren", 0, 3)]
    assert policy.registry_values(registry([], opened)) == {}


def test_that_the_example_holds_every_rule_and_is_in_order() -> None:
    example = resources_dir() / "policy.example.toml"
    assert policy.load(example, none).values == {}, "as it comes, it decides nothing"
    text = example.read_text(encoding="utf-8")
    with folder_in_memory() as folder:
        used = "\n".join(re.findall(r"^# (\w+ = .*)$", text, re.MULTILINE))
        found = read(folder, used)
    assert found.faults == ()
    assert found.values.keys() == rules.RULES.keys()

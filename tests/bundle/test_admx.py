"""The policy for Windows' own tools: every rule once, every text there in both languages, and values the program reads."""

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from facilitator import policy
from facilitator.policy.rules import RULES, TOGETHER
from tools import admx, manual

NAME = f"{{{admx.FORMAT}}}"
EXAMPLES = tomllib.loads("\n".join(f"{key} = {value}" for key, value in manual.EXAMPLES.items()))


def definitions() -> ET.Element:
    return ET.parse(admx.FOLDER / "Passledaren.admx").getroot()


@pytest.mark.parametrize("folder", admx.LANGUAGES.values())
def test_that_every_text_asked_for_is_there(folder: str) -> None:
    written = ET.tostring(definitions(), encoding="unicode")
    told = ET.parse(admx.FOLDER / folder / "Passledaren.adml").getroot()
    for kind in ("string", "presentation"):
        asked = set(re.findall(rf"\$\({kind}\.(\w+)\)", written))
        there = {one.get("id") for one in told.iter(f"{NAME}{kind}")}
        assert asked == there
    assert all((one.text or "").strip() for one in told.iter(f"{NAME}string"))
    fields = {one.get("refId") for one in told.iter() if one.get("refId")}
    assert fields == {one.get("id") for one in definitions().iter() if one.get("id")}


def test_that_every_rule_can_be_decided_for_the_whole_computer() -> None:
    policies = list(definitions().iter(f"{NAME}policy"))
    assert [one.get("name") for one in policies] == list(RULES)
    assert {(one.get("class"), one.get("key")) for one in policies} == {("Machine", policy.REGISTRY_KEY)}


def as_registry(element: ET.Element, value: object) -> object:
    """What Windows' tools write when somebody fills in `value`."""
    tags = {one.tag.removeprefix(NAME) for one in element.iter()}
    if "disabledValue" in tags:
        return int(bool(value))
    if "multiText" in tags:
        assert isinstance(value, list)
        return value
    if "enum" in tags:
        assert value in [one.text for one in element.iter(f"{NAME}string")]
    return value if "decimal" in tags else str(value)


def test_that_the_program_reads_what_they_write(tmp_path: Path) -> None:
    written = {
        str(one.get("name")): as_registry(one, EXAMPLES[str(one.get("name"))])
        for one in definitions().iter(f"{NAME}policy")
    }
    found = policy.load(tmp_path / "none.toml", lambda: written)
    needs_windows = {rule.key for pair in TOGETHER for rule in pair if "content" in rule.key} | {
        "backup_folder"
    }
    assert found.faults == ()
    assert set(found.sources) | needs_windows == set(RULES)

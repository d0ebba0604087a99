"""Our own files follow the schemas that authors' editors check by."""

import tomllib
from pathlib import Path

import pytest

from facilitator.paths import scenarios_dir
from tests.content.test_schema import as_json, schema_of, validator

OURS = sorted(scenarios_dir().rglob("*.toml"))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(scenarios_dir()).as_posix())
def test_that_our_own_files_follow_the_schema(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [error.message for error in validator(schema_of(path)).iter_errors(as_json(data))] == []

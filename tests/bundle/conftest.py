"""The bundle is built once for all tests of it, into a path with spaces and Swedish letters."""

from pathlib import Path

import pytest

from tools import bundle as building


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("bundle") / "Skolans program åäö"
    try:
        return building.build(target, tmp_path_factory.mktemp("work"))
    except SystemExit as stop:
        pytest.fail(str(stop))

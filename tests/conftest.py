"""What every suite shares: Swedish to begin with, and property tests that do not measure the machine's speed."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from facilitator.i18n import set_language
from tests import engines

gc.disable()  # until everything has been imported: see below

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("gate", settings.get_profile("house"), derandomize=True)
settings.load_profile("gate" if os.environ.get("PASSLEDAREN_GATE") else "house")


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Every test begins in the program's first language, whatever the one before it chose."""
    set_language("sv")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run be about logs on a server."""
    parser.addoption(
        engines.OPTION,
        action="store_true",
        help="run what asks for a log on a PostgreSQL of its own instead of a file, and nothing else",
    )


def pytest_collection_finish() -> None:
    """What has been imported stays: the collector need not go through it after every few hundred objects."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for a log of either kind gets the one that this run is about."""
    engines.parametrise(metafunc)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What needs no server has nothing to do in a run on one."""
    if config.getoption(engines.OPTION):
        rest = [item for item in items if not engines.asks_for_a_server(item)]
        items[:] = [item for item in items if engines.asks_for_a_server(item)]
        config.hook.pytest_deselected(items=rest)


@pytest.fixture(scope="session")
def server() -> Iterator[engines.Server]:
    """A PostgreSQL server of the tests' own."""
    with engines.server() as running:
        yield running


@pytest.fixture(scope="module")
def engine(request: pytest.FixtureRequest) -> engines.Server | None:
    """The server that logs lie on; None when they are files."""
    if request.param == engines.SQLITE:
        return None
    found: engines.Server = request.getfixturevalue("server")
    return found

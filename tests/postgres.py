"""A real PostgreSQL of the tests' own: a cluster in a temporary folder, reached by a socket in that folder only."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")
_ALONE = {"listen_addresses": "", "timezone": "UTC", "log_timezone": "UTC"}
_QUICK = {  # nothing in the tests has to outlive them
    "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "shared_buffers": "16MB",
    "max_connections": "40", "autovacuum": "off",
}  # fmt: skip
PASSWORD = "hemligt-Lösen:ord/1"
"""What the role `samordnare` needs; every other role comes in without."""
_HBA = "local all samordnare scram-sha-256\nlocal all all trust\n"


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs, the newest there is; None when it is not installed."""
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_release)]
    found = shutil.which("initdb")
    places += [Path(found).parent] if found else []
    return next((place for place in reversed(places) if (place / "initdb").exists()), None)


def _release(place: Path) -> int:
    return int(place.parent.name) if place.parent.name.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server that runs. `folder`: where its socket lies."""

    folder: Path

    def url(self, database: str, user: str = "postgres", password: str = "") -> str:
        """How a database of it is named for the program."""
        from sqlalchemy import URL

        made = URL.create(
            "postgresql", user, password or None, database=database, query={"host": str(self.folder)}
        )
        return made.render_as_string(hide_password=False)

    def ask(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """The rows of a statement, outside the program."""
        import psycopg

        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname=database, autocommit=True
        ) as connection:
            found = connection.execute(statement.encode())
            return list(found.fetchall()) if found.description else []


@contextmanager
def running(place: Path | None = None) -> Iterator[Cluster]:
    """A new cluster that runs until the end; PostgreSQL refuses to run as root, so that then it runs as `nobody`.

    It lies in memory and is quick; in a `place` of its own it is as careful as any server.
    """
    bin_dir = programs()
    assert bin_dir is not None
    with tempfile.TemporaryDirectory(
        prefix="pg-", dir=place or (_MEMORY if _MEMORY.is_dir() else None)
    ) as name:
        folder = Path(name)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if _is_root():
            for place in (folder, data):
                shutil.chown(place, "nobody", "nogroup")
        _as_nobody(
            [bin_dir / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--locale", "C.UTF-8", "--no-sync", "--no-instructions"]
        )  # fmt: skip
        (data / "pg_hba.conf").write_text(_HBA)
        settings = _ALONE if place else _ALONE | _QUICK
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in settings.items())
        control = [bin_dir / "pg_ctl", "-D", data, "-w"]
        _as_nobody([*control, "-l", folder / "log", "-o", f"{options} -k {folder}", "start"])
        try:
            yield Cluster(folder)
        finally:
            _as_nobody([*control, "-m", "immediate", "stop"])


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def _as_nobody(command: list[object]) -> None:
    drop = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if _is_root() else []
    done = subprocess.run(
        [*drop, *map(str, command)], cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def needed() -> None:
    """Skip where there is no PostgreSQL, but never in the gate: there it has to run."""
    if programs() is None:
        if os.environ.get("PASSLEDAREN_GATE"):
            pytest.fail("the gate needs PostgreSQL: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")

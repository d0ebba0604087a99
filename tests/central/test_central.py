"""A log that several coordinators share on a PostgreSQL server: the same figures, whoever does what at once."""

import json
import socketserver
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import Connection, create_engine, delete, insert, make_url, select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from facilitator.cli import run as command
from facilitator.errors import Trouble, WorldTrouble
from facilitator.exchange.packages import merge
from facilitator.exchange.sheets import csvset
from facilitator.journal import occasions, queries, reading
from facilitator.journal.checking.health import examine
from facilitator.journal.engine import unguarded
from facilitator.journal.server import central as shared
from facilitator.journal.server.central import Central, open_central
from facilitator.journal.sharing import exports
from facilitator.journal.sharing.merging import conflicts
from facilitator.journal.tables import schema
from facilitator.journal.tables.bulk import insert_rows
from facilitator.overriding import override
from facilitator.session import orders as o
from tests import postgres
from tests.engines import SQLITE_ONLY, Server
from tests.exchange.laptops import content, laptop, led, packed, rewrite, taken_up, with_sessions
from tests.exchange.test_occasions import APT
from tests.quick import folder_in_memory

ROOT = Path(__file__).parents[2]
CSV = ("sessions.csv", "steps.csv", "occasions.csv", "datapackage.json")
LAPTOPS, COORDINATORS = 4, 3
LED, ALL = 2 * LAPTOPS, 3 * LAPTOPS
"""Lessons, and with what was held without the program."""


@pytest.fixture(scope="module")
def packages() -> Iterator[list[Path]]:
    """Of every laptop an early and a late package, one of them also altered by somebody."""
    with folder_in_memory() as folder:
        found = []
        for number in range(LAPTOPS):
            with laptop(folder / f"data-{number}") as journal:
                own = led(journal, done=False, school=f"Skola {number}")
                found.append(packed(journal, folder / f"{number}-a.passpaket"))
                taken_up(journal, own, o.FinishLog())
                led(journal, group=f"{number + 4}A", school=f"Åskolan {number}")
                occasions.enter(journal, APT, APT.day)
                found.append(packed(journal, folder / f"{number}-b.passpaket"))
        copy = folder / "ändrad.passpaket"
        copy.write_bytes(found[1].read_bytes())
        yield [*found, rewrite(copy, with_sessions(_another_answer))]


def _another_answer(runs: list[dict[str, Any]]) -> None:
    next(line for line in runs[0]["facts"] if line[2] == "answer_given")[4]["value"] = 1


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    """An empty database."""
    with server.database() as found:
        yield found


@pytest.fixture
def central(url: str) -> Iterator[Central]:
    """A shared log without sessions."""
    with closing(open_central(url, make=True)) as log:
        yield log


def central_command(url: str, *arguments: object) -> list[str]:
    return [sys.executable, "-m", "facilitator", "central", "--db", url, *map(str, arguments)]


def test_that_every_test_that_a_server_cannot_take_is_there() -> None:
    for name in SQLITE_ONLY:
        module, _colon, test = name.partition(":")
        source = (ROOT / "tests" / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
        assert f"def {test}" in source


# --- the same figures -----------------------------------------------------------------------------------


def test_that_a_log_moved_to_a_server_gives_the_same_files(
    packages: list[Path], tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "samordnare"
    assert command(["--data", str(data), "merge", *map(str, packages)]) == 0
    assert command(["--data", str(data), "export", str(tmp_path / "file")]) == 0
    assert command(["--data", str(data), "export", "--package", str(tmp_path / "allt.passpaket")]) == 0
    assert command(["central", "--db", url, "import", str(tmp_path / "allt.passpaket")]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"{ALL} nya, 0 kända, 0 i konflikt"
    assert command(["central", "--db", url, "export", str(tmp_path / "server")]) == 0
    for name in CSV:
        assert (tmp_path / "server" / name).read_bytes() == (tmp_path / "file" / name).read_bytes()
    assert len((tmp_path / "server" / CSV[0]).read_bytes().splitlines()) == LED + 1


def test_that_the_same_packages_leave_the_same_rows_in_both_kinds_of_log(
    packages: list[Path], tmp_path: Path, central: Central
) -> None:
    with laptop(tmp_path / "fil") as journal:
        for file in packages:
            assert merge.take_in_file(journal, file).sessions == merge.take_in_file(central, file).sessions
        assert content(central) == content(journal)
        assert [(one.ours, one.theirs) for one in conflicts(central)] == [
            (one.ours, one.theirs) for one in conflicts(journal)
        ]
        assert queries.sessions(central) == queries.sessions(journal)
    assert examine(central.database) == []


def test_that_a_package_goes_back_from_the_server(packages: list[Path], url: str, tmp_path: Path) -> None:
    back = tmp_path / "åter.passpaket"
    assert command(["central", "--db", url, "import", *map(str, packages)]) == 0
    assert command(["central", "--db", url, "export", "--package", str(back)]) == 0
    with laptop(tmp_path / "fil") as journal, closing(open_central(url, make=False)) as central:
        assert merge.counts([merge.take_in_file(journal, back)])["new"] == ALL
        assert queries.sessions(journal) == queries.sessions(central)


# --- several at once ------------------------------------------------------------------------------------


def test_that_coordinators_who_take_in_the_same_packages_at_once_leave_one_and_the_same_log(
    packages: list[Path], url: str, central: Central, server: Server
) -> None:
    for file in packages:
        merge.take_in_file(central, file)
    with server.database() as crowded:
        running = [
            subprocess.Popen(
                central_command(crowded, "import", *packages[turn:], *packages[:turn], "--json"), cwd=ROOT,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for turn in range(0, 2 * COORDINATORS, 2)
        ]  # fmt: skip
        told = [process.communicate() for process in running]
        assert [process.returncode for process in running] == [0] * COORDINATORS, told
        answers = [json.loads(out) for out, _err in told]
        assert sum(answer["new"] for answer in answers) == ALL
        with closing(open_central(crowded, make=False)) as other:
            assert content(other) == content(central)
            assert len(conflicts(other)) == 1
            assert examine(other.database) == []


def test_that_whoever_reads_is_not_held_up_and_sees_one_moment(
    packages: list[Path], url: str, central: Central
) -> None:
    count = select(schema.session.c.session)
    with closing(open_central(url, make=False)) as other, other.database.begin() as reading:
        assert reading.execute(count).all() == []
        merge.take_in_file(central, packages[1])
        assert reading.execute(count).all() == []
        with central.database.writing():
            assert len(queries.sessions(other)) == 2


def test_that_what_is_told_of_is_of_one_moment_to_the_last_file(
    packages: list[Path], url: str, central: Central, tmp_path: Path
) -> None:
    merge.take_in_file(central, packages[1])
    with closing(open_central(url, make=False)) as other:
        with other.database.one_moment():
            before = queries.sessions(other)
            merge.take_in_file(central, packages[3])
            assert queries.sessions(other) == before
            assert csvset.export(other, tmp_path / "ut").sessions == len(before) == 2
        assert len(queries.sessions(other)) == 4
        assert exports.never_exported(other) == 3, "two lessons and what was held without the program"


def test_that_a_reader_cannot_write(central: Central) -> None:
    with pytest.raises(WorldTrouble) as told, central.database.begin() as connection:
        connection.exec_driver_sql("DELETE FROM meta")
    assert told.value.kind is Trouble.READ_ONLY


def test_that_facts_can_be_taken_out_only_while_the_guard_is_lifted(
    packages: list[Path], central: Central
) -> None:
    merge.take_in_file(central, packages[1])
    first, *_rest = sorted(row.session for row in queries.sessions(central))
    with central.database.writing() as connection:
        with unguarded(connection):
            own = delete(schema.sheaf).where(schema.sheaf.c.session == first)
            assert connection.execute(own).rowcount == 1
            for statement in ("UPDATE fact SET at_ms = 1", "UPDATE sheaf SET format = 2"):
                with pytest.raises(Exception, match="append-only"), connection.begin_nested():
                    connection.exec_driver_sql(statement)
        for statement in ("DELETE FROM fact", "TRUNCATE fact CASCADE", "DELETE FROM sheaf", "TRUNCATE sheaf"):
            with pytest.raises(Exception, match="append-only"), connection.begin_nested():
                connection.exec_driver_sql(statement)


def test_that_a_connection_lost_in_the_middle_leaves_the_log_as_it_was(
    packages: list[Path], central: Central, server: Server, swedish: None
) -> None:
    merge.take_in_file(central, packages[1])
    before = content(central)
    arrived = merge.read(central, packages[3])

    def cut(_done: int, _of: int) -> bool:
        server.cluster.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'passledaren'"
        )
        return True

    with pytest.raises(WorldTrouble, match=r"Anslutningen till databasen bröts\."):
        merge.take_in(central, arrived, cut)
    assert content(central) == before
    assert merge.counts([merge.take_in_file(central, packages[3])])["new"] == 3


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([("a", "b"), ("a", "b")], IntegrityError),
        ([("a", "b\0")], DataError),
        ([("a", None)], IntegrityError),
    ],
)
def test_that_rows_the_server_refuses_are_no_trouble_with_the_server(
    central: Central, rows: list[tuple[str, str | None]], kind: type[DBAPIError]
) -> None:
    with pytest.raises(kind), central.database.writing() as connection:
        insert_rows(connection, schema.lesson_snapshot, rows)


# --- its tables -----------------------------------------------------------------------------------------


def test_that_the_tables_are_made_and_brought_up_to_date_once_by_whoever_comes_first(url: str) -> None:
    made: list[int] = []

    def step(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE ny (a INTEGER)")
        made.append(1)

    def take_in(steps: tuple[shared.Step, ...]) -> None:
        open_central(url, make=True, steps=steps).close()

    with ThreadPoolExecutor(COORDINATORS) as several:
        list(several.map(take_in, [shared.STEPS] * COORDINATORS))
        list(several.map(take_in, [(*shared.STEPS, step)] * COORDINATORS))
    assert made == [1]
    with pytest.raises(WorldTrouble) as told:
        open_central(url, make=True)
    assert told.value.kind is Trouble.TOO_NEW


def test_that_a_step_that_fails_changes_nothing(url: str) -> None:
    open_central(url, make=True).close()

    def step(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE ny (a INTEGER)")
        connection.exec_driver_sql("CREATE TABLE ny (a INTEGER)")

    with pytest.raises(WorldTrouble):
        open_central(url, make=True, steps=(*shared.STEPS, step))
    open_central(url, make=False).close()


def test_that_an_older_log_waits_for_somebody_to_take_something_in(url: str, server: Server) -> None:
    open_central(url, make=True).close()
    server.cluster.ask("UPDATE passledaren SET version = version - 1", make_url(url).database or "")
    with pytest.raises(WorldTrouble, match="äldre"):
        open_central(url, make=False)


def test_that_a_database_of_something_else_is_not_touched(url: str, server: Server) -> None:
    name = make_url(url).database or ""
    server.cluster.ask("CREATE TABLE lager (a INTEGER)", name)
    with pytest.raises(WorldTrouble) as told:
        open_central(url, make=True)
    assert told.value.kind is Trouble.FOREIGN
    assert server.cluster.ask(
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'", name
    ) == [(1,)]


def test_that_a_database_that_cannot_hold_every_letter_is_refused(server: Server) -> None:
    server.cluster.ask("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(WorldTrouble, match="LATIN1"):
        open_central(server.cluster.url("latin"), make=True)
    server.cluster.ask("DROP DATABASE latin")


# --- what is told ---------------------------------------------------------------------------------------


@pytest.fixture
def people(server: Server) -> Iterator[None]:
    """Somebody who needs a password, and somebody who may only look."""
    server.cluster.ask(f"CREATE ROLE samordnare LOGIN PASSWORD '{postgres.PASSWORD}'")
    server.cluster.ask("CREATE ROLE granskare LOGIN")
    yield
    server.cluster.ask("DROP ROLE samordnare; DROP ROLE granskare")


@pytest.mark.usefixtures("people", "swedish")
def test_that_the_right_password_lets_one_in_and_a_wrong_one_is_never_shown(
    url: str, server: Server, packages: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    name = make_url(url).database or ""
    server.cluster.ask(f"ALTER DATABASE {name} OWNER TO samordnare")
    right = server.cluster.url(name, "samordnare", postgres.PASSWORD)
    assert command(["central", "--db", right, "import", str(packages[0])]) == 0
    for wrong in ("fel-Lösen:ord/2", ""):
        address = server.cluster.url(name, "samordnare", wrong)
        assert command(["central", "--db", address, "import", str(packages[0])]) == 3
        told = capsys.readouterr()
        assert "tog inte emot lösenordet för samordnare" in told.err
        assert not wrong or (wrong not in told.err + told.out and quote(wrong) not in told.err + told.out)


@pytest.mark.usefixtures("people", "swedish")
def test_that_somebody_who_may_only_look_takes_nothing_in(
    url: str, server: Server, packages: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    name = make_url(url).database or ""
    open_central(url, make=True).close()
    server.cluster.ask("GRANT SELECT ON ALL TABLES IN SCHEMA public TO granskare", name)
    address = server.cluster.url(name, "granskare")
    assert command(["central", "--db", address, "import", str(packages[0])]) == 1
    assert "får inte skriva" in capsys.readouterr().err
    with closing(open_central(address, make=False)) as central:
        assert queries.sessions(central) == []
    server.cluster.ask("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM granskare", name)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://anna:hemligt@127.0.0.1:1/logg", "Ingen server svarar på 127.0.0.1:1."),
        ("postgresql://anna@127.0.0.1:1/logg?password=hemligt&sslmode=hemligt", "går inte att använda"),
        (
            "postgresql://anna:hemligt@ingenstans.invalid/logg",
            "Ingen server svarar på ingenstans.invalid:5432.",
        ),
        ("postgresql://anna:hemligt@/logg?host=/ingen/mapp", "Ingen server svarar på /ingen/mapp."),
        ("postgresql://anna:hemligt@127.0.0.1:1/logg?sslmode=hemligt", "går inte att använda"),
        ("postgresql://anna:hemligt@127.0.0.1:99999/logg", "går inte att använda"),
        ("postgresql://anna:hemligt@server:port/logg", "går inte att använda"),
        ("postgresql://anna:hemligt@server", "går inte att använda"),
        ("mysql://anna:hemligt@server/logg", "går inte att använda"),
        ("sqlite:///hemligt.db", "går inte att använda"),
        ("hemligt", "går inte att använda"),
        ("", "går inte att använda"),
    ],
)
def test_that_an_address_that_leads_nowhere_is_told_without_the_password(
    address: str, words: str, packages: list[Path], capsys: pytest.CaptureFixture[str], swedish: None
) -> None:
    assert command(["central", "--db", address, "import", str(packages[0])]) == 3
    told = capsys.readouterr()
    assert words in told.err
    assert "hemligt" not in told.err + told.out
    in_our_words(told.err)


def in_our_words(said: str) -> None:
    """What is said is Swedish but for one last line, which says whose words it holds."""
    first, *quoted = said.rstrip("\n").splitlines()
    for english in ("connect", "server at", "failed", "value", "?."):
        assert english not in first
    assert len(quoted) <= 1
    assert all(line.startswith("Databasens egna ord: ") for line in quoted)


@contextmanager
def answering(*answers: bytes) -> Iterator[int]:
    """Something on a port of this computer that gives one answer after the other to what it is sent, to whoever comes."""

    class Handler(socketserver.BaseRequestHandler):
        @override
        def handle(self) -> None:
            for answer in answers:
                if self.request.recv(4096):
                    self.request.sendall(answer)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def refusal(state: str, words: str) -> bytes:
    """How a PostgreSQL server says no."""
    fields = b"".join(f"{kind}{text}".encode() + b"\0" for kind, text in (("S", "FATAL"), ("V", "FATAL"), ("C", state), ("M", words)))  # fmt: skip
    return b"E" + (len(fields) + 5).to_bytes(4, "big") + fields + b"\0"


NO_TLS = b"N"


@pytest.mark.parametrize(
    ("mode", "answers", "words"),
    [
        ("require", [NO_TLS], "säker anslutning (TLS) till 127.0.0.1:"),
        ("require", [b"HTTP/1.1 400 Bad Request\r\n\r\n"], "säker anslutning (TLS) till 127.0.0.1:"),
        ("prefer", [NO_TLS, refusal("57P03", "databassystemet startar")], "tar inte emot anslutningar just nu"),
        ("disable", [refusal("28000", 'ingen rad i pg_hba.conf för "anna", databas "logg"')], "släpper inte in anna från den här datorn"),
        ("disable", [refusal("3D000", 'databasen "logg" finns inte')], "ingen databas som heter logg"),
        ("disable", [refusal("28000", 'rollen "anna" finns inte')], "släpper inte in anna."),
    ],
)  # fmt: skip
def test_that_what_a_server_says_no_to_is_told_by_its_kind(
    mode: str, answers: list[bytes], words: str, packages: list[Path], capsys: pytest.CaptureFixture[str],
    swedish: None,
) -> None:  # fmt: skip
    with answering(*answers) as port:
        address = f"postgresql://anna:hemligt@127.0.0.1:{port}/logg?sslmode={mode}&gssencmode=disable"
        assert command(["central", "--db", address, "import", str(packages[0])]) == 3
    told = capsys.readouterr()
    assert words in told.err
    assert "hemligt" not in told.err + told.out
    in_our_words(told.err)


def test_that_the_right_password_and_a_database_that_is_missing_are_not_mistaken_for_a_wrong_password(
    server: Server, people: None, swedish: None
) -> None:
    with pytest.raises(WorldTrouble, match="ingen databas som heter saknas"):
        open_central(server.cluster.url("saknas", "samordnare", postgres.PASSWORD), make=True)


def test_that_a_database_or_user_that_is_missing_is_told(server: Server, swedish: None) -> None:
    with pytest.raises(WorldTrouble, match="ingen databas som heter saknas"):
        open_central(server.cluster.url("saknas"), make=True)
    with pytest.raises(WorldTrouble, match="släpper inte in ingen"):
        open_central(server.cluster.url("postgres", "ingen"), make=True)


def test_that_an_empty_database_says_what_to_do_first(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], swedish: None
) -> None:
    assert command(["central", "--db", url, "export", str(tmp_path / "ut")]) == 3
    assert "inget i databasen än" in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()


def test_that_the_missing_part_is_told_where_it_is_not_installed(tmp_path: Path) -> None:
    asked = (
        "import sys; sys.modules['psycopg'] = None; from facilitator.cli import run; "
        f"sys.exit(run(['central', '--db', 'postgresql://a:hemligt@b/c', 'export', {str(tmp_path)!r}]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 3
    assert "passledaren[postgres]" in told.stderr
    assert "hemligt" not in told.stderr


def test_that_files_that_are_refused_do_not_hinder_the_others(
    packages: list[Path], url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], swedish: None
) -> None:
    (tmp_path / "trasig.passpaket").write_bytes(packages[0].read_bytes()[:200])
    files = [str(tmp_path / "trasig.passpaket"), *map(str, packages)]
    assert command(["central", "--db", url, "import", *files]) == 1
    told = capsys.readouterr()
    assert "trasig.passpaket" in told.err
    assert "den längre" in told.out
    assert told.out.splitlines()[-1].startswith(f"{ALL} nya")


_WORDS, _NUMBER = 'TEXT COLLATE "C" NOT NULL', "BIGINT NOT NULL"
_OLDER_STEPS = (
    "ALTER TABLE session_step RENAME TO newer_step",
    "ALTER TABLE newer_step DROP CONSTRAINT session_step_pkey",
    (
        f"CREATE TABLE session_step (session {_WORDS} REFERENCES session (session), planned_order {_NUMBER}, step {_WORDS}, "
        f"title {_WORDS}, form {_WORDS}, weight {_WORDS}, actual_order {_NUMBER}, planned_s {_NUMBER}, spent_s {_NUMBER}, "
        f"paused_s {_NUMBER}, outcome {_WORDS}, reason {_WORDS}, PRIMARY KEY (session, planned_order))"
    ),
    (
        "INSERT INTO session_step SELECT session, planned_order, step, title, form, weight, actual_order, planned_s, spent_s, "
        "paused_s, outcome, reason FROM newer_step JOIN step_text ON number = text"
    ),
    "DROP TABLE newer_step, step_text",
    f"ALTER TABLE session {', '.join(f'DROP COLUMN {name}' for name in schema.CHANGES)}",
)
"""The steps of a log as they lay before version 7, which had the index of version 6 too."""
_OLDER_INDEX = (
    "CREATE INDEX session_step_changed ON session_step (session, weight, outcome) "
    "WHERE outcome IN ('shortened', 'skipped')"
)


def _lay_out(connection: Connection) -> None:
    """Let every fact stand as a row of its own, as before version 7."""
    fact, names = schema.fact.c, schema.fact.columns.keys()
    here = {tuple(row) for row in connection.execute(select(fact.session, fact.seq))}
    bound = connection.execute(select(schema.sheaf.c.session)).scalars().all()
    rows = [row for own in bound for row in reading.fact_rows(connection, own)]
    new = [row for row in rows if (row["session"], row["seq"]) not in here]
    connection.execute(insert(schema.fact), [{name: row[name] for name in names} for row in new])
    connection.execute(delete(schema.sheaf))


def test_that_the_steps_of_an_older_shared_log_say_what_they_said(
    packages: list[Path], url: str, server: Server
) -> None:
    with closing(open_central(url, make=True)) as log:
        assert merge.take_in_file(log, packages[1]).trouble is None
        with log.database.writing() as connection, unguarded(connection):
            _lay_out(connection)
        before = content(log)
    database = make_url(url).database or ""
    for statement in ("DROP TABLE sheaf", *_OLDER_STEPS, _OLDER_INDEX, "UPDATE passledaren SET version = 6"):
        server.cluster.ask(statement, database)
    with closing(open_central(url, make=True)) as log:
        assert content(log) == before
        assert examine(log.database) == []


def test_that_an_older_shared_log_gets_the_tables_that_a_new_one_has(url: str, server: Server) -> None:
    def shape() -> dict[str, list[tuple[str, str]]]:
        engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
        with engine.connect() as connection:
            triggers = connection.exec_driver_sql(
                "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
            ).all()
            body = connection.exec_driver_sql(
                "SELECT 'rows_kept', prosrc FROM pg_proc WHERE proname = 'rows_kept'"
            ).all()
            columns = connection.exec_driver_sql(
                "SELECT table_name || '.' || column_name, data_type || is_nullable || coalesce(collation_name, '') "
                "FROM information_schema.columns WHERE table_schema = 'public'"
            ).all()
            keys = connection.exec_driver_sql(
                "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
            ).all()
            indexes = connection.exec_driver_sql(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
            ).all()
        engine.dispose()
        every = (triggers, body, columns, keys, indexes)
        return {str(n): sorted((str(a), str(b)) for a, b in rows) for n, rows in enumerate(every)}

    open_central(url, make=True).close()
    fresh = shape()
    database = make_url(url).database or ""
    server.cluster.ask(
        "DROP TABLE removal_cleaned, removed, removal, plan_version, plan_elsewhere, sheaf", database
    )
    for statement in _OLDER_STEPS:
        server.cluster.ask(statement, database)
    newer = ", ".join(f"DROP COLUMN {name}" for name in schema.CONDITIONS)
    server.cluster.ask(f"ALTER TABLE session {newer}", database)
    server.cluster.ask("UPDATE passledaren SET version = 4", database)
    open_central(url, make=True).close()
    assert shape() == fresh

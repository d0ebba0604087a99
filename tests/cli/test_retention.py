"""The command retention: told first, removed only when asked for, and its record."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator import cli, policy
from facilitator.journal import occasions, open_journal, queries
from facilitator.journal.removal.retention import from_policy
from facilitator.planning.breaks import first_year, span
from tests.exchange.laptops import laptop, led
from tests.exchange.test_retention import OLD

DECISION = ("--decision", "BUN 2026/5", "--decided", "2026-03-02")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A log with an occasion of the school year before, and a lesson of the one that runs."""
    with laptop(tmp_path / "data") as journal:
        led(journal, began=datetime.now(UTC))
        occasions.enter(journal, replace(OLD, day=span(this_year() - 1)[1]), today())
    return tmp_path / "data"


def today() -> date:
    return datetime.now().astimezone().date()


def this_year() -> int:
    """The first year of the school year that runs."""
    return first_year(today())


def run(data: Path, *arguments: str | Path) -> int:
    return cli.run(["--data", str(data), "retention", *map(str, arguments)])


def test_that_it_only_tells_until_asked_to_carry_out(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, *DECISION, "--older-than", "0") == cli.DONE
    said = capsys.readouterr().out
    assert "1 tillfälle utan programmet" in said
    assert "Inget har tagits bort." in said
    assert run(data, *DECISION, "--older-than", "0", "--carry-out", tmp_path / "ut") == cli.DONE
    assert "Protokoll nr 1" in capsys.readouterr().out
    assert sorted(path.suffix for path in (tmp_path / "ut").iterdir()) == [".csv", ".txt"]
    assert run(data, "--record") == cli.DONE
    assert "beslut BUN 2026/5 (2026-03-02)" in capsys.readouterr().out
    assert run(data, "--record", "--json") == cli.DONE
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["counts"]["occasions"], one["rule"]["through"]) == (1, this_year() - 1)
    journal = open_journal(data)
    assert len(queries.sessions(journal)) == 1
    assert occasions.occasions(journal) == []
    journal.close()


def test_that_nothing_to_remove_is_done_and_leaves_no_protocol(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ut"
    assert run(data, *DECISION, "--older-than", "5", "--carry-out", out) == cli.DONE
    said = capsys.readouterr()
    assert said.out.splitlines() == ["Inget omfattas av beslutet.", "Inget har tagits bort."]
    assert said.err == ""
    assert run(data, *DECISION, "--older-than", "5", "--carry-out", out, "--json") == cli.DONE
    answer = json.loads(capsys.readouterr().out)
    assert (answer["number"], answer["protocol"], answer["left"]) == (None, None, None)
    assert not any(answer["counts"].values())
    assert not out.exists()
    assert run(data, "--record", "--json") == cli.DONE
    assert json.loads(capsys.readouterr().out) == []


def test_that_nothing_happens_without_a_decision(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "--older-than", "0", "--carry-out", data.parent / "ut") == cli.WRONG_USAGE
    said = capsys.readouterr().err
    assert "diarienummer" in said
    assert "Beslutets dag" in said or "beslutets dag" in said
    assert not (data.parent / "ut").exists()


def test_that_it_answers_as_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, *DECISION, "--through", str(this_year() - 1), "--json") == cli.DONE
    answer = json.loads(capsys.readouterr().out)
    assert answer["counts"]["occasions"] == 1
    assert answer["set_aside"] == []
    assert run(data, "--record") == cli.DONE
    assert capsys.readouterr().out.strip() == "Inget har gallrats."


def test_that_the_decision_in_the_policy_is_used_and_does_nothing_by_itself(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = data.parent / policy.FILE_NAME
    monkeypatch.setattr(policy, "machine_file", lambda: file)
    file.write_text('retention_months = 24\nretention_decision = "GN 2026/14"\n', encoding="utf-8")
    policy.in_force.cache_clear()
    try:
        assert from_policy(date(2026, 11, 26)) == ("GN 2026/14", 2023)
        assert from_policy(date(2026, 7, 1)) == ("GN 2026/14", 2023)
        assert from_policy(date(2026, 6, 30)) == ("GN 2026/14", 2022)
        assert run(data, "--decided", "2026-03-02", "--through", str(this_year() - 1)) == cli.DONE
        assert "Beslut: GN 2026/14, 2026-03-02" in capsys.readouterr().out
        with laptop(data) as journal:
            assert len(occasions.occasions(journal)) == 1
        file.unlink()
        policy.in_force.cache_clear()
        assert from_policy(date(2026, 11, 26)) == ("", None)
    finally:
        policy.in_force.cache_clear()

"""The report counts real connections, keeps the user's name out, and knows what is decided."""

import socket
import sys
from datetime import date
from pathlib import Path

import pytest

from facilitator import diagnostics
from facilitator.policy import Policy, rules

on_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells a program about its connections"
)


@on_linux
def test_that_a_connection_is_counted_and_a_local_one_is_not() -> None:
    assert diagnostics.connections() == ()
    one, other = socket.socketpair()
    with one, other:
        assert diagnostics.connections() == (), "what stays in the computer is no network"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        (found,) = diagnostics.connections() or ("",)
        assert found.startswith("tcp ")
        assert any("Det ska inte finnas" in line for line in diagnostics.network().lines)
    assert "Öppna nätverksanslutningar nu: 0" in diagnostics.network().lines


def test_that_a_system_that_does_not_tell_is_not_said_to_be_quiet(tmp_path: Path) -> None:
    assert diagnostics.connections(tmp_path) is None


def test_that_the_users_own_folder_bears_no_name() -> None:
    inside = Path.home() / "data"
    assert diagnostics.short(inside) == str(Path("~") / "data")
    assert str(Path.home()) not in "\n".join(diagnostics.folders(inside).lines)


def test_that_a_place_that_is_not_safe_is_in_the_report(tmp_path: Path) -> None:
    lines = "\n".join(diagnostics.folders(tmp_path / "OneDrive" / "data").lines)
    assert "synkas med ett moln" in lines
    assert "Flytta mappen" in lines


def test_that_what_is_decided_is_told_without_the_schools() -> None:
    until = date(2026, 12, 18)
    values = {rules.SCHOOLS.key: (rules.School("EK", "Ekskolan"),), rules.FROZEN_UNTIL.key: until}
    part = diagnostics.decided(Policy(values, {}, ("Ett fel.",)), date(2026, 12, 1))
    assert "Ekskolan" not in "\n".join(part.lines)
    assert "Fryst nu, till och med 2026-12-18." in part.lines
    assert part.lines[-1] == "Ett fel."
    assert diagnostics.decided(Policy(), date(2026, 12, 1)).lines == ("Ingenting: var och en väljer.",)

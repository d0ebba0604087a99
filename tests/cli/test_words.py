"""What the command line says is in one language."""

import pytest

from facilitator import cli, i18n


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["render", "--help"],
        ["plan", "--help"],
        ["nonsens"],
        ["export"],
        ["--nonsens"],
        ["--lang"],
        ["demo", "--seed", "x"],
        ["demo", "--packages", "3"],
        ["report"],
        ["report", "nonsens", "--out", "x.pdf"],
    ],
)
def test_that_help_and_refusals_are_in_swedish(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    i18n.set_language("sv")
    with pytest.raises(SystemExit):
        cli.run(arguments)
    said = capsys.readouterr()
    for english in (
        "usage",
        "options",
        "show",
        "error",
        "argument",
        "invalid",
        "choose",
        "required",
        "expected",
        "kind",
        "COMMAND",
    ):
        assert english not in said.out + said.err

"""Commands that write a file look at its name first, and never write over what is not theirs."""

from pathlib import Path

import pytest

from facilitator import cli, i18n
from facilitator.journal.queries import save_group
from facilitator.planning.groups import Group
from tests.exchange.laptops import laptop

WRITING = [
    (["export", "--xlsx"], ".xlsx"),
    (["export", "--package"], ".passpaket"),
    (["report", "board", "--out"], ".pdf"),
    (["report", "leader", "--out"], ".html"),
    (["print", "concern", "--out"], ".pdf"),
    (["print", "supervision", "--html", "--out"], ".html"),
    (["print", "supervision", "--out"], ".html"),
    (["handover", "6B", "--out"], ".passpaket"),
    (["plan", "--ics"], ".ics"),
    (["reserve", "moten-mentorer", "--out"], ".html"),
    (["render", "--map", "mvp"], ".pdf"),
    (["render", "--map", "mvp"], ".png"),
    (["render", "moten-mentorer", "OUT/bilder", "--size", "320x240", "--pdf"], ".pdf"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    i18n.set_language("sv")
    with laptop(tmp_path / "data") as journal:
        save_group(journal, Group(code="6B", people=24))
    return tmp_path / "data"


@pytest.mark.parametrize(("command", "ending"), WRITING, ids=[" ".join([*c, e]) for c, e in WRITING])
def test_that_only_a_name_and_a_file_of_the_right_kind_will_do(
    command: list[str], ending: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ut"
    out.mkdir()
    asked = ["--data", str(data), *(word.replace("OUT", str(out)) for word in command)]
    letter, under_our_name = out / "brev.docx", out / f"brev{ending}"
    for file, words in ((letter, ending), (under_our_name, "fil av ett annat slag")):
        file.write_text("Kära alla", encoding="utf-8")
        assert cli.run([*asked, str(file)]) == cli.REFUSED
        said = capsys.readouterr().err
        assert words in said
        assert f"({file})" in said
        assert file.read_text(encoding="utf-8") == "Kära alla"
    assert {path.name for path in out.iterdir()} == {letter.name, under_our_name.name}
    under_our_name.unlink()
    for _turn in range(2):  # over the file that it wrote itself, it writes again
        assert cli.run([*asked, str(under_our_name)]) == cli.DONE, capsys.readouterr().err
        assert under_our_name.stat().st_size > len("Kära alla")

"""The command that prints: what it lists, writes, counts and refuses."""

import io
import json
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitator import cli, i18n
from facilitator.exchange.printing import KINDS
from facilitator.journal import open_journal, threads
from facilitator.journal.queries import save_group
from facilitator.journal.threads import Parcel
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import first_year
from facilitator.planning.groups import Group
from facilitator.planning.year import Planned
from facilitator.session.thread import GroupThread
from facilitator.settings import FILE_NAME
from tests.exchange.laptops import laptop


def printed(tmp_path: Path, *arguments: str) -> list[str]:
    """The pages that a command wrote, as text."""
    file = tmp_path / "prov.pdf"
    assert cli.run(["--data", str(tmp_path), "print", *arguments, "--out", str(file)]) == cli.DONE
    return [page.extract_text() for page in PdfReader(file).pages]


def test_that_every_kind_is_listed_with_what_it_is_printed_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["print", "--list"]) == cli.DONE
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(KINDS)
    assert "ett pass, ett program eller ett scenario" in lines[KINDS.index("scenario")]


def test_that_the_pack_is_counted_for_the_group_in_the_length_asked_for(tmp_path: Path) -> None:
    whole = printed(tmp_path, "pack", "mvp-03", "--group-size", "9", "--length", "40")
    halves = printed(tmp_path, "pack", "mvp-03", "--group-size", "9", "--halves")
    assert "Räknat för 9 elever." in whole[0]
    assert sum("Scenariokort att kopiera" in page for page in whole) == 3
    assert sum("Scenariokort att kopiera" in page for page in halves) == 2 + 1
    assert sum("Passguide" in page.splitlines()[1] for page in halves) == 2 * sum(
        "Passguide" in page.splitlines()[1] for page in whole
    )


def test_that_a_pack_for_adults_does_not_count_them_as_pupils(tmp_path: Path) -> None:
    (first, *_rest) = printed(tmp_path, "pack", "moten-foraldrar", "--group-size", "9")
    assert "Räknat för 9 deltagare." in first
    assert "ett på fyra deltagare" in first
    assert "elever" not in first


def test_that_scenarios_are_asked_for_in_the_plural_as_well(tmp_path: Path) -> None:
    assert printed(tmp_path, "scenarios", "mvp-03") == printed(tmp_path, "scenario", "mvp-03")


def test_that_the_schools_own_contacts_are_on_the_poster(tmp_path: Path) -> None:
    row = {"name": "Kurator", "reach": "rum 214", "audience": "Alla på skolan", "checked": "2026-10-01"}
    (tmp_path / FILE_NAME).write_text(json.dumps({"contacts": [row]}), encoding="utf-8")
    (page,) = printed(tmp_path, "support-poster", "mvp-03")
    assert page.index("rum 214") < page.index("116 111")


def test_that_the_twin_is_one_page_of_html_with_the_schools_own_contacts(tmp_path: Path) -> None:
    row = {"name": "Kurator", "reach": "rum 214", "audience": "Alla på skolan", "checked": "2026-10-01"}
    (tmp_path / FILE_NAME).write_text(json.dumps({"contacts": [row]}), encoding="utf-8")
    file = tmp_path / "lista.html"
    arguments = ["print", "support-poster", "mvp-03", "--html", "--out", str(file)]
    assert cli.run(["--data", str(tmp_path), *arguments]) == cli.DONE
    page = file.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.index("rum 214") < page.index("116\u00a0111")


def test_that_the_name_of_the_file_says_which_of_the_two_is_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--data", str(tmp_path), "print", "guide", "mvp-03"]
    for more, name in (([], "a.html"), ([], "b.HTM"), (["--html"], "c.html")):
        assert cli.run([*asked, *more, "--out", str(tmp_path / name)]) == cli.DONE
    pages = [path.read_bytes() for path in sorted(tmp_path.iterdir())]
    assert len(set(pages)) == 1
    assert pages[0].startswith(b"<!DOCTYPE html>")
    capsys.readouterr()
    assert cli.run([*asked, "--html", "--out", str(tmp_path / "d.pdf")]) == cli.REFUSED
    assert "d.html" in capsys.readouterr().err, "a PDF and a web page at once is neither"
    assert cli.run([*asked, "--out", str(tmp_path / "d.docx")]) == cli.REFUSED
    assert ".pdf eller .html" in capsys.readouterr().err
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["print"], cli.WRONG_USAGE, "print --list"),
        (["print", "guide", "mvp-03"], cli.WRONG_USAGE, "--out"),
        (["print", "affisch", "mvp-03", "--out", "x.pdf"], cli.WRONG_USAGE, "print --list"),
        (["print", "pack", "mvp-03", "--out", "x.pdf", "--group-size", "0"], cli.WRONG_USAGE, "40"),
        (["print", "pack", "mvp-03", "--out", "x.pdf", "--length", "45"], cli.NOT_IN_ORDER, "40, 50, 60"),
        (["print", "guide", "mvp-3", "--out", "x.pdf"], cli.NOT_IN_ORDER, "mvp-03"),
        (["print", "support-cards", "mvp-10", "--out", "x.pdf"], cli.NOT_IN_ORDER, "fara hemma"),
        (["print", "guide", "mvp-03", "--out", "ingen/här/x.pdf"], cli.REFUSED, "ingen"),
    ],
)
def test_that_a_refusal_says_what_to_do_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: list[str], code: int, told: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert cli.run(arguments) == code
    assert told in capsys.readouterr().err
    assert list(tmp_path.rglob("*.pdf")) == []


def plan_the_year_that_runs(data: Path) -> None:
    """A lesson in September for 6A and 6B."""
    year = first_year(datetime.now().astimezone().date())
    monday = date.fromisocalendar(year, 37, 1)
    journal = open_journal(data)
    plans.keep_plan(
        journal, year, [Planned(group, year, group, "mvp", "mvp-01", monday) for group in ("6A", "6B")]
    )
    journal.close()


@pytest.mark.slow
def agreed(data: Path, group: str, rule: str) -> None:
    """What a group has agreed on this school year, as another leader tells of it."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with laptop(data) as journal:
        threads.receive(journal, Parcel(group, 24, "Ekskolan", now, GroupThread(rules=(rule,))))


def test_that_a_groups_own_posters_and_the_year_come_from_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["--data", str(tmp_path), "demo"]) == cli.DONE
    agreed(tmp_path, "6B", "Vi turas om att prata")
    (page,) = printed(tmp_path, "agreement", "6B")
    assert "Grupp 6B" in page
    assert "Vi turas om att prata" in page
    plan_the_year_that_runs(tmp_path)  # in the summer the demonstration shows the spring before
    year = "".join(printed(tmp_path, "year"))
    assert "6A" in year
    assert "Höstlov" in year
    assert "6A" not in "".join(printed(tmp_path, "year", "6B"))
    arguments = ["print", "own-board", "9X", "--out", str(tmp_path / "x.pdf")]
    assert cli.run(["--data", str(tmp_path), *arguments]) == cli.NOT_IN_ORDER
    assert "inget om 9X" in capsys.readouterr().err


def test_that_a_name_on_a_diploma_is_in_the_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Zibbeline Ek\n\nQuirin Ask\n"))
    pages = printed(tmp_path, "diploma", "mvp-11", "--name", "Ada Exempel", "--name", "-")
    names = ("Ada Exempel", "Zibbeline Ek", "Quirin Ask")
    assert [name in page for name, page in zip(names, pages, strict=True)] == [True, True, True]
    told = capsys.readouterr()
    assert not any(name in told.out + told.err for name in names)
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["prov.pdf"]


@pytest.mark.parametrize(
    ("kept", "given"), [(b"\xc5sa Ek\n", "-"), ("Åsa Ek".encode("utf-16"), "-"), (b"", "\udcc5sa Ek")]
)
def test_that_names_that_are_not_in_utf_8_are_told_of(
    kept: bytes,
    given: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for way, file in ((), "x.pdf"), (("--html",), "x.html"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(kept), encoding="utf-8"))
        arguments = ["print", "diploma", "mvp-11", "--name", given, *way, "--out", str(tmp_path / file)]
        assert cli.run(["--data", str(tmp_path), *arguments]) == cli.WRONG_USAGE
        assert "UTF-8" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_that_nothing_to_read_names_from_is_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert len(printed(tmp_path, "diploma", "mvp-11", "--name", "-")) == 1


def test_that_a_mark_of_the_byte_order_is_no_letter_of_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfAda\r\n"), encoding="utf-8"))
    (page,) = printed(tmp_path, "diploma", "mvp-11", "--name", "-")
    assert "Ada" in page


def test_that_paper_is_saved_on_request(tmp_path: Path) -> None:
    file = tmp_path / "prov.pdf"
    arguments = ["print", "pack", "mvp-11", "--group-size", "4", "--small-cards", "--two-sided", "--grey"]
    assert cli.run(["--data", str(tmp_path), *arguments, "--out", str(file)]) == cli.DONE
    assert "På båda sidor" in PdfReader(file).pages[0].extract_text()


def test_that_what_a_group_has_not_made_is_no_fault_in_the_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agreed(tmp_path / "data", "6B", "Alla får prata till punkt")
    asked = ["--data", str(tmp_path / "data"), "print"]
    with laptop(tmp_path / "data") as journal:
        save_group(journal, Group(code="6C", people=24))
    for group, there in (("6B", "(agreement)"), ("6C", "när gruppen har gjort det.")):
        assert cli.run([*asked, "own-boxes", group, "--out", str(tmp_path / "x.pdf")]) == cli.NOT_IN_ORDER
        told = capsys.readouterr().err
        assert f"Gruppen {group} har inte gjort det här än" in told
        assert there in told
        assert "fel i innehållet" not in told
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        ("diploma", "mvp-01", "The lesson has nothing of this to print: Diploma."),
        ("guide", "mvp-99", "There is no lesson “mvp-99”."),
    ],
)
def test_that_a_refusal_is_in_the_language_of_whoever_asks(
    kind: str,
    subject: str,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    request.addfinalizer(partial(i18n.set_language, "sv"))
    arguments = ["--data", str(tmp_path), "--lang", "en", "print", kind, subject]
    assert cli.run([*arguments, "--out", str(tmp_path / "x.pdf")]) == cli.NOT_IN_ORDER
    assert words in capsys.readouterr().err

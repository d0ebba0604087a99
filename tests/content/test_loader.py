"""Reading one file: hostile or broken files give faults with a place, never a crash, a hang or half a value."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from facilitator.content.loader import MAX_BYTES, load, read
from facilitator.content.model import Lesson, Programmes
from facilitator.errors import ContentFault, Fault
from facilitator.i18n import set_language
from tests.content import builder

GOOD = '[[programme]]\nid = "mvp"\nname = "MVP"\nfull_name = "Mentorer"\naccent = "mvp"\nlessons = 11\n'


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def faults(path: Path, root: Path) -> tuple[Fault, ...]:
    with pytest.raises(ContentFault) as refused:
        load(Programmes, path, root)
    assert all(fault.problem and str(fault) for fault in refused.value.faults)
    return refused.value.faults


def refused(tmp_path: Path, content: str | bytes) -> Fault:
    path = tmp_path / "file.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = faults(path, tmp_path)
    assert found[0].file == "file.toml"
    return found[0]


def test_that_a_whole_file_gives_its_value(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert load(Programmes, path, tmp_path).programme[0].name == "MVP"


@pytest.mark.parametrize(
    "encode", [lambda text: text.encode("utf-8-sig"), lambda text: text.replace("\n", "\r\n").encode()]
)
def test_that_the_marks_of_other_editors_do_no_harm(tmp_path: Path, encode: Callable[[str], bytes]) -> None:
    path = tmp_path / "file.toml"
    path.write_bytes(encode(GOOD))
    assert load(Programmes, path, tmp_path).programme[0].lessons == 11


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("a = 1\nb\n", 2, "The sign = is missing. (column 2)"),
        ("a = 1\n\nid = x\n", 3, "The value cannot be read. (column 6)"),
        ("a = 1\na = 2\n", 2, "The field is written twice. (column 6)"),
        ("a = {b = 1, b = 2}\n", 1, "The field is written twice. (column 18)"),
        ("[a]\n[a]\n", 2, "The table is written twice. (column 3)"),
        ('a = 1\nb = "text\n', 2, "A text is not closed on its line. (column 10)"),
        ('a = 1\nb = """text\n\n', 2, "A text is never closed."),
        ("a = [1, 2\n", 1, "A list or table is never closed."),
        ("a = 1 2\n", 1, "Something is left over on the line. (column 7)"),
        ("[a\n", 1, "The table’s name is not closed. (column 3)"),
        ('a = "\\x"\n', 1, "A backslash stands alone. (column 8)"),
        ("a = 2026-02-30\n", 1, "This is not a date. (column 5)"),
        ("= 1\n", 1, "The line cannot be read. (column 1)"),
        ('a = "\\ud800"\n', 1, "This is not TOML: Escaped character is not a Unicode scalar value (column 12)"),
        ("a = 1" + "0" * 5000, None, "A number in the file is too large."),
        ("a = 1\nb = 'x\x00y'\n", 2, "The text holds the hidden character U+0000."),
        ("a = 1\n# \u202etext\n", 2, "The text holds the hidden character U+202E."),
        ("a = 1\nb = 'x\u200by'\n", 2, "The text holds the hidden character U+200B."),
        ("a = 'b\rc'\n", 1, "The text holds the hidden character U+000D."),
        (b"a = 1\nb = '\xe5'\n", 2, "The file is not written in UTF-8."),
        ("å".encode("utf-16"), 1, "The file is not written in UTF-8."),
        (b"a = '\xed\xa0\x80'\n", 1, "The file is not written in UTF-8."),
        ("a = " + "[" * 100_000, None, "The file is nested too deep."),
        ("a = " + "{ b = " * 100_000, None, "The file is nested too deep."),
        ("x = 1\n" + ".".join("a" * 10_000) + " = 1\n", 2, "The line holds too many dots."),
        ("x = 1\n[" + ".".join("a" * 10_000) + "]\n", 2, "The line holds too many dots."),
    ],
)  # fmt: skip
def test_that_a_broken_file_is_refused_at_its_line(
    tmp_path: Path, content: str | bytes, line: int | None, problem: str
) -> None:
    fault = refused(tmp_path, content)
    assert (fault.line, fault.problem) == (line, problem)


@pytest.mark.parametrize(
    ("content", "line", "field", "problem"),
    [
        ("", None, "programme", "The field is missing."),
        ("# nothing but a comment\n", None, "programme", "The field is missing."),
        ("programme = 1\n", 1, "programme", "This must be a list."),
        ("programme = [1]\n", 1, "programme[1]", "This must be a table."),
        (GOOD + "colour = 1\n", 7, "programme[1].colour", "Unknown field."),
        (GOOD.replace("11", "0xffffffffffffffffffff"), 6, "programme[1].lessons", "a huge number is out of range."),
        (GOOD.replace("11", "0x" + "f" * 9000), 6, "programme[1].lessons", "a huge number is out of range."),
        (GOOD.replace("11", "11.0"), 6, "programme[1].lessons", "This must be a number."),
        (GOOD.replace("11", "nan"), 6, "programme[1].lessons", "This must be a number."),
        (GOOD.replace("11", "-inf"), 6, "programme[1].lessons", "This must be a number."),
        (GOOD.replace("11", "true"), 6, "programme[1].lessons", "This must be a number."),
        (GOOD.replace("11", "2026-01-01"), 6, "programme[1].lessons", "This must be a number."),
        (GOOD.replace('"MVP"', "2026-01-01T00:00:00Z"), 3, "programme[1].name", "This must be text."),
        (GOOD.replace('"MVP"', '"M\\u0000"'), 3, "programme[1].name", "The text holds the hidden character U+0000."),
        (GOOD.replace('"MVP"', '"M\\u202eP"'), 3, "programme[1].name", "The text holds the hidden character U+202E."),
        (GOOD.replace('"MVP"', '"a\\u030a"'), 3, "programme[1].name", "A letter is written in two parts (letter and accent apart)."),
        (GOOD.replace('"MVP"', '" "'), 3, "programme[1].name", "The text is empty."),
        (GOOD.replace('"MVP"', '" MVP"'), 3, "programme[1].name", "The text begins or ends with a space or an empty line."),
        (GOOD.replace('"MVP"', '"M\\nP"'), 3, "programme[1].name", "The text must be on one line."),
        (GOOD.replace('"mvp"\nname', '"../mvp"\nname'), 2, "programme[1].id", "“../mvp” has the wrong form."),
        (GOOD.replace('"mvp"\nname', '"C:mvp"\nname'), 2, "programme[1].id", "“C:mvp” has the wrong form."),
        (GOOD.replace('"mvp"\nname', '"mvp\\n"\nname'), 2, "programme[1].id", "“mvp\ufffd” has the wrong form."),
        (GOOD.replace('"mvp"\nname', '"٣"\nname'), 2, "programme[1].id", "“٣” has the wrong form."),
    ],
)  # fmt: skip
def test_that_a_wrong_value_is_refused_at_its_line(
    tmp_path: Path, content: str, line: int | None, field: str, problem: str
) -> None:
    fault = refused(tmp_path, content)
    assert (fault.line, fault.field, fault.problem) == (line, field, problem)


def test_that_five_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    started = process_time()  # what else the machine does is no fault of the program
    fault = refused(tmp_path, "#" * 5_000_000)
    assert fault.problem == "The file is too large: 5.0 MB."
    assert process_time() - started < 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "a{n}=1\n",
        "[a{n}." + ".".join("a" * 98) + "]\n",
        "'{n}'." + ".".join("a" * 98) + "=1\n",
    ],
)
def test_that_the_worst_file_that_fits_is_judged_within_seconds(tmp_path: Path, piece: str) -> None:
    text = "".join(piece.replace("{n}", str(n)) for n in range(MAX_BYTES // (len(piece) + 6)))
    started = process_time()
    fault = refused(tmp_path, text)
    assert fault.problem
    assert process_time() - started < 10


def test_that_a_hundred_faults_are_enough(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_text(GOOD + "".join(f"x{n} = 1\n" for n in range(2_000)), encoding="utf-8")
    assert len(faults(path, tmp_path)) == 100


def test_that_all_faults_of_a_file_come_at_once(tmp_path: Path) -> None:
    path = tmp_path / "lesson.toml"
    data = builder.lesson(risk=9, title="", colour="red")
    del data["room"]
    data["steps"][3]["minutes"] = "ten"
    path.write_text(builder.toml(data), encoding="utf-8")
    with pytest.raises(ContentFault) as refusal:
        load(Lesson, path, tmp_path)
    assert {fault.field for fault in refusal.value.faults} == {
        "risk",
        "title",
        "colour",
        "room",
        "steps[4].minutes",
    }
    assert "5 faults in the content:" in str(refusal.value)


# --- places ---------------------------------------------------------------------------------------------


def test_that_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "lesson.toml"
    folder.mkdir()
    assert faults(folder, tmp_path)[0].problem == "This is not a file."
    assert faults(tmp_path / "gone.toml", tmp_path)[0].problem == "The file is missing."


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX file kinds")
def test_that_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert faults(tmp_path / "pipe.toml", tmp_path)[0].problem == "This is not a file."


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_that_a_link_may_not_lead_out(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.toml").write_text(GOOD, encoding="utf-8")
    (root / "inside.toml").write_text(GOOD, encoding="utf-8")
    (root / "out.toml").symlink_to(tmp_path / "secret.toml")
    (root / "in.toml").symlink_to(root / "inside.toml")
    (root / "loop.toml").symlink_to(root / "loop.toml")
    (root / "folder").symlink_to(tmp_path)
    leads_out = "The file leads out of the content folder."
    assert faults(root / "out.toml", root)[0].problem == leads_out
    assert faults(root / "folder" / "secret.toml", root)[0].problem == leads_out
    assert faults(root / "loop.toml", root)[0].problem == "The file cannot be read."
    assert read(root / "in.toml", root).data["programme"]


def test_that_a_path_may_not_climb_out(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.toml").write_text(GOOD, encoding="utf-8")
    assert faults(root / ".." / "secret.toml", root)[0].problem == "The file leads out of the content folder."
    assert faults(root / "a\0b", root)[0].problem == "The file cannot be read."
    assert faults(root / ("x" * 5000), root)[0].problem == "The file cannot be read."


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_that_a_closed_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0)
    assert faults(path, tmp_path)[0].problem == "The file cannot be read."

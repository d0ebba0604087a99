"""The house rules that a machine can hold: sizes, icons, contrast, and that what can be chosen is documented."""

import ast
import gettext
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "facilitator").rglob("*.py"))
MODULE, CLASS, FUNCTION = 400, 300, 60
LONGER: dict[str, str] = {}
"""Named exceptions to the size caps: `path` or `path:name` to the reason."""

NETWORK = (
    "socket", "socketserver", "ssl", "asyncio", "http", "urllib.request", "ftplib", "smtplib", "imaplib", "poplib",
    "xmlrpc", "requests", "httpx", "psycopg", r"PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngine",
)  # fmt: skip
REACHES_OUT = {
    "journal/server/central.py": "a log that several coordinators share on a server (docs/adr/0020)"
}
"""The only module that opens a connection to another computer: when `central` is asked to, to the address it is given."""

TEXT_PAIRS = (
    ("ink", "paper", 12.0), ("ink", "card", 12.0), ("ink", "sunk", 12.0), ("ink-2", "paper", 4.5), ("ink-2", "card", 4.5),
    ("ink-2", "sunk", 4.5), ("mvp", "card", 4.5), ("mvp", "paper", 4.5), ("mvp", "mvp-soft", 4.5), ("taget", "card", 4.5),
    ("taget", "taget-soft", 4.5), ("staff", "card", 4.5), ("staff", "staff-soft", 4.5), ("ok", "ok-soft", 4.5), ("ok", "card", 4.5),
    ("warn", "warn-soft", 4.5), ("warn", "card", 4.5), ("stop", "stop-soft", 4.5), ("stop", "card", 4.5),
    ("on-accent", "mvp", 4.5), ("on-accent", "taget", 4.5), ("on-accent", "staff", 4.5),
)  # fmt: skip


def definitions(path: Path) -> Iterator[tuple[str, int, bool]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1, isinstance(node, ast.ClassDef)


def test_that_no_module_class_or_function_has_grown_too_big() -> None:
    big = []
    for path in SOURCES:
        name = path.relative_to(ROOT).as_posix()
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MODULE and name not in LONGER:
            big.append(f"{name}: {lines} lines")
        for own, size, is_class in definitions(path):
            if size > (CLASS if is_class else FUNCTION) and f"{name}:{own}" not in LONGER:
                big.append(f"{name}:{own}: {size} lines")
    assert big == []


def asked_for(function: str) -> set[str]:
    """The messages that the program asks the catalogue for by a function."""
    return {
        node.args[0].value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def test_that_every_message_has_its_swedish() -> None:
    """Within braces of another text the catalogue does not find it."""
    with (ROOT / "resources/locale/sv/LC_MESSAGES/passledaren.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    known = {key if isinstance(key, str) else key[0] for key in catalogue._catalog}  # type: ignore[attr-defined]
    assert len(known) > 1000
    assert sorted((asked_for("_") | asked_for("ngettext")) - known) == []


def test_that_a_message_either_has_a_plural_or_has_not() -> None:
    """With both, the catalogue keeps the plural only, and the Python of Debian 12 (3.11.2) finds nothing for the other."""
    assert asked_for("ngettext")
    assert sorted(asked_for("_") & asked_for("ngettext")) == []


def test_that_the_import_contracts_hold(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Every module and name that a file imports, and whether it does so only when a function is called."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_once = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) not in at_once) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield f"{node.module}.{alias.name}", id(node) not in at_once


def test_that_only_the_command_central_reaches_out_and_only_when_it_is_asked() -> None:
    reaching, engines, central = [], set(), []
    for path in SOURCES:
        name = path.relative_to(ROOT / "facilitator").as_posix()
        for imported, late in imports(path):
            if name not in REACHES_OUT and re.match(rf"({'|'.join(NETWORK)})(\.|$)", imported):
                reaching.append(f"{name}: {imported}")
            if imported == "sqlalchemy.create_engine":
                engines.add(name)
            if imported.startswith("facilitator.journal.server.central."):
                central.append((name, late))
    assert reaching == []
    assert engines == {"journal/engine.py", *REACHES_OUT}, "a database over a network is another engine"
    assert set(central) == {("cli/central.py", True)}


def test_that_the_program_loads_nothing_that_could_reach_out() -> None:
    asked = (
        "import sys; from facilitator.cli import parser; parser.build_parser(); import facilitator.app, facilitator.ui.program, "
        "facilitator.journal, facilitator.exchange.packages.merge, facilitator.exchange.sheets.csvset, facilitator.cli.merge; "
        "print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "facilitator.journal.sharing.merging" in loaded
    assert {"psycopg", "facilitator.journal.server.central", "sqlalchemy.dialects.postgresql"} & set(
        loaded
    ) == set()


def test_that_every_module_says_what_it_is() -> None:
    silent = [
        p.relative_to(ROOT).as_posix()
        for p in SOURCES
        if not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert silent == []


def test_that_colours_and_sizes_live_in_the_theme_only() -> None:
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*\d")
    found = [
        f"{p.relative_to(ROOT).as_posix()}: {m.group(0)}"
        for p in SOURCES
        for m in literal.finditer(p.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_that_every_text_meets_its_contrast(name: str) -> None:
    tokens = tomllib.loads((ROOT / "resources" / "theme" / f"{name}.toml").read_text(encoding="utf-8"))[
        "colour"
    ]
    weak = [
        f"{text} on {ground}: {contrast(tokens[text], tokens[ground]):.1f}"
        for text, ground, least in TEXT_PAIRS
        if contrast(tokens[text], tokens[ground]) < least
    ]
    assert weak == []


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_that_the_theme_as_the_program_reads_it_is_the_theme_as_people_write_it(name: str) -> None:
    from tools import theme

    made = (theme.FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert made == theme.compiled(name), "python tools/theme.py"


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_that_every_icon_the_code_names_is_there() -> None:
    there = {p.stem for p in (ROOT / "resources" / "icons").glob("*.svg")}
    named = re.compile(r"(?:sign=|icon\(|pixmap\(|Sign\()\"([a-z][a-z-]+)\"")
    missing = {m.group(1) for p in SOURCES for m in named.finditer(p.read_text("utf-8"))} - there
    assert missing == set()


def test_that_every_icon_draws_something(qapp: object) -> None:
    from PySide6.QtGui import QColor

    from facilitator.ui import icons

    empty = []
    for path in sorted((ROOT / "resources" / "icons").glob("*.svg")):
        picture = icons.pixmap(path.stem, QColor("black"), 24).toImage()
        if not any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)):
            empty.append(path.stem)
    assert empty == []


def test_that_every_key_and_setting_is_in_the_manual() -> None:
    from tools import admx, manual

    assert (ROOT / "docs" / "tangenter.md").read_text(encoding="utf-8") == manual.keys_page()
    assert (ROOT / "docs" / "installningar.md").read_text(encoding="utf-8") == manual.settings_page()
    assert (ROOT / "docs" / "policy.md").read_text(encoding="utf-8") == manual.policy_page()
    example = ROOT / "resources" / "policy.example.toml"
    assert example.read_text(encoding="utf-8") == manual.policy_example()
    there = {path.relative_to(admx.FOLDER) for path in admx.FOLDER.rglob("*.adm?")}
    assert there == set(admx.files())
    for path, content in admx.files().items():
        assert (admx.FOLDER / path).read_text(encoding="utf-8") == content


def test_that_the_table_of_all_lessons_is_current_and_has_a_word_for_every_form() -> None:
    from facilitator.content.model import FORMS
    from tools import lessons

    assert {*lessons.FORMS, *lessons.FRAME} == set(FORMS)
    made = lessons.page()
    there = (ROOT / "docs" / "passen.md").read_text(encoding="utf-8")
    assert there == made, "write it anew: python tools/lessons.py"


def test_that_the_page_for_authors_names_every_form_every_reader_and_the_limits_that_hold() -> None:
    from typing import get_args

    from facilitator.content.checking.corpus import HARDEST
    from facilitator.content.checking.words import LIMITS
    from facilitator.content.model import FORMS, Reader

    page = (ROOT / "docs" / "innehall.md").read_text(encoding="utf-8")
    assert [name for name in (*FORMS, *get_args(Reader)) if f"| `{name}` |" not in page] == []
    for name in ("text", "point", "situation"):
        assert f"högst | {' | '.join(str(getattr(limit, name)) for limit in LIMITS.values())} |" in page
    assert f"högst | {' | '.join(map(str, HARDEST.values()))} |" in page


def test_that_every_action_has_words_and_a_key_or_a_button() -> None:
    from facilitator.ui.actions import DEEDS
    from facilitator.ui.keys import BINDINGS

    with_keys = {binding.action for binding in BINDINGS}
    assert set(DEEDS) == with_keys
    assert all(deed.label() and deed.help() for deed in DEEDS.values())


def test_that_the_qt_binding_keeps_its_references() -> None:
    """Some releases of the binding lose one reference to None a call and abort after some thousand calls."""
    from PySide6.QtGui import QFont

    font = QFont()
    before = sys.getrefcount(None)
    for _turn in range(500):
        font.setPixelSize(20)
    assert sys.getrefcount(None) > before - 50


def test_that_no_file_names_a_place_on_a_machine() -> None:
    place = re.compile(r"(?<![\w.])/(?:work|root|home)/\w")
    files = [p for p in ROOT.rglob("*") if p.suffix in {".py", ".md", ".toml", ".lock", ".spec", ".po"}]
    mine = [p for p in files if not {".venv", ".git", "build", "dist"} & set(p.relative_to(ROOT).parts)]
    found = [p.relative_to(ROOT).as_posix() for p in mine if place.search(p.read_text("utf-8"))]
    assert found == ["tests/test_house.py"] or found == []

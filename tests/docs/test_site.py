"""The manual as a website: built without network, whole, and with nothing in it from elsewhere."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs import pages

BUILD = [sys.executable, "-m", "properdocs", "build", "--strict", "--site-dir"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run([*BUILD, str(folder)], cwd=pages.ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


def copied(folder: Path) -> Path:
    """The sources of the manual by themselves, to spoil."""
    for name in ("docs", "tools", "facilitator"):
        shutil.copytree(
            pages.ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.png")
        )
    shutil.copytree(pages.DOCS / "pictures", folder / "docs" / "pictures", dirs_exist_ok=True)
    for name in ("properdocs.yml", "CONTRIBUTING.md", "CONTEXT.md", "SECURITY.md", "CHANGELOG.md"):
        shutil.copy(pages.ROOT / name, folder / name)
    return folder


def complaint(folder: Path) -> str:
    """What a strict build says of these sources; empty when it takes them."""
    done = subprocess.run(
        [*BUILD, str(folder / "site")], cwd=folder, check=False, capture_output=True, text=True
    )
    return done.stderr if done.returncode else ""


def test_that_every_page_is_built(site: Path) -> None:
    wanted = {f"{path.stem}.html" for path in pages.DOCS.glob("*.md")}
    wanted |= {"contributing.html", "context.html", "security.html", "changelog.html"}
    assert {path.name for path in site.glob("*.html")} == wanted
    assert list(site.rglob("*.md")) == []


def test_that_every_list_is_a_list(site: Path) -> None:
    runs_on = {
        page.name: found
        for page in site.glob("*.html")
        if (found := re.findall(r"<p>[^<]*\n(?:- |\d\. )[^\n]*", page.read_text(encoding="utf-8")))
    }
    assert runs_on == {}, "an empty line goes before a list"


def test_that_the_site_names_no_other_place(site: Path) -> None:
    for page in site.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert re.findall(r"(?:src|href)=\"(?:\w+:|//)[^\"]*", text) == [], page.name
        assert "<script" not in text
    for path in site.rglob("*.css"):
        assert "url(" not in path.read_text(encoding="utf-8")
        assert "@import" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "line", "told"),
    [
        ("index.md", "[x](finns-inte.md)", "finns-inte.md"),
        ("index.md", "[x](innehall.md#finns-inte)", "finns-inte"),
        ("index.md", "![x](pictures/finns-inte.png)", "finns-inte.png"),
        ("ny.md", "# En ny sida", "ny.md"),
    ],
)
def test_that_a_broken_link_or_a_page_that_is_not_in_the_list_is_red(
    tmp_path: Path, page: str, line: str, told: str
) -> None:
    folder = copied(tmp_path)
    with (folder / "docs" / page).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert told in complaint(folder)


def test_that_a_page_that_is_gone_is_red(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "docs" / "larare.md").unlink()
    assert "larare.md" in complaint(folder)

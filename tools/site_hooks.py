"""What the manual's website needs beside its pages: the project's own English pages, languages, and tables that scroll."""

from pathlib import Path
from typing import Any, Final

from properdocs.config.defaults import ProperDocsConfig
from properdocs.structure.files import File, Files
from properdocs.structure.pages import Page

from facilitator import __version__

ROOT: Final = Path(__file__).parents[1]
PROJECT: Final = ("CONTRIBUTING.md", "CONTEXT.md", "SECURITY.md", "CHANGELOG.md")
ENGLISH: Final = (*(name.lower() for name in PROJECT), "release.md", "benchmarks.md")
ONE_LEAF: Final = ("larare.md", "mentorer.md")


def on_files(files: Files, *, config: ProperDocsConfig) -> Files:
    """Take in the pages that lie at the root of the project."""
    for name in PROJECT:
        text = (ROOT / name).read_text(encoding="utf-8")
        files.append(File.generated(config, name.lower(), content=text))
    return files


def on_page_context(context: dict[str, Any], *, page: Page, **_rest: Any) -> dict[str, Any]:
    """Tell the template what a page is: in English, or to be printed on one leaf."""
    name = page.file.src_uri
    page.meta = {"english": name in ENGLISH, "one_leaf": name in ONE_LEAF, "version": __version__}
    return context


def on_page_content(html: str, **_rest: Any) -> str:
    """Let wide tables and code scroll by themselves, also by keyboard."""
    opened = html.replace("<pre>", '<pre tabindex="0">')
    opened = opened.replace(
        "<table>", '<div class="table" role="group" aria-label="Tabell" tabindex="0"><table>'
    )
    return opened.replace("</table>", "</table></div>")

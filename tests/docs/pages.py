"""The pages of the manual as they are written, and the names in them."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
OUTSIDE = ("README.md", "CONTRIBUTING.md", "CONTEXT.md", "SECURITY.md")
_FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its place in the project and its text."""

    name: str
    text: str

    def code(self) -> list[str]:
        """Every line of code: in blocks, and between backticks."""
        blocks = [line for block in _FENCE.findall(self.text) for line in block.splitlines()]
        return blocks + _INLINE.findall(_FENCE.sub("", self.text))

    def prose(self) -> str:
        """What is not code."""
        return _INLINE.sub("", _FENCE.sub("", self.text))


def every() -> list[Page]:
    """All of them; decisions (`docs/adr`) tell what was, and are left out."""
    paths = (*sorted(DOCS.glob("*.md")), *(ROOT / name for name in OUTSIDE))
    return [Page(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths]

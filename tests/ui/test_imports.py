"""What is imported decides how soon the first frame comes, and how much memory a lesson takes."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = (
    "facilitator.content",
    "facilitator.session",
    "facilitator.journal",
    "sqlalchemy",
    "reportlab",
    "PIL",
)


def told(code: str) -> list[str]:
    """The words that a program of its own prints."""
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_neither_rules_nor_content_nor_the_log_is_imported_before_the_first_frame() -> None:
    loaded = told("import sys, facilitator.ui.program; print(*sys.modules)")
    assert "facilitator.ui.desk.today" in loaded
    assert [name for name in loaded if name.startswith(HEAVY)] == []


def test_that_no_module_has_its_source_kept_in_memory() -> None:
    kept = told("import facilitator.app, facilitator.journal, linecache; print(*linecache.cache)")
    modules = [name for name in kept if name.endswith(".py") and not name.endswith("ui/__init__.py")]
    assert modules == []

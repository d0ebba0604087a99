"""What is imported decides how soon the first frame comes."""

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


def test_neither_rules_nor_content_nor_the_log_is_imported_before_the_first_frame() -> None:
    asked = "import sys, facilitator.ui.program; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "facilitator.ui.desk.today" in loaded
    assert [name for name in loaded if name.startswith(HEAVY)] == []

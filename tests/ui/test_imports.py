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


MEANWHILE = """
import sys, threading

def meanwhile(event, told):
    # the log begins to load in another thread when this one is halfway through what it imports of it
    if event == "import" and told[0] == "facilitator.journal.migrations" and not thread.ident:
        thread.start()
        thread.join(1)

def load():
    from facilitator.journal.backups import backup
    print(backup.back_up.__name__)

thread = threading.Thread(target=load)
sys.addaudithook(meanwhile)
from facilitator.ui.desk.followup import FollowUp
from facilitator.journal import open_journal
thread.join()
print(FollowUp.__name__, open_journal.__name__)
"""


def test_a_page_can_be_opened_while_the_log_loads_in_another_thread() -> None:
    assert told(MEANWHILE) == ["back_up", "FollowUp", "open_journal"]


def test_that_no_module_has_its_source_kept_in_memory() -> None:
    kept = told("import facilitator.app, facilitator.journal, linecache; print(*linecache.cache)")
    modules = [name for name in kept if name.endswith(".py") and not name.endswith("ui/__init__.py")]
    assert modules == []

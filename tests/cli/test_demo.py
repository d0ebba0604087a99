"""The command demo: what it fills is a school that can be gone on with."""

from contextlib import closing
from pathlib import Path

from facilitator import cli, settings
from facilitator.journal import open_journal, queries


def test_that_the_school_has_its_name_so_that_a_group_that_is_changed_stays_in_it(tmp_path: Path) -> None:
    assert cli.run(["--data", str(tmp_path), "demo"]) == cli.DONE
    with closing(open_journal(tmp_path)) as journal:
        schools = {group.school for group in queries.groups(journal)}
    assert schools == {settings.Settings(tmp_path).get(settings.SCHOOL_NAME)} != {""}

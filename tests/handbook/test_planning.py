"""What of our own lessons can be planned."""

from dataclasses import replace

from facilitator.content.library import Library
from facilitator.planning.proposal import plannable
from tests.planning.yearbuilder import MVP, STAFF_LESSONS


def test_that_the_staffs_passes_can_be_planned_also_when_nobody_is_led_through_them_in_turn(
    library: Library,
) -> None:
    staff = replace(library.programmes["personal"], planned=False)
    other = replace(
        library, lessons=(*MVP, *STAFF_LESSONS), programmes={**library.programmes, "personal": staff}
    )
    assert plannable(other) == (*MVP, *STAFF_LESSONS)
    trying = [one for one in plannable(library) if one.programme == "visning"]
    assert trying == []

"""Joins what the desk's pages ask for to what the desk passes on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.ui.desk.followup import FollowUp
    from facilitator.ui.desk.lessons import Lessons
    from facilitator.ui.desk.prepare.page import Prepare
    from facilitator.ui.desk.settings import SettingsPage
    from facilitator.ui.desk.shell import Desk
    from facilitator.ui.desk.today import Today
    from facilitator.ui.desk.welcome import Welcome


def join_today(desk: "Desk", page: "Today") -> None:
    """The first page."""
    page.start_requested.connect(desk.start_requested)
    page.prepare_requested.connect(desk.prepare)
    page.resume_requested.connect(desk.resume_requested)
    page.close_requested.connect(desk.close_requested)
    page.draft_requested.connect(desk.draft_requested)
    page.log_wanted.connect(desk.log_wanted)
    page.take_in_requested.connect(desk.take_in_requested)
    page.group_saved.connect(desk.group_saved)
    page.search_requested.connect(desk.go_search)
    page.laptops_asked.connect(desk.laptops_asked)


def join_lessons(desk: "Desk", page: "Lessons") -> None:
    """The page with all lessons."""
    page.told.connect(desk.show_hint)
    page.start_requested.connect(desk.start_requested)
    page.prepare_requested.connect(desk.prepare)
    page.edit_requested.connect(desk.edit_asked)
    page.print_requested.connect(desk.print_requested)
    page.group_saved.connect(desk.group_saved)


def join_followup(desk: "Desk", page: "FollowUp") -> None:
    """The page Uppföljning."""
    page.export_requested.connect(desk.export_requested)
    page.report_requested.connect(desk.report_requested)
    page.entry_requested.connect(desk.entry_requested)


def join_errands(desk: "Desk", page: "SettingsPage") -> None:
    """What the page Inställningar offers beside settings."""
    page.handover_asked.connect(desk.handover_asked)
    page.laptops.asked.connect(desk.laptops_asked)
    page.data.asked.connect(desk.data_asked)
    page.packs.asked.connect(desk.pack_asked)


def join_settings(desk: "Desk", page: "SettingsPage | Welcome") -> None:
    """Settings, on their page or among the first questions."""
    page.choice_changed.connect(desk.choice_changed)
    page.group_saved.connect(desk.group_saved)
    page.group_removed.connect(desk.group_removed)
    page.identify_requested.connect(desk.identify_requested)
    page.test_card_requested.connect(desk.test_card_requested)


def join_prepare(desk: "Desk", page: "Prepare") -> None:
    """The page on which a lesson is prepared."""
    page.start_requested.connect(desk.start_requested)
    page.print_requested.connect(desk.print_requested)
    page.group_saved.connect(desk.group_saved)
    page.test_card_requested.connect(desk.test_card_requested)
    page.reading_told.connect(desk.reading_told)
    page.ticked.connect(desk.ticked)
    page.picked.connect(desk.picked)
    page.left.connect(desk.go_back)

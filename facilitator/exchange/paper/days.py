"""Days as they are written on paper, in the language of the paper."""

from datetime import date, time

from facilitator.i18n import _, current_language


def month(day: date) -> str:
    """September 2026"""
    names = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"), _("September"),
        _("October"), _("November"), _("December"),
    )  # fmt: skip
    return f"{names[day.month - 1]} {day.year}"


def short_month(number: int) -> str:
    """Sep"""
    names = (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
    return names[number - 1].lower() if current_language() == "sv" else names[number - 1]


def week_day(day: date) -> str:
    """Mon 28 Sep"""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return f"{names[day.weekday()]} {day.day} {short_month(day.month)}"


def span(first: date, last: date) -> str:
    """26 Oct – 30 Oct, or one day"""
    ends = [f"{day.day} {short_month(day.month)}" for day in (first, last)]
    return ends[0] if first == last else " – ".join(ends)


def clock(moment: time) -> str:
    """10.42 in Swedish, 10:42 in English"""
    return moment.strftime("%H.%M" if current_language() == "sv" else "%H:%M")

"""What an adult or a mentor does when a pupil tells something (`domain.md` 5.1): the same words on screen and on paper."""

from facilitator.i18n import _


def tell_lines() -> tuple[str, ...]:
    """What to do, in order."""
    return (
        _("Say thank you, and ask no more here: “What you say is important. I want to listen properly. We will talk right afterwards.”"),
        _("Let the group rest behind the safe screen, or go on with something calm."),
        _("Directly after, on your own with the pupil: listen, believe, ask openly. Do not promise to keep it secret."),
        _("Say that it is not the pupil’s fault, and what happens next."),
        _("Mentors: bring the adult into the talk, or hand over within the hour. You never carry it alone."),
        _("Adults: follow the school’s routine. If you suspect that a child is harmed, report it at once. In an emergency: 112."),
        _("Honour-related? Do not contact the home before student health and social services have assessed it."),
    )  # fmt: skip


def life_line() -> str:
    """What to do when somebody may not want to live, as it stands on paper."""
    return _(
        "Somebody who does not want to live? Ask plainly. Do not leave the pupil alone, and do not promise to keep it secret. In an emergency: 112."
    )


def life_at_once() -> str:
    """The same in fewer words, for a card that is seen at once: its other lines tell of secrecy and of 112."""
    return _("Somebody who does not want to live? Ask plainly, and do not leave the pupil alone.")

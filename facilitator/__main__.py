"""`python -m facilitator`: the program, or one of its commands."""

import sys

_REFUSED = 3
"""As when it is stopped later (`facilitator.cli`)."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from facilitator.cli import run
    except KeyboardInterrupt:
        sys.exit(_REFUSED)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

"""`python -m facilitator`: the program, or one of its commands."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from facilitator.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

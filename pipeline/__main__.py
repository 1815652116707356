"""Where `chartdrop` and `python -m pipeline` begin. What a fax server calls starts without the heavy program."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command in sys.argv and leave with its exit code."""
    if sys.argv[1:3] == ["fax", "hook"]:
        from pipeline.intake.hook import main as hook

        sys.exit(hook(sys.argv[3:]))
    from pipeline.cli import main as command

    command()


if __name__ == "__main__":
    main()

"""A reading process without an engine: all of the parsing, none of the recognition."""

from __future__ import annotations

import sys

from pipeline.adapters import worker


class BlindEngine:
    name = "blind"

    def read(self, image, dpi):
        return ()

    def close(self):
        pass


def main() -> int:
    from pipeline.adapters import reading

    reading.engine = lambda options: BlindEngine()
    return worker.main()


if __name__ == "__main__":
    sys.exit(main())

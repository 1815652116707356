"""A reading process whose engine fails on purpose: the real one, with an engine plugged in at the same seam.

What it does follows from the page: the count of black squares in its top row picks the fault.
"""

from __future__ import annotations

import os
import signal
import sys
import time

import numpy as np

from pipeline.adapters import worker


class FaultyEngine:
    name = "faulty"

    def read(self, image, dpi):
        fault = int(np.diff((image[10] < 128).astype(np.int8)).clip(0).sum())
        if fault == 1:
            os.kill(os.getpid(), signal.SIGSEGV)
        if fault == 2:
            time.sleep(3600)
        if fault == 3:
            hoard = [np.ones(20_000_000) for _ in range(10_000)]
            return tuple(hoard)
        if fault == 4:
            while True:
                pass
        if fault == 5:
            raise ValueError("what the page says must not leave the process")
        if fault == 6:
            os._exit(3)
        return ()

    def close(self):
        pass


def main() -> int:
    from pipeline.adapters import reading

    reading.engine = lambda options: FaultyEngine()
    return worker.main()


if __name__ == "__main__":
    sys.exit(main())

"""Training by itself, outside the work's way: a process of its own, niced and on one thread, started when it is due."""

from __future__ import annotations

import logging
import os
import subprocess
import sys

from pipeline.adapters.ledger import now
from pipeline.errors import IntakeError
from pipeline.wiring import App

log = logging.getLogger("chartdrop")

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_STOP_S = 5.0


class Schedule:
    """Looks whether a training is due; at most one runs. Its decision is in the ledger's audit and on the shelf."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether a training is under way."""
        return self._running is not None and self._running.poll() is None

    def look(self) -> None:
        """Start a training that is due; note the end of one. What is down is no reason to stop."""
        if self.running:
            return
        if self._running is not None:
            log.info("the training ended with %d; chartdrop status says what was decided", self._running.returncode)
            self._running = None
        try:
            if not self._app.training_due(now()):
                return
        except (IntakeError, OSError) as error:
            log.warning("training: %s", error if isinstance(error, IntakeError) else type(error).__name__)
            return
        command = [sys.executable, "-m", "pipeline", "--site", str(self._app.settings.site), "train", "--due"]
        self._running = subprocess.Popen(
            command, env=os.environ | _ONE_THREAD, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        log.info("a training has begun")

    def stop(self) -> None:
        """End a training that is under way; nothing of it is kept, and it is due again at the next start."""
        if self._running is None or not self.running:
            return
        self._running.terminate()
        try:
            self._running.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()

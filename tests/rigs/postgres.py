"""A PostgreSQL server of the tests' own, on loopback and a free port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import uuid
from pathlib import Path

import sqlalchemy as sa


def postgres_programs() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine (Debian and Ubuntu keep it off the PATH)."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(installed, key=lambda path: float(path.parent.name), default=None)


class Postgres:
    """A server of its own, without durability by default; `restart` and `kill` are for tests of faults."""

    def __init__(self, programs: Path, folder: Path, *, options: tuple[str, ...] = ("-c", "fsync=off")) -> None:
        self._programs, self._data, self._options = programs, folder / "data", options
        # The server refuses to run as root: the package's own account does it.
        self._as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        if self._as:
            shutil.chown(folder, "postgres", "postgres")
        self._run("initdb", "-U", "chartdrop", "-A", "trust", "-N", "-E", "UTF8", "--locale=C", "-D", str(self._data))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://chartdrop@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        given = ("-D", str(self._data), "-p", str(self.port), "-c", "listen_addresses=127.0.0.1",
                 "-c", "unix_socket_directories=", "-c", "max_connections=200", *self._options)  # fmt: skip
        with (self._data.parent / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*self._as, str(self._programs / "postgres"), *given], stdout=log, stderr=log, cwd="/"
            )
        ends = time.monotonic() + 60
        while not self.answers():
            assert time.monotonic() < ends, "PostgreSQL does not start"
            time.sleep(0.05)  # nothing tells when a server begins to answer

    def answers(self) -> bool:
        engine = sa.create_engine(self.url, connect_args={"connect_timeout": 2})
        try:
            with engine.connect():
                return True
        except sa.exc.OperationalError:
            return False
        finally:
            engine.dispose()

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"t{uuid.uuid4().hex}"
        engine = sa.create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return self.url.removesuffix("postgres") + name

    def stop(self, how: int = signal.SIGINT) -> None:
        """SIGINT ends sessions and stops; SIGQUIT is a crash from which the next start recovers."""
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(timeout=60)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run([*self._as, str(self._programs / program), *arguments], check=True, capture_output=True, cwd="/")

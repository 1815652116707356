"""The desk's server: uvicorn on its own event loop in a thread of the service, ended with it."""

from __future__ import annotations

import socket
import ssl
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from pipeline.errors import ConfigError

if TYPE_CHECKING:
    from fastapi import FastAPI

DRAIN_S = 3.0  # answers in hand may end; of the 10 s that a stop may take
STARTING_S = 20.0


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises ConfigError when something else does, or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
    except OSError as error:
        opened.close()
        raise ConfigError(
            f"The desk cannot listen on {host} port {port} ({error.strerror}): choose another [desk] port, or "
            "enabled = false."
        ) from None
    opened.listen(128)
    return opened


@dataclass(kw_only=True)
class DeskServer:
    """A running desk. `stop` ends it within DRAIN_S."""

    server: uvicorn.Server
    thread: threading.Thread

    @classmethod
    def start(cls, app: FastAPI, opened: socket.socket, *, cert: str = "", key: str = "") -> DeskServer:
        """Serve on an open socket. Raises ConfigError for a certificate that cannot be used."""
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, date_header=True, proxy_headers=False,
            timeout_graceful_shutdown=int(DRAIN_S), ssl_certfile=cert or None, ssl_keyfile=key or None, lifespan="off",
            ws="none", limit_concurrency=256,
        )  # fmt: skip
        # No access log: a query can hold a patient's name. What people did is in the audit.
        try:
            config.load()
        except (OSError, ssl.SSLError):
            raise ConfigError("[desk] tls_cert or tls_key cannot be used; both must be PEM files.") from None
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([opened],), name="desk", daemon=True)
        thread.start()
        pause = threading.Event()
        for _ in range(int(STARTING_S / 0.02)):
            if server.started or not thread.is_alive():
                break
            pause.wait(0.02)
        return cls(server=server, thread=thread)

    def drain(self) -> None:
        """Take no more requests, and end when those in hand are answered; at once, and from a signal too."""
        self.server.should_exit = True

    def stop(self) -> None:
        self.drain()
        self.thread.join(timeout=DRAIN_S + 2)

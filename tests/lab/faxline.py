"""A real fax line on one machine: HylaFAX, and software modems (iaxmodem) that call each other over loopback.

    with FaxLine(Path("/tmp/somewhere"), pairs=1) as line:
        line.send(pdf); line.wait_idle()

Needs root and the packages of `make test-lab`. Modem 2n calls modem 2n+1. Everything lives in a spool of its own;
only iaxmodem insists on /etc/iaxmodem, where the line's files are removed again at the end. Figures of Debian 12.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

PROGRAMS = ("iaxmodem", "faxgetty", "faxq", "hfaxd", "sendfax", "faxstat", "gs")
_CONFIGURED = Path("/etc/hylafax")
_FOLDERS = (
    "archive", "bin", "client", "config", "dev", "docq", "doneq", "etc", "info", "log", "pollq", "recvq", "sendq",
    "status", "tmp",
)  # fmt: skip


def missing() -> list[str]:
    """Programs that are not installed, and "root" where the line may not be set up."""
    found = [name for name in PROGRAMS if shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None]
    return found + ([] if os.geteuid() == 0 else ["root"])


def free_port(kind: int = socket.SOCK_DGRAM) -> int:
    with socket.socket(socket.AF_INET, kind) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Poll the world outside. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.2)


class FaxLine:
    """Modems, faxgettys, the queue and the server, as processes of this one, ended at the end."""

    def __init__(self, root: Path, *, pairs: int = 1, hook: str = "") -> None:
        self.spool, self._root, self._pairs = root / "spool", root, pairs
        self._names = [f"ttyCDL{number}" for number in range(2 * pairs)]
        self._hook = hook
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._port = free_port(socket.SOCK_STREAM)

    def __enter__(self) -> FaxLine:
        try:
            self._make_spool()
            self._make_modems()
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for name in reversed(list(self.processes)):  # a faxgetty that is killed hard leaves its modem hung: TERM first
            self.end(name)
        for name in self._names:
            for path in (Path("/etc/iaxmodem") / name, Path("/dev") / name):
                path.unlink(missing_ok=True)

    # --- what a test does with it

    def send(self, document: Path, *, pair: int = 0, fine: bool = False) -> None:
        """Queue a document to be called out from modem 2 * pair to its neighbour."""
        sender = self._names[2 * pair]
        subprocess.run(
            ["sendfax", "-n", "-m" if fine else "-l", "-T", "1", "-t", "1", "-d", self._number(2 * pair + 1),
             "-h", f"{sender}@localhost:{self._port}", str(document)],
            check=True, capture_output=True, timeout=60, env=os.environ | {"FAXSERVER": f"localhost:{self._port}"},
        )  # fmt: skip

    def queue(self) -> list[Path]:
        return sorted((self.spool / "recvq").glob("fax*.tif"))

    def calls(self) -> list[list[str]]:
        """RECV lines of the log, as columns."""
        log = self.spool / "log" / "xferfaxlog"
        lines = log.read_text().splitlines() if log.exists() else []
        return [line.split("\t") for line in lines if "\tRECV\t" in line]

    def idle(self) -> bool:
        shown = subprocess.run(
            ["faxstat", "-h", f"localhost:{self._port}"], capture_output=True, text=True, timeout=30
        ).stdout
        return shown.count("Running and idle") == 2 * self._pairs

    def end(self, name: str, number: int = signal.SIGTERM) -> None:
        """End one process of the line: "modem0", "getty1", "queue", "server"."""
        process = self.processes.pop(name)
        process.send_signal(signal.SIGCONT)
        process.send_signal(number)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def start_getty(self, number: int) -> None:
        self._begin(f"getty{number}", "faxgetty", "-q", str(self.spool), self._names[number])

    def restart_modem(self, number: int) -> None:
        """A receiver that was killed leaves its modem off the hook."""
        self.end(f"modem{number}")
        device = Path("/dev") / self._names[number]
        device.unlink(missing_ok=True)
        self._begin(f"modem{number}", "nice", "-n", "-15", "iaxmodem", self._names[number])
        until(device.exists, 20, "the modem")

    # --- setting up

    def _number(self, modem: int) -> str:
        return f"555555010{modem}"

    def _make_spool(self) -> None:
        user = pwd.getpwnam("uucp")
        for name in _FOLDERS:
            (self.spool / name).mkdir(parents=True)
        for folder in [self._root, *self._root.parents]:
            if not folder.stat().st_mode & 0o1:
                folder.chmod(folder.stat().st_mode | 0o11)
        for path in Path("/var/spool/hylafax/bin").iterdir():
            shutil.copy2(path, self.spool / "bin" / path.name, follow_symlinks=False)
        for path in _CONFIGURED.iterdir():
            if path.is_file():
                shutil.copy2(path, self.spool / "etc" / path.name)
        etc = self.spool / "etc"
        (etc / "config").write_text(
            "LogFacility: daemon\nCountryCode: 1\nAreaCode: 555\nLongDistancePrefix: 1\nInternationalPrefix: 011\n"
            "DialStringRules: etc/dialrules\nServerTracing: 1\n"
        )
        (etc / "hosts.hfaxd").write_text("localhost:21::\n127.0.0.1\n^.*@127\\.0\\.0\\.1$\n^.*@localhost$\n")
        (etc / "hosts.hfaxd").chmod(0o600)
        (self.spool / "log" / "seqf").write_text("1\n")  # without it the hook gets an empty commid
        (self.spool / "log" / "seqf").chmod(0o600)
        (
            self.spool / "log" / "xferfaxlog"
        ).touch()  # made by the sender, which is root here, the receiver cannot write it
        (self.spool / "log" / "xferfaxlog").chmod(0o640)
        if self._hook:
            (etc / "FaxDispatch").write_text(self._hook)
        subprocess.run(["mkfifo", str(self.spool / "FIFO")], check=True)
        for path in [self.spool, *self.spool.rglob("*")]:
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
        for name in ("docq", "doneq", "sendq", "pollq", "archive", "tmp"):
            (self.spool / name).chmod(0o700)
        (self.spool / "FIFO").unlink()

    def _make_modems(self) -> None:
        Path("/etc/iaxmodem").mkdir(exist_ok=True)
        ports = [free_port() for _ in self._names]
        for number, name in enumerate(self._names):
            other = number ^ 1
            Path(f"/etc/iaxmodem/{name}").write_text(
                f"device /dev/{name}\nowner uucp:uucp\nmode 660\nport {ports[number]}\nrefresh 0\n"
                f"server 127.0.0.1:{ports[other]}\npeername {name}\nsecret none\ncidname LAB{number}\n"
                f"cidnumber {self._number(number)}\ncodec slinear\n"
            )
            (self.spool / "etc" / f"config.{name}").write_text(
                f'CountryCode: 1\nAreaCode: 555\nFAXNumber: "{self._number(number)}"\nLongDistancePrefix: 1\n'
                "InternationalPrefix: 011\nDialStringRules: etc/dialrules\nRecvFileMode: 0640\nLogFileMode: 0640\n"
                "DeviceMode: 0660\nRingsBeforeAnswer: 1\nSpeakerVolume: off\n"
                f'LocalIdentifier: "Lab Clinic {number}"\nTagLineFont: etc/lutRS18.pcf\n'
                'TagLineFormat: "From %%l|%c|Page %%P of %%T"\nMaxRecvPages: 200\nModemType: Class1\n'
                'ModemResetCmds: "ATH1\\nAT+VCID=1"\nModemReadyCmds: ATH0\nClass1AdaptRecvCmd: AT+FAR=1\n'
                'Class1TMConnectDelay: 400\nCallIDPattern: "NMBR="\nCallIDPattern: "NAME="\nCallIDPattern: "NDID="\n'
            )

    def _start(self) -> None:
        for number, name in enumerate(self._names):
            self._begin(f"modem{number}", "nice", "-n", "-15", "iaxmodem", name)
        until(lambda: all(Path(f"/dev/{name}").exists() for name in self._names), 20, "modems")
        self._begin("queue", "faxq", "-D", "-q", str(self.spool))
        until(lambda: (self.spool / "FIFO").exists(), 10, "faxq")
        self._begin("server", "hfaxd", "-d", "-q", str(self.spool), "-i", str(self._port))
        for number in range(len(self._names)):
            self.start_getty(number)
        until(self.idle, 90, "idle modems")

    def _begin(self, name: str, *command: str) -> None:
        with (self._root / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                env=os.environ | {"PATH": f"{os.environ.get('PATH', '')}:/usr/sbin"},
            )  # fmt: skip

"""The durable receive, killed at every system call, and with the power cut. `make test-lab`; needs root and strace.

A signal stops a process at its n-th system call, whichever that is, and the next start must find everything, once. The
power cut copies the file behind a loop device while files are taken in: what a disk would hold that never got what was
not synced. Its control is the same without fsync, which must lose.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline.adapters.ledger
import pipeline.intake.fax
import pipeline.intake.folder
import pipeline.intake.mail  # noqa: F401  (loaded once, here, not in each fork)
from pipeline.intake import mail
from rigs import mailbox

# Calls that change something on the disk or hold a lock; a kill between two that only look is one before the next.
CALLS = (
    "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,close,flock,fcntl,ftruncate"
)
pytestmark = [pytest.mark.timeout(3600), pytest.mark.skipif(os.geteuid() != 0, reason="needs root")]

# Takes in everything in root/inbox with the real ledger on SQLite; prints the hash of each file when it is promised.
TAKER = """
import os, sys
import sqlalchemy as sa
from pathlib import Path
from pipeline.adapters.database import create_engine
from pipeline.adapters.ledger import SqlLedger
from pipeline.adapters.tables import metadata
from pipeline.intake.fax import FaxOptions, FaxSource
from pipeline.intake.folder import FolderOptions, FolderSource
from pipeline.intake.mail import MailOptions, MailSource
from rigs import mailbox
from pipeline.intake.spool import Spool
site, promises = Path(sys.argv[1]), os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
if "--no-fsync" in sys.argv:
    os.fsync = os.fdatasync = lambda fd: None
engine = create_engine(f"sqlite:///{site / 'ledger.db'}")
if "--full" in sys.argv:
    sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=FULL"))
if "--no-fsync" in sys.argv:
    sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
metadata.create_all(engine)
log = SqlLedger(engine, enqueue=lambda *_: None, audit_key=b"k" * 32)
spool, clock = Spool(site / "spool"), iter(range(10**9)).__next__
if "--fax" in sys.argv:
    options = FaxOptions(rescan_s=0.001, log=site / "xferfaxlog", ready=site / "ready")
    source = FaxSource(site / "recvq", spool, log, options, clock=clock)
elif "--mail" in sys.argv:
    port = int(sys.argv[sys.argv.index("--mail") + 1])
    options = MailOptions(host="127.0.0.1", port=port, tls="never", user=mailbox.USER, password=mailbox.PASSWORD,
                          poll_s=0.001)
    source = MailSource(options, spool, log, clock=clock)
else:
    rest = FolderOptions(polling=True, closed_s=0, settle_s=0, late_s=0, rescan_s=0.001, poll_s=0.001)
    source = FolderSource(site / "inbox", spool, log, site / "done", rest, clock=clock)
for _ in range(3):
    for receipt in source.arrivals():
        os.write(promises, (receipt.sha256 + "\\n").encode())
engine.dispose()
"""


class Way:
    """One of the ways in: what brings files to it, and what its taker is told."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.server = mailbox.Dovecot() if name == "mail" else None
        self.arguments = {"folder": [], "fax": ["--fax"], "mail": ["--mail", str(self.server and self.server.port)]}[
            name
        ]

    def bring(self, site: Path, names: dict[str, bytes]) -> None:
        if self.server is not None:
            parts = [(name, "application/pdf", data) for name, data in names.items()]
            self.server.deliver(mailbox.mail("fax", *parts, number=hashlib.sha256(parts[0][2]).hexdigest()))
        for name, data in names.items() if self.server is None else ():
            if self.name == "fax":
                self._fax(site, data)
            else:
                (site / "inbox" / name).parent.mkdir(parents=True, exist_ok=True)
                (site / "inbox" / name).write_bytes(data)

    def _fax(self, site: Path, data: bytes) -> None:
        for folder in ("recvq", "ready"):
            (site / folder).mkdir(parents=True, exist_ok=True)
        name = f"fax{len(list((site / 'recvq').iterdir())) + 1:09d}.tif"
        (site / "recvq" / name).write_bytes(data)
        (site / "recvq" / name).chmod(0o640)
        (site / "ready" / f"{name}.json").write_text(json.dumps({"file": f"recvq/{name}", "message": ""}))

    def left(self, site: Path) -> int:
        """What would be looked at again."""
        if self.server is not None:
            return sum(mail.TAKEN not in flags for flags in self.server.flags().values())
        folder = site / ("ready" if self.name == "fax" else "inbox")
        return sum(path.is_file() for path in folder.rglob("*"))

    def close(self) -> None:
        if self.server is not None:
            self.server.close()


@pytest.fixture(params=["folder", "fax", "mail"])
def way(request: pytest.FixtureRequest) -> Iterator[Way]:
    if request.param == "mail" and not mailbox.DOVECOT:
        pytest.skip("no Dovecot")
    made = Way(request.param)
    yield made
    made.close()


def drop(way: Way, site: Path, number: int) -> dict[str, bytes]:
    """Four files whose bytes no other call drops, by their sha256."""
    (site / "inbox").mkdir(parents=True, exist_ok=True)
    own = b"%PDF-1.4 " + number.to_bytes(4)
    files = {"a.bin": own * 700, "b.tif": own + b"b", "sub/c.bin": own * 6_000, "sub/d.bin": own + b"d" * 900_000}
    way.bring(site, files)
    return {hashlib.sha256(data).hexdigest(): data for data in files.values()}


def receipts(site: Path) -> list[str]:
    import sqlite3

    with contextlib.closing(sqlite3.connect(site / "ledger.db")) as db:
        return [json.loads(row[0])["sha256"] for row in db.execute("select body from receipts")]


def lost(site: Path, expected: dict[str, bytes]) -> list[str]:
    return [
        sha for sha, data in expected.items()
        if sha not in receipts(site) or (site / "spool" / sha[:2] / sha).read_bytes() != data
    ]  # fmt: skip


def begun(site: Path, *more: str) -> int:
    """A fork of this process, which has loaded everything, that takes in once it is continued; its id."""
    child = os.fork()
    if child == 0:
        try:
            os.kill(os.getpid(), signal.SIGSTOP)
            sys.argv = ["take", str(site), *more]
            exec(compile(TAKER, "taker", "exec"), {})
            os._exit(0)
        finally:
            os._exit(1)
    os.waitpid(child, os.WUNTRACED)
    return child


def forked(way: Way, site: Path, *strace: str) -> int:
    """Take in, traced from its first own step; the status it ended with."""
    child = begun(site, str(site / "promises"), *way.arguments)
    tracer = (
        subprocess.Popen(["strace", "-qq", "-p", str(child), *strace], stderr=subprocess.DEVNULL) if strace else None
    )
    while tracer and "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
        assert tracer.poll() is None
        time.sleep(0.001)
    os.kill(child, signal.SIGCONT)
    status = os.waitpid(child, 0)[1]
    if tracer:
        tracer.wait()
    return status


def numbered(trace: list[str]) -> list[tuple[str, int]]:
    """Each call after the spool was opened, its name and which of that name it is: strace counts each apart."""
    seen: Counter[str] = Counter()
    found = []
    for line in trace:
        call = line.partition("(")[0]
        seen[call] += 1
        found.append((call, seen[call]))
    first = max(number for number, line in enumerate(trace) if line.startswith("mkdir") and "spool/ff" in line)
    return [(call, nth) for call, nth in found[first:] if call in CALLS.split(",")]


def test_killed_at_every_system_call(way: Way) -> None:
    """After the kill one undisturbed run: each file recorded once, its bytes kept, nothing left in the inbox."""
    if not shutil.which("strace"):
        pytest.skip("no strace")
    with tempfile.TemporaryDirectory(prefix="chartdrop-kill-", dir="/dev/shm") as folder:
        site, trace = Path(folder) / "site", Path(folder) / "trace"
        drop(way, site, 0)
        assert forked(way, site) == 0  # makes the site, and loads what is loaded late
        drop(way, site, 1)
        assert forked(way, site, "-o", str(trace), "-e", f"trace={CALLS}") == 0
        points = numbered(trace.read_text().splitlines())[:: int(os.environ.get("CHARTDROP_LAB_EVERY", "1"))]
        killed = missing = twice = left = 0
        for number, (call, nth) in enumerate(points, 2):
            expected = drop(way, site, number)
            kill = f"inject={call}:signal=KILL:when={nth}"
            killed += os.WIFSIGNALED(forked(way, site, "-o", "/dev/null", "-e", f"trace={CALLS}", "-e", kill))
            assert forked(way, site) == 0
            got = [sha256 for sha256 in receipts(site) if sha256 in expected]
            missing += len(lost(site, expected))
            twice += len(got) - len(set(got))
            left += way.left(site)
        found = f"{missing} lost, {twice} twice, {left} left to look at"
        print(f"\n{way.name}: killed at {killed} of {len(points)} calls: {found}")
    assert killed >= 0.9 * len(points) and missing == twice == left == 0


@contextlib.contextmanager
def disk(root: Path, image: Path | None = None) -> Iterator[tuple[Path, Path]]:
    """An ext4 of our own on a loop device; yields where it is mounted and the file behind it."""
    place, image = root / "disk", image or root / "disk.img"
    place.mkdir(exist_ok=True)
    if not image.exists():
        subprocess.run(["truncate", "-s", "64M", image], check=True)
        subprocess.run(["mkfs.ext4", "-q", "-E", "lazy_itable_init=0", image], check=True)
    mounted = subprocess.run(["mount", "-o", "loop,commit=60", image, place], capture_output=True)
    if mounted.returncode:
        pytest.skip("no loop device may be mounted here")
    try:
        yield place, image
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def cut(way: Way, root: Path, *more: str, seed: int) -> tuple[int, int]:
    """Take files in, cut the power at a random moment; promises made by then, and those that the disk does not hold."""
    chance = random.Random(seed)
    promises, copy = root / "promises", root / "cut.img"
    promises.unlink(missing_ok=True)
    with disk(root) as (place, image):
        site = place / "site"
        (site / "inbox").mkdir(parents=True)
        for number in range(30):
            way.bring(site, {f"{number}.bin": b"%PDF-1.4 " + chance.randbytes(20_000)})
        subprocess.run(["sync", "-f", str(place)], check=True)
        taker, wanted = begun(site, str(promises), *way.arguments, *more), chance.randrange(1, 25)
        os.kill(taker, signal.SIGCONT)
        while not (promises.exists() and promises.read_bytes().count(b"\n") >= wanted):
            time.sleep(0.002)
        time.sleep(chance.random() * 0.02)
        os.kill(taker, signal.SIGSTOP)  # a copy of a disk that goes on changing is of no one moment
        os.waitpid(taker, os.WUNTRACED)
        made = promises.read_text().split()
        shutil.copyfile(image, copy)
        os.kill(taker, signal.SIGKILL)
        os.waitpid(taker, 0)
    image.unlink()
    with disk(root, copy) as (place, _):
        site = place / "site"
        bad = 0
        try:
            recorded = set(receipts(site))
        except Exception:
            recorded = set()
        for sha in made:
            path = site / "spool" / sha[:2] / sha
            whole = path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == sha
            bad += not (whole and sha in recorded)
    copy.unlink()
    return len(made), bad


@pytest.mark.parametrize("control", [False, True], ids=["with fsync", "without fsync"])
def test_power_cuts_lose_no_promise(control: bool, way: Way) -> None:
    made = bad = 0
    cuts = int(os.environ.get("CHARTDROP_LAB_CUTS", "50")) if not control else 5
    with tempfile.TemporaryDirectory(prefix="chartdrop-power-") as folder:
        for number in range(cuts):
            one, other = cut(way, Path(folder), *(["--no-fsync"] if control else []), seed=number)
            made, bad = made + one, bad + other
    print(f"\n{way.name}: {cuts} power cuts{' without fsync' if control else ''}: {made} promises, {bad} lost")
    assert made >= cuts
    assert bad == 0 if not control else bad > 0.5 * made

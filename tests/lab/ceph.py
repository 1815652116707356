"""A real S3 service on one machine in about 15 s: Ceph with one monitor, one in-memory OSD and a gateway.

Debian packages radosgw, ceph-mon, ceph-osd, ceph-common. Nothing survives a stop. It enforces signatures, Content-MD5,
versioning, object lock and If-None-Match.
"""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
import uuid
from pathlib import Path
from urllib.error import URLError

PROGRAMS = ("radosgw", "ceph-mon", "ceph-osd", "ceph", "monmaptool", "ceph-authtool", "radosgw-admin")
ACCESS, SECRET = "testkey", "testsecret"
CONFIG = """\
[global]
fsid = {fsid}
mon host = [v2:127.0.0.1:{mon2}/0,v1:127.0.0.1:{mon1}/0]
public network = 127.0.0.0/8
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
mon allow pool size one = true
mon pg warn min per osd = 0
mon data avail crit = 1
mon data avail warn = 2
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = 2147483648
osd memory target = 939524096
ms bind ipv4 = true
run dir = {folder}/run
admin socket = {folder}/run/$name.asok
log file = {folder}/log/$name.log
keyring = {folder}/keyring
[mon.a]
mon data = {folder}/mon
[osd.0]
osd data = {folder}/osd
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:{port}
rgw data = {folder}/rgw
rgw enable usage log = false
rgw crypt require ssl = false
rgw dynamic resharding = false
rgw override bucket index max shards = 1
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Ceph:
    """The service; `address` is host:port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._config = folder / "ceph.conf"
        self._processes: list[subprocess.Popen[bytes]] = []
        self.port = free_port()
        for name in ("mon", "osd", "run", "log", "rgw"):
            (folder / name).mkdir(parents=True)
        self._fsid, mon2, mon1 = str(uuid.uuid4()), free_port(), free_port()
        self._config.write_text(CONFIG.format(folder=folder, fsid=self._fsid, mon2=mon2, mon1=mon1, port=self.port))
        try:
            self._start(mon2, mon1)
        except BaseException:
            self.stop()
            raise

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def stop(self) -> None:
        for process in reversed(self._processes):
            process.kill()
            process.wait(20)

    def _start(self, mon2: int, mon1: int) -> None:
        keyring, monmap = self._folder / "keyring", self._folder / "monmap"
        self._run("monmaptool", "--create", "--addv", "a", f"[v2:127.0.0.1:{mon2},v1:127.0.0.1:{mon1}]",
                  "--fsid", self._fsid, str(monmap))  # fmt: skip
        self._run(
            "ceph-authtool", "--create-keyring", str(keyring), "--gen-key", "-n", "mon.", "--cap", "mon", "allow *"
        )
        for name in ("client.admin", "osd.0", "client.rgw"):
            self._run("ceph-authtool", str(keyring), "--gen-key", "-n", name, "--cap", "mon", "allow *",
                      "--cap", "osd", "allow *", "--cap", "mgr", "allow *")  # fmt: skip
        self._run("ceph-mon", "--mkfs", "-i", "a", "--monmap", str(monmap), "--keyring", str(keyring))
        self._serve("ceph-mon", "-i", "a", "-f")
        self._run("ceph", "osd", "create")
        self._run("ceph-osd", "-i", "0", "--mkfs", "--no-mon-config")
        self._run("ceph", "osd", "crush", "add", "osd.0", "1.0", "root=default", "host=localhost")
        self._serve("ceph-osd", "-i", "0", "-f")
        self._until(lambda: b"1 up" in self._run("ceph", "osd", "stat"), "the store's disk")
        self._serve("radosgw", "-n", "client.rgw", "-f")
        self._until(self._answers, "the gateway")
        self._run("radosgw-admin", "user", "create", "--uid=test", "--display-name=test",
                  f"--access-key={ACCESS}", f"--secret-key={SECRET}")  # fmt: skip

    def _run(self, program: str, *arguments: str) -> bytes:
        given = [] if program in ("monmaptool", "ceph-authtool") else ["-c", str(self._config)]
        done = subprocess.run([program, *given, *arguments], capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, (program, arguments, done.stderr[-500:])
        return done.stdout

    def _serve(self, program: str, *arguments: str) -> None:
        with (self._folder / "log" / f"{program}.out").open("ab") as log:
            self._processes.append(
                subprocess.Popen([program, "-c", str(self._config), *arguments], stdout=log, stderr=log)
            )

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://{self.address}/", timeout=5):
                return True
        except (URLError, OSError):
            return False

    @staticmethod
    def _until(condition, what: str) -> None:  # type: ignore[no-untyped-def]
        ends = time.monotonic() + 120
        while not condition():
            assert time.monotonic() < ends, f"{what} does not come up"
            time.sleep(0.2)  # nothing tells when it begins to answer

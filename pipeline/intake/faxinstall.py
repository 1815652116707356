"""What HylaFAX must be told so that it calls our hook, and whether it was told and does it.

The line goes to the top of etc/FaxDispatch, which HylaFAX's own script reads for every fax: whatever a site has there,
and the notice by mail, go on as before. Where FaxDispatch is not used, `FaxRcvdCmd` names a script that calls both.
"""

from __future__ import annotations

import os
import re
import shlex
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.intake.hook import FOLDER, SEEN
from pipeline.intake.hylafax import calls_of

_BEGIN, _END = "# chartdrop: begin", "# chartdrop: end"
_BLOCK = re.compile(rf"^{_BEGIN}\n.*?^{_END}\n", re.MULTILINE | re.DOTALL)
_LATE = timedelta(minutes=30)  # a call's line has its start; a long fax ends much later


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What hinders faxes from coming in well, and what to do."""

    found: str
    to_do: str


def dispatch(program: Path, before: str = "") -> str:
    """The text of etc/FaxDispatch with our block at its top, in place of an earlier one."""
    arguments = '"$FILE" "$DEVICE" "$COMMID" "$MSG" "$CALLID1" "$CALLID2" "$CALLID3"'
    call = f"{shlex.quote(str(program))} fax hook {arguments} </dev/null >/dev/null 2>&1 || :"
    head, rest = "", _BLOCK.sub("", before)
    if rest.startswith("#!"):
        head, _, rest = rest.partition("\n")
        head += "\n"
    return f"{head}{_BEGIN}\n{call}\n{_END}\n{rest}"


def script(program: Path) -> str:
    """A script for `FaxRcvdCmd`: our hook first, then the stock script with the same arguments."""
    call = f'{shlex.quote(str(program))} fax hook "$@" </dev/null >/dev/null 2>&1 || :'
    return f'#!/bin/sh\n{call}\nexec bin/faxrcvd "$@"\n'


def advice(spool: Path, program: Path) -> str:
    """What `chartdrop fax install` prints: each thing to do, by hand or by --write."""
    return (
        f"# 1. A folder for the ready records, owned by HylaFAX's user and open to its group:\n"
        f"install -d -o uucp -g uucp -m 2770 {spool / FOLDER}\n\n"
        f"# 2. At the top of {spool / 'etc' / 'FaxDispatch'}:\n{dispatch(program)}\n"
        "# 3. In each modem's configuration (etc/config.ttyXXX), so that the group may read; then restart faxgetty:\n"
        "RecvFileMode: 0640\nLogFileMode: 0640\n\n"
        "# 4. The service's account in HylaFAX's group:\nadduser ACCOUNT uucp\n\n"
        "# Instead of 2, where FaxDispatch is not used: this as bin/chartdrop-faxrcvd (mode 0755); in each modem's\n"
        f"# configuration FaxRcvdCmd: bin/chartdrop-faxrcvd\n{script(program)}"
    )


def write(spool: Path, program: Path) -> list[str]:
    """Make the folder and put our block into FaxDispatch; what was done. Raises ConfigError, or OSError."""
    etc = spool / "etc"
    if not (spool / "recvq").is_dir() or not etc.is_dir():
        raise ConfigError(f"{spool} is no HylaFAX spool: it has no recvq/ and etc/ (Debian: start HylaFAX once).")
    owner, folder, path = (spool / "recvq").stat(), spool / FOLDER, etc / "FaxDispatch"
    folder.mkdir(exist_ok=True)
    os.chown(folder, owner.st_uid, owner.st_gid)
    folder.chmod(0o2770)
    before = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
    text = dispatch(program, before)
    if text != before:
        new = path.with_name("FaxDispatch.chartdrop-new")
        new.write_text(text, encoding="utf-8", errors="surrogateescape")
        new.chmod(stat.S_IMODE(path.stat().st_mode) if before else 0o644)
        new.replace(path)
    return [f"{folder} made", f"{path} calls {program}", *(fault.to_do for fault in faults(spool))]


def faults(spool: Path) -> Iterator[Fault]:
    """What is wrong with the fax server's side, for this account. Raises OSError when the queue cannot be listed."""
    files = [path for path in (spool / "recvq").iterdir() if path.match("fax*.tif")]
    shut = [path for path in files if stat.S_IMODE(path.lstat().st_mode) != 0o600 and not os.access(path, os.R_OK)]
    if shut:
        yield Fault(found=f"{len(shut)} faxes cannot be read", to_do="Add the service's account to group uucp.")
    log = spool / "log" / "xferfaxlog"
    if log.exists() and not os.access(log, os.R_OK):
        yield Fault(
            found="log/xferfaxlog cannot be read: a failed line does not show",
            to_do="Set LogFileMode: 0640 in the modem's configuration, and chmod 0640 the log once.",
        )
    if os.geteuid() not in (0, (spool / "recvq").stat().st_uid):
        yield from _shut_modems(spool)
    yield from _hook_faults(spool)


def _shut_modems(spool: Path) -> Iterator[Fault]:
    for path in sorted((spool / "etc").glob("config.*")):
        try:
            found = re.search(r"^RecvFileMode:\s*(\d+)", path.read_text(errors="replace"), re.MULTILINE)
        except OSError:
            continue
        if path.name not in ("config.sav", "config.devid") and not (found and int(found[1], 8) & 0o040):
            yield Fault(
                found=f"etc/{path.name} keeps faxes to user uucp alone",
                to_do=f"Set RecvFileMode: 0640 in etc/{path.name} and restart faxgetty.",
            )


def program_of(spool: Path) -> Path | None:
    """The program that FaxDispatch or a FaxRcvdCmd script calls as our hook; None when neither does."""
    for path in (spool / "etc" / "FaxDispatch", spool / "bin" / "chartdrop-faxrcvd"):
        try:
            found = re.search(r"^(.*?) fax hook ", path.read_text(errors="replace"), re.MULTILINE)
        except OSError:
            continue
        if found:
            return Path(shlex.split(found[1])[0])
    return None


def _hook_faults(spool: Path) -> Iterator[Fault]:
    program, owner = program_of(spool), (spool / "recvq").stat()
    if program is None:
        return
    again = "Run chartdrop fax install --write as root."
    if not _runs(program, owner):
        yield Fault(found=f"the hook's program {program} cannot be run by HylaFAX's user",
                    to_do="Install chartdrop where that user may reach it, then " + again)  # fmt: skip
    folder = spool / FOLDER
    if not folder.is_dir() or not _may(folder, owner, 0o2):
        yield Fault(found=f"HylaFAX's user cannot write to {folder}", to_do=again)
    elif not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Fault(found=f"{folder} cannot be used", to_do="Add the service's account to group uucp.")
    elif _unseen(spool):
        yield Fault(
            found="the last fax came without the hook",
            to_do=f"{again} See HylaFAX's log for what FaxDispatch says.",
        )


def _unseen(spool: Path) -> bool:
    """Whether a fax came in, by the log, well after the hook was installed and last seen."""
    try:
        seen = max((spool / name).stat().st_mtime for name in _hook_times(spool))
        newest = max(
            (call.at for call in calls_of(spool / "log" / "xferfaxlog") if call.at and call.pages), default=None
        )
    except (OSError, ValueError):
        return False
    return newest is not None and newest - datetime.fromtimestamp(seen) > _LATE


def _hook_times(spool: Path) -> Iterator[str]:
    for name in ("etc/FaxDispatch", "bin/chartdrop-faxrcvd", f"{FOLDER}/{SEEN}"):
        if (spool / name).exists():
            yield name


def seen_at(spool: Path) -> str:
    """When the hook was called last, local time; empty when never."""
    try:
        at = (spool / FOLDER / SEEN).stat().st_mtime
    except OSError:
        return ""
    return datetime.fromtimestamp(at).isoformat(sep=" ", timespec="minutes")


def _runs(program: Path, owner: os.stat_result) -> bool:
    try:
        return all(_may(path, owner, 0o1) for path in (program, *_interpreter(program)))
    except OSError:
        return False


def _interpreter(program: Path) -> Iterator[Path]:
    """What a script is run by: that of a virtual environment may lie in somebody's home."""
    with program.open("rb") as file:
        first = file.readline(512).decode("utf-8", "replace").strip()
    if first.startswith("#!/"):
        yield Path(first[2:].split()[0])


def _may(path: Path, owner: os.stat_result, bit: int) -> bool:
    """Whether the queue's owner has a permission (1 run, 2 write) on `path`, and may reach it."""
    try:
        way = [_allows(parent.stat(), owner, 0o1) for parent in path.resolve().parents]
        return all(way) and _allows(path.stat(), owner, bit)
    except OSError:
        return False


def _allows(info: os.stat_result, owner: os.stat_result, bit: int) -> bool:
    if owner.st_uid == 0:
        return True
    shift = 6 if info.st_uid == owner.st_uid else 3 if info.st_gid == owner.st_gid else 0
    return bool(info.st_mode & bit << shift)

"""What stands between HylaFAX and us: the hook, its installation, its log, and what a number says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.adapters.arrivals import arrival, linked
from pipeline.errors import ConfigError
from pipeline.intake import faxinstall, hook
from pipeline.intake.faxcheck import SAYS, reconcile
from pipeline.intake.hylafax import Rule, destination, read_ready
from pipeline.intake.spool import identity_of
from pipeline.items import Item
from pipeline.records import Destination, Receipt, Sender

PROGRAM = Path("/opt/charts and drops/bin/chartdrop")
FAX = ["recvq/fax000000001.tif", "ttyIAX1", "000000007", "", "5555550123", "SMITH", "5555550199"]


@pytest.fixture
def server(tmp_path: Path) -> Path:
    for name in ("recvq", "etc", "log", "bin"):
        (tmp_path / name).mkdir()
    return tmp_path


def run_hook(spool: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "fax", "hook", *arguments],
        cwd=spool, env={"PYTHONPATH": str(Path(__file__).parents[2])}, capture_output=True, text=True, umask=0o077,
    )  # fmt: skip


def test_the_hook_leaves_a_record_that_the_sweep_reads(server: Path) -> None:
    faxinstall.write(server, PROGRAM)
    assert run_hook(server, *FAX).returncode == 0
    (ready,) = read_ready(server / "chartdrop").values()
    assert (ready.file, ready.message, ready.call_ids) == (FAX[0], "", tuple(FAX[4:]))
    assert ready.record and ready.record.stat().st_mode & 0o777 == 0o640 and faxinstall.seen_at(server)
    assert ready.at and abs(ready.at - time.time()) < 60


def test_the_hook_never_fails_the_fax_server(server: Path) -> None:
    for arguments in (FAX, [], ["recvq/"], ["x"] * 40):  # no folder to write to, and nonsense
        done = run_hook(server, *arguments)
        assert done.returncode == 0 and "SMITH" not in done.stderr


def test_the_hook_loads_nothing_of_the_program() -> None:
    code = (
        "import sys; sys.argv = ['chartdrop', 'fax', 'hook']; import pipeline.__main__ as m\n"
        "try: m.main()\nexcept SystemExit as end: assert end.code == 0\n"
        "heavy = [n for n in sys.modules if n.split('.')[0] in ('click', 'msgspec', 'sqlalchemy', 'rich', 'numpy')]\n"
        "assert not heavy and 'pipeline.cli' not in sys.modules, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_installing_keeps_what_is_there_and_can_be_repeated(server: Path) -> None:
    path = server / "etc" / "FaxDispatch"
    path.write_text("#!/bin/sh\nSENDTO=desk\n")
    faxinstall.write(server, Path("/old/chartdrop"))
    faxinstall.write(server, PROGRAM)
    text = path.read_text()
    assert text.startswith("#!/bin/sh\n# chartdrop: begin\n") and text.endswith("# chartdrop: end\nSENDTO=desk\n")
    assert text.count("fax hook") == 1 and faxinstall.program_of(server) == PROGRAM
    assert (server / "chartdrop").stat().st_mode & 0o7777 == 0o2770
    assert "install -d" in faxinstall.advice(server, PROGRAM) and "FaxRcvdCmd" in faxinstall.advice(server, PROGRAM)


def test_the_dispatch_line_runs_in_a_shell_and_survives_a_missing_program(server: Path) -> None:
    """As HylaFAX's script does: sourced, with the fax in variables; whatever happens, the script goes on."""
    values = dict(zip(("FILE", "DEVICE", "COMMID", "MSG", "CALLID1", "CALLID2", "CALLID3"), FAX, strict=True))
    program = server / "a program"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {server}/called; exit 7\n')
    program.chmod(0o755)
    for path, called in ((program, True), (server / "none", False)):
        (server / "called").unlink(missing_ok=True)
        faxinstall.write(server, path)
        shell = subprocess.run(
            ["sh", "-ec", ". etc/FaxDispatch; echo on"], cwd=server, env=values, capture_output=True, text=True
        )
        assert shell.stdout == "on\n" and (server / "called").exists() is called
    faxinstall.write(server, program)
    subprocess.run(["sh", "-ec", ". etc/FaxDispatch"], cwd=server, env=values, check=True)
    assert (server / "called").read_text().splitlines() == ["fax", "hook", *FAX]


def test_a_folder_that_is_no_spool_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no HylaFAX spool"):
        faxinstall.write(tmp_path, PROGRAM)


def test_the_doctor_says_what_is_wrong_on_the_server(server: Path) -> None:
    assert list(faxinstall.faults(server)) == []  # no hook is no fault
    faxinstall.write(server, PROGRAM)
    assert ["cannot be run" in fault.found for fault in faxinstall.faults(server)] == [os.geteuid() != 0] or [
        fault.to_do for fault in faxinstall.faults(server)
    ]
    faxinstall.write(server, Path(sys.executable))
    soon = datetime.now() + timedelta(hours=2)
    (server / "log" / "xferfaxlog").write_text(line("fax000000001.tif", soon))
    found = [fault.found for fault in faxinstall.faults(server)]
    assert "the last fax came without the hook" in found
    hook.main(FAX, str(server))
    os.utime(server / "chartdrop" / hook.SEEN, (soon.timestamp(), soon.timestamp()))
    assert "the last fax came without the hook" not in [fault.found for fault in faxinstall.faults(server)]


# --- reconciliation


def line(name: str, at: datetime, pages: int = 2, reason: str = "") -> str:
    columns = [
        at.strftime("%m/%d/%y %H:%M"),
        "RECV",
        "7",
        "ttyIAX1",
        f"recvq/{name}",
        "",
        "fax",
        "1",
        "2",
        "7",
        str(pages),
    ]
    return "\t".join([*columns, "0:01", "0:01", reason, "N", "1", "1", "", ""]) + "\n"


def receipt(name: str, at: datetime, **facts: object) -> Receipt:
    values = {"receipt_id": f"r-{name}-{at}", "sha256": "0" * 64, "size": 1, "source": "fax", "identity": f"fax:{name}"}
    return Receipt(**values | {"name": name, "received_at": at.astimezone().isoformat(), **facts})  # type: ignore[arg-type]


def test_every_call_has_a_receipt_or_a_named_reason(server: Path) -> None:
    now = datetime.now().replace(second=0, microsecond=0)
    old, names = now - timedelta(days=300), [f"fax{number:09d}.tif" for number in range(8)]
    (server / "log" / "xferfaxlog").write_text(
        line(names[0], old)  # this number was used again
        + line(names[0], now)
        + line(names[1], now, pages=0, reason="No carrier detected")
        + line(names[2], now)
        + line(names[3], now)
        + line(names[4], now - timedelta(days=2))
        + line(names[5], now)
    )
    (server / "recvq" / names[2]).write_bytes(b"x")
    (server / "recvq" / names[5]).write_bytes(b"y")
    known = identity_of("fax", names[5], (server / "recvq" / names[5]).lstat())
    calls = reconcile(
        server, [receipt(names[0], now + timedelta(minutes=3))], lambda one: one == known, now - timedelta(days=1)
    )
    assert [call.fate for call in calls] == ["before", "received", "no_page", "waiting", "gone", "before", "received"]
    assert all(call.fate in SAYS and call.at for call in calls)


def test_a_log_that_cannot_be_read_is_no_log_without_calls(server: Path) -> None:
    assert reconcile(server, [], lambda _: False, datetime.now()) == ()  # a server that had no call yet
    (server / "log" / "xferfaxlog").mkdir()
    with pytest.raises(OSError):
        reconcile(server, [], lambda _: False, datetime.now())


# --- numbers


def test_a_number_leads_to_its_destination_and_no_other() -> None:
    cardiology, north = Destination(queue="cardiology", expects="referral"), Destination(site="north")
    rules = (Rule(number="937-555-0142", destination=cardiology), Rule(dialled="+1 937 555 0100", destination=north))
    assert destination(Sender(number="19375550142", dialled="9375550100"), rules) == cardiology
    assert destination(Sender(subscriber_id="+1 (937) 555-0142"), rules) == cardiology
    assert destination(Sender(dialled="937.555.0100"), rules) == north
    assert destination(Sender(number="", subscriber_id="Smith Clinic"), rules) == Destination()
    assert destination(Sender(number="5550142"), rules) == Destination()


# --- the rest of a broken fax


def item(file_id: str, state: str = "review", number: int = 1) -> Item:
    return Item(
        item_id=f"d-{file_id}-{number}", kind="document", file_id=file_id, sha256="0", name="n", received_at="",
        state=state, version=3,  # type: ignore[arg-type]
    )  # fmt: skip


CLINIC, OTHER = Sender(number="5555550123"), Sender(number="5555550166", subscriber_id="Smith")


@pytest.mark.parametrize("broken_first", [True, False], ids=["cut, then the rest", "killed, recognised later"])
def test_a_repetition_is_named_on_both(broken_first: bool) -> None:
    now = datetime.now()
    broken = receipt("fax000000004.tif", now, flags=("incomplete",), sender=CLINIC)
    rest = receipt("fax000000005.tif", now, sender=CLINIC)
    new, old = (rest, broken) if broken_first else (broken, rest)
    change = linked(
        arrival(new, "f-new"), new, [(old, (item("f-old"), item("f-old", "filed", 2))), (old, (item("f-old"),))]
    )
    ours, theirs = change.items  # what is filed is not touched, the same item is changed once
    texts = {one.file_id: one.reasons[-1].says for one in (ours, theirs)}
    assert all(one.reasons[-1].code == "continuation" for one in (ours, theirs))
    assert "f-old" in texts["f-new"] and "f-new" in texts["f-old"]
    assert "missing pages may be in" in texts["f-old" if broken_first else "f-new"]


@pytest.mark.parametrize(
    ("name", "flags", "sender"),
    [
        ("fax000000004.tif", (), CLINIC),  # it was whole
        ("fax000000004.tif", ("incomplete",), OTHER),
        ("fax000000006.tif", ("incomplete",), CLINIC),  # it came later: nothing of it can be in an earlier one
        ("fax000000004.tif", ("incomplete",), Sender()),
    ],
)
def test_what_does_not_belong_together_is_not_linked(name: str, flags: tuple[str, ...], sender: Sender) -> None:
    old, new = (
        receipt(name, datetime.now(), flags=flags, sender=sender),
        receipt("fax000000005.tif", datetime.now(), sender=CLINIC),
    )
    change = arrival(new, "f-new")
    assert linked(change, new, [(old, (item("f-old"),))]) == change


def test_a_record_of_an_earlier_fax_of_this_number_is_read_but_too_old(server: Path) -> None:
    (server / "chartdrop").mkdir()
    (server / "chartdrop" / "a.json").write_text(json.dumps({"file": "recvq/a", "at": 1000}))
    assert read_ready(server / "chartdrop")["a"].at == 1000.0

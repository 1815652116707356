"""A mailbox as a source, against a real Dovecot."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.adapters.memory import MemoryReceiptLog
from pipeline.errors import DiskFull, IntakeError, LedgerUnavailable, MailUnavailable
from pipeline.intake.mail import FLAGGED, TAKEN, MailOptions, MailSource
from pipeline.intake.spool import Spool
from pipeline.records import Receipt
from rigs import mailbox as rig

pytestmark = pytest.mark.skipif(not rig.DOVECOT or os.geteuid() != 0, reason="no Dovecot that may be started here")
PDF, TIFF, PNG = b"%PDF-1.4 one", b"II*\0 two", b"\x89PNG\r\n\x1a\n three"


class Log(MemoryReceiptLog):
    down: IntakeError | None = None

    def seen(self, identity: str) -> bool:
        if self.down:
            raise self.down
        return super().seen(identity)


class Box:
    """A mailbox, and a source on it with a clock of its own."""

    def __init__(self, server: object, root: Path) -> None:
        self.server, self.root, self.log, self.now = server, root, Log(), 0.0
        self.told: list[str] = []
        self.options = MailOptions(
            host="127.0.0.1",
            port=server.port,
            tls="never",
            user=rig.USER,
            password=rig.PASSWORD,
            max_bytes=100_000,  # type: ignore[attr-defined]
        )
        self.spool = Spool(root / "spool")
        self.restart()

    def restart(self, **changes: object) -> None:
        self.source = MailSource(
            replace(self.options, **changes),  # type: ignore[arg-type]
            self.spool,
            self.log,
            clock=lambda: self.now,
            refused=lambda name, error: self.told.append(f"{name}: {error.code}"),
        )

    def look(self, seconds: float = 60.0) -> list[Receipt]:
        self.now += seconds
        return list(self.source.arrivals())


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Box]:
    server = rig.Dovecot(tls=True)
    yield Box(server, tmp_path)
    server.close()


@pytest.mark.parametrize("how", ["always", "starttls"])
def test_over_tls_the_servers_certificate_is_checked(secure: Box, how: str) -> None:
    port = secure.server.tls_port if how == "always" else secure.server.port
    secure.server.deliver(rig.mail("m", ("a.pdf", "application/pdf", PDF)))
    secure.restart(tls=how, port=port)
    with pytest.raises(MailUnavailable, match="certificate is not trusted"):
        secure.look()  # nobody that this machine trusts has signed it
    secure.restart(tls=how, port=port, ca_file=secure.server.certificate, host="localhost")
    with pytest.raises(MailUnavailable, match="certificate is not trusted"):
        secure.look()  # it is another machine's
    assert secure.server.flags() == {"m": set()} and not secure.log.receipts
    secure.restart(tls=how, port=port, ca_file=secure.server.certificate)
    assert [receipt.name for receipt in secure.look()] == ["a.pdf"] and secure.server.flags() == {"m": {TAKEN}}


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    server = rig.Dovecot()
    yield Box(server, tmp_path)
    server.close()


def test_attachments_are_taken_in_once_and_the_mail_is_marked(box: Box) -> None:
    box.server.deliver(rig.mail("two", ("a.pdf", "application/pdf", PDF), ("b.xyz", "application/octet-stream", TIFF)))
    receipts = box.look()
    assert [(r.name, r.source, box.spool.path_of(r.sha256).read_bytes()) for r in receipts] == [
        ("a.pdf", "mail", PDF), ("b.xyz", "mail", TIFF),
    ]  # fmt: skip
    assert receipts == box.log.receipts and {r.sender.name for r in receipts} == {"fax@service.example"}
    assert receipts[0].sender.subject == "two" and "two" not in repr(receipts)
    assert box.server.flags() == {"two": {TAKEN}} and not box.told  # not even marked as read
    box.restart()
    assert box.look() == [] and len(box.log.receipts) == 2


def test_nothing_is_marked_before_all_of_it_is_recorded(box: Box) -> None:
    box.server.deliver(rig.mail("m", ("a.pdf", "application/pdf", PDF), ("b.png", "image/png", PNG * 4000)))
    box.log.down = LedgerUnavailable()
    with pytest.raises(LedgerUnavailable):
        box.look()
    assert box.server.flags() == {"m": set()} and not box.log.receipts
    box.log.down = None
    box.now += 60
    first = next(iter(box.source.arrivals()))  # the process ends here: one of two is recorded
    assert first.name == "a.pdf" and box.server.flags() == {"m": set()}
    box.restart()
    assert [receipt.name for receipt in box.look()] == ["b.png"]
    assert box.server.flags() == {"m": {TAKEN}}


def test_a_full_disk_leaves_the_mail_for_later(box: Box) -> None:
    def full(step: str) -> None:
        if step == "copied":
            raise DiskFull

    box.server.deliver(rig.mail("m", ("a.pdf", "application/pdf", PDF)))
    box.spool = Spool(box.root / "spool", step=full)
    box.restart()
    with pytest.raises(DiskFull):
        box.look()
    assert box.server.flags() == {"m": set()} and not list((box.root / "spool" / "tmp").iterdir())
    box.spool = Spool(box.root / "spool")
    box.restart()
    assert len(box.look()) == 1


def test_a_mail_without_anything_to_take_in_is_flagged_and_named_without_its_words(box: Box) -> None:
    box.server.deliver(rig.mail("about Maria"))
    box.server.deliver(rig.mail("zip", ("a.zip", "application/zip", b"PK\x03\x04"), ("a.pdf", "application/pdf", PDF)))
    box.server.deliver(rig.mail("large", ("a.pdf", "application/pdf", PDF + bytes(200_000))))
    assert [receipt.name for receipt in box.look()] == ["a.pdf"]
    assert set(map(frozenset, box.server.flags().values())) == {frozenset({TAKEN, FLAGGED})}
    assert box.told == [
        "Mail 1 in INBOX: unsupported", "Mail 2 in INBOX: unsupported", "Mail 3 in INBOX: too_large",
    ]  # fmt: skip


def test_a_part_without_a_name_and_a_forwarded_mail_are_found_and_a_logo_is_not(box: Box) -> None:
    inner = rig.mail("inner", ("in.tif", "image/tiff", TIFF))
    outer = EmailMessage()
    outer["Subject"], outer["Message-ID"], outer["From"] = "outer", "<outer@x.example>", "a@b.example"
    outer.set_content("see below")
    outer.add_alternative('<p>see below</p><img src="cid:logo">', subtype="html")
    outer.get_payload()[1].add_related(PNG, "image", "png", cid="<logo>")  # type: ignore[union-attr, index]
    outer.add_attachment(inner)
    outer.add_attachment(PDF, maintype="application", subtype="pdf")
    box.server.deliver(outer)
    assert [box.spool.path_of(r.sha256).read_bytes() for r in box.look()] == [TIFF, PDF]
    assert box.server.flags() == {"outer": {TAKEN}}


def test_the_same_message_delivered_twice_is_one_receipt_and_another_message_is_another(box: Box) -> None:
    for number in ("1", "1", "2"):
        box.server.deliver(rig.mail("s", ("a.pdf", "application/pdf", PDF), number=number))
    receipts = box.look()
    assert len(receipts) == 2 and len({receipt.sha256 for receipt in receipts}) == 1


def test_nonsense_in_a_mail_holds_up_no_other(box: Box) -> None:
    box.server.deliver(b"Content-Type: multipart/mixed; boundary=\r\nSubject: =?x?q?\xff?=\r\n\r\n--\r\n\xff\xfe")
    box.server.deliver(b"Content-Type: text/html; charset=nonsense\r\n\r\n<p>\xff")
    box.server.deliver(rig.mail("good", ("a.pdf", "application/pdf", PDF)))
    assert [receipt.name for receipt in box.look()] == ["a.pdf"] and len(box.told) == 2


def test_a_mailbox_that_refuses_or_is_down_is_asked_later_and_later(box: Box) -> None:
    box.restart(password="wrong")
    with pytest.raises(MailUnavailable, match="refuses the user or the password") as refused:
        box.look()
    assert rig.USER not in str(refused.value)
    box.restart(port=rig._free_port())
    waits = []
    for _ in range(8):
        with pytest.raises(MailUnavailable):
            box.look(1000)
        waits.append(box.source.due_in())
    assert waits == [60, 120, 240, 480, 900, 900, 900, 900] and box.look(5) == []
    box.restart(tls="starttls")
    with pytest.raises(MailUnavailable):  # it offers none, and nothing is said in the clear
        box.look()

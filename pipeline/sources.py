"""Where a site's files come from, as its settings say: the hot folder, the fax server's queue, a mailbox."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from pipeline import errors
from pipeline.config import Fax, Mail, Settings
from pipeline.intake import hook
from pipeline.intake.apart import Apart
from pipeline.intake.fax import FaxOptions, FaxSource
from pipeline.intake.folder import FolderOptions, FolderSource
from pipeline.intake.hylafax import Rule
from pipeline.intake.mail import MailOptions, MailSource
from pipeline.intake.spool import Spool
from pipeline.ports import ReceiptLog, Source
from pipeline.records import Destination

log = logging.getLogger("chartdrop")


def sources(settings: Settings, spool: Spool, receipts: ReceiptLog, wake: threading.Event) -> tuple[Source, ...]:
    """Every place of the site that files come from; `wake` is set when one has something to look at."""
    inbox = settings.inbox
    options = FolderOptions(
        closed_s=inbox.closed_s,
        settle_s=inbox.settle_s,
        late_s=inbox.late_s,
        rescan_s=inbox.rescan_s,
        polling={"auto": None, "always": True, "never": False}[inbox.poll],
    )
    folder = FolderSource(
        settings.inbox_path, spool, receipts, settings.done_path, options, refused=_refused, wake=wake
    )
    return (folder, *_fax(settings.fax, spool, receipts, wake), *_mail(settings.mail, spool, receipts, wake))


def _fax(fax: Fax, spool: Spool, receipts: ReceiptLog, wake: threading.Event) -> Iterator[FaxSource]:
    if not fax.spool:
        return
    server = Path(fax.spool)
    options = FaxOptions(
        rescan_s=fax.rescan_s,
        interrupted_s=fax.interrupted_s,
        log=server / "log" / "xferfaxlog",
        ready=server / hook.FOLDER,
        call_ids=fax.call_ids,
        rules=tuple(
            Rule(
                number=route.number,
                dialled=route.dialled,
                destination=Destination(site=route.site, queue=route.queue, expects=route.expects),
            )
            for route in fax.route
        ),
    )
    yield FaxSource(server / "recvq", spool, receipts, options, refused=_refused, wake=wake)


def _mail(mail: Mail, spool: Spool, receipts: ReceiptLog, wake: threading.Event) -> Iterator[Source]:
    if mail.host:
        options = MailOptions(
            host=mail.host,
            port=mail.port,
            tls=mail.tls,
            ca_file=Path(mail.ca_file) if mail.ca_file else None,
            user=mail.user,
            password=mail.password,
            folder=mail.folder,
            poll_s=mail.poll_s,
            max_bytes=mail.max_mb * 1_000_000,
        )
        yield Apart(MailSource(options, spool, receipts, refused=_refused, wake=wake), wake)


def _refused(name: str, error: errors.IntakeError) -> None:
    """Say that something in the inbox cannot be taken. A file's name can name a patient: only a terminal shows it."""
    what = name if sys.stderr.isatty() else "Something in the inbox"
    log.warning("%s: %s", what, error)

"""An IMAP mailbox that faxes are mailed to: every attachment that can be a document is taken in, durably, once.

A message is marked in the mailbox only after the receipts of all it holds are committed; what is marked is not looked
at again, and a mark that a server does not keep does no harm, because a receipt is known by Message-ID and content.
Messages are neither moved nor deleted. Its mail headers are parsed in this process, by the standard library and within
`max_mb`; no attachment is.
"""

from __future__ import annotations

import hashlib
import imaplib
import math
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Literal

from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailBoxUnencrypted, MailMessage
from imap_tools.errors import MailboxLoginError

from pipeline.errors import ConfigError, IntakeError, MailUnavailable, TooLarge, UnreadableFile, UnsupportedFormat
from pipeline.intake.complete import is_document
from pipeline.intake.spool import Spool
from pipeline.ports import ReceiptLog
from pipeline.records import Receipt, Sender

TAKEN = "chartdrop"  # the keyword of a message whose attachments are all recorded
FLAGGED = "\\Flagged"  # of one that a person must look at
_LOGO = 20_000  # bytes: a smaller picture that the text of a mail shows is decoration
_TEXT = ("text/plain", "text/html", "text/calendar", "text/vcard", "text/x-vcard", "message/delivery-status")
_SIGNED = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_FAILS = (OSError, ImapToolsError, imaplib.IMAP4.error)
_LONGEST_S = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOptions:
    """Where the mailbox is. `tls` is "always", "starttls" or "never"; port 0 is the usual one. Times in seconds."""

    host: str
    port: int = 0
    tls: Literal["always", "starttls", "never"] = "always"
    ca_file: Path | None = None
    user: str = ""
    password: str = field(default="", repr=False)
    folder: str = "INBOX"
    poll_s: float = 60.0
    timeout_s: float = 20.0
    max_bytes: int = 100_000_000


class MailSource:
    """Implements `ports.Source` over a mailbox. One thread uses it; connects anew for each look.

    `refused` is told once of each message that holds nothing to take in, or something that is no document.
    """

    def __init__(
        self,
        options: MailOptions,
        spool: Spool,
        log: ReceiptLog,
        *,
        clock: Callable[[], float] = time.monotonic,
        refused: Callable[[str, IntakeError], None] = lambda _name, _error: None,
        wake: threading.Event | None = None,
    ) -> None:
        self._options = options
        self._spool = spool
        self._log = log
        self._clock = clock
        self._refused = refused
        self.wake = wake or threading.Event()
        self._next = -math.inf
        self._failures = 0
        self._done: set[tuple[str, str]] = set()

    def close(self) -> None:
        """Nothing is held open between looks."""

    def due_in(self) -> float:
        """Seconds until the next look; longer after each failure to connect in a row."""
        return max(0.0, self._next - self._clock())

    def arrivals(self) -> Iterator[Receipt]:
        """Take in what is not marked yet. Raises MailUnavailable, or what the log and the disk raise."""
        if self.due_in() > 0:
            return
        self._failures += 1  # until the mailbox was gone through
        self._next = self._clock() + min(_LONGEST_S, self._options.poll_s * 2.0 ** min(self._failures - 1, 10))
        with _mailbox(self._options) as mailbox:
            validity = str(mailbox.folder.status(self._options.folder, ["UIDVALIDITY"])["UIDVALIDITY"])
            for uid in mailbox.uids(f"UNKEYWORD {TAKEN} UNDELETED"):
                if (validity, uid) not in self._done:
                    yield from self._take(mailbox, uid)
                    self._done.add((validity, uid))
        self._failures = 0
        self._next = self._clock() + self._options.poll_s

    def _take(self, mailbox: BaseMailBox, uid: str) -> Iterator[Receipt]:
        """Everything in one message, then its mark."""
        (head,) = list(mailbox.fetch(f"UID {uid}", mark_seen=False, headers_only=True)) or (None,)
        if head is None:  # removed meanwhile
            return
        if head.size_rfc822 > self._options.max_bytes:
            self._point_out(mailbox, uid, TooLarge(f"The mail has {head.size_rfc822 >> 20} MB."))
            return
        for message in mailbox.fetch(f"UID {uid}", mark_seen=False):
            try:
                documents, strange = parts_of(message)
            except Exception:  # a mail that its library cannot take apart must not hold up the others
                self._point_out(mailbox, uid, UnreadableFile())
                return
            for name, data in documents:
                yield from self._receive(message, name, data)
            if strange or not documents:
                says = "An attachment is something else." if strange else "The mail has no attachment that can be read."
                self._point_out(mailbox, uid, UnsupportedFormat(says))
        _mark(mailbox, uid, TAKEN)

    def _receive(self, message: MailMessage, name: str, data: bytes) -> Iterator[Receipt]:
        identity = identity_of(message, data)
        if not self._log.seen(identity):
            sender = Sender(name=message.from_, subject=message.subject)
            yield self._spool.receive_bytes(
                data, log=self._log, source="mail", name=name, identity=identity, sender=sender
            )

    def _point_out(self, mailbox: BaseMailBox, uid: str, error: IntakeError) -> None:
        """A person must look at it in the mailbox; its number there names it without naming anybody."""
        _mark(mailbox, uid, FLAGGED)
        _mark(mailbox, uid, TAKEN)
        self._refused(f"Mail {uid} in {self._options.folder}", error)


def identity_of(message: MailMessage, data: bytes) -> str:
    """What tells an attachment of one mail from any other: Message-ID (or all its headers) and content."""
    headers: Mapping[str, tuple[str, ...]] = message.headers
    own = "".join(headers.get("message-id", ())).strip() or repr(sorted(headers.items()))
    facts = own.encode("utf-8", "replace") + b"\0" + hashlib.sha256(data).digest()
    return f"mail:{hashlib.sha256(facts).hexdigest()[:40]}"


def parts_of(message: MailMessage) -> tuple[list[tuple[str, bytes]], bool]:
    """Name and bytes of each part that can be a document, and whether there is any part nobody here can read.

    Told by content, not by what the mail says of it; parts of forwarded mails are found too.
    """
    found, strange, shown = [], False, message.html
    for number, part in enumerate(message.obj.walk(), 1):
        data = part.get_payload(decode=True)
        if part.is_multipart() or not isinstance(data, bytes):
            continue
        if is_document(data[:1024]):
            if not _is_logo(part, data, shown):
                found.append((part.get_filename() or f"part-{number}", data))
        elif part.get_content_type() not in (*_TEXT, *_SIGNED) or part.get_filename():
            strange = strange or part.get_content_type() not in _SIGNED
    return found, strange


def _is_logo(part: Message, data: bytes, shown: str) -> bool:
    own = str(part.get("Content-ID", "")).strip("<> ")
    is_small_picture = part.get_content_maintype() == "image" and len(data) < _LOGO
    return bool(own) and is_small_picture and f"cid:{own}" in shown


def _mark(mailbox: BaseMailBox, uid: str, flag: str) -> None:
    mailbox.flag([uid], [flag], True)


@contextmanager
def _mailbox(options: MailOptions) -> Iterator[BaseMailBox]:
    """The folder, open. Raises MailUnavailable; nothing of what the server said is in it, it may name somebody."""
    try:
        mailbox = _connected(options)
    except MailboxLoginError:
        raise MailUnavailable("It refuses the user or the password.") from None
    except ssl.SSLError:
        raise MailUnavailable("Its certificate is not trusted, or it does not speak TLS.") from None
    except FileNotFoundError:
        raise ConfigError(f"[mail] ca_file {options.ca_file} does not exist.") from None
    except _FAILS as error:
        raise MailUnavailable(f"({type(error).__name__})") from None
    try:
        yield mailbox
    except _FAILS as error:
        raise MailUnavailable(f"({type(error).__name__})") from None
    finally:
        try:
            mailbox.logout()
        except _FAILS:
            mailbox.client.shutdown()


def _connected(options: MailOptions) -> BaseMailBox:
    context = ssl.create_default_context(cafile=options.ca_file)
    mailbox: BaseMailBox
    if options.tls == "always":
        mailbox = MailBox(options.host, options.port or 993, timeout=options.timeout_s, ssl_context=context)
    else:
        mailbox = MailBoxUnencrypted(options.host, options.port or 143, timeout=options.timeout_s)
    try:
        if options.tls == "starttls":
            mailbox.client.starttls(context)
        return mailbox.login(options.user, options.password, initial_folder=options.folder)
    except BaseException:
        with suppress(OSError):  # after a refused certificate nothing is connected: the reason must not be lost for it
            mailbox.client.shutdown()
        raise

"""A Dovecot of our own: one mailbox on a free loopback port, its configuration and mails in a folder of its own."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

from imap_tools import ImapToolsError, MailBoxUnencrypted

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
USER, PASSWORD = "intake", "not-a-secret"


class Dovecot:
    """Starts at once; `close` ends it. Raises TimeoutError when it does not answer within 20 s."""

    def __init__(self) -> None:
        # Not in pytest's own folder: each run of pytest closes that to Dovecot's users.
        self._root = root = Path(tempfile.mkdtemp(prefix="chartdrop-dovecot-"))
        root.chmod(0o711)
        self.port = _free_port()
        user = pwd.getpwuid(os.getuid()).pw_name
        owner = user if os.getuid() else "mail"  # Dovecot gives no mailbox to root
        (root / "mail").mkdir()
        if not os.getuid():
            shutil.chown(root / "mail", owner, owner)
        (root / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}:::::\n")
        (root / "dovecot.conf").write_text(
            f"base_dir = {root}/run\nstate_dir = {root}/state\nlog_path = {root}/log\nprotocols = imap\nssl = no\n"
            "disable_plaintext_auth = no\nlisten = 127.0.0.1\n"
            f"default_internal_user = {user if os.getuid() else 'dovecot'}\n"
            f"default_login_user = {user if os.getuid() else 'dovenull'}\ndefault_internal_group = "
            f"{'dovecot' if not os.getuid() else user}\n"
            f"mail_location = maildir:{root}/mail\nfirst_valid_uid = 1\n"
            "auth_failure_delay = 0\n"
            f"passdb {{\n driver = passwd-file\n args = {root}/users\n}}\n"
            f"userdb {{\n driver = static\n args = uid={owner} gid={owner} home={root}/mail\n}}\n"
            f"service imap-login {{\n chroot =\n inet_listener imap {{\n port = {self.port}\n }}\n"
            " inet_listener imaps {\n port = 0\n }\n}\nservice anvil {\n chroot =\n}\n"
        )
        self._process = subprocess.Popen([DOVECOT or "dovecot", "-F", "-c", str(root / "dovecot.conf")])
        end = time.monotonic() + 20
        while not self._answers():
            if time.monotonic() > end:
                self.close()
                raise TimeoutError("Dovecot does not answer")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with self.box():
                return True
        except (OSError, ImapToolsError, imaplib.IMAP4.error):  # its login answers before its authentication does
            return False

    def box(self) -> MailBoxUnencrypted:
        box = MailBoxUnencrypted("127.0.0.1", self.port, timeout=20)
        try:
            box.login(USER, PASSWORD)
        except BaseException:
            box.client.shutdown()
            raise
        return box

    def deliver(self, message: EmailMessage | bytes) -> None:
        with self.box() as box:
            box.append(bytes(message), "INBOX")

    def flags(self) -> dict[str, set[str]]:
        """Flags of each mail by its subject."""
        with self.box() as box:
            return {one.subject: set(one.flags) - {"\\Recent"} for one in box.fetch(mark_seen=False)}

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)
        shutil.rmtree(self._root)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def mail(subject: str, *parts: tuple[str, str, bytes], number: str = "") -> EmailMessage:
    """A mail with attachments: (name, type, bytes)."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "fax@service.example", "intake@clinic.example", subject
    message["Message-ID"] = f"<{number or subject.replace(' ', '-')}@service.example>"
    message.set_content("You have a fax.")
    for name, kind, data in parts:
        main, _, sub = kind.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name or None)
    return message

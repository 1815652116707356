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
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from imap_tools import ImapToolsError, MailBoxUnencrypted

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
USER, PASSWORD = "intake", "not-a-secret"


class Dovecot:
    """Starts at once; `close` ends it. Raises TimeoutError when it does not answer within 20 s."""

    def __init__(self, *, tls: bool = False) -> None:
        # Not in pytest's own folder: each run of pytest closes that to Dovecot's users.
        self._root = root = Path(tempfile.mkdtemp(prefix="chartdrop-dovecot-"))
        root.chmod(0o711)
        self.port, self.tls_port = _free_port(), _free_port()
        self.certificate = root / "certificate.pem"
        if tls:
            certify(self.certificate, root / "key.pem")
        secure = f"ssl = yes\nssl_cert = <{self.certificate}\nssl_key = <{root}/key.pem\n" if tls else "ssl = no\n"
        user = pwd.getpwuid(os.getuid()).pw_name
        owner = user if os.getuid() else "mail"  # Dovecot gives no mailbox to root
        (root / "mail").mkdir()
        if not os.getuid():
            shutil.chown(root / "mail", owner, owner)
        (root / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}:::::\n")
        (root / "dovecot.conf").write_text(
            f"base_dir = {root}/run\nstate_dir = {root}/state\nlog_path = {root}/log\nprotocols = imap\n{secure}"
            "disable_plaintext_auth = no\nlisten = 127.0.0.1\n"
            f"default_internal_user = {user if os.getuid() else 'dovecot'}\n"
            f"default_login_user = {user if os.getuid() else 'dovenull'}\ndefault_internal_group = "
            f"{'dovecot' if not os.getuid() else user}\n"
            f"mail_location = maildir:{root}/mail\nfirst_valid_uid = 1\n"
            "auth_failure_delay = 0\n"
            f"passdb {{\n driver = passwd-file\n args = {root}/users\n}}\n"
            f"userdb {{\n driver = static\n args = uid={owner} gid={owner} home={root}/mail\n}}\n"
            f"service imap-login {{\n chroot =\n inet_listener imap {{\n port = {self.port}\n }}\n"
            f" inet_listener imaps {{\n port = {self.tls_port if tls else 0}\n ssl = yes\n }}\n}}\n"
            "service anvil {\n chroot =\n}\n"
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


def certify(certificate: Path, key: Path) -> None:
    """A certificate for 127.0.0.1, signed by itself, and its key."""
    own = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of a test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(own, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    key.write_bytes(own.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))


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

"""Signing in: passwords (argon2id), a second factor (TOTP, RFC 6238), sessions kept on the server, lock-out.

A token is 256 random bits; only its sha256 is kept. An unknown name costs the same time.
Residual risk: whoever knows a name can keep its account locked by guessing; locks end by themselves, an hour at most
after the last guess, and `chartdrop user` is not affected.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pipeline.accounts import NOBODY, Account, ApiKey, Limits, Permission, Principal, Session, allowed
from pipeline.errors import StaleItem
from pipeline.ports import AccessStore
from pipeline.records import evolve

FREE_FAILURES = 4  # wrong passwords in a row before the first lock
LONGEST_LOCK = timedelta(hours=1)
LONGEST_SESSION = timedelta(hours=12)
SHORTEST_PASSWORD = 12  # NIST SP 800-63B asks for 8 with a second factor and 15 without
TOUCH = timedelta(seconds=20)  # a sign of life is written down this often, not with every request
STEP_S = 30
_hasher = PasswordHasher()  # argon2-cffi's defaults are RFC 9106's low-memory profile: 64 MiB, 3 passes
_at_once = threading.BoundedSemaphore(2)  # each hash takes 64 MiB: guesses must not take the machine's memory


def hash_password(password: str) -> str:
    """An argon2id hash, in its own text form."""
    return _hasher.hash(password)


def digest(token: str) -> str:
    """What is kept of a token or key: they hold 256 random bits, so a plain sha256 cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()


def lock_for(failures: int) -> timedelta:
    """How long an account is locked after so many failures in a row: 30 s, doubling, at most an hour."""
    over = failures - FREE_FAILURES
    return min(LONGEST_LOCK, timedelta(seconds=15 * 2.0 ** min(over, 12))) if over > 0 else timedelta()


class Seal:
    """Encrypts TOTP secrets with a key derived from the site's: a copy of the database alone does not hold them."""

    def __init__(self, secret: bytes) -> None:
        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"chartdrop second factor").derive(secret)
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def close(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Raises ValueError when it was not sealed with this site's key."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise ValueError("not sealed with this site's key") from None


class SignIn:
    """Accounts and sessions of one site. `must_confirm` says that everybody needs a second factor."""

    def __init__(self, store: AccessStore, secret: bytes, *, idle: timedelta, must_confirm: bool) -> None:
        self._store, self._seal = store, Seal(secret)
        self._idle, self._must_confirm = idle, must_confirm
        self._nobodys_hash = hash_password(secrets.token_urlsafe())

    # --- the password

    def password(self, name: str, password: str) -> tuple[Account | None, str]:
        """The account when the password is right and it is neither locked nor disabled; else None and an audit code."""
        found = self._store.get(Account, name)
        account = found[0] if found else None
        now = datetime.now(UTC)
        locked = account is not None and account.locked_until > now.isoformat()
        right = self._verify(account.password if account and not locked else self._nobodys_hash, password)
        if account is None:
            return None, "unknown"
        if locked:
            return None, "locked"
        if not right:
            self._count_failure(name, now)
            return None, "wrong password"
        if account.disabled:
            return None, "disabled"
        return account, ""

    def _verify(self, hashed: str, password: str) -> bool:
        with _at_once:
            try:
                return _hasher.verify(hashed, password)
            except (VerificationError, InvalidHashError):
                return False

    def _count_failure(self, name: str, now: datetime) -> None:
        def failed(account: Account) -> Account:
            failures = account.failures + 1
            until = (now + lock_for(failures)).isoformat() if lock_for(failures) else ""
            return evolve(account, failures=failures, locked_until=until)

        self._change(name, failed)

    def _change(self, name: str, how: Callable[[Account], Account]) -> Account | None:
        """Change an account, again from its newest state when somebody was quicker."""
        for _ in range(20):
            found = self._store.get(Account, name)
            if found is None:
                return None
            changed = how(found[0])
            try:
                self._store.put(changed, found[1])
            except StaleItem:
                continue
            return changed
        raise StaleItem

    # --- the second factor

    def needs_code(self, account: Account) -> bool:
        """Whether the password is not enough for this account."""
        return self._must_confirm or bool(account.second_factor)

    def code(self, name: str, code: str, secret: str = "") -> bool:
        """Whether a code is right and was not used before, now or one step around; a wrong one counts as a failure.

        `secret` is the one about to be enrolled; without it the account's own.
        """
        found = self._store.get(Account, name)
        now = datetime.now(UTC)
        if found is None or found[0].disabled or found[0].locked_until > now.isoformat():
            return False
        account = found[0]
        totp = pyotp.TOTP(secret or self._seal.open(account.second_factor))
        current = int(now.timestamp()) // STEP_S
        steps = [step for step in (current - 1, current, current + 1) if step > account.last_step or secret]
        right = [step for step in steps if hmac.compare_digest(totp.at(step * STEP_S), code.strip())]
        if not right:
            self._count_failure(name, now)
            return False
        sealed = self._seal.close(secret) if secret else account.second_factor
        try:  # not again from the newest state: of two uses of one code at once, one must lose
            done = evolve(account, last_step=right[0], second_factor=sealed, failures=0, locked_until="")
            self._store.put(done, found[1])
        except StaleItem:
            return False
        return True

    # --- sessions

    def begin(self, account: Account, *, full: bool) -> str:
        """A new session's token. It is always new: what a browser brought along is never taken over."""
        token, now = secrets.token_urlsafe(32), datetime.now(UTC).isoformat()
        self._forget_old()
        if full:
            self._change(account.name, lambda one: evolve(one, failures=0, locked_until=""))
        self._store.put(
            Session(
                key=digest(token), name=account.name, csrf=secrets.token_urlsafe(32), full=full, began_at=now,
                seen_at=now, generation=account.generation,
            ),
            0,
        )  # fmt: skip
        return token

    def end(self, token: str) -> None:
        self._store.remove(Session, digest(token))

    def who(self, token: str, *, active: bool = True) -> Principal:
        """Whose session it is, NOBODY when it is over. `active` is a person's sign of life, not a page's timer."""
        found = self._store.get(Session, digest(token)) if token else None
        if found is None:
            return NOBODY
        session, version = found
        account = self._account(session)
        now = datetime.now(UTC)
        if account is None or self._is_over(session, now):
            self._store.remove(Session, session.key)
            return NOBODY
        if active and now - datetime.fromisoformat(session.seen_at) > TOUCH:
            try:
                self._store.put(evolve(session, seen_at=now.isoformat()), version)
            except StaleItem:
                pass  # another request of this session said so meanwhile
        may = allowed(account.role) if session.full else NOBODY.may
        return Principal(
            name=account.name, role=account.role, may=may, limits=account.limits, csrf=session.csrf, session=session.key
        )

    def _account(self, session: Session) -> Account | None:
        found = self._store.get(Account, session.name)
        usable = found is not None and not found[0].disabled and found[0].generation == session.generation
        return found[0] if found and usable else None

    def account(self, name: str) -> Account | None:
        found = self._store.get(Account, name)
        return found[0] if found else None

    def _is_over(self, session: Session, now: datetime) -> bool:
        idle = now - datetime.fromisoformat(session.seen_at)
        return idle > self._idle or now - datetime.fromisoformat(session.began_at) > LONGEST_SESSION

    def _forget_old(self) -> None:
        now = datetime.now(UTC)
        for session in self._store.all(Session):
            if self._is_over(session, now):
                self._store.remove(Session, session.key)

    # --- keys

    def key(self, presented: str) -> Principal:
        """Whose API key it is, NOBODY when it is none of ours."""
        found = self._store.get(ApiKey, digest(presented))
        if found is None:
            return NOBODY
        may: tuple[Permission, ...] = ("public", found[0].use)
        return Principal(name=found[0].label, may=frozenset(may), limits=Limits())

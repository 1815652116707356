"""Who may do what: accounts, sessions and keys as records, the roles, and the limits by site and document type.

Roles add up, each to the one before: a viewer looks, an indexer also corrects and hands in, a reviewer also
chooses the chart and files, a supervisor also takes back, releases, and reads the audit and the figures, an admin also
keeps accounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from pipeline.records import DocumentType, Private

Role = Literal["viewer", "indexer", "reviewer", "supervisor", "admin"]
Permission = Literal["public", "signed_in", "metrics", "upload", "view", "index", "file", "supervise", "administer"]
ROLES: tuple[Role, ...] = get_args(Role)
PERMISSIONS: tuple[Permission, ...] = get_args(Permission)

_ADDS: dict[Role, frozenset[Permission]] = {
    "viewer": frozenset({"public", "signed_in", "view"}),
    "indexer": frozenset({"index", "upload"}),
    "reviewer": frozenset({"file"}),
    "supervisor": frozenset({"supervise", "metrics"}),
    "admin": frozenset({"administer"}),
}


def allowed(role: Role) -> frozenset[Permission]:
    """All that a role may do: what it adds, and what the roles before it may."""
    return frozenset().union(*(_ADDS[one] for one in ROLES[: ROLES.index(role) + 1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Which documents somebody may see: of these sites and types. Empty is all of them."""

    sites: tuple[str, ...] = ()
    types: tuple[DocumentType, ...] = ()

    def cover(self, *, type: DocumentType | None, site: str = "") -> bool:
        """Whether a document is within. One whose type is not known yet is not within a limit by type."""
        return (not self.sites or site in self.sites) and (not self.types or type in self.types)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Account(Private):
    """A local account. `password` is an argon2id hash, `second_factor` the sealed TOTP secret or empty.

    `last_step` is the TOTP time step used last: a code works once. `failures` count in a row; until `locked_until`
    (UTC text) no password is tried. `generation` grows with each change of password or role and ends older sessions.
    """

    name: str
    password: str
    role: Role
    limits: Limits = Limits()
    second_factor: str = ""
    last_step: int = 0
    failures: int = 0
    locked_until: str = ""
    disabled: bool = False
    generation: int = 1
    made_at: str = ""

    @property
    def key(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Session(Private):
    """A sign-in, kept here under the sha256 of its token. `full` says that every factor asked for was given."""

    key: str
    name: str
    csrf: str
    full: bool
    began_at: str
    seen_at: str
    generation: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ApiKey(Private):
    """What a scanner or a monitor signs in with: the sha256 of the key, and the one thing it is for."""

    key: str
    label: str
    use: Literal["upload", "metrics"]
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Upload(Private):
    """What an idempotency key was used for: the receipt that was promised under it."""

    key: str
    sha256: str
    receipt_id: str
    file_id: str
    size: int
    received_at: str


Kept = Account | Session | ApiKey | Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who asks: an account in a session, a key, or nobody. `csrf` is empty without a session."""

    name: str = ""
    role: Role | None = None
    may: frozenset[Permission] = frozenset({"public"})
    limits: Limits = Limits()
    csrf: str = ""
    session: str = ""

    @property
    def actor(self) -> str:
        """Who did it, for the audit."""
        return f"user:{self.name}" if self.role else f"key:{self.name}" if self.name else "nobody"


NOBODY = Principal()

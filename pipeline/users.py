"""The accounts' commands: who may sign in to the desk, and which keys scanners and monitors have."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from contextlib import closing
from typing import Literal

from pipeline import wiring
from pipeline.accounts import Account, ApiKey, Limits, Role
from pipeline.adapters.ledger import now
from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.items import Event
from pipeline.operations import actor
from pipeline.printing import table
from pipeline.records import TYPES, DocumentType, evolve
from pipeline.review.signin import SHORTEST_PASSWORD, digest, hash_password
from pipeline.wiring import App

NAME = 64  # longest name of an account


def add(
    settings: Settings, name: str, role: Role | None, types: Sequence[str], sites: Sequence[str], password: str
) -> int:
    """Make an account, or change one: a new password and, where given, role and limits. Ends its sessions."""
    name = name.strip().lower()
    if not name or len(name) > NAME or not all(letter.isalnum() or letter in ".-_@" for letter in name):
        raise UsageError(f"A name is 1 to {NAME} letters, digits, dots, hyphens or underscores.")
    if len(password) < SHORTEST_PASSWORD:
        raise UsageError(f"A password needs {SHORTEST_PASSWORD} characters or more; a few random words are good.")
    kinds = tuple(one for one in types if one in TYPES)
    if len(kinds) != len(types):
        raise UsageError(f"A document type is one of {', '.join(TYPES)}.")
    with closing(wiring.build(settings)) as app:
        app.prepare()
        made = put(app, name, role, kinds, tuple(sites), password)
    print(f"{made.name} may sign in as {made.role}.")
    return 0


def put(
    app: App, name: str, role: Role | None, types: tuple[DocumentType, ...], sites: tuple[str, ...], password: str
) -> Account:
    """Store an account. The first one is an admin unless a role is given."""
    found = app.access.get(Account, name)
    first = not app.access.all(Account)
    hashed = hash_password(password)
    if found:
        limits = Limits(sites=sites, types=types) if role else found[0].limits
        account = evolve(
            found[0], password=hashed, role=role or found[0].role, limits=limits, disabled=False, failures=0,
            locked_until="", generation=found[0].generation + 1,
        )  # fmt: skip
    else:
        wanted: Role = role or ("admin" if first else "reviewer")
        account = Account(
            name=name, password=hashed, role=wanted, limits=Limits(sites=sites, types=types), made_at=now()
        )
    app.access.put(account, found[1] if found else 0)
    app.ledger.note(
        Event(actor=actor(), action="account changed" if found else "account added", item_id="",
              detail=f"user:{name} {account.role}")
    )  # fmt: skip
    return account


def disable(settings: Settings, name: str, *, second_factor_only: bool) -> int:
    """End an account's sessions and let it sign in no more; or only forget its second factor."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        found = app.access.get(Account, name)
        if found is None:
            raise UsageError(f"There is no account {name}; chartdrop user list shows them.")
        account, version = found
        app.access.put(
            evolve(
                account, second_factor="", disabled=account.disabled if second_factor_only else True,
                generation=account.generation + 1,
            ),
            version,
        )  # fmt: skip
        what = "second factor removed" if second_factor_only else "account disabled"
        app.ledger.note(Event(actor=actor(), action=what, item_id="", detail=f"user:{name}"))
    print(f"{name}: {what}.")
    return 0


def listed(settings: Settings, *, as_json: bool) -> int:
    """Accounts and keys."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        accounts, keys = app.access.all(Account), app.access.all(ApiKey)
    rows: list[tuple[str, ...]] = [
        (one.name, one.role, ", ".join(one.limits.types) or "all", ", ".join(one.limits.sites) or "all",
         "yes" if one.second_factor else "no", "disabled" if one.disabled else "")
        for one in accounts
    ]  # fmt: skip
    rows += [(one.label, f"key for {one.use}", "-", "-", "-", "") for one in keys]
    columns = ("name", "role", "types", "sites", "second factor", "state")
    if as_json:
        for row in rows:
            print(json.dumps({name.replace(" ", "_"): value for name, value in zip(columns, row, strict=True)}))
        return 0
    table(columns, rows)
    return 0


def key(settings: Settings, label: str, use: Literal["upload", "metrics"], *, revoke: bool) -> int:
    """Make a key and print it this once, or revoke it."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        known = [one for one in app.access.all(ApiKey) if one.label == label]
        if revoke:
            if not known:
                raise UsageError(f"There is no key {label}; chartdrop user list shows them.")
            for one in known:
                app.access.remove(ApiKey, one.key)
            app.ledger.note(Event(actor=actor(), action="key revoked", item_id="", detail=f"key:{label}"))
            print(f"{label}: revoked.")
            return 0
        if known:
            raise UsageError(f"There is a key {label} already; revoke it first, or choose another label.")
        secret = f"cd_{secrets.token_urlsafe(32)}"
        app.access.put(ApiKey(key=digest(secret), label=label, use=use, made_at=now()), 0)
        app.ledger.note(Event(actor=actor(), action="key added", item_id="", detail=f"key:{label} {use}"))
    print(secret)
    return 0

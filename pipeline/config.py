"""Settings: frozen, from one TOML file and CHARTDROP_* variables, read once and passed down.

A variable is CHARTDROP_<SECTION>_<KEY>, for example CHARTDROP_READING_WORKERS=4; it wins over the file. Secrets (S3
keys) are best given as variables; `config show` never prints them.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from pipeline.errors import ConfigError
from pipeline.records import DocumentType

FILE = "chartdrop.toml"

Seconds = Annotated[float, msgspec.Meta(gt=0)]
Rest = Annotated[float, msgspec.Meta(ge=0)]  # seconds too, but none is allowed
LOOPBACK = ("127.0.0.1", "::1", "localhost")
Count = Annotated[int, msgspec.Meta(ge=1)]
Name = Annotated[str, msgspec.Meta(max_length=64)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """The hot folder. Paths are relative to the site; times are seconds."""

    path: str = "inbox"
    done: str = "done"
    poll: str = "auto"  # "auto" watches, and polls on network shares; "always" or "never"
    rescan_s: Seconds = 10.0
    closed_s: Rest = 1.0
    settle_s: Rest = 5.0
    late_s: Rest = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxRoute:
    """Where faxes of a caller's number or to a dialled number belong. Digits are compared, the last ten of them."""

    number: str = ""
    dialled: str = ""
    site: Name = ""
    queue: Name = ""
    expects: DocumentType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fax:
    """HylaFAX's spool, for example /var/spool/hylafax; empty when there is no fax server here."""

    spool: str = ""
    rescan_s: Seconds = 10.0
    interrupted_s: Seconds = 300.0
    call_ids: tuple[str, ...] = ("number", "name", "dialled")
    route: tuple[FaxRoute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """An IMAP mailbox that faxes are mailed to; an empty host is none. `tls`: "always", "starttls" or "never"."""

    host: str = ""
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0
    tls: Literal["always", "starttls", "never"] = "always"
    ca_file: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    folder: str = "INBOX"
    poll_s: Seconds = 60.0
    max_mb: Count = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """How files are read. 0 workers is one per core."""

    workers: Annotated[int, msgspec.Meta(ge=0)] = 0
    engine: str = "tesserocr"
    languages: tuple[str, ...] = ("eng",)
    second_engine: bool = True
    max_pages: Count = 500
    max_megapixels: Count = 120
    max_seconds: Count = 600
    max_memory_mb: Count = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSettings:
    """The database; empty is ledger.db in the site."""

    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blobs:
    """The object store: empty is the folder objects/ of the site, else s3://HOST:PORT/BUCKET/PREFIX."""

    url: str = ""
    access_key: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    region: str = "us-east-1"
    tls: bool = True
    ca_file: str = ""
    timeout_s: Seconds = 30.0
    retention_days: Annotated[int, msgspec.Meta(ge=0)] = 2190  # six years: the longest of the usual duties
    encryption: str = "auto"  # "auto" encrypts what leaves the site; "on" or "off"
    key_file: str = ""
    keys: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be filed without a person."""

    file_types: tuple[DocumentType, ...] = ("lab_result", "referral", "consent", "insurance_card")
    sure: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.6
    file_at: Annotated[float, msgspec.Meta(gt=0.5, lt=1)] = 0.999
    member_for_birth_date: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mllp:
    """Where HL7 v2 messages are listened for; port 0 is nowhere. MLLP has no sign-in: keep it on loopback."""

    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientFiles:
    """Column names of the practice's CSV where they differ from ours: our name = their name."""

    mllp: Mllp = Mllp()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The reviewers' work: the share of what is filed without a person looked at blindly; seconds to undo a filing."""

    sample: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.03
    undo_s: Rest = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """The site's own type model: how often the service trains one, and the folder they are in, shared by machines."""

    retrain: Literal["off", "weekly", "daily"] = "off"
    models: str = "models"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The web desk. Port 0 is any free one. `origin` is its address as browsers see it, when that is not loopback."""

    enabled: bool = True
    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8400
    origin: str = ""
    tls_cert: str = ""
    tls_key: str = ""
    behind_proxy: bool = False
    idle_minutes: Annotated[int, msgspec.Meta(ge=1, le=480)] = 15
    max_upload_mb: Count = 200

    @property
    def is_loopback(self) -> bool:
        return self.host in LOOPBACK and not self.behind_proxy


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that can be set, and the site they belong to."""

    site: Path
    inbox: Inbox = Inbox()
    fax: Fax = Fax()
    mail: Mail = Mail()
    reading: Readers = Readers()
    ledger: LedgerSettings = LedgerSettings()
    blobs: Blobs = Blobs()
    policy: Policy = Policy()
    review: Review = Review()
    learning: Learning = Learning()
    desk: Desk = Desk()
    patients: PatientFiles = field(default_factory=PatientFiles)

    @property
    def inbox_path(self) -> Path:
        return self.site / self.inbox.path

    @property
    def done_path(self) -> Path:
        return self.site / self.inbox.done

    @property
    def ledger_url(self) -> str:
        return self.ledger.url or f"sqlite:///{self.site / 'ledger.db'}"

    @property
    def is_shared(self) -> bool:
        """Whether several machines may work on this site."""
        return not self.ledger_url.startswith("sqlite")

    @property
    def workers(self) -> int:
        return self.reading.workers or os.cpu_count() or 1


SECTIONS = {item.name: item for item in fields(Settings) if item.name != "site"}
SECRETS = {("blobs", "access_key"), ("blobs", "secret_key"), ("blobs", "keys"), ("ledger", "url"), ("mail", "password")}

DEFAULT_TOML = """\
# chartdrop's settings. Every line shows its default; remove the '#' to change it. Paths are relative to this folder.
# Any key can also be given as a variable: CHARTDROP_<SECTION>_<KEY>, which wins over this file.

[inbox]                       # the hot folder
# path = "inbox"
# done = "done"               # originals are moved here after the safe copy; never deleted
# poll = "auto"               # "auto" watches, and polls by itself on network shares; "always", "never"
# rescan_s = 10.0             # seconds between looks at the whole folder
# closed_s = 1.0              # seconds a file must rest after its writer closed it
# settle_s = 5.0              # the same where no close was seen
# late_s = 60.0               # a file whose end is missing is taken as it is after this time

[fax]                         # a HylaFAX server on this machine
# spool = ""                  # for example "/var/spool/hylafax"
# rescan_s = 10.0             # seconds between looks at the queue; chartdrop fax install makes it quicker
# interrupted_s = 300.0       # an unlocked fax without a log line is taken as interrupted after this time
# call_ids = ["number", "name", "dialled"]   # what the modem's CallIDPattern lines name, in their order
# [[fax.route]]: where the faxes of a number belong; see "Connecting HylaFAX" in the README

[mail]                        # an IMAP mailbox that faxes are mailed to
# host = ""
# port = 0                    # 0: 993, or 143 without "always"
# tls = "always"              # or "starttls", or "never" on a network of one's own
# ca_file = ""                # certificates of a private authority
# user = ""                   # password: CHARTDROP_MAIL_PASSWORD
# folder = "INBOX"
# poll_s = 60.0
# max_mb = 100                # larger mails are left where they are and named

[reading]                     # the processes that open files
# workers = 0                 # 0: one per core
# languages = ["eng"]         # tesseract languages; chartdrop doctor says which are installed
# second_engine = true        # a slower engine for pages the first one reads badly
# max_pages = 500
# max_megapixels = 120
# max_seconds = 600
# max_memory_mb = 1500

[ledger]
# url = ""                    # "": ledger.db here; or "postgresql+psycopg://user:password@host/db"

[blobs]                       # where documents are filed
# url = ""                    # "": the folder objects/ here; or "s3://host:port/bucket"
# region = "us-east-1"
# tls = true                  # keys: CHARTDROP_BLOBS_ACCESS_KEY and CHARTDROP_BLOBS_SECRET_KEY
# ca_file = ""                # certificates of a private authority
# timeout_s = 30.0
# retention_days = 2190       # originals are locked for this time, where the bucket was made with object lock; 0: not
# encryption = "auto"         # "auto" encrypts what leaves this site before it is stored; "on", "off"
# key_file = ""               # "": blobs.key here; made by chartdrop keys rotate. Without it documents cannot be read

[policy]                      # what may be filed without a person
# file_types = ["lab_result", "referral", "consent", "insurance_card"]
# sure = 0.6                  # a required field below this confidence is a reason for the desk
# file_at = 0.999             # the probability of the chart from which it may be filed there
# member_for_birth_date = true  # a card without a birth date may file on exact name and full member number

[review]
# sample = 0.03               # this share of what is filed without a person is put to a reviewer, blindly
# undo_s = 8.0                # a reviewer's filing waits so long, so that it can be undone

[learning]                    # the site's own type model, fitted on what reviewers confirmed
# retrain = "off"             # "weekly" or "daily": chartdrop run trains by itself, and promotes only what is no worse
# models = "models"           # where they are; on many machines a folder that all of them share

[desk]                        # the reviewers' web pages
# enabled = true
# host = "127.0.0.1"          # beyond this machine only with tls_cert and tls_key, or behind_proxy
# port = 8400                 # 0: any free one
# origin = ""                 # as browsers see it, for example "https://desk.clinic.example"
# tls_cert = ""               # PEM files
# tls_key = ""
# behind_proxy = false        # true: a proxy in front of it does TLS
# idle_minutes = 15           # without a sign of life, people are signed out
# max_upload_mb = 200

[patients.mllp]               # HL7 v2 ADT messages keep the patient index current
# host = "127.0.0.1"
# port = 0                    # 0: not at all; 2575 is usual

[patients.columns]            # our column = your column, where your patient list names them otherwise
# mrn = "ChartNumber"
"""


def load(site: Path, environment: Mapping[str, str]) -> Settings:
    """Settings of the site, file first, variables over it. Raises ConfigError naming the key that is wrong."""
    path = site / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read: {error}.") from None
    unknown = [name for name in table if name not in SECTIONS]
    if unknown:
        raise ConfigError(f"{path} has an unknown section [{unknown[0]}].")
    sections = {name: _section(name, table.get(name, {}), environment, path) for name in SECTIONS}
    settings = Settings(site=site.absolute(), **sections)
    _check(settings)
    return settings


def _section(name: str, table: object, environment: Mapping[str, str], path: Path) -> Any:
    kind = SECTIONS[name].default_factory if name == "patients" else type(SECTIONS[name].default)
    known = {item.name for item in fields(kind)}  # type: ignore[arg-type]
    if not isinstance(table, Mapping):
        raise ConfigError(f"{path} has {name} as a value; it is a section: [{name}].")
    for key in table:
        if key not in known:
            raise ConfigError(f"{path} has an unknown key {key} in [{name}].")
    values: dict[str, Any] = dict(table)
    for key in known:
        text = environment.get(f"CHARTDROP_{name.upper()}_{key.upper()}")
        if text is not None:
            values[key] = (
                [one for one in text.split(",") if one] if key in ("languages", "file_types", "call_ids") else text
            )
    try:
        return msgspec.convert(values, type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise ConfigError(f"[{name}] {error}.") from None


def _check(settings: Settings) -> None:
    if settings.inbox.poll not in ("auto", "always", "never"):
        raise ConfigError(f'[inbox] poll is "{settings.inbox.poll}"; it can be "auto", "always" or "never".')
    if settings.reading.engine not in ("tesserocr", "pytesseract"):
        raise ConfigError(f'[reading] engine is "{settings.reading.engine}"; it can be "tesserocr" or "pytesseract".')
    if any(not (route.number or route.dialled) for route in settings.fax.route):
        raise ConfigError("A [[fax.route]] needs a number or a dialled number.")
    if settings.blobs.encryption not in ("auto", "on", "off"):
        raise ConfigError(f'[blobs] encryption is "{settings.blobs.encryption}"; it can be "auto", "on" or "off".')
    if settings.blobs.url and not settings.blobs.url.startswith("s3://"):
        raise ConfigError("[blobs] url must be empty or begin with s3://")
    _check_desk(settings.desk)


def _check_desk(desk: Desk) -> None:
    """Patient data never crosses a network in clear text."""
    if bool(desk.tls_cert) != bool(desk.tls_key):
        raise ConfigError("[desk] tls_cert and tls_key belong together; one of them is missing.")
    if desk.is_loopback:
        return
    if not (desk.tls_cert or desk.behind_proxy):
        raise ConfigError(
            f"[desk] host {desk.host} is beyond this machine: give tls_cert and tls_key, or set behind_proxy = true "
            "when a proxy in front of it does TLS."
        )
    if not desk.origin.startswith("https://"):
        raise ConfigError('[desk] origin must say how browsers reach it, for example "https://desk.clinic.example".')


def shown(settings: Settings) -> dict[str, dict[str, Any]]:
    """What is in force, without secrets: section → key → value."""
    result: dict[str, dict[str, Any]] = {"site": {"path": str(settings.site)}}
    for name in SECTIONS:
        section = getattr(settings, name)
        values = {item.name: getattr(section, item.name) for item in fields(section)}
        result[name] = {
            key: ("(set)" if value else "") if (name, key) in SECRETS else msgspec.to_builtins(value)
            for key, value in values.items()
        }
    return result

"""The one wiring place: `build(settings)` makes an App of real adapters.

Importing this connects nothing, and neither does building: databases, stores, processes and the model are opened at
their first use.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from pipeline import errors, stores
from pipeline.adapters import heap
from pipeline.adapters.access import SqlAccessStore
from pipeline.adapters.audit_head import Head
from pipeline.adapters.database import create_engine
from pipeline.adapters.dbos_engine import DbosEngine
from pipeline.adapters.desk_ledger import SqlDesk
from pipeline.adapters.ledger import SqlLedger, now
from pipeline.adapters.mllp import MllpListener
from pipeline.adapters.patients_files import BadRow, read_changes
from pipeline.adapters.patients_memory import MemoryPatientIndex
from pipeline.adapters.patients_sql import SqlPatientIndex
from pipeline.adapters.pictures import Pictures
from pipeline.adapters.workers import WorkerReader
from pipeline.config import DEFAULT_TOML, FILE, Settings
from pipeline.desk import Desk, DeskPolicy
from pipeline.flow import Flow, Judges, conclude
from pipeline.imaging.options import ReadingOptions
from pipeline.intake import faxcheck
from pipeline.intake.faxcheck import Accounted
from pipeline.intake.originals import SharedOriginals, SharingLog
from pipeline.intake.spool import Spool
from pipeline.items import Change, Event
from pipeline.learning import KnownSenders, Learned
from pipeline.matching.score import MatchPolicy
from pipeline.ports import BlobStore, Changed, PatientChange, PatientIndex, Reader, ReceiptLog, Source
from pipeline.records import Box, Candidate, Extraction, Field, Patient, Receipt
from pipeline.retraining import due
from pipeline.shelf import Shelf
from pipeline.sources import sources
from pipeline.stages import file, match
from pipeline.stages.route import RoutePolicy

if TYPE_CHECKING:
    from classifiers.neighbours import Neighbours

log = logging.getLogger("chartdrop")

OTHER_KEY = "The audit was written with another audit.key than this machine's: copy it from where the site began."
QUEUED_PER_WORKER = 2  # jobs in hand per reading process, so that one can conclude while another is read


@dataclass(kw_only=True)
class App:
    """Everything of one site, wired."""

    settings: Settings
    wake: threading.Event = field(default_factory=threading.Event)
    _pointer: tuple[str, tuple[str, ...]] = field(init=False, default=("", ()))

    @cached_property
    def database(self) -> sa.Engine:
        return create_engine(self.settings.ledger_url, pool=8 + self.settings.workers * QUEUED_PER_WORKER)

    @cached_property
    def engine(self) -> DbosEngine:
        return DbosEngine(self.database, threads=self.settings.workers * QUEUED_PER_WORKER)

    @cached_property
    def ledger(self) -> SqlLedger:
        return SqlLedger(
            self.database,
            enqueue=self.engine.enqueue,
            audit_key=self.secret,
            head=Head(self.settings.site / "audit.head", self.secret),
        )

    @cached_property
    def access(self) -> SqlAccessStore:
        return SqlAccessStore(self.database)

    @property
    def secret(self) -> bytes:
        """What the site's own keys are derived from."""
        return _audit_key(self.settings.site)

    @cached_property
    def patients(self) -> SqlPatientIndex:
        return SqlPatientIndex(self.database)

    @cached_property
    def listener(self) -> MllpListener | None:
        """Where HL7 v2 messages come in, if they do."""
        mllp = self.settings.patients.mllp
        return MllpListener(mllp.host, mllp.port, self.apply_message) if mllp.port else None

    @cached_property
    def reader(self) -> WorkerReader:
        return WorkerReader(reading_options(self.settings), workers=self.settings.workers)

    @cached_property
    def blobs(self) -> BlobStore:
        return stores.open_store(self.settings)

    @cached_property
    def spool(self) -> Spool:
        return Spool(self.settings.site / "spool")

    @cached_property
    def originals(self) -> SharedOriginals | None:
        """Where other machines find what this one takes in; None when the site is one machine's."""
        if not (self.settings.is_shared and self.settings.blobs.url):
            return None
        return SharedOriginals(self.spool, self.blobs, self.settings.site / "cache")

    @property
    def locate(self) -> Callable[[str], Path]:
        """Gives the path of an original by its sha256, from wherever it came in."""
        return self.originals.path_of if self.originals else self.spool.path_of

    @cached_property
    def receipts(self) -> ReceiptLog:
        """Where sources record what they took in."""
        return SharingLog(self.ledger, self.originals) if self.originals else self.ledger

    @cached_property
    def judges(self) -> Judges:
        self._pointer = self.shelf.pointer
        return self._judges()

    def _judges(self) -> Judges:
        made = judges(self.settings, self.patients, self.shelf)
        heap.give_back()
        known = Learned(self.ledger, made.model).neighbours
        return replace(made, known=known, senders=KnownSenders(self.ledger).profiles)

    @cached_property
    def shelf(self) -> Shelf:
        """The site's own models."""
        return Shelf(self.settings.site / self.settings.learning.models)

    def renew(self) -> None:
        """Judge with the model that was promoted or taken back meanwhile; work in hand ends with the one it has.

        Raises LedgerUnavailable.
        """
        pointer = self.shelf.pointer
        if "judges" not in vars(self) or pointer == self._pointer:
            return
        made = self._judges()
        made.known()  # the neighbours are made anew here, not while a document waits
        vars(self)["judges"], self._pointer = made, pointer
        log.info("documents are judged by model %s from now on", made.model.version)

    def training_due(self, at: str) -> bool:
        """Whether [learning] retrain asks for a training at this time (UTC text)."""
        every = self.settings.learning.retrain
        return every != "off" and due(self.shelf.decisions(), self.ledger.confirmed()[0], every=every, now=at)

    @cached_property
    def flow(self) -> Flow:
        return Flow(
            ledger=self.ledger,
            reader=self.reader,
            blobs=self.blobs,
            judges=lambda: self.judges,
            locate=self.locate,
            now=now,
            sample=self.settings.review.sample,
        )

    @cached_property
    def desk(self) -> Desk:
        return Desk(
            ledger=self.ledger,
            desk=self.desk_ledger,
            conclude=lambda pages, part, before, given: conclude(pages, part, self.judges, before, given),
            now=now,
            policy=DeskPolicy(undo_s=self.settings.review.undo_s),
        )

    @cached_property
    def painter(self) -> WorkerReader:
        """A reading process for the desk's pictures alone: a reviewer does not wait behind a long fax."""
        return WorkerReader(reading_options(self.settings), workers=1)

    @cached_property
    def pictures(self) -> Pictures:
        folder, sealed = self.settings.site / "pictures", stores.is_encrypted(self.settings)
        return Pictures(self.painter, folder, self.locate, sealed=sealed)

    @cached_property
    def desk_ledger(self) -> SqlDesk:
        return SqlDesk(self.database)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        return sources(self.settings, self.spool, self.receipts, self.wake)

    def prepare(self) -> None:
        """Make what a new site needs: folders, settings file, tables. Safe to run again."""
        create_site(self.settings)
        self.engine.create()
        self.ledger.create()

    def import_patients(
        self, path: Path, skipped: list[BadRow] | None = None, seen: Callable[[int], None] = lambda _read: None
    ) -> Changed:
        """Apply a patient list, whole or not at all; `seen` is told the bytes read.

        Raises UsageError naming bad rows when `skipped` is None.
        """
        return self.patients.apply(read_changes(path, self.settings.patients.columns, skipped, seen))

    def apply_message(self, changes: Sequence[PatientChange]) -> None:
        """Commit what one HL7 message changes; whoever sent it is told afterwards."""
        done = self.patients.apply(changes)
        detail = f"{done.added} added, {done.changed} changed, {done.unchanged} unchanged, {done.removed} removed"
        self.ledger.note(Event(actor="mllp", action="patients changed", item_id="", detail=detail))

    def receive(self, path: Path) -> Receipt:
        """Take one file in, durably; it stays where it is."""
        return self.spool.receive(path, log=self.receipts, source="command", name=path.name)

    def find(self, fields: Mapping[str, Field]) -> list[tuple[Candidate, Patient]]:
        """Ranked candidates for typed values, with their charts."""
        found = match.match(Extraction(fields=fields), "other", self.patients).candidates
        charts = [(candidate, self.patients.get(candidate.patient_id)) for candidate in found]
        return [(candidate, chart) for candidate, chart in charts if chart is not None]

    def rebuild_index(self) -> int:
        """Put the index rows of all filed documents back from their objects; how many there are."""
        number = 0
        for record in file.read_index(self.blobs):
            self.ledger.commit(Change(entries=(file.entry_of(record),)))
            number += 1
        return number

    def probe_store(self) -> None:
        """Raise ConfigError for a store that cannot keep what is promised; one that is down is only waited for."""
        probe = getattr(self.blobs, "probe", None)
        if probe is not None:
            try:
                probe()
            except errors.StoreUnavailable as error:
                log.warning("%s", error)

    def close(self) -> None:
        """End what was begun."""
        made = self.__dict__
        if "reader" in made:
            self.reader.close()
        if "painter" in made:
            self.painter.close()
        if "engine" in made:
            self.engine.stop(0)
        if "database" in made:
            self.database.dispose()


def build(settings: Settings) -> App:
    """The App of a site. Nothing is opened yet."""
    return App(settings=settings)


@contextlib.contextmanager
def bench(settings: Settings, patients: Path | None) -> Iterator[tuple[Reader, Judges]]:
    """A reader and judges that store nothing: patients from a file, else from the site's index, else nobody."""
    index: PatientIndex
    database = None
    if patients is not None:
        index = MemoryPatientIndex()
        index.apply(read_changes(patients, settings.patients.columns))
    elif (settings.site / FILE).exists():
        database = create_engine(settings.ledger_url)
        index = SqlPatientIndex(database)
    else:
        index = MemoryPatientIndex()
    reader = WorkerReader(reading_options(settings), workers=settings.workers)
    try:
        made = judges(settings, index, Shelf(settings.site / settings.learning.models))
        yield reader, made if database is None else replace(made, known=_learned(database, made))
    finally:
        reader.close()
        if database is not None:
            database.dispose()


def _learned(database: sa.Engine, made: Judges) -> Callable[[], Neighbours | None]:
    """What people confirmed at this site; nothing where its ledger is older than that."""
    if not sa.inspect(database).has_table("confirmations"):
        return made.known
    log = SqlLedger(database, enqueue=lambda *_: None, audit_key=b"")  # it is only read
    return Learned(log, made.model).neighbours


def judges(settings: Settings, patients: PatientIndex, shelf: Shelf) -> Judges:
    """What the stages decide with; loads the type model."""
    policy = settings.policy
    return Judges(
        model=shelf.open(),
        patients=patients,
        match_policy=MatchPolicy(file_at=policy.file_at, member_for_birth_date=policy.member_for_birth_date),
        route_policy=RoutePolicy(file_types=frozenset(policy.file_types), sure=policy.sure),
    )


def reading_options(settings: Settings) -> ReadingOptions:
    """The reader's limits and choices as configured."""
    reading = settings.reading
    return ReadingOptions(
        engine=reading.engine,
        languages="+".join(reading.languages),
        second_engine=reading.second_engine,
        max_pages=reading.max_pages,
        max_pixels=reading.max_megapixels * 1_000_000,
        max_seconds=reading.max_seconds,
        max_memory=reading.max_memory_mb,
    )


def create_site(settings: Settings) -> None:
    """Folders and the commented settings file, where they are missing."""
    for folder in (settings.site, settings.inbox_path, settings.done_path):
        folder.mkdir(parents=True, exist_ok=True)
    path = settings.site / FILE
    if not path.exists():
        path.write_text(DEFAULT_TOML, encoding="utf-8")


def watched(settings: Settings) -> list[str]:
    """What the service watches, in words."""
    lines = [f"  drop scans into  {settings.inbox_path}", f"  originals go to  {settings.done_path}"]
    if settings.patients.mllp.port:
        lines.append(f"  HL7 messages to  {settings.patients.mllp.host} port {settings.patients.mllp.port}")
    if settings.fax.spool:
        lines.append(f"  fax queue        {Path(settings.fax.spool) / 'recvq'}")
    if settings.mail.host:
        lines.append(f"  mailbox          {settings.mail.folder} at {settings.mail.host}")
    lines.append(f"  documents go to  {settings.blobs.url or settings.site / 'objects'}")
    return lines


def typed_fields(values: Mapping[str, str]) -> dict[str, Field]:
    """Values a person typed, as fields of full confidence."""
    nowhere = Box(left=0, top=0, right=0, bottom=0)
    return {
        name: Field(value=text, raw=text, page=1, box=nowhere, confidence=1.0) for name, text in values.items() if text
    }


def says(code: str) -> str:
    """The sentence of an error's code."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.IntakeError)]
    return next((f"{kind.says} {kind.next_step}" for kind in kinds if kind.code == code), code)


def fax_calls(app: App) -> tuple[Accounted, ...]:
    """What became of every call in the fax server's log; none without a fax server. Raises OSError."""
    if not app.settings.fax.spool:
        return ()
    since = datetime.fromtimestamp((app.settings.site / "audit.key").stat().st_mtime)
    return faxcheck.reconcile(Path(app.settings.fax.spool), app.ledger.receipts_from("fax"), app.ledger.seen, since)


def _audit_key(site: Path) -> bytes:
    """The site's audit key, made at first use, readable by the service's account only."""
    path = site / "audit.key"
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(secrets.token_bytes(32))
            opened.flush()
            os.fsync(opened.fileno())
    return path.read_bytes()

"""Check everything chartdrop needs on this machine; each check says what it found and what to do."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

from rich.console import Console
from rich.text import Text

from pipeline import wiring
from pipeline.adapters.database import WAL_IS_SOUND
from pipeline.adapters.ocr_tesserocr import find_tessdata
from pipeline.adapters.workers import Worker
from pipeline.config import Settings
from pipeline.errors import IntakeError
from pipeline.intake import faxinstall


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check: whether it is well, what was found, what to do otherwise."""

    what: str
    well: bool
    found: str
    to_do: str = ""


Check = Callable[[Settings], Finding]


def examine(settings: Settings) -> int:
    """Run every check and print it; 1 when something is wrong."""
    console = Console(width=None if Console().is_terminal else 160)
    findings = list(check_all(settings))
    for finding in findings:
        sign = Text("● ok     ", style="green") if finding.well else Text("■ wrong  ", style="red")
        console.print(sign + Text(f"{finding.what:<22} {finding.found}"))
        if not finding.well and finding.to_do:
            console.print(Text(f"         {'':<22} {finding.to_do}"))
    return 0 if all(finding.well for finding in findings) else 1


def check_all(settings: Settings) -> Iterator[Finding]:
    """Every finding; a check that breaks is a finding too."""
    for what, check in CHECKS.items():
        try:
            yield check(settings)
        except IntakeError as error:
            yield Finding(what=what, well=False, found=str(error))
        except Exception as error:
            yield Finding(what=what, well=False, found=type(error).__name__)


def _packages(_: Settings) -> Finding:
    owners = packages_distributions()
    strangers = {name for package in ("pipeline", "classifiers") for name in owners.get(package, [])} - {"chartdrop"}
    return Finding(
        what="packages",
        well=not strangers,
        found=f"also shipped by {', '.join(sorted(strangers))}"
        if strangers
        else "pipeline and classifiers are ours alone",
        to_do="Install chartdrop in a virtual environment of its own.",
    )


def _languages(settings: Settings) -> Finding:
    folder = find_tessdata("+".join(settings.reading.languages))
    return Finding(what="tesseract languages", well=True, found=f"{', '.join(settings.reading.languages)} in {folder}")


def _model(_: Settings) -> Finding:
    from pipeline.stages.classify import load_model

    return Finding(what="document type model", well=True, found=f"version {load_model().version}")


def _database(settings: Settings) -> Finding:
    kind = settings.ledger_url.partition(":")[0]
    journal = "WAL" if WAL_IS_SOUND else "rollback journal"
    found = f"SQLite {sqlite3.sqlite_version}, {journal}, synchronous=EXTRA" if kind == "sqlite" else kind
    app = wiring.build(settings)
    try:
        if kind != "sqlite" or (settings.site / "ledger.db").exists():
            app.ledger.create()
    finally:
        app.close()
    return Finding(what="database", well=True, found=found)


def _audit_key(settings: Settings) -> Finding:
    """Machines of one site share it; one that made a key of its own would break the audit."""
    if not (settings.site / "audit.key").exists():
        return Finding(
            what="audit key", well=True, found="none yet: copy it here before the first start of a second machine"
        )
    with closing(wiring.build(settings)) as app:
        if not settings.is_shared and not (settings.site / "ledger.db").exists():
            return Finding(what="audit key", well=True, found="nothing was written with it yet")
        app.ledger.create()
        well = app.ledger.has_audit_key()
    return Finding(
        what="audit key", well=well, found="the audit is written with it" if well else "another machine's differs",
        to_do=wiring.OTHER_KEY,
    )  # fmt: skip


def _site(settings: Settings) -> Finding:
    site = settings.site if settings.site.exists() else settings.site.parent
    try:
        with tempfile.NamedTemporaryFile(dir=site):
            pass
    except OSError as error:
        return Finding(what="site", well=False, found=f"{site} cannot be written ({error.strerror}).",
                       to_do="Give the service's account the folder, or name another with --site.")  # fmt: skip
    free = shutil.disk_usage(site).free / 1e9
    return Finding(what="site", well=free > 1, found=f"{site}, {free:.0f} GB free", to_do="Free some space.")


def _store(settings: Settings) -> Finding:
    store = wiring.build(settings).blobs
    probe = getattr(store, "probe", None)
    if probe is not None:
        probe()
    return Finding(what="object store", well=True, found=settings.blobs.url or f"folder {settings.site / 'objects'}")


def _fax(settings: Settings) -> Finding:
    if not settings.fax.spool:
        return Finding(what="fax queue", well=True, found="none configured")
    spool = Path(settings.fax.spool)
    try:
        faults = list(faxinstall.faults(spool))
        number = len(list((spool / "recvq").glob("fax*.tif")))
    except OSError as error:
        found = f"{spool / 'recvq'} cannot be read ({error.strerror})"
        to_do = "Name HylaFAX's spool in [fax] spool, and add the service's account to group uucp."
        return Finding(what="fax queue", well=False, found=found, to_do=to_do)
    seen = faxinstall.seen_at(spool)
    hook = "no hook (chartdrop fax install)" if faxinstall.program_of(spool) is None else f"hook seen {seen or 'never'}"
    return Finding(
        what="fax queue", well=not faults,
        found="; ".join([f"{spool / 'recvq'}, {number} faxes, {hook}", *(fault.found for fault in faults)]),
        to_do=" ".join(dict.fromkeys(fault.to_do for fault in faults)),
    )  # fmt: skip


def _isolation(settings: Settings) -> Finding:
    worker = Worker(wiring.reading_options(settings))
    try:
        isolated = worker.ready().isolated
    finally:
        worker.end()
    return Finding(
        what="reading processes", well=True,
        found="limited, without network" if isolated else "limited; this system does not allow taking the network away",
    )  # fmt: skip


CHECKS: dict[str, Check] = {
    "packages": _packages,
    "tesseract languages": _languages,
    "document type model": _model,
    "site": _site,
    "database": _database,
    "audit key": _audit_key,
    "object store": _store,
    "fax queue": _fax,
    "reading processes": _isolation,
}

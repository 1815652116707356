"""The verbs a person types. The one place where an error becomes an exit code."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.accounts import ROLES
from pipeline.config import Settings, load, shown
from pipeline.errors import IntakeError, UsageError
from pipeline.printing import facts

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    try:
        code = cli.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except click.Abort:
        code = 130
    except IntakeError as error:
        click.echo(f"chartdrop: {error}", err=True)
        code = error.exit_code
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:  # a folder that cannot be written, a disk that is full
        click.echo(f"chartdrop: {error.filename or 'The system'}: {error.strerror or type(error).__name__}.", err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--site", type=click.Path(path_type=Path), envvar="CHARTDROP_SITE", default=Path("chartdrop-site"),
    show_default=True, help="The folder that holds chartdrop.toml, inbox/, the database and the objects.",
)  # fmt: skip
@click.option("-v", "--verbose", is_flag=True, help="Say more about what is going on (ids only).")
@click.version_option(package_name="chartdrop")
@click.pass_context
def cli(context: click.Context, site: Path, verbose: bool) -> None:
    """Drop a scan or receive a fax; it lands in the right chart, or on a reviewer's desk with the reason why."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, stream=sys.stderr, format="%(asctime)s %(message)s"
    )
    context.obj = site


def _settings(context: click.Context, *, must_exist: bool = True) -> Settings:
    site: Path = context.obj
    if must_exist and not (site / "chartdrop.toml").exists():
        raise UsageError(f"There is no chartdrop site at {site}; chartdrop run makes one.")
    return load(site, os.environ)


@cli.command()
@click.option("--keep", type=click.Path(path_type=Path), help="Make the throw-away site here and leave it.")
@click.option("--serve", is_flag=True, help="Serve the desk on the result until Ctrl-C, with an account made for it.")
@JSON
def demo(keep: Path | None, serve: bool, as_json: bool) -> int:
    """The bundled samples through the whole pipeline, in a throw-away site; a table at the end."""
    from pipeline import demo as demonstration

    return demonstration.run(keep, serve=serve, as_json=as_json)


@cli.command()
@click.option(
    "--role", type=click.Choice(["intake", "work", "desk", "all"]), default="all", show_default=True,
    help="The part this process does; others than all need PostgreSQL.",
)  # fmt: skip
@click.pass_context
def run(context: click.Context, role: Any) -> int:
    """Watch, take in, work and serve the desk until Ctrl-C; makes the site when there is none."""
    logging.getLogger("chartdrop").setLevel(logging.INFO)
    from pipeline import operations

    return operations.run_service(_settings(context, must_exist=False), role)


@cli.command()
@PATHS
@click.option("--wait", is_flag=True, help="Follow the files until they are filed, on the desk or in quarantine.")
@click.pass_context
def ingest(context: click.Context, paths: tuple[Path, ...], wait: bool) -> int:
    """Hand files in, as the watched folder would. The files themselves stay where they are."""
    from pipeline import operations

    return operations.ingest(_settings(context, must_exist=False), paths, wait=wait)


@cli.command()
@PATHS
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per document per line.")
@click.option("--patients", type=click.Path(path_type=Path), help="A patient list (CSV) instead of the site's index.")
@click.pass_context
def inspect(context: click.Context, paths: tuple[Path, ...], as_json: bool, patients: Path | None) -> int:
    """What would happen to files; stores nothing."""
    from pipeline import operations

    return operations.inspect(_settings(context, must_exist=False), paths, patients, as_json=as_json)


@cli.command()
@JSON
@click.pass_context
def status(context: click.Context, as_json: bool) -> None:
    """What is where: counts by state, the oldest that waits, failures with reasons."""
    from pipeline import views

    report = views.status(_settings(context))
    click.echo(json.dumps(report)) if as_json else views.show_status(report)


@cli.command()
@JSON
@click.pass_context
def review(context: click.Context, as_json: bool) -> None:
    """The documents that wait for a person, most urgent first, each with its reasons."""
    from pipeline import views

    views.show_items(_settings(context), ("review",), as_json=as_json)


@cli.command()
@click.argument("ids", nargs=-1)
@click.pass_context
def retry(context: click.Context, ids: tuple[str, ...]) -> int:
    """Try what waits after a failure again now (all of it, or the ids given)."""
    from pipeline import operations

    return operations.retry(_settings(context), ids)


@cli.group()
def quarantine() -> None:
    """What could not be read or done, each with its reason."""


@quarantine.command("list")
@JSON
@click.pass_context
def quarantine_list(context: click.Context, as_json: bool) -> None:
    """What is set aside, and why."""
    from pipeline import views

    views.show_items(_settings(context), ("quarantine",), as_json=as_json)


@quarantine.command("release")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Release all of it.")
@click.pass_context
def quarantine_release(context: click.Context, ids: tuple[str, ...], everything: bool) -> int:
    """Put items back to work, after their cause is gone."""
    if not ids and not everything:
        raise UsageError("Name the ids to release, or --all.")
    from pipeline import operations

    return operations.release(_settings(context), ids)


@cli.group()
def patients() -> None:
    """The patient index."""


@patients.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--skip-bad", is_flag=True, help="Leave out rows that are wrong instead of refusing the whole list.")
@click.pass_context
def patients_import(context: click.Context, file: Path, skip_bad: bool) -> int:
    """CSV, FHIR R4 Bundle or NDJSON, HL7 v2 ADT. Repeatable: the same file again changes nothing."""
    from pipeline import operations

    return operations.import_patients(_settings(context, must_exist=False), file, skip_bad=skip_bad)


@patients.command("find")
@click.option("--family", default="", help="Family name.")
@click.option("--given", default="", help="Given name.")
@click.option("--birth-date", default="", help="yyyy-mm-dd")
@click.option("--mrn", default="")
@click.option("--phone", default="", help="10 digits")
@click.option("--member-id", default="")
@JSON
@click.pass_context
def patients_find(context: click.Context, /, as_json: bool, **values: str) -> int:
    """The same ranked candidates the pipeline would see."""
    from pipeline import operations

    return operations.find_patients(_settings(context), values, as_json=as_json)


@cli.command()
@click.option("--material", type=click.Path(path_type=Path), help="Training material; the shipped one by default.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Fit for no site, on the material alone, into this folder."
)
@click.option("--rollback", is_flag=True, help="Use the former model again.")
@click.option("--due", is_flag=True, help="Only when [learning] retrain says that it is time.")
@click.pass_context
def train(context: click.Context, material: Path | None, out: Path | None, rollback: bool, due: bool) -> int:
    """Fit this site's document type model on confirmed documents; promoted only when no type gets worse."""
    from pipeline import operations, training

    if out is not None:
        training.into_folder(material, out)
        return 0
    settings = _settings(context)
    if rollback:
        return training.roll_back(settings, actor=operations.actor())
    if due:
        return training.when_due(settings, material)
    return training.for_site(settings, material, actor=operations.actor())


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--truth", type=click.Path(path_type=Path, exists=True), required=True, help="Truth: JSON lines or CSV.")
@click.option("--patients", type=click.Path(path_type=Path), help="A patient list (CSV).")
@click.option("--out", type=click.Path(path_type=Path), help="Write the report as JSON here.")
@click.option("--html", type=click.Path(path_type=Path), help="Write a page with plots here, and its JSON beside it.")
@click.option("--least", multiple=True, metavar="NAME=SHARE", help="Exit with 1 when a figure is below, as type=0.95.")
@click.option("--most", multiple=True, metavar="NAME=SHARE", help="Exit with 1 when it is above, as wrong_chart=0.")
@click.pass_context
def evaluate(
    context: click.Context,
    folder: Path,
    truth: Path,
    patients: Path | None,
    out: Path | None,
    html: Path | None,
    least: tuple[str, ...],
    most: tuple[str, ...],
) -> int:
    """An honest report on a folder of files with their truth."""
    from pipeline import operations

    return operations.evaluate(
        _settings(context, must_exist=False), folder, truth, patients, out, html=html, least=least, most=most
    )


@cli.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--count", default=10, show_default=True, help="How many sheets.")
@click.option("--first", default=0, show_default=True, help="Number of the first sheet, 0 to 9999.")
@click.option("--size", type=click.Choice(("letter", "a4")), default="letter", show_default=True)
def separators(out: Path, count: int, first: int, size: str) -> None:
    """Write a PDF of separator sheets, to lay between documents in a scanner's or fax's feeder."""
    from pipeline.sheets import separator_sheets

    separator_sheets(out, count=count, first=first, size=size)
    click.echo(
        f"{count} separator sheets written to {out}. Print them in black, at 100%, and put one before each document."
    )


@cli.group()
def user() -> None:
    """Who may sign in to the desk, and the keys of scanners and monitors."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES),
              help="The first account is an admin, others reviewers, unless you say so.")  # fmt: skip
@click.option("--type", "types", multiple=True, help="Limit to this document type; repeatable.")
@click.option("--for-site", "sites", multiple=True, help="Limit to documents of this site; repeatable.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
@click.pass_context
def user_add(
    context: click.Context, name: str, role: Any, types: tuple[str, ...], sites: tuple[str, ...], password_stdin: bool
) -> int:
    """Make an account, or give one a new password (and role). The password is asked for."""
    from pipeline import users

    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return users.add(_settings(context, must_exist=False), name, role, types, sites, password)


@user.command("list")
@JSON
@click.pass_context
def user_list(context: click.Context, as_json: bool) -> int:
    """Accounts with their roles and limits, and keys."""
    from pipeline import users

    return users.listed(_settings(context), as_json=as_json)


@user.command("disable")
@click.argument("name")
@click.option("--second-factor", is_flag=True, help="Only forget the second factor: a new one is set up at sign-in.")
@click.pass_context
def user_disable(context: click.Context, name: str, second_factor: bool) -> int:
    """Let an account sign in no more; its open sessions end at once."""
    from pipeline import users

    return users.disable(_settings(context), name, second_factor_only=second_factor)


@user.command("key")
@click.argument("label")
@click.option("--use", type=click.Choice(["upload", "metrics"]), default="upload", show_default=True)
@click.option("--revoke", is_flag=True, help="Make the key useless instead.")
@click.pass_context
def user_key(context: click.Context, label: str, use: Any, revoke: bool) -> int:
    """Make a key for a scanner, a cloud fax or a monitor. It is printed this once; only its hash is kept."""
    from pipeline import users

    return users.key(_settings(context, must_exist=False), label, use, revoke=revoke)


@cli.group()
def audit() -> None:
    """The append-only record of everything a person or the program did."""


@audit.command("verify")
@click.pass_context
def audit_verify(context: click.Context) -> int:
    """Check that no line of the audit was changed, removed or moved."""
    from pipeline import operations

    return operations.verify_audit(_settings(context))


@cli.group()
def fax() -> None:
    """The fax server beside us."""


@fax.command("hook", context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def fax_hook(arguments: tuple[str, ...]) -> int:
    """Called by HylaFAX when a fax is over, in its spool: FILE DEVICE COMMID MESSAGE [CALLID...]. Always exits 0."""
    from pipeline.intake import hook

    return hook.main(arguments)


@fax.command("install")
@click.option("--write", is_flag=True, help="Change the fax server's files instead of printing what to change (root).")
@click.pass_context
def fax_install(context: click.Context, write: bool) -> None:
    """What HylaFAX must be told so that a fax is taken in as soon as its call is over."""
    from pipeline.intake import faxinstall

    spool = _settings(context, must_exist=False).fax.spool or "/var/spool/hylafax"
    program = Path(sys.argv[0]).absolute()
    if not write:
        click.echo(faxinstall.advice(Path(spool), program), nl=False)
        return
    for line in faxinstall.write(Path(spool), program):
        click.echo(line)


@cli.command()
@click.pass_context
def doctor(context: click.Context) -> int:
    """Check everything that chartdrop needs on this machine."""
    from pipeline import doctor as physician

    return physician.examine(_settings(context, must_exist=False))


@cli.group()
def config() -> None:
    """The settings."""


@config.command("show")
@JSON
@click.pass_context
def config_show(context: click.Context, as_json: bool) -> None:
    """What is in force, from the file and the CHARTDROP_* variables; secrets are not shown."""
    values: dict[str, dict[str, Any]] = shown(_settings(context, must_exist=False))
    if as_json:
        click.echo(json.dumps(values))
        return
    facts({f"{section}.{key}": value for section, keys in values.items() for key, value in keys.items()})


@cli.command()
@click.pass_context
def scrub(context: click.Context) -> int:
    """Read every stored object and every safe copy again, and name what is damaged or missing."""
    from pipeline import keeping

    return keeping.scrub(_settings(context))


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--no-objects", is_flag=True, help="Leave the objects out: the store has its own copies.")
@click.pass_context
def backup(context: click.Context, folder: Path, no_objects: bool) -> int:
    """Copy the ledger, the safe copies, the keys and the objects into a folder, while the service runs."""
    from pipeline import keeping

    return keeping.backup(_settings(context), folder, objects=not no_objects)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.pass_context
def restore(context: click.Context, folder: Path) -> int:
    """Make a new site from a backup, every byte checked."""
    from pipeline import keeping

    return keeping.restore(_settings(context, must_exist=False), folder)


@cli.group()
def keys() -> None:
    """The master keys that objects are encrypted under."""


@keys.command("rotate")
@click.option("--all", "everything", is_flag=True, help="Wrap the keys of all stored objects anew, too.")
@click.pass_context
def keys_rotate(context: click.Context, everything: bool) -> int:
    """Make a new master key (the first one as well); what was written under the old ones stays readable."""
    from pipeline import keeping

    return keeping.rotate(_settings(context, must_exist=False), everything=everything)


@cli.command("rebuild-index")
@click.pass_context
def rebuild_index(context: click.Context) -> int:
    """Restore the ledger's index of filed documents from the objects."""
    from pipeline import operations

    return operations.rebuild_index(_settings(context))

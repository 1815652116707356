"""A real site for end-to-end tests: born-digital lab reports of invented people, their list, the real service."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[2]
GIVEN = ("Maria", "James", "Linda", "Robert", "Susan", "David", "Karen", "Thomas", "Nancy", "Daniel")
FAMILY = (
    "Alvarado",
    "Beckett",
    "Castellan",
    "Dunmore",
    "Eastwick",
    "Farrow",
    "Gallard",
    "Hartwell",
    "Ibarra",
    "Jessop",
)


@dataclass(frozen=True)
class Person:
    """An invented patient; `number` makes the person and the report unlike all others."""

    number: int

    @property
    def patient_id(self) -> str:
        return f"P{self.number:05d}"

    @property
    def mrn(self) -> str:
        return str(4_100_000 + self.number * 37)

    @property
    def given(self) -> str:
        return GIVEN[self.number % 10]

    @property
    def family(self) -> str:
        return FAMILY[self.number // 10 % 10]

    @property
    def birth(self) -> tuple[int, int, int]:
        return 1940 + self.number % 60, 1 + self.number % 12, 1 + self.number % 28


def lab_report(path: Path, person: Person) -> None:
    """A one-page laboratory report with a text layer."""
    year, month, day = person.birth
    page = Canvas(str(path), pagesize=letter, invariant=1)
    page.setFont("Helvetica-Bold", 14)
    page.drawString(72, 740, "Ridgeline Reference Laboratory")
    page.setFont("Helvetica", 9)
    page.drawString(72, 726, "1400 Foundry Street, Dayton, OH 45402    Phone 937-555-0142    CLIA 36D0912345")
    page.setFont("Helvetica-Bold", 12)
    page.drawString(72, 700, "FINAL LABORATORY REPORT")
    page.setFont("Helvetica", 10)
    left = (
        f"Patient Name: {person.family}, {person.given}",
        f"Date of Birth: {month:02d}/{day:02d}/{year}",
        f"MRN: {person.mrn}",
    )
    right = ("Collected: 03/11/2026 08:15", "Reported: 03/12/2026 10:02", "Ordering Provider: Helen Marsh, MD")
    for row, (one, other) in enumerate(zip(left, right, strict=True)):
        page.drawString(72, 676 - 16 * row, one)
        page.drawString(330, 676 - 16 * row, other)
    page.drawString(330, 676 - 48, f"Accession No: RL-26-{person.number:06d}")
    page.setFont("Helvetica-Bold", 10)
    columns = (72, 240, 310, 400)
    for x, heading in zip(columns, ("Test", "Result", "Units", "Reference Range"), strict=True):
        page.drawString(x, 600, heading)
    page.setFont("Helvetica", 10)
    rows = (
        ("Glucose", f"{82 + person.number % 15}", "mg/dL", "70-99"),
        ("Creatinine", f"0.{70 + person.number % 25}", "mg/dL", "0.60-1.10"),
        ("Sodium", "139", "mmol/L", "135-145"),
        ("Potassium", "4.2", "mmol/L", "3.5-5.1"),
        ("Chloride", "101", "mmol/L", "98-107"),
        ("Calcium", "9.4", "mg/dL", "8.6-10.3"),
    )
    for number, row in enumerate(rows):
        for x, cell in zip(columns, row, strict=True):
            page.drawString(x, 582 - 15 * number, cell)
    page.drawString(72, 470, "End of report. Results were verified electronically.")
    page.save()


def patient_list(path: Path, people: Iterable[Person]) -> None:
    """The people as patients.csv."""
    with path.open("w", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["patient_id", "mrn", "family_name", "given_name", "birth_date"])
        for person in people:
            year, month, day = person.birth
            born = f"{year}-{month:02d}-{day:02d}"
            writer.writerow([person.patient_id, person.mrn, person.family, person.given, born])


@dataclass
class Service:
    """`chartdrop run` as a process of its own, on one site; it can be stopped, killed and started again."""

    site: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = (
            os.environ | {"CHARTDROP_READING_SECOND_ENGINE": "false", "CHARTDROP_DESK_PORT": "0"} | self.environment
        )
        log = (self.site / "service.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "--site", str(self.site), "-v", "run"],
            cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        log.close()

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self, timeout: float = 20) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=timeout)

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for the world outside this process. Raises AssertionError when it does not happen."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.1)):
        if condition():
            return
        pause.wait(0.1)
    raise AssertionError(f"did not happen within {seconds} s: {what}")

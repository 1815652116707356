"""The upload API: a promise only after the durable receive, once per idempotency key, with limits."""

from __future__ import annotations

import hashlib
from types import ModuleType, SimpleNamespace

import pytest

from pipeline import users
from pipeline.errors import DiskFull, LedgerUnavailable
from pipeline.intake.originals import SharingLog
from pipeline.review.api import name_of
from pipeline.wiring import App

PDF = b"%PDF-1.7\nnot much of one"


@pytest.fixture
def scanner(rig: ModuleType, app: App, capsys: pytest.CaptureFixture[str]):
    """A client with an API key; it has no cookie and sends no origin."""
    users.key(app.settings, "scanner", "upload", revoke=False)
    key = capsys.readouterr().out.strip()
    browser = rig.Browser(rig.application(app))

    def send(data: bytes = PDF, name: str = "scan.pdf", **headers: str):
        heads = {"Authorization": f"Bearer {key}"} | headers
        return browser.client.post("/api/v1/files", files={"file": (name, data)}, headers=heads)

    return send


def test_a_file_is_safe_when_it_is_promised(scanner, app: App) -> None:
    answer = scanner()
    assert answer.status_code == 201
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert answer.json()["sha256"] == sha256 and answer.json()["size"] == len(PDF)
    assert app.spool.path_of(sha256).read_bytes() == PDF
    (receipt,) = app.ledger.receipts_of(answer.json()["file_id"])
    assert receipt.source == "upload" and receipt.name == "scan.pdf"
    assert list((app.settings.site / "uploads").iterdir()) == []


def test_an_upload_is_shared_with_other_machines_as_every_arrival_is(scanner, app: App) -> None:
    shared: list[str] = []
    originals = SimpleNamespace(share=lambda sha256: shared.append(sha256))
    app.__dict__["receipts"] = SharingLog(app.ledger, originals)  # type: ignore[arg-type]
    assert scanner().status_code == 201 and shared == [hashlib.sha256(PDF).hexdigest()]


def test_the_same_idempotency_key_is_the_same_receipt(scanner, app: App) -> None:
    first, again = scanner(**{"Idempotency-Key": "k1"}), scanner(**{"Idempotency-Key": "k1"})
    assert again.status_code == 201 and again.json() == first.json() and again.headers["idempotent-replayed"] == "true"
    assert len(app.ledger.receipts_of(first.json()["file_id"])) == 1
    assert scanner(b"%PDF other", **{"Idempotency-Key": "k1"}).status_code == 409
    assert scanner(**{"Idempotency-Key": "k2"}).json()["receipt_id"] != first.json()["receipt_id"]


def test_nothing_is_promised_when_the_disk_is_full_or_the_database_down(
    scanner, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, status in ((DiskFull, 507), (LedgerUnavailable, 503)):

        def refuse(*_: object, error: type = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(app.spool, "receive", refuse)
        answer = scanner()
        assert answer.status_code == status and answer.headers["retry-after"] == "30"
        assert list((app.settings.site / "uploads").iterdir()) == []
    assert app.ledger.counts().receipts == 0


def test_what_is_empty_missing_too_large_or_unknown_is_refused(scanner, app: App, rig: ModuleType) -> None:
    assert scanner(b"").status_code == 422
    assert scanner(Authorization="Bearer cd_wrong").status_code == 401
    small = rig.application(rig.limited(app, 1))
    browser = rig.Browser(small)
    rig.account(app, "ana", "indexer")
    browser.sign_in("ana")
    heads = {"Origin": browser.origin, "X-CSRF-Token": browser.token}
    for size in (1_500_000, 2_500_000):
        sent = browser.client.post("/api/v1/files", files={"file": ("a.pdf", b"x" * size)}, headers=heads)
        assert sent.status_code == 413
    assert browser.client.post("/api/v1/files", data={"file": "x"}, headers=heads).status_code == 422
    assert app.ledger.counts().receipts == 0


def test_a_revoked_key_is_useless(scanner, app: App) -> None:
    users.key(app.settings, "scanner", "upload", revoke=True)
    assert scanner().status_code == 401


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\scans\\a.pdf", "a.pdf"),
        ("..", "upload"),
        ("", "upload"),
        ("a\r\nb.pdf", "ab.pdf"),
    ],
)
def test_a_name_is_never_a_path(given: str, kept: str) -> None:
    assert name_of(given) == kept


def test_the_api_is_described(scanner, rig: ModuleType, app: App) -> None:
    text = rig.Browser(rig.application(app)).get("/api/v1/openapi.json").json()
    assert list(text["paths"]) == ["/api/v1/files"]
    assert {"201", "401", "409", "413", "507"} <= set(text["paths"]["/api/v1/files"]["post"]["responses"])


def test_metrics_hold_counts_only(scanner, rig: ModuleType, app: App, capsys: pytest.CaptureFixture[str]) -> None:
    scanner(name="Zebulonia.pdf")
    web = rig.application(app)
    text = rig.Browser(web).get("/metrics").text
    assert 'chartdrop_items{state="working"} 1.0' in text and "Zebulonia" not in text and "f-" not in text
    away = rig.Browser(web, address="10.0.0.9")
    assert away.get("/metrics").status_code == 303
    users.key(app.settings, "prometheus", "metrics", revoke=False)
    key = capsys.readouterr().out.strip()
    assert away.get("/metrics", headers={"Authorization": f"Bearer {key}"}).status_code == 200

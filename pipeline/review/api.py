"""Handing files in: the page to drop them on, and `POST /api/v1/files` for scanners and cloud faxes."""

from __future__ import annotations

import hashlib
from typing import IO, Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Request
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, Response

from pipeline.accounts import Principal, Upload
from pipeline.durable import disk_errors
from pipeline.errors import StaleItem
from pipeline.review.gate import Needs, routes_of
from pipeline.review.pages import Anybody, note, show, site_of

router = APIRouter()
Sender = Annotated[Principal, Depends(Needs("upload"))]
_CHUNK = 1 << 20
_LONGEST_NAME = 200  # characters


class Received(BaseModel):
    """The promise: the bytes are on the disk and recorded."""

    receipt_id: str
    file_id: str
    sha256: str
    size: int
    received_at: str


class Refused(BaseModel):
    """Why not: a stable code and a sentence."""

    error: str
    says: str


_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    },
    "security": [{"key": []}],
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    400: {"model": Refused, "description": "The body is no form of this kind."},
    401: {"model": Refused, "description": "No key, or one that is not known."},
    403: {"model": Refused, "description": "The key is for something else, or the request came from another page."},
    409: {"model": Refused, "description": "The idempotency key was used for other bytes."},
    413: {"model": Refused, "description": "The file is larger than [desk] max_upload_mb."},
    422: {"model": Refused, "description": "There is no file in the form, or it is empty."},
    503: {"model": Refused, "description": "The database does not answer: nothing was promised, try again."},
    507: {"model": Refused, "description": "The disk is full: nothing was promised, try again."},
}


@router.get("/upload", include_in_schema=False)
def upload_page(request: Request, who: Sender) -> Response:
    return show(request, "upload.html", who, most=site_of(request).options.max_upload // 1_000_000)


@router.get("/api/v1/openapi.json", include_in_schema=False)
def openapi(request: Request, who: Anybody) -> Response:
    """The API's description."""
    routes = [route for route in routes_of(request.app) if route.path.startswith("/api/")]
    text = get_openapi(title="chartdrop", version="1", routes=routes)
    text.setdefault("components", {})["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    return JSONResponse(text)


@router.post("/api/v1/files", status_code=201, response_model=Received, responses=_ANSWERS, openapi_extra=_FORM)
async def receive(
    request: Request,
    who: Sender,
    idempotency_key: Annotated[str, Header(max_length=200, description="The same key again is the same file.")] = "",
) -> Response:
    """Take a file in. 201 says that it is on the disk and recorded, and not before."""
    with disk_errors():
        form = await request.form(max_files=1, max_fields=10)
    try:
        file = _sent(form.get("file"), site_of(request).options.max_upload)
        name = name_of(file.filename or "")
        kept, again = await run_in_threadpool(_take, request, who, file.file, name, idempotency_key)
    finally:
        await form.close()
    body = Received(
        receipt_id=kept.receipt_id, file_id=kept.file_id, sha256=kept.sha256, size=kept.size,
        received_at=kept.received_at,
    )  # fmt: skip
    return JSONResponse(body.model_dump(), 201, headers={"Idempotent-Replayed": "true"} if again else None)


def _sent(file: object, most: int) -> UploadFile:
    """The form's file. Raises HTTPException when it is missing, empty, or larger than `most` bytes."""
    if not isinstance(file, UploadFile):
        raise HTTPException(422, "Send the file as multipart/form-data, in a field called file.")
    if not file.size:
        raise HTTPException(422, "This file is empty (0 bytes).")
    if file.size > most:
        raise HTTPException(413, "This file is larger than the desk takes. Split it, or raise [desk] max_upload_mb.")
    return file


def name_of(given: str) -> str:
    """A file's own name, as text for people: no folders, no control characters, never a path."""
    last = given.replace("\\", "/").rpartition("/")[2]
    clean = "".join(letter for letter in last if letter.isprintable()).strip()[-_LONGEST_NAME:]
    return "upload" if clean in ("", ".", "..") else clean


def _take(request: Request, who: Principal, content: IO[bytes], name: str, wanted: str) -> tuple[Upload, bool]:
    """Receive durably, once for each idempotency key of a caller; whether it was received under this key before."""
    site = site_of(request)
    key = hashlib.sha256(f"{who.actor}\0{wanted}".encode()).hexdigest()
    if wanted and (found := site.access.get(Upload, key)):
        return _same(found[0], content), True
    receipt, file_id = site.receive(content, name)
    kept = Upload(
        key=key, sha256=receipt.sha256, receipt_id=receipt.receipt_id, file_id=file_id, size=receipt.size,
        received_at=receipt.received_at,
    )  # fmt: skip
    note(request, who, "handed in", file_id)
    if wanted:
        try:
            site.access.put(kept, 0)
        except StaleItem:  # the same request at the same time was quicker: its receipt is the one to name
            found = site.access.get(Upload, key)
            if found:
                return _same(found[0], content), True
    return kept, False


def _same(kept: Upload, content: IO[bytes]) -> Upload:
    """What was promised under a key. Raises HTTPException when these are other bytes."""
    total = hashlib.sha256()
    content.seek(0)
    while chunk := content.read(_CHUNK):
        total.update(chunk)
    if total.hexdigest() != kept.sha256:
        raise HTTPException(409, "This idempotency key was used for another file. Use a new key for each file.")
    return kept

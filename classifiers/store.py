"""Where models live: `_models/` of an installed wheel, or `models/` beside the packages in a working copy."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from .model import DoctypeModel, ModelError, load


def models_dir() -> Path:
    """Raises ModelError when this installation has none."""
    here = Path(__file__).parent
    for folder in (here / "_models", here.parent / "models"):
        if folder.is_dir():
            return folder
    raise ModelError("No models were installed with this program; install it again.")


def newest(kind: str = "doctype") -> Path:
    """The folder of the highest version of a kind of model. Raises ModelError when there is none."""
    versions = [
        path for path in (models_dir() / kind).glob("*") if path.name.isdigit() and (path / "model.skops").is_file()
    ]
    if not versions:
        raise ModelError(f"There is no {kind} model; run chartdrop train.")
    return max(versions, key=lambda path: int(path.name))


def open_model(folder: Path | None = None) -> DoctypeModel:
    """The model of a folder (the newest shipped one by default), if the file is the one its card describes.

    Raises ModelError when file and card do not belong together or the file cannot be trusted.
    """
    folder = folder or newest()
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        digest = hashlib.sha256((folder / "model.skops").read_bytes()).hexdigest()
    except (OSError, ValueError) as error:
        raise ModelError(f"The model in {folder.name} has no readable file and card.") from error
    if not isinstance(card, dict) or card.get("model_sha256") != digest:
        raise ModelError(f"The model file in {folder.name} is not the one its card describes; install it again.")
    return load(folder / "model.skops")

"""The world: ledger, blobs, OCR engines, worker processes, work engine, patient sources, memory."""

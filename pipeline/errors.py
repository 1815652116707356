"""Everything that can go wrong, as one tree. A class owns its message, its exit code and its disposition.

    IntakeError
    ├── UsageError              wrong usage or configuration                       exit 2
    │   └── ConfigError
    ├── DeskError               a reviewer asked for what cannot be done
    │   ├── Claimed             somebody else works on the document
    │   ├── NotSeen             a page has not been looked at
    │   ├── NotDecided          a patient, or a risky field, is still open
    │   ├── WrongValue          what was typed is no value of this field
    │   ├── CannotRegroup       pages cannot be put together so
    │   └── CannotUndo          it is too late, or there is nothing to undo
    ├── TransientError          tried again with back-off                          exit 3
    │   ├── StoreUnavailable    the object store does not answer
    │   ├── LedgerUnavailable   the database does not answer
    │   ├── MailUnavailable     the mailbox does not answer, or refuses us
    │   ├── DiskFull            no room for a durable copy
    │   ├── StillArriving       the file is not complete yet
    │   ├── StaleItem           somebody else changed the item meanwhile
    │   └── WorkerLost          a reading process died or was stopped at a limit
    └── QuarantineError         the file or document is set aside with its reason  exit 1
        ├── UnreadableFile
        │   ├── EmptyFile, EncryptedFile, DamagedFile, UnsupportedFormat, NotAFile, VanishedFile
        │   └── TooLarge        more pages, pixels or bytes than a reader may open
        ├── ReaderLimit         reading it went past memory or time, twice
        ├── IntegrityError      bytes do not have the hash they were stored under
        └── GaveUp              failed too often for no known reason

Messages are for people: what happened, then what to do next. They never hold a patient's data or a file's content;
the caller adds the file's name where a person sees it.
"""

from __future__ import annotations

from typing import ClassVar


class IntakeError(Exception):
    """Base of all errors a person can meet.

    `code` names the reason in records, `says` is the default sentence, `next_step` is what to do about it.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1
    says: ClassVar[str] = "Something went wrong."
    next_step: ClassVar[str] = "Look at the log for the error's name and report it."

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        return " ".join(part for part in (self.says, self.detail, self.next_step) if part)


class UsageError(IntakeError):
    code, exit_code = "usage", 2
    says, next_step = "", "See chartdrop --help."


class ConfigError(UsageError):
    code = "configuration"
    says, next_step = (
        "",
        "Correct chartdrop.toml or the CHARTDROP_* variable; chartdrop config show prints what is in force.",
    )


class DeskError(IntakeError):
    code = "desk"


class Claimed(DeskError):
    code = "claimed"
    says, next_step = "Somebody else works on this document.", "Take the next one, or look at this without changing it."


class NotSeen(DeskError):
    code = "not_seen"
    says, next_step = "Not every page was looked at.", "Look at the pages that are marked, then file."


class NotDecided(DeskError):
    code = "not_decided"
    says, next_step = "This cannot be filed yet.", "Decide what is marked, then file."


class WrongValue(DeskError):
    code = "wrong_value"
    says, next_step = "This field cannot hold that.", "Type it as it stands on the page."


class CannotRegroup(DeskError):
    code = "cannot_regroup"
    says, next_step = "The pages cannot be put together so.", "Nothing was changed."


class CannotUndo(DeskError):
    code = "cannot_undo"
    says, next_step = "There is nothing to undo.", "A filed document can be taken back."


class TransientError(IntakeError):
    code, exit_code = "transient", 3
    says, next_step = "This did not work now.", "It is tried again by itself."


class StoreUnavailable(TransientError):
    code = "store_unavailable"
    says = "The object store does not answer."
    next_step = "Documents wait and are filed when it is back; check the store and [blobs] in chartdrop.toml."


class LedgerUnavailable(TransientError):
    code = "ledger_unavailable"
    says = "The database does not answer."
    next_step = "Nothing is taken in until it is back; check [ledger] in chartdrop.toml."


class MailUnavailable(TransientError):
    code = "mail_unavailable"
    says = "The mailbox cannot be looked at."
    next_step = "Mails wait there and are taken in when it answers; check [mail] in chartdrop.toml."


class DiskFull(TransientError):
    code = "disk_full"
    says = "There is no room on the disk for a safe copy."
    next_step = "The original stays where it is and is taken in when there is room; free some space."


class StillArriving(TransientError):
    code = "still_arriving"
    says, next_step = "The file is still being written.", "It is taken in when it is complete."


class StaleItem(TransientError):
    code = "stale"
    says = "This document was changed by somebody else meanwhile."
    next_step = "Look at it again: it has moved on."


class WorkerLost(TransientError):
    code = "worker_lost"
    says = "The process that read this file ended unexpectedly."
    next_step = "It is read once more in a new process."


class QuarantineError(IntakeError):
    code = "quarantine"
    next_step = "The original is kept; see chartdrop quarantine list."


class UnreadableFile(QuarantineError):
    code = "unreadable"
    says = "This file cannot be read."
    next_step = "Ask the sender to send it again."


class EmptyFile(UnreadableFile):
    code = "empty"
    says = "This file is empty (0 bytes)."


class EncryptedFile(UnreadableFile):
    code = "encrypted"
    says = "This PDF is password-protected."
    next_step = "Ask the sender for an unlocked copy."


class DamagedFile(UnreadableFile):
    code = "damaged"
    says = "This file is damaged or cut off."


class UnsupportedFormat(UnreadableFile):
    code = "unsupported"
    says = "This is not a PDF, TIFF, JPEG, PNG, HEIC, WebP, BMP or GIF file."
    next_step = "Ask the sender for a PDF, or print it to PDF and drop that."


class NotAFile(UnreadableFile):
    code = "not_a_file"
    says = "This is a link, a folder or a device, not a file."
    next_step = "Copy the file itself into the folder."


class VanishedFile(UnreadableFile):
    code = "vanished"
    says = "The file was removed before it was safely copied."
    next_step = "Drop it again if it is still needed."


class TooLarge(UnreadableFile):
    code = "too_large"
    says = "This file is larger than a reader may open."
    next_step = "Split it, or raise the limit in [reading] of chartdrop.toml."


class ReaderLimit(QuarantineError):
    code = "reader_limit"
    says = "Reading this file needed more memory or time than one file may use."
    next_step = "It may be malformed: print it to PDF and drop that, or raise the limit in [reading] of chartdrop.toml."


class IntegrityError(QuarantineError):
    code = "integrity"
    says = "The stored bytes do not have the checksum they were stored under."
    next_step = "Restore this file from done/ or from a backup; check the disk."


class GaveUp(QuarantineError):
    code = "gave_up"
    says = "This failed too often and was set aside so that nothing waits behind it."
    next_step = "See the log for the error's name, then chartdrop quarantine release to try again."

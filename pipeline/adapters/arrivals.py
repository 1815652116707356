"""What an arrival puts into the ledger: the file, the reasons its receipt brings, and what belongs together with it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.items import Change, Item
from pipeline.records import Doubt, Receipt, Sender, evolve

MAY_CONTINUE_S = 4 * 3600  # a sender's machine tries again within minutes, its operator within hours

_FLAGS = {
    "incomplete": Doubt(code="incomplete", says="The fax line reported an error: pages may be missing or cut."),
    "interrupted": Doubt(
        code="interrupted", says="The fax call ended before the fax was complete: pages may be missing."
    ),
}


def arrival(receipt: Receipt, file_id: str) -> Change:
    """The file item of new bytes, and its work."""
    item = Item(
        item_id=file_id,
        kind="file",
        file_id=file_id,
        sha256=receipt.sha256,
        name=receipt.name,
        received_at=receipt.received_at,
        reasons=tuple(_FLAGS[flag] for flag in receipt.flags if flag in _FLAGS),
    )
    return Change(items=(item,), jobs=(item.job(),))


def linked(change: Change, receipt: Receipt, earlier: Iterable[tuple[Receipt, tuple[Item, ...]]]) -> Change:
    """Name on both faxes that one seems to hold what the other lacks: a sender repeats only the missing pages.

    An interrupted fax is recognised later than its repetition arrives, so the order of receipts says nothing: the fax
    server's numbering does. What is filed already is not touched.
    """
    (new,) = change.items
    others: dict[str, Item] = {}  # the same bytes twice are two receipts of one file
    for other, items in earlier:
        first, rest = sorted((receipt, other), key=lambda one: one.name)
        if first.flags and first.name != rest.name and _same_sender(first, rest):
            new = _also(new, _reason(begins=receipt is first, file_id=items[0].file_id if items else ""))
            reason = _reason(begins=receipt is not first, file_id=new.file_id)
            others |= {item.item_id: _also(item, reason) for item in items if item.state in ("working", "review")}
    return evolve(change, items=(new, *others.values()))


def _also(item: Item, reason: Doubt) -> Item:
    return item if reason in item.reasons else evolve(item, reasons=(*item.reasons, reason))


def _reason(*, begins: bool, file_id: str) -> Doubt:
    what = "The missing pages may be in" if begins else "This may be the rest of an incomplete fax,"
    return Doubt(code="continuation", says=f"{what} {file_id}: the same sender called again soon after.")


def callers(sender: Sender) -> tuple[str, ...]:
    """What finds the other faxes of `_same_sender`: more than them, never less."""
    known = (("number", sender.number), ("machine", sender.subscriber_id))
    return tuple(f"{kind}:{value[:140]}" for kind, value in known if value)


def _same_sender(one: Receipt, other: Receipt) -> bool:
    if one.sender.number and other.sender.number:
        return one.sender.number == other.sender.number
    return bool(one.sender.subscriber_id) and one.sender.subscriber_id == other.sender.subscriber_id

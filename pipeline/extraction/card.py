"""What an insurance card says: the member, the payer and the numbers a front desk types, from front and back.

Labels have no colons and stand above, below or before their values, in small print; so every value must pass its own
grammar, and a value above a label counts only where nothing below it fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extraction.card_labels import LEXICON
from pipeline.extraction.card_member import lists, member
from pipeline.extraction.card_numbers import labelled, medicare, member_ids, pharmacy, phones, policies
from pipeline.extraction.card_parts import Rows, own_sides, sides
from pipeline.extraction.card_payer import payer_sightings, plan_sightings
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Fused, Sighting, fuse
from pipeline.records import Doubt, Extraction

__all__ = ["LEXICON", "extract_card"]

_SEVERAL = Doubt(code="several_cards", says="The pages show more than one insurance card; only the first was read.")


def extract_card(context: Context) -> Extraction:
    """The card's fields with their evidence, and the member's name and number as the patient's."""
    everything = sides(context)
    numbers = [*member_ids(context)]
    own, several = own_sides(everything, numbers)
    rows = Rows(own)
    found: list[Sighting] = [s for s, line in numbers if rows.hold(s.page, line)]
    found += [s for s, line in labelled(context) if rows.hold(s.page, line)]
    found += [s for s, line in policies(context, found) if rows.hold(s.page, line)]
    found += [*pharmacy(own), *medicare(own), *phones(context, own)]
    found += payer_sightings(context, [(side.sheet, side.lines) for side in own])
    fused = {
        name: f for name in dict.fromkeys(s.field for s in found) if (f := fuse([s for s in found if s.field == name]))
    }
    _apart(fused, found)
    fields = {name: result.field for name, result in fused.items()}
    payer = str(fields["payer_name"].value) if "payer_name" in fields else ""
    if plan := fuse([*plan_sightings(context, [(side.sheet, side.lines) for side in own], payer)]):
        fields["plan_name"] = plan.field
    fields |= member(context, own, fields)
    fields |= lists(own)
    disputed = [n for n, f in fused.items() if f.disputed and n in ("member_id", "payer_name", "group_number")]
    doubts = [
        Doubt(code=f"{n}_disputed", says=f"The card gives more than one {n.replace('_', ' ')}.") for n in disputed
    ]
    return Extraction(fields=fields, doubts=(*doubts, *((_SEVERAL,) if several else ())))


def _apart(fused: dict[str, Fused], found: Sequence[Sighting]) -> None:
    """A number cannot be two fields: the group that equals the pharmacy's group, or the member's, is none."""
    pcn = fused.get("rx_pcn")
    if pcn and re.fullmatch(r"[0-9]{6}", str(pcn.field.value)):  # that is a BIN
        rest = fuse([s for s in found if s.field == "rx_pcn" and s.value != pcn.field.value])
        del fused["rx_pcn"]
        fused |= {"rx_pcn": rest} if rest else {}
    grouped = fused.get("rx_group")
    if grouped and pcn and "rx_pcn" in fused and grouped.field.value == fused["rx_pcn"].field.value:
        del fused["rx_group"]  # the same words, paired twice
    group = fused.get("group_number")
    if group is None:
        return
    for other in ("rx_group", "member_id", "rx_bin"):
        if other in fused and fused[other].field.value == group.field.value:
            rest = fuse([s for s in found if s.field == "group_number" and s.value != group.field.value])
            del fused["group_number"]
            if rest:
                fused["group_number"] = rest
            return

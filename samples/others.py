"""All families of type `other`: what must never be filed as a lab result, a referral, a consent or an insurance card."""

from __future__ import annotations

import others_agencies
import others_asks
import others_billing
import others_clinical
import others_imaging
import others_letters
import others_long
import others_near
import others_notes
import others_orders
import others_papers
import others_pocket
import others_replies
import others_trade
import others_wallet
from script import Family

FAMILIES: dict[str, Family] = {
    **others_clinical.FAMILIES,
    **others_imaging.FAMILIES,
    **others_orders.FAMILIES,
    **others_billing.FAMILIES,
    **others_letters.FAMILIES,
    **others_agencies.FAMILIES,
    **others_trade.FAMILIES,
    **others_papers.FAMILIES,
    **others_long.FAMILIES,
    **others_near.FAMILIES,
    **others_wallet.FAMILIES,
    **others_replies.FAMILIES,
    **others_notes.FAMILIES,
    **others_asks.FAMILIES,
    **others_pocket.FAMILIES,
}

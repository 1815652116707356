"""All families of type `other`: what must never be filed as a lab result, a referral, a consent or an insurance card."""

from __future__ import annotations

import others_admin
import others_billing
import others_clinical
import others_long
import others_misc
import others_reports
from script import Family

FAMILIES: dict[str, Family] = {
    **others_clinical.FAMILIES,
    **others_reports.FAMILIES,
    **others_billing.FAMILIES,
    **others_admin.FAMILIES,
    **others_misc.FAMILIES,
    **others_long.FAMILIES,
}

"""Families of referrals: letters, forms, orders that refer the patient on, authorization requests, therapy scripts."""

from __future__ import annotations

from referral_clinics import CLINIC_FAMILIES
from referral_drugs import DRUG_FAMILIES
from referral_forms import FORM_FAMILIES
from referral_letters import LETTER_FAMILIES
from referral_more import MORE_FAMILIES
from referral_near import NEAR_FAMILIES
from referral_offices import PRINTED_FAMILIES
from referral_packets import PACKET_FAMILIES
from referral_requests import PAYER_FAMILIES, THERAPY_FAMILIES

FAMILIES = {
    **LETTER_FAMILIES,
    **FORM_FAMILIES,
    **MORE_FAMILIES,
    **PRINTED_FAMILIES,
    **PAYER_FAMILIES,
    **THERAPY_FAMILIES,
    **CLINIC_FAMILIES,
    **PACKET_FAMILIES,
    **DRUG_FAMILIES,
    **NEAR_FAMILIES,
}

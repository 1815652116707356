"""Families of laboratory results."""

from __future__ import annotations

from labs_findings import MICRO_FAMILIES, SPECIMEN_FAMILIES, TISSUE_FAMILIES
from labs_more import MORE_FAMILIES
from labs_offices import OFFICE_FAMILIES
from labs_panels import PANEL_FAMILIES
from labs_special import SPECIAL_FAMILIES

FAMILIES = {
    **PANEL_FAMILIES,
    **SPECIAL_FAMILIES,
    **MORE_FAMILIES,
    **OFFICE_FAMILIES,
    **MICRO_FAMILIES,
    **TISSUE_FAMILIES,
    **SPECIMEN_FAMILIES,
}

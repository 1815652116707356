"""Consents: who agrees to what, whether it is signed, by whom and when. The scripts stand in consents_*.py."""

from __future__ import annotations

from blocks import Sheet
from consents_care import CARE
from consents_office import OFFICE
from consents_procedures import PROCEDURES
from consents_spanish import SPANISH
from people import World
from scene import Scene
from script import Family, sheet

MINOR_SIGNERS = ("mother", "mother", "father", "parent", "legal guardian", "grandmother", "stepfather")
ADULT_SIGNERS = ("self",) * 8 + ("spouse", "daughter", "power of attorney", "health care proxy", "legal guardian")
SIGNED_SHARE = 0.8
CLAUSES_OF = {"treatment": 9, "procedure": 9, "release": 8}  # at most so many further sentences; 5 for the others


def signer_role(world: World, who: str) -> str:
    """Who signs: a child's papers are signed by an adult; `who` "self" allows nobody else for an adult."""
    if world.age() < 18:
        return world.pick(MINOR_SIGNERS)
    if who == "minor":
        return "legal guardian"
    return "self" if who == "self" else world.pick(ADULT_SIGNERS)


def consent(name: str, script: str, spanish: bool = False) -> Family:
    """A family of consents. The script's first line is `TYPE consent_type [any|self|minor]`."""
    first, _, body = script.strip().partition("\n")
    consent_type, who = [*first.split()[1:], "any"][:2]

    def build(world: World) -> Sheet:
        role = signer_role(world, who)
        scene = Scene(world, role, signed=world.chance(SIGNED_SHARE), spanish=spanish)
        truth: dict[str, object] = {"consent_type": consent_type, "signed": "present" if scene.signed else "absent"}
        if scene.signed and role == "self":
            truth["signer_relationship"] = "self"
        clauses = ("spanish", 5) if spanish else (consent_type, CLAUSES_OF.get(consent_type, 5))
        return sheet(scene, body, "consent", f"consent.{name}", truth, clauses=clauses)

    return build


FAMILIES: dict[str, Family] = {
    **{f"consent.{name}": consent(name, script) for name, script in {**CARE, **PROCEDURES, **OFFICE}.items()},
    **{f"consent.{name}": consent(name, script, spanish=True) for name, script in SPANISH.items()},
}

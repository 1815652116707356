"""Insurance cards: front and back, labels before, above and below their values, and only the first of two cards."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction.card import LEXICON, extract_card
from pipeline.extraction.context import open_document
from pipeline.records import Box, Extraction, Page, Word

CHAR, ROW = 12, 40


def page(text: str, number: int = 1) -> Page:
    """A page in a fixed pitch: one word a run, at its column and row. Rows that begin with `^` are in large print."""
    words, at = [], 0
    for row, line in enumerate(text.strip("\n").split("\n")):
        tall = 12 if line.startswith("^") else 0
        line = line.replace("^", " ")
        for word in line.split():
            at = line.index(word, at)
            top = 100 + row * ROW
            box = Box(left=60 + at * CHAR, top=top - tall, right=60 + (at + len(word)) * CHAR, bottom=top + 24)
            words.append(Word(text=word, box=box, line=row))
            at += len(word)
        at = 0
    return Page(number=number, width=1700, height=2200, dpi=200, kind="scan", words=tuple(words))


def read(*texts: str) -> Extraction:
    pages = [page(text, number) for number, text in enumerate(texts, start=1)]
    return extract_card(open_document(pages, "insurance_card", LEXICON))


def values(found: Extraction) -> dict[str, object]:
    return {name: field.value for name, field in found.fields.items()}


FRONT = """
^Larkspur Health Plan
Choice Plus HMO
Member Name                 Effective Date
ANA B. RUIZ                 01/01/2026
Member ID                   Group
XPH12345678                 WU8691
RxBIN: 610014   RxPCN: MEDDPRIME   RxGrp: RX1719
PCP $25   Specialist $50   ER $350
Dependents: 02 TOM RUIZ 03 EVA RUIZ
"""
BACK = """
^Larkspur Health Plan
Member Services: 800-555-0150
Provider Services: 800-555-0130
Pharmacist Help Desk: 800-555-0169
Send claims to: Larkspur Health Plan Claims, PO Box 3346, Omaha, NE 68101
Electronic payer ID 53324
"""


def test_front_and_back() -> None:
    assert values(read(FRONT, BACK)) == {
        "payer_name": "Larkspur Health Plan",
        "plan_name": "Choice Plus HMO",
        "member_name": "ANA B RUIZ",
        "family_name": "RUIZ",
        "given_name": "ANA",
        "middle_name": "B",
        "member_id": "XPH12345678",
        "group_number": "WU8691",
        "rx_bin": "610014",
        "rx_pcn": "MEDDPRIME",
        "rx_group": "RX1719",
        "effective_date": "2026-01-01",
        "payer_phone": "8005550150",
        "payer_id": "53324",
        "copays": ("PCP $25", "Specialist $50", "ER $350"),
        "dependents": ("TOM RUIZ", "EVA RUIZ"),
    }


def test_a_back_alone_names_the_payer_and_nobody_else() -> None:
    found = values(read(BACK))
    assert found["payer_name"] == "Larkspur Health Plan"
    assert found["payer_phone"] == "8005550150"
    assert "member_id" not in found and "family_name" not in found


def test_values_over_their_labels() -> None:
    found = values(
        read(
            "^State Medicaid\nPlan: Centennial\n\nTCG-376382122\nID# / Num. de identificacion\n\n"
            "Name / Nombre\nWALTER LARS"
        )
    )
    assert found["member_id"] == "TCG-376382122"
    assert found["member_name"] == "WALTER LARS"


def test_medicare_card() -> None:
    found = values(
        read(
            """
^MEDICARE HEALTH INSURANCE
Name/Nombre
ELIZABETH AHMED
Medicare Number/Numero de Medicare
2GM3-MC4-UY72
Entitled to/Con derecho a     Coverage starts/Cobertura empieza
HOSPITAL (PART A) 08-01-2018
MEDICAL (PART B) 08-01-2018
"""
        )
    )
    assert found["payer_name"] == "Medicare"
    assert found["member_id"] == "2GM3MC4UY72"
    assert found["effective_date"] == "2018-08-01"
    assert (found["given_name"], found["family_name"]) == ("ELIZABETH", "AHMED")


def test_last_name_first_and_suffix() -> None:
    found = values(read("^Great Basin Mutual\nMember: RUIZ, TOM A JR\nID: W429180743"))
    assert (found["family_name"], found["given_name"], found["middle_name"]) == ("RUIZ", "TOM", "A")
    assert found["suffix"] == "Jr"


def test_the_member_is_not_the_subscriber() -> None:
    found = values(read("^Great Basin Mutual\nSubscriber: Wei Davila\nMember: Debbie Davila\nMember ID: W429180743"))
    assert found["given_name"] == "Debbie"


def test_the_pharmacys_group_is_not_the_group() -> None:
    found = values(read("^Local 400 Welfare Fund\nID: W429180743\nBIN #: 350849 PCN #: A4 GRP #: RX1719"))
    assert found["rx_group"] == "RX1719"
    assert "group_number" not in found


def test_bin_and_pcn_on_one_label() -> None:
    found = values(read("^Great Basin Mutual\nMember ID: W429180743\nBIN/PCN: 610014 / MEDDPRIME"))
    assert (found["rx_bin"], found["rx_pcn"]) == ("610014", "MEDDPRIME")


def test_only_the_first_of_two_cards() -> None:
    second = "\n" * 8 + "^Pinnacle Ridge Insurance\nMember: ANA RUIZ\nMember ID: ZZQ99887766\nGroup: 55512"
    found = read("^Great Basin Mutual\nMember: ANA RUIZ\nMember ID: W429180743" + second)
    assert values(found)["member_id"] == "W429180743"
    assert values(found)["payer_name"] == "Great Basin Mutual"
    assert "group_number" not in values(found)
    assert [doubt.code for doubt in found.doubts] == ["several_cards"]


def test_the_copying_clinic_is_no_payer() -> None:
    found = values(
        read(
            "INSURANCE CARD COPY - SCAN TO CHART\ncopied 4/8/2026 initials KV\n\n"
            "^Heartwell Advantage\nMember ID\nUBH727775064"
        )
    )
    assert found["payer_name"] == "Heartwell Advantage"


def test_who_stands_behind_an_employers_card() -> None:
    found = values(read("^Coastline Hotels\nMember ID: W429180743\nAdministered by Evergreen Coast Health Network"))
    assert found["payer_name"] == "Evergreen Coast Health Network"


def test_sentences_are_no_payer() -> None:
    assert "payer_name" not in values(
        read("Present this card each time\nFailure to obtain approval may reduce your benefits")
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n"), max_size=50), max_size=8))
def test_no_text_makes_it_raise(lines: list[str]) -> None:
    read("\n".join(lines))
    read("Member ID\n" + "\nGroup ".join(lines))

"""What forms call the things that every document has: people, their particulars, dates, numbers. English, some Spanish.

Phrases are parted by semicolons. A `?` marks an everyday word that is a label only before a colon or alone in its cell,
a `:` one that always needs the colon.
Only words of the trade: a phrase that one form alone prints has no place here.
"""

from __future__ import annotations

from pipeline.extraction.labels import Label, Lexicon, labels_of, phrases
from pipeline.extraction.labels_grammar import composed
from pipeline.extraction.labels_words import FIELDS, ROLES

# Fields that belong to the document or to no person, and labels that only end a value.
OTHERS = {
    "member_id": """
        member id; member id#; member id #; member #; member no; member number; subscriber id; subscriber #;
        subscriber no; subscriber number; policy #; policy no; policy number; policy id; insurance id; insurance id #;
        id number (insurance); insured id; insured id #; insured's id number; identification number?;
        member identification number; ins id; ins id #; insurance #; insurance no; insurance number; medicare number;
        medicaid id; medicare id; medicare #; medicaid #; medicaid number; medicare no; beneficiary id;
        beneficiary number; enrollee id; enrollee #; contract #; contract number; certificate #; certificate number;
        recipient id; identification no?; member id number; id de miembro; numero de miembro; numero de poliza;
        poliza?; poliza #; mbi; hic #; hicn; membership number; membership id; membership #; plan id #;
        health plan id; health plan id #; member/subscriber id; subscriber/member id; ins. id; policy/id #;
        policy / id #; id poliza; no. de poliza; participant id; policy/member id; insurance policy #;
        insurance policy number; ins policy #; numero de afiliado; member id no; subscriber id #;
        patient insurance id; insurance member id; plan / member; plan/member id; insurance / member id; insurance/id;
        plan / id; payer / member id; ins / id; insurance and id
    """,
    "collected_date": """
        fecha de toma / collected; date of collection/test; date / time collected; collection date & time; collected?;
        date collected; collection date; collected date; collected on?; coll date; date of collection;
        collection date/time; date/time collected; collected date/time; specimen collected; drawn?; date drawn;
        draw date; collection?; coll?; coll.; collect date; collection time; date & time collected; time collected;
        specimen date; date of specimen; coll. date; coll dt; collection dt; specimen collection date; drawn on?;
        date/time drawn; collected dt; sample date; sample collected; fecha de toma; fecha de coleccion;
        date of service; service date; dos; coll date/time; collection datetime; collected d/t; recolectado;
        date obtained; obtained?; collected at?; date taken; taken?; specimen drawn; col date; test date;
        date of test; date tested; fecha de recoleccion; tested?; performed on?; date performed; coll d/t;
        void time/date; voided; void date; collection date/time (local); date of draw; specimen collection;
        draw date/time; draw time; draw of record; latest draw; last draw; most recent collection; latest collection;
        blood taken; blood drawn; screening date; screened on; test time; sample drawn; coll'd; specimen date/time;
        most recent?; latest?; drawn date; drawn date/time; drawn at?; date of blood draw; blood draw date;
        date sampled;
        sampled?; sampling date; swab date; date specimen collected; date specimen taken; collect dt/tm; coll time;
        specimen taken; specimen obtained; sample taken; obtained on; taken on;
        date of collection of specimen
    """,
    "received_date": """
        received?; date received; received date; received on?; recv; rec'd; recd; date/time received;
        received date/time; specimen received; date recd; received in lab; rcvd; rcv; recvd; recibido?; received at?;
        in lab?; accessioned?; recv date; rec'd date; rcvd date; logged?
    """,
    "reported_date": """
        fecha del informe / reported; result date / time; report time; date / time reported; date of result;
        reported?; date reported; report date; reported date; reported on?; date of report; date/time reported;
        reported date/time; resulted?; result date; date resulted; resulted on?; final report date; report date/time;
        results reported; released?; date released; report issued; issued?; completed?; date completed; signed out;
        sign out date; rptd; rpt date; report released; result date/time; fecha de reporte; fecha del informe;
        fecha de resultado; reportado?; final:; verified?; date verified; finalized?; report status date;
        date of final report; released on?; rpt dt; rep date; report dt; result dt; resulted date;
        reissue date; reissued; result ready; ready?; charted?; date signed out; signed out on; approved on?;
        validated?; rpt'd; date out; out?; read?; read on;
        results released;
        res?; rslt?; result time; res date; reported at; resulted at
    """,
    "printed_date": """
        printed?; print date; date printed; printed on?; run date; date/time printed; generated?; generated on?;
        print date/time; run?; report generated; report run; fecha de impresion; impreso?; as of?
    """,
    "faxed_date": """
        faxed?; date faxed; fax date; sent?; date sent; transmitted?; faxed on?
    """,
    "signed_date": """
        date signed; signed on?; signature date; signed date; date of signature; date/time signed; fecha de firma
    """,
    "document_date": """
        referral date; date of referral; order date; date ordered; date of order; ordered?; ordered on?; request date;
        date of request; date requested; letter date; fecha de referencia; fecha de remision; ordered date;
        fecha de referido; date referred; referred on?; date written; date of letter; request submitted;
        date submitted; submitted on?; submission date; created?; date created; entered?; order entered;
        fecha de solicitud; date initiated; order placed; created on?
    """,
    "effective_date": """
        effective date; effective?; eff date; coverage effective; coverage effective date; eff. date; eff?; eff dt;
        effective from?; member since; effective as of?; plan effective; coverage begins; coverage start; issue date;
        eff.?; valid from; vigencia?; fecha de vigencia; effective on?; coverage date
    """,
    "expiry_date": """
        expires?; expiration date; exp date; expiration?; valid through; valid until; exp?; expires on?; term date;
        valid thru; good through; auth expires; vence?
    """,
    "other_date": """
        admission date; admit date; discharge date; visit date; appointment date; date of visit; appt date;
        date of injury; date of onset; date of surgery; surgery date; procedure date; date of procedure; lmp;
        last menstrual period; next appointment; date of last visit; last seen?; date of death; due date; revised:;
        rev?; form revised; approval date; date approved; encounter date; onset date; appointment?; last updated;
        updated?
    """,
    "date": """
        date?; today's date; fecha?; dated?; date of document
    """,
    "accession_number": """
        sample?; no. de muestra / specimen no; spec #; spec no; spec; path no; lab order id; lab no; accession?;
        accession #; accession no; accession number; acc #; acc no; accn; acc?; lab #; lab number; lab accession;
        lab id; specimen id; specimen #; specimen number?; specimen no; case #; case number?; case no;
        lab accession #; accession/specimen; lab ref; lab ref #; lab reference; lab reference number; sample id;
        sample #; sample no; requisition/accession; lab accession number; accession id; acc.?; acc. #; acc number;
        specimen?; filler order number; filler #; numero de muestra; path #; pathology number; pathology #; report #;
        report no; report number?; access #; access no; case id; lab case; lab id #; filler order; acc id; accsn;
        accn #; lab spec; sample number?; kit:; kit #; kit no; kit number; kit id; seq?; seq #; seq no; sequence #;
        spec. no; slide #; slide no; cyto #; cytology #; cytology no; surgical #; surgical no; our id; our ref; our #;
        latest specimen; tube id; lab report #; lab report no; barcode:; bar code:; cartridge id; specimen barcode
    """,
    "order_number": """
        order #; order no; order number?; order id; requisition?; requisition #; requisition no; requisition number;
        req #; req no; placer order number; req number; control #; control no; control id?; reqn; placer #;
        order?; visit #; visit no; visit number?; encounter?; encounter #; csn?; fin?; fin #; har?;
        invoice #; confirmation #; reference #; ref #; ticket #; tracking #; job?; job #; form #; control number;
        encounter no; page?; fin no; visit id; document id; doc id; doc #; document #
    """,
    "lab_order": """
        lab order #; lab order no; lab order number; lab order; laboratory order #
    """,
    "account": """
        account?; account #; account no; account number; acct?; acct #; acct no; acct number; client #; client no;
        client number; client id; client acct; client acct #; cuenta?; patient account; patient account #;
        patient acct; patient account number; patient account no; patient acct #; patient acct no; hospital account;
        guarantor account; billing account; provider id; provider #; tax id; tin; clia; clia #; clia id; clia no;
        clia number; cap #; dea; dea #; license?; license #; lic #; upin; ein; fein; ncpdp; taxonomy; room?; bed?;
        ward?; unit?; floor?; dept?; department?
    """,
    "npi": """
        npi; npi #; npi no; npi number; provider npi; individual npi; national provider identifier; npi:
    """,
    "group_number": """
        group?; group #; group no; group number; grp?; grp #; group id; grp no; grp number; policy group?;
        insurance group; group policy #; grupo?; group name/number; policy group #
    """,
    "fax": """
        fax?; fax #; fax no; fax number; facsimile; fx?; f:; fax tel; fax.
    """,
    "work_phone": """
        work phone; work?; business phone; office phone; employer phone; phone (work); call back number; clinic phone;
        callback?; call back; work tel; wk phone; office tel; customer service?; member services?; provider services?
    """,
    "email": """
        email?; e-mail; email address; e-mail address; correo; website; web?; url; correo electronico
    """,
    "performing_lab": """
        performing lab; performing laboratory; performed at; testing performed at; performing site; testing site;
        testing laboratory; performing location; laboratorio realizador; laboratorio / laboratory; laboratory?; lab?;
        lab name; laboratory name; performed by?; testing performed by; testing lab; laboratorio?; tested at?;
        resulting agency; resulting lab; done at?; tests performed at; performing lab name; reference lab;
        reference laboratory; run at?; processed by?; processed at?; assay site?; assayed at?; assayed by?; pl:;
        test site?; site of test; by lab; analyzed by?; analyzed at?; tested by lab; lab site
    """,
    "result_status": """
        report status; result status; status?; order status; lab status; estado / status; estado?; status of report;
        report?; status of result; specimen status; rpt status; status of this order; status of order; version?;
        overall?;
        estado del informe; result stat; rpt stat; status of results
    """,
    "stop": """
        race?; ethnicity?; language?; preferred language?; marital relationship?; relationship to patient?;
        occupation?; weight?; height?; allergies?; comments?; comment?; notes?; note?; diagnosis?; dx?; icd-10?;
        icd10?; status?; priority?; reason?; fasting?; source?; specimen type?; test?; tests?; test name?; result?;
        results?; units?; flag?; reference range?; route?; phone/fax?; subject?; time?; temp?; bp?; signature?; sign?;
        title?; credentials?; specialty?; type?; method?; plan?; product?; patient class?; visit type?;
        insurance type?; in range?; out of range?; patient type?; raza?; idioma?; relacion?; firma?; pages?;
        number of pages?; message?; component?; analyte?; value?; your value?; ref range?; interpretation?;
        diagnoses?; urgency?; authorization #?; auth #?; authorization number?; procedure?; cpt?; re?; patient age?;
        location?; observation?; fasting status?; regarding?; specimen description?; maiden name?; preferred name?;
        former name?; alias?; aka?; other names?; previous name?; nickname?; pronouns?; veteran?; religion?;
        relacion con el paciente?; parentesco?; relationship to the patient?; relation to patient?; relation?
    """,
}

# Headings, by the role of what stands below them; "none" ends a section.
SECTIONS = {
    "patient": """
        patient information; patient; patient demographics; demographics; patient data; patient details; patient info;
        about the patient; patient identification; member/patient information; section 1 patient; patient section;
        informacion del paciente; datos del paciente; patient demographic information; patient id label;
        patient profile; paciente; patient summary; about you; your information; member information; patient label
    """,
    "subscriber": """
        subscriber information; insured information; policy holder information; policyholder information; insured;
        subscriber; insured party; policy holder; subscriber/insured information
    """,
    "guarantor": """
        guarantor information; guarantor; responsible party; responsible party information; bill to;
        billing information; guarantor / responsible party; person responsible for account
    """,
    "parent": """
        proxy; proxy information; representative information; agent; representative; about the proxy;
        parent/guardian information; parent information; guardian information; parent/guardian; parent or guardian;
        legal guardian; legal representative
    """,
    "emergency": """
        emergency contact; emergency contact information; in case of emergency; next of kin; emergency contacts
    """,
    "ordering": """
        ordering provider; ordering physician; ordering provider information; physician information;
        provider information; ordering physician information; client / ordering site information; ordering site;
        physician; ordering facility; prescriber information; requesting provider information; ordering;
        ordering client; client information; client info; submitting client; account information; ordering location
    """,
    "referring": """
        referring provider; referring physician; referring provider information; referring physician information;
        referred by; referral from; from provider; referring practice; requesting provider; refer from;
        referring clinic; referring office; referring provider / practice
    """,
    "referred_to": """
        referred to; refer to; referral to; referred to provider; referred-to provider; consulting provider;
        to provider; receiving provider; servicing provider; servicing provider information; servicing facility;
        rendering provider; specialist information; specialist; referring to; refer to provider;
        rendering provider information
    """,
    "payer": """
        insurance information; insurance; primary insurance; secondary insurance; coverage; coverage information;
        payer information; insurance / billing; insurance/billing; insurance details; seguro; informacion del seguro
    """,
    "facility": """
        facility; facility information; performing laboratory; performing lab; performing site; laboratory;
        pharmacy information; recipient; recipient information; disclose to; release to; release from; sender
    """,
    "specimen": """
        specimen information; specimen; specimen details; sample; sample information; specimen data
    """,
    "none": """
        clinical information; results; test results; laboratory results; diagnosis; comments; notes;
        order information; order details; signature; signatures; authorization; reason for referral;
        referral information; medications; history; allergies; for office use only; for lab use only; result summary;
        clinical history; report details; test information; report information; service information; request details;
        services requested; acknowledgement; acknowledgment; interpretation; collection information; assessment; plan;
        impression; procedure; consent; referral details; office use only; diagnosis information
    """,
}


USUAL = 6  # the first phrases of a field's list are the usual ones: others than the patient have no rarer


def _personal() -> list[Label]:
    """Every role's names with every field's: "insured's date of birth", "name of patient"."""
    found: list[Label] = []
    for role, names in ROLES.items():
        people = phrases(names)
        for field, words in FIELDS.items():
            if field != "patient_id" or role == "patient":
                usual = phrases(words) if role == "patient" else phrases(words)[:USUAL]
                found.append(Label(field=field, role=role, variants=_combined(people, usual, field)))
        found += labels_of("name", names, role)
    return found


def _combined(people: tuple[str, ...], words: tuple[str, ...], field: str) -> tuple[str, ...]:
    joined = [f"{who} {word}" for who in people for word in words]
    if field in ("name", "birth_date", "phone", "address"):
        joined += [f"{word} {of} {who}" for who in people for word in words[:3] for of in ("of", "of the", "del", "de")]
    return tuple(joined)


def _plain(fields: dict[str, str]) -> list[Label]:
    return [label for field, words in fields.items() for label in labels_of(field, words)]


def _headings(*roles: str) -> list[Label]:
    return [
        Label(field="section", role="" if role == "none" else role, variants=phrases(SECTIONS[role]), closed=True)
        for role in roles
    ]


# The first label that claims a phrase, and can stand where it stands, has it.
BASE = Lexicon(
    (
        *_headings("none", "specimen"),
        *_plain({name: words for name, words in OTHERS.items() if name != "stop"}),
        *_personal(),
        *_plain(FIELDS),
        *_headings(*(role for role in SECTIONS if role not in ("none", "specimen"))),
        *_plain({"stop": OTHERS["stop"]}),
    ),
    composed,
)

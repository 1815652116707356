"""What referrals, orders and prior authorization requests call their fields, on top of the common labels."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extraction.labels import Label, Lexicon, fold, labels_of
from pipeline.extraction.labels_lexicon import BASE

_NAMES = {
    "patient": """
        member?; member name; child?; patient last, first, mi; patient (last, first, mi); patient last first mi;
        miembro?
    """,
    "referring": """
        referring provider; exam requested by; attending who refers; pcp / referring; pcp/referring;
        person making referral; referral made by; making referral; from clinician; from provider; from physician;
        ed physician; emergency physician; authorizing provider; authorizing physician; req by; req by?;
        referring physician; referring provider name; referring physician name; referred by; referring; referring dr;
        referring doctor; referring clinician; referring practitioner; requesting provider; requesting physician;
        requesting provider name; requesting/referring provider; ordering/referring provider;
        referring/ordering provider; referring/ordering physician; ordering/referring physician; refer by?;
        primary care (referring); pcp (referring); primary care provider (referring); referring pcp;
        referring provider (print); referring provider name & credentials; referring md; provider making referral;
        who is referring?; referring from; referral from; requested by; requester; requestor; requestor name;
        requesting practitioner; requesting prescriber; medico que refiere; referido por; proveedor que refiere;
        prescriber; prescriber name; prescribing physician; prescribing provider; ordering provider;
        ordering physician; ordered by; ordering practitioner; ordering provider name; referral source?;
        referring provider/clinic; name of referring provider; name of referring physician; referred from
    """,
    "referred_to": """
        referred to; refer-to provider; follow up with; follow-up with; community provider; outbound to; to clinician;
        consult to; clinic/provider; refer to; refer to (name); referred to provider; referred-to provider;
        referred to (provider); referred to physician; specialist; specialist (referred to); specialist name;
        specialist requested; requested specialist; requested specialist (if any); requested physician;
        requested provider; consultant; consultant name; consulting provider; consulting physician;
        receiving provider; receiving physician; servicing provider; servicing physician; servicing provider name;
        rendering provider; rendering physician; rendering provider name; servicing/rendering provider;
        rendering/servicing provider; performing provider; therapist requested; therapist; preferred provider;
        preferred physician; preferred specialist; provider requested; physician requested; refer patient to;
        referring to; referral to; to provider; to dr?; to doctor?; to physician?; referred to specialist;
        refer to provider; refer to physician; refer to specialist; to agency; agency; servicing facility;
        servicing facility name; referred to facility; refer to facility; receiving facility; referred to practice;
        rendering facility; service facility; referido a; referir a; especialista; specialty provider;
        treating provider; attending specialist; provider referred to; physician referred to; referred to (name);
        home health agency; surgeon requested; evaluate by?
    """,
    "clerk": """
        submitted by?; entered by?; prepared by?; taken by?; completed by?; sent by?; contact?; referral coordinator?
    """,
    "from": """
        from?; de?; sender?; sent by?; author?; provider?; physician?; provider name?; physician name?; doctor?;
        clinician?
    """,
    "to": "to?; para?; attn?; attention?; recipient?; deliver to?; send to?",
    "signer": """
        signature?; provider signature?; physician signature?; signed?; signed by?; electronically signed by;
        e-signed?; e-signed by; e-signature?; authorized by?; digitally signed by; authenticated by;
        referring provider signature?; signature of provider?; signature of referring provider?;
        prescriber signature?; physician's signature?; provider's signature?; ordering provider signature?;
        electronically authorized by
    """,
}
_FIELDS = {
    "icd": """
        icd-10; indication(s)?; indications?; impression?; clinical impression; provisional diagnosis; assessment?;
        icd10; icd 10; icd-10-cm; icd-10 code; icd-10 codes; icd-10 code(s); icd code; icd codes; icd code(s); icd;
        icd-10 dx; icd-10 diagnosis; diagnosis code; diagnosis codes; diagnosis code(s); diagnosis?; diagnoses?;
        diagnosis(es)?; dx?; dx code; dx codes; dx code(s); dx(s)?; diag?; diag code; diagnosis (icd-10);
        diagnosis/icd-10; diagnosis icd-10; diagnosis & icd-10; diagnosis and icd-10 code; diagnosis (icd-10 code);
        diagnosis / icd-10 code; primary diagnosis; primary dx; secondary diagnosis; secondary dx;
        principal diagnosis; referral diagnosis; referring diagnosis; reason for referral / diagnosis (icd-10);
        admitting diagnosis; reason / diagnosis; reason for referral (icd-10); diagnosis code(s) (icd-10);
        primary icd-10; diagnostico?; secondary icd-10; icd-10-cm code(s); dx / icd-10; dx/icd-10;
        icd-10 diagnosis code(s); working diagnosis; codigo de diagnostico; diagnosticos?; clinical diagnosis;
        medical diagnosis; diagnosis 1; diagnosis 2; dx 1; dx 2; dx1; dx2; diagnosis description?;
        associated diagnoses; diagnosis for referral; diagnoses (icd-10); diagnosis #1
    """,
    "specialty": """
        specialty; refer-to specialty; service needed; specialty needed; category of care; care category;
        referral to department; speciality; specialty requested; requested specialty; refer to specialty;
        referred to specialty; referral specialty; specialty/service; specialty / service; service requested;
        requested service; specialist type; type of specialist; to specialty; department requested;
        refer to department; consult service; consult specialty; provider specialty; specialty type; especialidad;
        department?;
        dept?; field?; field of practice?; area of practice?; service line?; service?;
        servicing provider specialty; clinic/specialty; specialty clinic; discipline requested;
        discipline?; referral type?; order?; referral?; type of referral?; consult?; referral for?; clinic requested;
        type of service?; services requested?; refer for?; consult to specialty; to department
    """,
    "urgency": """
        urgency; urgency of request; how soon; see patient?; timing?; priority; referral priority; referral urgency;
        how urgent?; how soon?; priority level; urgency level; order priority; request priority; request type?;
        review type?; type of request?; level of urgency; timeframe?; time frame?; appointment urgency;
        appointment needed?; appt needed?; prioridad; urgencia; triage level?; status?; processing type?;
        type of review?; service priority; needed by?; turnaround?; acuity?; appointment priority
    """,
    "authorization_number": """
        authorization #; pre-cert?; precert?; pre-cert no; payer auth; payer auth.; auth:; authorization no;
        authorization number; auth #; auth no; auth number; auth.?; auth?; authorization?; prior authorization #;
        prior authorization number; prior auth #; prior auth number; prior auth no; pa number;
        referral/authorization no; referral/authorization #; referral/authorization number; authorization/referral #;
        authorization/referral number; insurance authorization #; insurance authorization number; approval #;
        approval number; authorization id; auth id; certification #; certification number; prior authorization no;
        pre-authorization #; pre-authorization number; preauthorization #; preauthorization number; precert #;
        precertification #; precertification number; pre-auth #; pre-cert #; numero de autorizacion; autorizacion #;
        authorization code?; auth code?; approved auth #; payer authorization #; authorization ref #; auth ref #;
        auth/referral #; auth/cert #; reference/authorization #
    """,
    "document_date": """
        referral date; req date; req dt; date of referral; date referred; order date; ord date; date ordered;
        date of order; request date; date of request; date requested; issued?; date issued; issue date; letter date;
        date written; date of letter; referred on?; submitted?; submitted on?; date submitted; created?; created on?;
        ordered?; ordered on?; rx date; fecha de referencia; fecha de referido; fecha de solicitud; referral created;
        referral issued; referral entered; entry date; date entered; date initiated; date of submission;
        submission date; prescription date; start date?; referral order date; date/time ordered; ordered date;
        referral start date
    """,
}

_TITLES = frozenset(fold(title) for title in ("Dr", "Doctor", "Dra"))  # before a name they are no label


def _untitled(label: Label) -> Label:
    return replace(label, variants=tuple(v for v in label.variants if fold(v) not in _TITLES))


LABELS = (
    *(label for role, text in _NAMES.items() for label in labels_of("name", text, role)),
    *(label for name, text in _FIELDS.items() for label in labels_of(name, text)),
)
LEXICON = Lexicon((*LABELS, *(_untitled(label) for label in BASE.labels)), BASE.compose)

_SPECIALTIES = """
    Allergy; Allergy and Immunology; Allergy & Immunology; Allergy/Immunology; Anesthesiology; Audiology;
    Bariatric Surgery; Bariatrics; Behavioral Health; Breast Surgery; Cardiac Rehab; Cardiac Surgery; Cardiology;
    Cardiothoracic Surgery; Cardiovascular; Cardiovascular Disease; Child Psychiatry; Chiropractic;
    Colorectal Surgery; Counseling; Critical Care; Dental; Dentistry; Dermatology; Developmental Pediatrics;
    Diabetes Education; Dietitian; Ear, Nose and Throat; Ear Nose & Throat; Ear, Nose & Throat; Electrophysiology;
    Endocrinology; Endocrine; ENT; Family Medicine; Fertility; Gastroenterology; GI; General Surgery; Genetics;
    Medical Genetics; Geriatrics; Geriatric Medicine; Gynecologic Oncology; Gynecology; OB/GYN; OBGYN; OB-GYN;
    Obstetrics; Obstetrics and Gynecology; Obstetrics & Gynecology; Hand Surgery; Hand Therapy; Hematology;
    Hematology/Oncology; Hematology Oncology; Hematology and Oncology; Heme/Onc; Hepatology; Home Health;
    Home Health Care; Hospice; Imaging; Immunology; Infectious Disease; Infectious Diseases; Internal Medicine;
    Interventional Cardiology; Interventional Radiology; Lactation; Maternal Fetal Medicine;
    Maternal-Fetal Medicine; Medical Oncology; Mental Health; Nephrology; Neurology; Neuropsychology;
    Neurosurgery; Neurological Surgery; Nutrition; Nutrition Services; Occupational Medicine;
    Occupational Therapy; Oncology; Ophthalmology; Optometry; Oral Surgery; Oral and Maxillofacial Surgery;
    Orthodontics; Orthopaedic Surgery; Orthopaedics; Orthopedic Surgery; Orthopedics; Ortho; Otolaryngology;
    Otolaryngology (ENT); Pain Clinic; Pain Management; Pain Medicine; Palliative Care; Pathology;
    Pediatric Cardiology; Pediatric Neurology; Pediatric Surgery; Pediatric Gastroenterology;
    Pediatric Endocrinology; Pediatrics; Physiatry; Physical Medicine and Rehabilitation;
    Physical Medicine & Rehab; Physical Medicine; PM&R; Physical Therapy; Plastic Surgery; Podiatry; Psychiatry;
    Psychology; Psychotherapy; Pulmonary; Pulmonary Medicine; Pulmonary Rehab; Pulmonology; Radiation Oncology;
    Radiology; Rehabilitation; Reproductive Endocrinology; Retina; Rheumatology; Sleep Medicine; Sleep Study;
    Social Work; Speech Therapy; Speech Language Pathology; Speech-Language Pathology; Spine Surgery; Spine;
    Sports Medicine; Substance Use; Surgery; Surgical Oncology; Thoracic Surgery; Transplant; Transplant Surgery;
    Urogynecology; Urology; Vascular Surgery; Vascular; Weight Management; Wound Care; Cardiología; Dermatología;
    Neurología; Ortopedia; Oftalmología; Gastroenterología; Nefrología; Urología; Endocrinología; Terapia Física;
    Fisioterapia; Salud Mental; Psiquiatría; Reumatología; Neumología; Ginecología; Cirugía
"""
SPECIALTIES = tuple(" ".join(part.split()) for part in _SPECIALTIES.split(";"))

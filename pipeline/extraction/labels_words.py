"""What forms call people and their particulars. Marks as in `labels_lexicon`."""

from __future__ import annotations

# What a role is called, alone ("Ordering physician: ...") or before a field's name ("insured's date of birth").
ROLES = {
    "patient": """
        person tested; subject tested; woman; prepared for?; report for:; concerning:; veteran?; veterans;
        injured worker?;
        decedent?; claimant?; proposed insured?; worker?; individual served?; subject:; donor/patient?;
        patient/donor?; paciente / patient?; patient / paciente?; member?; enrollee?; beneficiary?;
        client / patient?; patient?; patients?; pt?; member/patient?; paciente?; resident?; donor?;
        participant?; child?; minor?; student?; name of child?; name of minor?; childs; minors; hijo?; menor?; nino?
    """,
    "client": """
        client?; client name; name of client:; individual:
    """,
    "subscriber": """
        subscriber?; insured?; policy holder?; policyholder?; cardholder?; card holder?; insureds?; subscribers?;
        primary insured?; policyholders?; asegurado?; titular?; named insured?; certificate holder?; contract holder?
    """,
    "guarantor": """
        guarantor?; responsible party?; bill to?; guarantors?; responsable?
    """,
    "parent": """
        parent?; guardian?; parent/guardian?; parent or guardian?; parent/legal guardian?; mother?; father?;
        legal guardian?; mothers?; fathers?; padre?; madre?; padre/tutor?; tutor?; legal representative?;
        personal representative?; representative?; authorized representative?
    """,
    "emergency": """
        emergency contact?; emergency?; next of kin?; contacto de emergencia?; nok?; caregiver?; companion?; spouse?;
        husband?; wife?; escort?; emergency contact name; person to contact?
    """,
    "signer": """
        print name?; printed name?; name printed?; nombre en letra de molde?; name of person signing; signer;
        signer name; print?; patient or legal representative?; patient or representative?; patient or guardian?;
        name (print)?; name (please print)?; nombre impreso?; name please print?; patient/representative?;
        printed name of signer; signature of patient?
    """,
    "witness": """
        witness?; testigo?; interpreter?; interprete?; translator?
    """,
    "ordering": """
        medico solicitante / ordering provider; subm dr; submitting dr; subm phys; submitted by dr; ordering prov;
        ordered by dr; req provider; ordering provider; ordering physician; ordering; ordered by;
        requesting physician; requesting provider; requested by; submitted by; submitting provider;
        submitting physician; ordering doctor; ordering dr; order provider; ord provider; ord physician; ord phys;
        ordering md; requesting doctor; client provider; requesting clinician; ordering clinician;
        ordering practitioner; physician/provider; req by; req physician; medico solicitante; ordenado por;
        doctor ordering; prescriber; prescribing provider; authorizing provider; authorizing physician; auth provider;
        ord by; ord?; ord dr; authorizing clinician; authorizing prov; medical provider; managing md; requesting md;
        managing physician; managing provider; ordering user; reviewing physician; reviewing provider; latest order:;
        standing order:; admitting / ordering; attending / ordering; ordering / attending; submitter?;
        health care provider;
        provider ordering; submitter/provider; physician ordering; responsible provider; provider of record;
        supervising physician; supervising provider;
        authorized by:; ordering/authorizing provider; ordering/referring provider; referring/ordering provider;
        referring/ordering physician; physician (ordering); provider (ordering); requestor?; requester?; req phys;
        req dr;
        req provider; ord md; ord. provider; ord. physician; ordering phys; ordering prov name; client physician;
        results to:; report to:; send results to:; send report to:; doctor's name?; ordered for dr
    """,
    "referring": """
        referring provider; referring physician; referring; referred by; referring doctor; referring clinician;
        referring md; referring practitioner; referral from; refer from; referring from;
        requesting/referring provider; referido por; medico que refiere; referring dr; ref provider; ref physician
    """,
    "referred_to": """
        referred to provider; referred to; refer to; referral to; referred-to provider; consulting provider;
        consultant; consulting physician; receiving provider; specialist; rendering provider; servicing provider;
        refer to provider; referred to physician; refer to physician; referred to specialist; referido a;
        referring to; treating provider; performing provider; service provider; receiving physician; refer patient to
    """,
    "provider": """
        provider?; physician?; doctor?; dr:; md:; clinician?; phys?; prov?; physician network?; proveedor?; medico?;
        doctor/provider?; provider name;
        physician name; doctor name; nurse practitioner?; practitioner?
    """,
    "copied": """
        othr dr; other dr; cc dr; copy:; cc?; copy to?; copies to?; copied to?; carbon copy?; additional copy?;
        cc provider?; cc to?; result copy to?
    """,
    "attending": """
        attend dr; att dr; attending dr; attn dr; adm dr; admitting dr; attending; attending physician;
        attending provider; attending md; admitting physician; attending doctor; surgeon; operating surgeon;
        performing physician; practitioner; treating physician
    """,
    "pcp": """
        pcp; primary care provider; primary care physician; primary physician; primary care; family physician;
        primary provider; pcp provider
    """,
    "director": """
        lab director?; laboratory director?; medical director?; director?; pathologist?; reviewed by?; verified by?;
        released by?; resulted by?; approved by?; interpreted by?; read by?; tech?; technologist?; performed by tech?;
        electronically signed by?; signed by?; authenticated by?; called to?; notified?; collected by?; drawn by?;
        phlebotomist?; entered by?; analyst?; reported to?; called by?
    """,
    "facility": """
        facility?; clinic?; hospital?; practice?; practice name?; location?; client account?; office?; site?;
        referring facility?; referring practice?; ordering facility?; facility name?; clinic name?
    """,
    "payer": """
        insurance?; payer?; insurance company?; insurance carrier?; carrier?; health plan?; plan name?; payor?;
        primary insurance?; insurance plan?; aseguradora?; seguro?; insurance name?; secondary insurance?; ins?
    """,
    "employer": """
        employer?; school?; pharmacy?; attorney?; employer name?; pharmacy name?; empleador?
    """,
    "sender": """
        from?; sender?; attn?; attention?; prepared by?; contact person?; contact?; contact name?; office contact?;
        to?; fax to?; deliver to?; send to?
    """,
}


# Fields that every person has, alone or after a role's name.
FIELDS = {
    "name": """
        name?; full name; name (last, first); name last first; name (last, first, mi); name last first mi;
        name (last, first, middle); nombre?; nombre completo; legal name; full legal name; nombre y apellido;
        nombre y apellidos; last, first, mi; last first mi; last, first, middle; last first middle; last, first;
        first and last name; first & last name; name (first and last); name (first, last);
        first/last name; last name, first name; last name and first name; first name and last name; name first last;
        apellido, nombre
    """,
    "family_name": """
        last name; family name; surname; last?; apellido; apellidos; lastname; last name (surname); name last;
        apellido paterno; primer apellido; surname(s); last name(s)
    """,
    "given_name": """
        first name; given name; given names; first?; firstname; primer nombre; forename; name first; nombre de pila;
        nombres?; given name(s); forename(s); forenames; first name(s)
    """,
    "middle_name": """
        middle name; middle initial; mi?; m.i.?; middle?; middle name/initial; segundo nombre; middle init?
    """,
    "suffix": """
        suffix?; name suffix; generation?; sufijo
    """,
    "birth_date": """
        bday; age/birth; birth/age; age/dob; dob/age/sex; age/sex/dob; birthdate/age; birth date/age;
        dob/sex/age;
        birthdate/sex; dob; d.o.b.; date of birth; birth date; birthdate; birthday?; born?; bdate;
        b-date; birth?; dob (mm/dd/yyyy);
        date of birth (mm/dd/yyyy); dob mm/dd/yyyy; dob/age; fecha de nacimiento; fecha nacimiento; fecha de nac;
        f. nacimiento; date of birth/age; dob (age); f. de nac; fec nac; nacimiento?; dt of birth; birth dt; d/o/b;
        date birth; dob/sex; dob and age; birth date/sex; fecha de nacimiento / dob;
        fecha de nacimiento / date of birth; date of birth / fecha de nacimiento; dob / fecha de nacimiento; pos?;
        f. nac; f nac; fec. de nac; fecha nac; nac:; born on; dt birth
    """,
    "sex": """
        sex; gender; sexo; legal sex; birth sex; sex at birth; gender identity; genero; administrative sex; sex/age;
        sex (m/f); assigned sex; sex assigned at birth; m/f; age/sx; sx?; age sex; sexo / sex
    """,
    "age": """
        age?; edad?; age/sex; age / gender; age (yrs); age/gender
    """,
    "mrn": """
        mrn; mr#; mr #; medical record number; medical record no; medical record #; med rec no; med rec #; med rec;
        medical rec no; chart #; chart no; chart number; chart?; med. rec. no.; mr no; record number?; record no?;
        record #; mrn #; mrn no; unit no?; unit number?; unit #; hospital no; hosp #; hosp no; hospital #;
        hospital number; ident no; ident. no; emr #; ehr id; emr id; chart id; numero de expediente; expediente?;
        no. de expediente; expediente no; emrn; m.r.n.; medical record?; mr number; med record?; med record #;
        med record no; chart no.; id no?; mrn/chart; chart/mrn; expediente #; u #; unit record; mrn (receiving);
        clinic mrn; your mrn; client mrn; client patient id; client pt id; mr:; med rec:; mrun; chart id no
    """,
    "patient_id": """
        id?; id#?; id #?; id no?; id number?; identifier?; no?; number?; #?; id.?
    """,
    "phone": """
        phone?; phone number; telephone?; tel?; phone #; home phone; cell?; cell phone; mobile?; mobile phone; ph?;
        contact phone; daytime phone; telefono; contact number; phone no; tel no; telephone number; home?; h phone?;
        primary phone; preferred phone; phone (home); phone (cell); home tel; tel.; contact #; telephone no;
        day phone; best phone; best contact number; phone home; celular; phone (h); cell #?; home #?; tel #;
        phone/cell; telefono / phone; phone / telefono; cell ph; home ph; ph #?; ph no?; contact tel; mobile #?;
        mobile no?; phone 1; phone/tel; day tel; primary tel;
        telephone (home); telephone (cell); home/cell; cell/home; home / cell; phone day; phone eve; evening phone;
        phone (day);
        phone (evening); phone number (home)
    """,
    "address": """
        address?; street address; home address; mailing address; street?; direccion; domicilio; addr; address line 1;
        address 1; residence?; current address; address (street, city, state, zip); permanent address;
        residential address; street addr; home addr; lives at; resides at; street / city / state / zip;
        street, city, state, zip; address / city / state / zip;
        residence address; address of residence; address line; mailing?; home/mailing address; calle?;
        direccion / address; address / direccion
    """,
    "city": """
        city?; town?; ciudad?; city/town
    """,
    "state": """
        state?; st?; estado?
    """,
    "postal_code": """
        zip?; zip code; postal code; zipcode; codigo postal; zip/postal code
    """,
    "city_line": """
        city, state, zip; city state zip; city/state/zip; city, st zip; city, state zip code; city/st/zip;
        town, state, zip; town/state/zip; city, st; city/state; city st zip;
        city, state?; city state?; city, state & zip; ciudad, estado, codigo postal; csz; ciudad, estado, zip
    """,
    "ssn_last4": """
        ssn; social security number; social security #; ss#; soc sec #; ss #; social security no; ssn (last 4);
        ssn last 4; last 4 ssn; last 4 of ssn; last four of ssn; soc sec no; social security?;
        numero de seguro social; seguro social; last 4 digits of ssn; ssn#; ss no; s.s.n.; s.s. #; last four ssn
    """,
}

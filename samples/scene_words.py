"""How offices label what they print about a patient, in English and Spanish, and the words for a person."""

from __future__ import annotations

LABELS: dict[str, tuple[str, ...]] = {
    "name": (
        "Patient Name",
        "Patient",
        "Name",
        "Name of Patient",
        "Pt Name",
        "PATIENT NAME",
        "Patient's Name",
        "Full Name",
        "Pt",
        "Client",
    ),
    "dob": (
        "DOB",
        "Date of Birth",
        "D.O.B.",
        "Birth Date",
        "Birthdate",
        "DATE OF BIRTH",
        "Born",
        "Date of birth (mm/dd/yyyy)",
    ),
    "sex": ("Sex", "Gender", "Sex at birth", "SEX", "M/F"),
    "mrn": (
        "MRN",
        "Medical Record #",
        "Chart #",
        "Med Rec No.",
        "MR#",
        "Chart No.",
        "Medical Record Number",
        "Patient ID",
        "Unit #",
    ),
    "phone": (
        "Phone",
        "Telephone",
        "Home Phone",
        "Cell",
        "Patient Phone",
        "Tel.",
        "Phone #",
        "Contact number",
        "Mobile",
    ),
    "addr": (
        "Address",
        "Home Address",
        "Patient Address",
        "Mailing Address",
        "Residence",
        "Street / City / State / Zip",
    ),
    "ssn4": ("SSN", "Social Security No.", "SS# (last 4)", "SSN (last four)"),
    "mid": ("Member ID", "Insurance ID", "ID Number", "Policy #", "Subscriber ID", "Member #", "Ins. ID"),
    "last": ("Last Name", "Surname", "Family name", "Last"),
    "first": ("First Name", "Given name", "First"),
}
SPANISH: dict[str, tuple[str, ...]] = {
    "name": ("Nombre del paciente", "Nombre / Name", "Paciente", "Nombre completo"),
    "dob": ("Fecha de nacimiento", "Fecha de nacimiento / DOB", "F. Nac."),
    "sex": ("Sexo",),
    "mrn": ("No. de expediente", "Expediente / MRN"),
    "phone": ("Teléfono", "Teléfono / Phone", "Tel."),
    "addr": ("Dirección", "Domicilio", "Dirección / Address"),
    "mid": ("No. de afiliado", "Número de seguro"),
    "last": ("Apellido(s)",),
    "first": ("Nombre(s)",),
}
RELATIONSHIPS_ES = {
    "self": "yo mismo(a)", "mother": "madre", "father": "padre", "parent": "padre/madre", "grandmother": "abuela", "spouse": "esposo(a)",
    "daughter": "hija", "son": "hijo", "legal guardian": "tutor legal", "power of attorney": "apoderado", "health care proxy": "representante",
}  # fmt: skip
PRONOUNS = {
    "he": ("he", "she"),
    "his": ("his", "her"),
    "him": ("him", "her"),
    "man": ("man", "woman"),
    "Mr": ("Mr.", "Ms."),
    "He": ("He", "She"),
    "His": ("His", "Her"),
}

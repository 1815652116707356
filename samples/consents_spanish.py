"""Consents in Spanish, and in both languages."""

from __future__ import annotations

SPANISH: dict[str, str] = {
    "es_treatment": """
TYPE treatment any
HEAD practice
# [CONSENTIMIENTO PARA TRATAMIENTO|Consentimiento General de Atención Médica]
WHO 2 name dob phone?
[Yo doy mi consentimiento voluntario para recibir atención médica|Autorizo a los médicos y al personal] [en esta clínica|de {prac}] [incluyendo exámenes, análisis de laboratorio y vacunas|a examinarme y tratarme]. [No se me ha garantizado ningún resultado.|Puedo cancelar este permiso por escrito.]
SIG [Firma del paciente o representante|Firma] :: Fecha={signdate}
F2  :: [Nombre en letra de molde|Nombre]={signer} || [Parentesco|Relación con el paciente]={rel}
""",
    "es_release": """
TYPE release any
HEAD practice
# [AUTORIZACIÓN PARA DIVULGAR INFORMACIÓN MÉDICA|Autorización para compartir expediente médico]
WHO 2 name dob addr? mrn?
F1  :: [Autorizo a|De]={prac2} || [a enviar a|Para]={prac}, fax {tel} || Propósito=[continuidad de la atención|uso personal]
C Información :: *Notas médicas || *Resultados de laboratorio || Radiografías || Vacunas
[Esta autorización vence en un año.|Puedo revocarla por escrito en cualquier momento.] [El tratamiento no depende de esta firma.|La información podría ser divulgada de nuevo.]
SIG Firma :: Fecha={signdate}
Nombre: {signer}    Parentesco: {rel}
?WIT Testigo
""",
    "es_minor": """
TYPE treatment minor
HEAD practice
# [PERMISO PARA ATENDER A UN MENOR|Consentimiento de los padres]
WHO 2 name dob
Como [padre, madre o tutor legal|persona responsable] del menor, autorizo que [reciba atención médica|lo vacunen y lo examinen] aunque yo no esté presente. [Lo puede traer: {person}.|En emergencia llamar al {tel}.]
SIG Firma del padre o tutor :: Fecha={signdate}
{signer} ({rel})
""",
    "es_procedure": """
TYPE procedure any
HEAD hospital
# [CONSENTIMIENTO INFORMADO PARA CIRUGÍA|Consentimiento para procedimiento]
WHO 2 name mrn dob
[Autorizo al Dr. {provlast} a realizar el procedimiento|El médico me explicó la operación]: {operation}. [Riesgos: sangrado, infección, reacción a la anestesia.|Entiendo los beneficios, riesgos y alternativas.] [Mis preguntas fueron contestadas.|]
SIG Firma del paciente :: Fecha={signdate} || Hora={time}
F2  :: Nombre={signer} || Relación={rel}
WIT Intérprete
WIT Médico
""",
    "bi_treatment": """
TYPE treatment any
HEAD practice
# Consent for Treatment / Consentimiento para tratamiento
WHO 1 name dob phone?
[I agree to be treated at this clinic.|I consent to medical care.] / [Acepto recibir tratamiento en esta clínica.|Doy mi consentimiento para atención médica.]
[I may stop at any time. / Puedo cancelar cuando quiera.|No guarantees were made. / No me han dado garantías.]
SIG Signature / Firma :: Date / Fecha={signdate}
F1  :: Printed name / Nombre={signer} || Relationship / Parentesco={rel}
""",
    "bi_privacy": """
TYPE privacy any
HEAD practice
# [Privacy Notice Received / Recibo del aviso de privacidad|HIPAA - Acuse de recibo / Acknowledgement]
WHO 2 name dob
[I have received the privacy notice.|I was offered a copy of the Notice of Privacy Practices.]
[He recibido el aviso de prácticas de privacidad.|Me ofrecieron una copia del aviso de privacidad.]
SIG Patient or guardian / Paciente o tutor :: Date / Fecha={signdate}
{signer}   Relationship / Parentesco: {rel}
""",
    "bi_financial": """
TYPE financial any
HEAD practice
# [Payment Agreement / Acuerdo de pago|Financial Policy - Política financiera]
WHO 2 name dob mid?
[I will pay any amount my insurance does not cover. / Pagaré lo que mi seguro no cubra.|Copays are due at each visit. / El copago se paga en cada visita.]
SIG Responsible party / Persona responsable :: Fecha={signdate}
Nombre: {signer}   ({rel})
""",
    "bi_vaccine": """
TYPE treatment any
HEAD {county} Health Department
# Vaccine consent / Permiso para vacunas: {vaccine}
WHO 2 name dob sex?
C Sick today? / ¿Enfermo hoy? :: Sí / Yes || *No
C Allergies? / ¿Alergias? :: Sí / Yes || *No
[I want the vaccine given. / Quiero que me pongan la vacuna.|He leído la hoja informativa (VIS).]
SIG Firma / Signature :: Fecha={signdate}
Nombre / Name: {signer}    Relación: {rel}
""",
    "es_telehealth": """
TYPE telehealth any
HEAD practice
# [CONSENTIMIENTO PARA TELESALUD|Consulta por video: consentimiento]
WHO 2 name dob phone?
[Entiendo que la consulta será por video o teléfono.|La telesalud permite ver al médico a distancia.] [Puede haber fallas técnicas.|Puedo pedir una cita en persona.] [Estoy de acuerdo.|Acepto.]
SIG Firma :: Fecha={signdate}
F2  :: Nombre={signer} || Parentesco={rel}
""",
    "es_refusal": """
TYPE refusal any
HEAD practice
# [RECHAZO DE TRATAMIENTO|Negativa a recibir vacunas]
WHO 2 name dob
[Me han recomendado {vaccine} y he decidido no aceptarla.|He decidido no hacerme el estudio recomendado por el Dr. {provlast}.] [Conozco los riesgos de mi decisión.|Puedo cambiar de opinión.]
SIG Firma :: Fecha={signdate}
Nombre {signer}, {rel}
""",
}

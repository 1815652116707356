"""Laboratory results as laboratories, wards and portals print them, in panels and trends. Scripts of lab_scene.py."""

from __future__ import annotations

from lab_scene import labs

_OFFICES = {
    "chart_print": """
CASE 0.5 final,final,corrected
BANNER name dob sex mrn
# [Results|Lab Results Detail|Result Report]
F2 [Ordering user|Order by]={ord} || [Lab order ID|Specimen ID]={acc} || [Specimen taken|Collection]={coll} || [Last updated|Final result]={rep} || [Result status|Status]={stat Final result/In process/Edited result - FINAL} || [Resulting agency|Resulting lab]={lab}
@panel cmp,cbc,lipid,thy,liver,iron 1-2 abn :: Test=Component; Value=Your Value; Normal=Standard Range; Flag
[Narrative|Result note]: {comment}
[Reviewed by|Result acknowledged]: {person} {d+1} {time}
FOOT [Printed|Generated] {d+2} [by {person}|]
""",
    "ward_cumulative": """
CASE 0.6
HEAD hospital
# [CUMULATIVE LABORATORY SUMMARY|INPATIENT CUMULATIVE REPORT|LABORATORY FLOWSHEET]
F3 [PT|NAME]={name,} || [HOSP NO|UNIT NO]={mrn} || [BORN|DOB]={dob} || SEX={sex} || LOC={n2-7}-[WEST|EAST|ICU]-{n10-40} || [ADM DR|ATT DR]={ord}
F2 [LATEST SPECIMEN|SPECIMEN NO]={acc} || [LATEST DRAW|DRAWN]={coll} || [CHARTED|REPORT RUN]={rep}
T CHEMISTRY :: TEST || [CURRENT|LATEST] || [PRIOR|{d-2}] || {d-4} || UNITS || RANGE
- NA || {v na} {f na} || {n134-145} || {n134-145} || MMOL/L || {g na}
- K || {v! k} {f k} || {x3.4-5.2} || {x3.4-5.2} || MMOL/L || {g k}
- CREAT || {v cre} {f cre} || {x0.6-1.6} || {x0.6-1.8} || MG/DL || {g cre}
- GLUC || {v glu} {f glu} || {n80-180} || {n80-190} || MG/DL || {g glu}
T HEMATOLOGY :: TEST || LATEST || PRIOR || {d-4} || UNITS || RANGE
- WBC || {v wbc} {f wbc} || {x4.0-14.0} || {x4.0-16.0} || K/UL || {g wbc}
- HGB || {v hgb} {f hgb} || {x9.0-14.0} || {x9.0-14.0} || G/DL || {g hgb}
- PLT || {v plt} {f plt} || {n130-390} || {n130-390} || K/UL || {g plt}
[RESULTS WITH H OR L ARE OUTSIDE THE RANGE|CALLED TO {person} RN {time}]   [TESTED AT|PERF SITE] {lab}
---
END OF [CUMULATIVE|REPORT] - DISCARD PREVIOUS COPIES
""",
    "patient_prose": """
CASE 0.5
HEAD practice
{repd}
{name}
{street}
{citystate}
[Dear {first},|Hello {first},]
[I have your blood work back.|Your tests from {colld} are in.] [Your record lists your birthday as|Date of birth on file:] {dob}. [Here is what they showed:|The numbers, and what they mean:]
• [Cholesterol|Your LDL ("bad") cholesterol]: {v! ldl} {u ldl} [(goal {g ldl})|]. {a:This is above where we want it.~This is where we want it.}
• [Sugar average (A1c)|Three-month sugar]: {v a1c}%. [Thyroid (TSH)|Thyroid]: {v tsh}, [in range|fine].
• [Kidneys|Kidney function (creatinine)]: {v cre} {u cre}. Blood count: hemoglobin {v hgb}.
{a:[Let us repeat this in three months.|I am calling in a prescription for {med}.]~[No change is needed.|We can repeat this next year.]}
[The testing was done by|Specimens were processed at] {lab} [under number {acc}|].
[Take care|Be well],
WIT {prov}
{ord}
""",
    "portal_message": """
CASE 0.4 final
# [Test results message|MyChart message: new result|New test result available]
F1 [Patient|For]={name.} || [Birthday|Date of birth]={dob} || [Test|About]=[Thyroid (TSH)|Thyroid function] || [Collected|Date of test]={coll} || [Posted|Released]={rep} || [Ordered by|Clinician]={ord} || [Lab|Done at]={lab}
T :: || [Your result|Result] || [Typical range|Normal]
- TSH || {v! tsh} {u tsh} || {g tsh}
- Free T4 || {v ft4} {u ft4} || {g ft4}
{a:[Out of range|Your result is outside the typical range.]~[In range|Your result is within the typical range.]}
[Comment from your care team|Message]: {a:please schedule a visit to talk about your dose.~looks good, keep your current dose.} [- {person}, RN|]
[Do not reply to this message if you have an emergency.|Have questions? Send a message.]
""",
    "dialysis_monthly": """
CASE 0.7 final
HEAD [Riverside|Prairie|Lakeland|Harbor] [Kidney Care|Dialysis Center] / {tel}
# [MONTHLY LAB REPORT CARD|Hemodialysis Monthly Laboratory Results|ESRD Monthly Labs]
F3 [Patient|Name]={name} || DOB={dob} || [ID|MRN]={mrn} || [Shift|Schedule]=[MWF 1st|TTS 2nd] || [Nephrologist|MD]={ord} || [Pre-run draw|Drawn]={coll} || [Resulted|Reported]={rep} || [Reference lab|Lab]={lab} || [Req no.|Accession]={acc}
T :: Lab || [This month|Result] || [Last month|Prev] || [Goal|Target] || Comment
- Kt/V || {x1.2-1.7} || {x1.2-1.7} || >=1.2 || [met|]
- Hemoglobin || {v! hgb} {f hgb} || {x9.4-12.0} || {g hgb} || [ESA per protocol|]
- Potassium || {v k} {f k} || {x4.0-5.8} || {g k} ||
- Phosphorus || {v phos} {f phos} || {x3.0-7.0} || {g phos} || [binders with meals|]
- Calcium || {v ca} {f ca} || {x8.4-10.2} || {g ca} ||
- Albumin || {v alb} {f alb} || {x3.2-4.2} || {g alb} || [eat more protein|]
- Ferritin || {v ferr} {f ferr} || {n100-900} || {g ferr} ||
[Dietitian|RD] {person}: [reviewed with patient|watch fluids].
""",
    "inr_log": """
CASE 0.5 final
HEAD practice
# [Anticoagulation Clinic - INR Record|PROTIME LOG|Warfarin Monitoring Flowsheet]
WHO 2 name dob phone mrn?
F2 [Indication|Dx]=[atrial fibrillation|DVT|mechanical valve] || [Following provider|Managing MD]={ord} || [Test date|Most recent]={colld} || [Site of test|Tested by]={lab} || [Method|Device]=[fingerstick|venous]
T :: Date || INR || [Tabs/wk|Dose mg/wk] || [Next|Recheck]
- {d-40} || {x1.8-3.4} || {x25.0-45.0} || [2 wk|1 wk]
- {d-26} || {x1.8-3.4} || {x25.0-45.0} || 2 wk
- {d-12} || {x1.8-3.4} || {x25.0-45.0} || [2 wk|4 wk]
- [Today|Current] || {v! inr} {f inr} || {x25.0-45.0} || [1 wk|4 wk]
[Reference|Lab range] {g inr}. [PT]: {v pt} sec. {a:[Outside lab range.|Abnormal result.]~[Within lab range.|Normal result.]} [No bleeding or bruising.|Missed {n1-2} doses.]
WIT [RN/PharmD|Clinic nurse] :: Date={d0}
""",
    "discharge_labs": """
CASE 0.6 final,preliminary
HEAD hospital
# [Laboratory Results for This Admission|Lab Results at Discharge|All Results - Discharge Packet]
WHO 3 name dob mrn sex?
F2 [Admitting / ordering|Attending]={ord} || [Draw of record|Collected]={coll} || [Verified|Result date]={rep} || [Lab number|Acc #]={acc} || [Overall|Report]={stat Complete/Results pending/Amended}
@panel bmp,renal,ed,coag 1-2 star :: Test=Lab; Result; Normal=Reference; Units; Flag=*
@panel cbc,hemo 1-1 star :: Test=Lab; Result; Normal=Reference; Units; Flag=*
[Pending at discharge: none.|Blood culture x2: no growth to date.] [Performing laboratory|Lab]: {lab}
FOOT [Give this list to your doctor|Discharge packet page]
""",
    "trend_view": """
CASE 0.5 final
# [Result Trending|Results Over Time|Trend: selected tests]
F1 [Patient|Chart]={name} ({dob}) || [Most recent collection|Latest]={colld} || [Most recent ordered by|Latest order]={ord} || Source={lab}
T :: Test || [Latest|Now] || {d-90} || {d-180} || {d-360} || Range
- Hemoglobin A1c || {v! a1c} {f a1c} || {x5.2-8.9} || {x5.2-8.9} || {x5.2-9.0} || {g a1c}
- LDL || {v ldl} {f ldl} || {n70-160} || {n70-160} || {n70-170} || {g ldl}
- eGFR || {v egfr} {f egfr} || {n50-100} || {n50-100} || {n50-100} || {g egfr}
- ALT || {v alt} {f alt} || {n10-60} || {n10-60} || {n10-60} || {g alt}
[Values in the first column are from the newest specimen.|Graph not shown.]
""",
    "sendout_method": """
CASE 0.4 final,corrected
HEAD lab
# [REFERENCE LABORATORY REPORT|Esoteric Testing Report|Final Report of Referred Test]
F2 [Sent by|Client]={clinic} || [Client ordering|Requesting MD]={ord} || [Patient|Subject]={name,} || [Birth|DOB]={dob} || [Gender|Sex]={sex} || [Our ID|Reference no.]={acc} || [Sample date|Taken]={coll} || [In lab|Received]={rec} || [Issued|Out]={rep} || Report={stat FINAL/PENDING/REVISED}
T [Analyte|Result] :: Test || Result || Units || [Decision limit|Reference]
- [Aldosterone|Metanephrine, free|Zinc|Chromogranin A] || {a:{n220-400} H~{n20-90}} || [ng/L|ug/dL|pg/mL] || <{n100-200}
## [Methodology|Test method]
[Liquid chromatography - tandem mass spectrometry (LC-MS/MS).|Electrochemiluminescence immunoassay.|Inductively coupled plasma mass spectrometry.] Intra-assay CV {x1.2-5.9}%. [This test was developed and its performance characteristics determined by the laboratory.|Values from different methods cannot be used interchangeably.]
## [Interpretation|Comment]
{a:The result exceeds the upper reference limit. Consider repeat after withdrawal of interfering drugs.~The result lies within the reference limits for age.}
[Signed|Verified by] {director}. CLIA {clia}. {labaddr}
""",
    "poc_slip": """
CASE 0.4 final
[{clinic}|POCT] [ANALYZER PRINT|TEST RECORD]
F1 [OPERATOR|USER]={id ####} || [PT ID|ID]={mrn} || [NAME|PT]={name,} || DOB={dob} || [TEST TIME|TESTED]={coll} || [ORD|MD]={ord} || [SAMPLE|SEQ]={acc} || [CARTRIDGE|LOT]={id A#####}
T :: || ||
- Na || {v na} {f na} || mmol/L
- K || {v! k} {f k} || mmol/L
- Cl || {v cl} {f cl} || mmol/L
- Glu || {v glu} {f glu} || mg/dL
- Crea || {v cre} {f cre} || mg/dL
- Hct || {v hct} {f hct} || %
[QC PASS|ONBOARD QC OK]  [SITE|LOC]: {lab}
""",
    "corrected_reissue": """
CASE 0.6 corrected
HEAD lab
# [NOTICE OF AMENDED RESULT|Amended Laboratory Report|REVISED RESULT - PLEASE DISCARD EARLIER COPY]
[Dear Doctor:|Attention {clinic}:] [an error was found in a report sent to you.|a result has been changed after release.]
F2 [Report state|Version]={stat FINAL/PARTIAL/AMENDED} || [Amended on|Reissue date]={rep} || [Lab ref.|Specimen #]={acc} || [Orig. collected|Specimen date]={coll} || [Name of patient|Patient]={name} || [DOB|Birthdate]={dob} || [Provider to receive|Physician]={ord} || [Spoken to|Called to]={person}
T :: Test || [Was|Original] || [Now|Amended] || Units || Ref
- Potassium || {x5.6-6.9} || {v! k} {f k} || {u k} || {g k}
- Glucose || {v glu} || {v glu} {f glu} || {u glu} || {g glu}
[Cause|Reason]: [wrong tube type|hemolysis not noted|sample mix-up|clerical]. [Lab director|Approved]: {director}
""",
    "wellness_fair": """
CASE 0.5 final
HEAD {company} [Wellness|Health Fair] / [Biometric Screening|Employee Health]
# [Biometric screening: personal results|Know Your Numbers|My Health Screening Report]
WHO 2 name dob sex? phone?
F2 [Screened on|Event date]={colld} || [Screening lab|Processed by]={lab} || [Supervising physician|Standing order]={ord} || [Barcode|Participant sample]={acc}
T :: [Measure|Test] || [You|Your number] || [Aim for|Healthy] || [Where you stand|]
- Total cholesterol || {v! chol} || {g chol} || {a:[Talk to your doctor|High]~OK}
- HDL || {v hdl} || {g hdl} ||
- Triglycerides || {v trig} || {g trig} ||
- Glucose, fasting || {v glu} || {g glu} ||
Blood pressure {n100-150}/{n62-96}. Waist {n28-48} in. BMI {x19.0-39.0}.
[This is a screening and no diagnosis.|Share these with your own doctor.]
""",
}
OFFICE_FAMILIES = labs(_OFFICES)

"""Laboratory results that are findings more than numbers: cultures, tissue, genes, serology, drugs. Scripts of lab_scene.py."""

from __future__ import annotations

from lab_scene import labs

_MICRO = {
    "culture_call": """
CASE 0.8 preliminary
HEAD hospital
# [Critical Culture Call|Positive Culture Notification|Microbiology Preliminary Call Report]
F2 [Regarding|Patient]={name} || DOB={dob} || MRN={mrn} || [Culture no.|Specimen]={acc} || [Site|Source]=[blood, 2 sets|CSF|joint fluid|urine, catheter] || [Drawn|Collected]={coll} || [Call placed|Reported]={rep} || [Responsible provider|Provider]={ord} || [State|Report]={stat FINAL/PRELIM/CORRECTED}
{a:[Gram positive cocci in clusters seen in {n1-2} of 2 bottles.|Gram negative rods growing at {n12-30} hours.|Growth of >100,000 CFU/mL, identification to follow.]~[No growth at 24 hours; incubation continues.|No organisms on Gram stain.]}
[Called to|Read back by] {person}, RN at {time} by [tech {id @@##}|microbiology]. [A full report will follow.|Susceptibilities pending.] {lab}
""",
    "urine_culture_ehr": """
CASE 0.5 final,final,preliminary
HEAD practice
# [Urine Culture, Routine|CULTURE, URINE|Urine C&S]
WHO 3 name dob sex mrn?
T :: [Collected|Taken] || [Resulted|Final] || [Lab #|Accession] || [Stage|Status]
- {colld} || {repd} || {acc} || {stat Final/Preliminary/Corrected}
[Specimen|Source]: urine, [clean catch|straight cath]. [Requested by|Clinician]: {ord}. [Lab|Site]: {lab}.
Organism: {a:[E. coli|K. pneumoniae|P. mirabilis] [>100,000|50,000 - 99,000] cfu/ml~[no growth|mixed skin flora, <10,000 cfu/ml]}
T {a:[Sensitivities|Antibiogram]~[Notes|Remarks]} :: [Drug|Agent] || [MIC|Interpretation]
- {a:Ampicillin || [R >=32|S <=2]~Contaminants || [none|few]}
- {a:Nitrofurantoin || S <=16~Pathogens || none}
?- {a:Cipro || [S <=0.25|R >=4]~Incubation || {n24-48} h}
""",
    "hiv_hep_panel": """
CASE 0.25 final,preliminary
HEAD [{county} Health Department|Community Health Van|lab]
# [Screening Serology Report|HIV / Hepatitis / Syphilis Results|Blood-borne Infection Screen]
F2 [Client|Person tested]={name} || [DOB|Date of birth]={dob} || [Client no.|Visit no.]={mrn} || [Blood taken|Draw date]={colld} || [Authorizing clinician|Clinician]={ord} || [Lab no.|Lab ID]={acc} || [Result ready|Released]={repd} || [Report type|Type]={stat Confirmed final/Unconfirmed/Corrected}
T :: Marker || [Finding|Result] || S/CO
- HIV-1/2 Ag/Ab || Nonreactive || 0.{n10-60}
- HBsAg || Nonreactive || 0.{n10-70}
- Anti-HBs || [>10 mIU/mL immune|<10 mIU/mL not immune] ||
- Anti-HCV || {a:REACTIVE~Nonreactive} || {a:{n4-14}.{n10-90}~0.{n10-60}}
- Treponemal Ab || Nonreactive ||
{a:[Reflex HCV RNA is in progress.|Confirm with HCV RNA.]~[No further testing required.|Retest in 6 months if at risk.]}
[Assay site|Performed by]: {lab}, {labaddr}
[Confidential. Redisclosure is restricted by law.|]
""",
    "tb_blood_test": """
CASE 0.25 final
HEAD lab
# [Interferon Gamma Release Assay|TB Blood Test (IGRA)|QuantiFERON-type TB assay]
WHO 2 name dob phone?
F2 [For|Ordered by]={ord} || [Tubes drawn|Drawn]={coll} || [Assay complete|Completed]={rep} || [Tube set|Sample no.]={acc} || [Reason|Purpose]=[employment|immigration|contact|pre-biologic]
T :: Tube || IU/mL
- NIL || 0.0{n1-9}
- TB1 minus NIL || {a:{x0.6-8.0}~0.0{n0-9}}
- TB2 minus NIL || {a:{x0.6-8.0}~0.0{n0-9}}
- Mitogen minus NIL || >{n5-9}
[Interpretation|Overall]: {a:POSITIVE - [M. tuberculosis infection likely|chest film advised]~NEGATIVE - infection unlikely}
""",
    "travel_stool_pcr": """
CASE 0.4 final,corrected
HEAD lab
# [Enteric Pathogen Panel by PCR|GI Multiplex|Stool Molecular Panel]
F3 [Pt|Name]={name,} || DOB={dob} || Sex={sex} || [Acc|Container]={acc} || [Passed|Collected]={coll} || [Released|Rpt]={rep} || [MD|Practitioner]={ord}
C STAT [Stage|Report is] :: Preliminary || Final || Amended
T Bacteria :: Target || Call
- Campylobacter || {a:[DETECTED|Detected (A)]~Not detected}
- Salmonella || Not detected
- Shigella/EIEC || Not detected
- STEC stx1/stx2 || Not detected
T [Parasites and viruses|Other] :: Target || Call
- Giardia || Not detected
- Cryptosporidium || Not detected
- Norovirus GI/GII || Not detected
[Internal control valid.|Limit of detection varies by target.] {a:Notifiable: reported to {county} health department.~}
""",
    "throat_flu_clinic": """
CASE 0.5 final
HEAD practice
# [In-house Lab Results|CLIA-waived testing log sheet|Rapid testing today]
F2 [Child/Patient|Patient]={~name} || [DOB|Bday]={~dob} || [Swabbed|Date]={~colld} || [Dr.|Ordering]={ord} || [Done by|MA]={person}
C [Rapid strep|GAS] :: {a:*POS || NEG~POS || *NEG}
C Flu A :: POS || *NEG
C Flu B :: POS || *NEG
C [COVID Ag|SARS-2 Ag] :: POS || *NEG || not done
[Lot {id A####}, exp {d+200}.|Control line present.] {a:[Amoxicillin sent.|Pt notified in room.]~[Throat culture sent to {lab}.|Backup culture not needed.]}
""",
}
_TISSUE = {
    "derm_path": """
CASE 0.5 final,corrected
HEAD lab
# [DERMATOPATHOLOGY REPORT|Skin Pathology Consultation|Dermpath Report]
F2 [Patient's name|Patient]={name} || [D.O.B.|Birth date]={dob} || Gender={sex} || [Path number|Specimen no.]={acc} || [Biopsied|Date obtained]={colld} || [Signed out|Reported]={repd} || [Biopsy by|Clinician]={ord} || [Report is|State]={stat Final/Provisional/Addended (corrected)}
[Clinical|History]: [r/o BCC vs SK|changing mole|non-healing papule], [left cheek|upper back|right shin]
## [Diagnosis|Microscopic diagnosis]
{a:[BASAL CELL CARCINOMA, NODULAR.|MELANOCYTIC NEVUS WITH SEVERE ATYPIA.|SQUAMOUS CELL CARCINOMA, WELL DIFFERENTIATED.]~[INTRADERMAL NEVUS, BENIGN.|SEBORRHEIC KERATOSIS.|DERMATOFIBROMA.]} Note: {a:[extends to a lateral margin; re-excision advised|margin involved]~[margins clear|no atypia]}
## Gross
[A|One] {n3-12} x {n3-9} x {n1-4} mm [shave|punch] of skin, inked, [bisected|trisected], all in {n1-2} cassette.
[Dermatopathologist|Electronic signature]: {director}
""",
    "pap_hpv_card": """
CASE 0.35 final
HEAD lab
# [ThinPrep-type Pap and HPV Result|Cervical Screening Report|CYTOPATHOLOGY - CERVICAL/VAGINAL]
F2 [Woman's name|Patient]={name} || [DOB|Age/Birth]={dob} || [Slide no.|Cyto #]={acc} || [Sample taken|Obtained]={colld} || [Read|Reported]={repd} || [Taken by|Sender]={ord} || LMP={d-20} || [Contraception|Hormones]=[none|OCP|IUD]
Adequacy: satisfactory[, endocervical cells present|, transformation zone absent|].
[General category|Category]: {a:EPITHELIAL CELL ABNORMALITY~NEGATIVE FOR INTRAEPITHELIAL LESION}
[HPV high-risk DNA|HPV 16/18/other]: {a:[Positive, other high risk|16 positive]~Negative}
[Suggested|Educational note]: {a:[colposcopy|repeat in 12 months]~[routine co-testing in five years|continue routine screening]}
[Screener {person}, CT|Primary screen automated]
""",
    "marrow_flow": """
CASE 0.5 final
HEAD hospital
# [FLOW CYTOMETRY REPORT|Leukemia/Lymphoma Immunophenotyping|Hematopathology: Flow Analysis]
WHO 3 name mrn dob
F2 Specimen=[peripheral blood|bone marrow aspirate|lymph node] || [Lab case|Case]={acc} || [Obtained|Collection]={coll} || [Completed|Result]={rep} || [Oncologist|Requesting]={ord} || [Lab|Flow laboratory]={lab}
## [Interpretation|Summary]
{a:[Monoclonal B-cell population, kappa restricted, CD5+ CD23+, {n12-80}% of lymphocytes.|Increased blasts ({n12-60}%) expressing CD34 and CD117.]~[No immunophenotypic evidence of lymphoma.|No monoclonal population; CD4:CD8 ratio {x1.0-2.8}.]}
T [Markers|Antigens] :: Antigen || % positive
-4-8 CD[3|4|5|8|10|19|20|23|34|45|56|117] || {n1-98}
Viability {n82-99}%. [Correlate with morphology.|For lab-developed reagents the usual statement applies.]
{director}
""",
    "tumor_marker_letter": """
CASE 0.5 final
HEAD hospital
{repd}
[Oncology laboratory summary|Tumor marker surveillance|Cancer marker report]
[Concerning|Patient]: {name}, [born|DOB] {dob}
[To|Requested by]: {ord}
[The specimen of|Serum drawn] {colld} ([lab no.|no.] {acc}) [gave the following result:|was assayed with this outcome:]
T :: Marker || [This time|Result] || [Before|{d-90}] || Cutoff
- [CEA|CA 19-9|CA 125] || {a:{n42-180}~{n2-30}} || {n3-40} || <[35|38]
- PSA || {v psa} {f psa} || {x0.3-3.8} || {g psa}
{a:[A rise from the last value is seen.|Elevated; image if clinically indicated.]~[Stable, within cutoff.|No significant change.]}
[Assay|Analyzed at]: {lab}, CLIA {clia}
{director}
""",
    "carrier_screen": """
CASE 0.4 final
HEAD lab
# [Expanded Carrier Screen|Reproductive Carrier Report|Preconception genetic carrier results]
F2 [Tested individual|Individual]={name} || [Birthdate|DOB]={dob} || [Sex assigned|Sex]={sex} || [Barcode|Sample ID]={acc} || [Saliva/blood taken|Sampled]={colld} || [Report issued|Issued]={repd} || [Healthcare provider|Provider]={ord} || Partner={kin}
T [Headline|At a glance] :: Condition || Gene || Status
- Spinal muscular atrophy || SMN1 || Not a carrier
- Cystic fibrosis || CFTR || {a:CARRIER (heterozygous)~Not a carrier}
- [Tay-Sachs|Gaucher|Fragile X] || [HEXA|GBA|FMR1] || Not a carrier
{n98-400} genes [read by NGS|sequenced]. [Residual risk remains after a negative screen.|Offer testing to the partner if positive.]
[Genetic counselor {person}, CGC.|]
""",
}
_OTHER = {
    "employer_tox": """
CASE 0.35 final
HEAD lab
# [Workplace Drug Test Result|NON-DOT DRUG SCREEN RESULT|Employee Drug Testing: Laboratory Report]
F2 [Donor|Donor name]={name,} || [Donor DOB|Birth date]={dob} || [SSN/EID|Donor ID]={ssn4} || [Specimen ID|CCF no.]={acc} || Employer={company} || Reason=[pre-employment|random|post-accident] || [Collected on|Collection]={coll} || [Certified|MRO report]={rep} || [MRO / physician|Medical review officer]={ord}
T :: Class || Screen || Confirm || Result
- Amphetamines || 500 || 250 || Negative
- Cocaine || 150 || 100 || Negative
- Marijuana || 50 || 15 || {a:POSITIVE~Negative}
- Opiates || 2000 || 2000 || Negative
- PCP || 25 || 25 || Negative
[Overall|Final result]: {a:POSITIVE FOR THC-COOH {n18-140} ng/mL~NEGATIVE} [Temperature in range.|Dilute: no.]
[Certifying scientist|Lab officer] {person}   {lab}
""",
    "allergen_ige": """
CASE 0.6 final
HEAD lab
# [Specific IgE Allergen Profile|ALLERGY PANEL (RESPIRATORY AND FOOD)|Serum Allergy Testing]
WHO 2 name dob sex
F3 [Acc.|Lab ref]={acc} || [Blood drawn|Drawn]={colld} || [Out|Printed]={repd} || [Allergist / PCP|Requester]={ord}
T :: Allergen || kU/L || Class || Level
- [Dust mite (D. pteronyssinus)|Cat dander] || {a:{x3.6-48.0}~<0.10} || {a:[3|4]~0} || {a:high~absent}
- [Timothy grass|Ragweed] || <0.10 || 0 || absent
- [Birch|Oak] || <0.10 || 0 || absent
- Peanut || <0.10 || 0 || absent
- Egg white || <0.10 || 0 || absent
- [Milk|Wheat|Soy] || <0.10 || 0 || absent
Total IgE {a:{n180-900}~{n6-90}} IU/mL (<=114)
[Class 0 <0.10, 1 0.35-0.69, 2 0.70-3.49, 3 3.50-17.4, 4 17.5-49.9.|Sensitization is not the same as allergy.]
""",
    "andrology": """
CASE 0.5 final
HEAD practice2
# [SEMEN ANALYSIS REPORT|Andrology Laboratory Worksheet|Fertility Lab: Seminal Fluid Analysis]
F2 [Patient|Male partner]={name} || DOB={dob} || [Partner|Female partner]={kin} || [Produced|Collected]={coll} || Abstinence={n2-6} d || [Lab id|Sample]={acc} || [Ordered by|Physician]={ord} || [Reported|Analyzed]={rep} || [Lab|Site]={lab}
T :: Parameter || Result || [Lower limit|WHO 6th ed.]
- Volume (mL) || {x1.6-5.0} || 1.4
- Concentration (M/mL) || {a:{n1-11} L~{n22-120}} || 16
- Total motility (%) || {n43-70} || 42
- Progressive (%) || {n31-60} || 30
- Normal forms (%) || {n4-12} || 4
- Round cells || [<1|few] ||
Impression: {a:oligozoospermia~normozoospermia}. [Repeat in 4-6 weeks advised.|Embryologist {person}.]
""",
    "newborn_filter": """
CASE 0.2 final,corrected
HEAD State Newborn [Screening|Bloodspot] Program / {tel}
# [Newborn Bloodspot Report|NBS FINAL REPORT TO PROVIDER|Infant Screening Mailer]
F2 [Infant|Baby]={name} || [Birth date|Born]={dob} || Sex={sex} || [Mother|Mother's name]={kin} || [Form number|Filter paper no.]={acc} || [Spot collected|Heel stick]={colld} || [Mailed|Date of report]={repd} || [Baby's doctor|Provider of record]={ord} || [Program lab|Lab]={lab} || [Report|Disposition]={stat Final/Interim/Corrected}
T :: [Group|Disorders] || [Screen|Result]
- Amino acid disorders || Normal
- Fatty acid oxidation || Normal
- Organic acidemias || Normal
- Hypothyroidism (TSH) || {a:[ABNORMAL - repeat at once|ELEVATED, see note]~Normal}
- Hemoglobins || FA
- SCID (TREC), SMA || Normal
[Birth weight|Wt] {n2100-4200} g, {n24-60} h of age. [A normal screen does not exclude disease.|]
""",
    "crossmatch_slip": """
CASE 0.2 final
HEAD hospital
# [Type and Screen|TYPE & CROSSMATCH SLIP|Transfusion Medicine Result]
F3 NAME={name,} || MRN={mrn} || DOB={dob} || [ARMBAND|BB BAND]={id @@#####} || [SPEC|SAMPLE NO]={acc} || [COLL|DRAWN]={coll} || [VERIFIED|RESULTED]={rep} || [MD|ORD]={ord} || [BY LAB|LAB]={lab}
ABO/Rh: [O POS|A POS|B POS|O NEG|AB POS|A NEG]    [AB SCREEN|Antibody screen]: {a:POSITIVE (anti-[E|Jka|Fya])~NEGATIVE}
T [Units|Crossmatched units] :: Unit no. || Product || XM
-1-3 W{n1000-9999} {n10-99} {id ######} || [RBC LR|RBC irradiated] || compatible
[Sample expires|Good until] {d+3}. {a:Allow extra time for antigen negative units.~}
""",
    "ua_dip_micro": """
CASE 0.5 final
HEAD practice
# [Urine dip and microscopy|URINALYSIS W/ MICRO|UA - office lab]
WHO 3 name dob mrn?
[Obtained|Voided] {coll}    [Provider|For] {ord}    [Read|Entered] {rep}    [Tech|Read by] {person}
T Dipstick :: Pad || Reading
- SG || 1.0{n10-28}
- pH || [5.5|6.0|6.5|7.0]
- Leuk || {a:[mod|2+|large]~neg}
- Nitrite || {a:pos~neg}
- Prot || neg
- Gluc || neg
- Blood || {a:[small|trace]~neg}
T [Sediment|Microscopic] :: Element || Per hpf
- WBC || {a:{n15-60}~0-2}
- RBC || 0-2
- Epis || [few|0-5]
- Bacteria || {a:many~none}
[Reflex culture|C&S] {a:sent to {lab}~not indicated}
""",
    "vitamin_direct": """
CASE 0.5 final
HEAD lab
# [Micronutrient Report|Vitamin & Mineral Status|Nutrition Panel - Consumer Report]
[Prepared for|Report for]: {name}    [Birthday|DOB]: {dob}    [Kit|Order]: {acc}
[Sample date|Blood drop taken]: {colld}    [Ready|Report date]: {repd}    [Physician network|Reviewed and ordered by]: {ord}
@panel vit,iron 1-2 normal :: Test=Nutrient; Quantity=Your level; Normal=Optimal; Flag=Zone
[Food sources|Tips]: [leafy greens, oily fish|fortified cereal and eggs]. [Not a substitute for medical advice.|Talk with your clinician before supplements.]
""",
}
MICRO_FAMILIES = labs(_MICRO)
TISSUE_FAMILIES = labs(_TISSUE)
SPECIMEN_FAMILIES = labs(_OTHER)

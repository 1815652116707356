"""Word lists that fill the scripts: all invented or common knowledge, none of a real payer, office or person."""

from __future__ import annotations


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


STOCK: dict[str, tuple[str, ...]] = {
    "med": _split(
        "lisinopril 10 mg; metformin 500 mg; atorvastatin 40 mg; amlodipine 5 mg; levothyroxine 75 mcg; omeprazole 20 mg; sertraline 50 mg;"
        "losartan 50 mg; gabapentin 300 mg; hydrochlorothiazide 25 mg; albuterol HFA 90 mcg; montelukast 10 mg; warfarin 5 mg; tamsulosin 0.4 mg;"
        "escitalopram 10 mg; furosemide 20 mg; prednisone 20 mg; amoxicillin 500 mg; cetirizine 10 mg; insulin glargine 100 units/mL;"
        "empagliflozin 10 mg; apixaban 5 mg; tramadol 50 mg; trazodone 50 mg; bupropion XL 150 mg; meloxicam 15 mg; cyclobenzaprine 10 mg;"
        "duloxetine 30 mg; pantoprazole 40 mg; rosuvastatin 10 mg; metoprolol succinate 50 mg; clopidogrel 75 mg; vitamin D3 2000 IU"
    ),
    "sig": _split(
        "1 tab PO daily; one tablet by mouth twice a day; 1 cap PO QHS; take 1 at bedtime; 2 puffs q4-6h prn; 1 tab PO BID with food;"
        "take one every morning; as directed; 1 PO q8h prn pain; half a tablet daily"
    ),
    "allergy": _split(
        "NKDA; penicillin (rash); sulfa - hives; no known drug allergies; latex; codeine - nausea; shellfish; aspirin; none reported"
    ),
    "dx": _split(
        "essential hypertension; type 2 diabetes mellitus; hyperlipidemia; hypothyroidism; asthma, mild persistent; COPD; osteoarthritis of the knee;"
        "low back pain; major depressive disorder; generalized anxiety; GERD; atrial fibrillation; chronic kidney disease stage 3; migraine;"
        "iron deficiency anemia; obstructive sleep apnea; rotator cuff tear; carpal tunnel syndrome; gout; plantar fasciitis; obesity;"
        "community acquired pneumonia; urinary tract infection; acute bronchitis; vertigo; cholelithiasis; diverticulitis; cataract; eczema"
    ),
    "icd": _split(
        "I10; E11.9; E78.5; E03.9; J45.30; J44.9; M17.11; M54.50; F33.1; F41.1; K21.9; I48.91; N18.30; G43.909; D50.9; G47.33; M75.101;"
        "G56.01; M10.9; M72.2; E66.9; J18.9; N39.0; J20.9; R42; K80.20; K57.32; H25.9; L30.9; Z00.00; Z23; R07.9; R10.9; S93.401A"
    ),
    "cpt": _split(
        "99213; 99214; 99203; 93000; 80053; 85025; 36415; 71046; 73721; 45378; 97110; 97140; 90471; 99396; 83036; 80061; 84443; 20610; 76700; 70450"
    ),
    "service": _split(
        "Office visit, established; Comprehensive metabolic panel; Venipuncture; X-ray chest 2 views; MRI knee w/o contrast; Therapeutic exercise;"
        "Electrocardiogram; Preventive visit; Lipid panel; Hemoglobin A1c; Colonoscopy, diagnostic; Immunization admin; Urinalysis; Emergency dept visit;"
        "Room and board; Pharmacy; Medical supplies; CT head w/o contrast; Physical therapy evaluation; TSH; Complete blood count; Ultrasound, abdomen"
    ),
    "operation": _split(
        "laparoscopic cholecystectomy; right total knee arthroplasty; colonoscopy with possible polypectomy; left cataract extraction with lens implant;"
        "inguinal hernia repair; upper endoscopy; tonsillectomy; carpal tunnel release; hysteroscopy with D&C; arthroscopic meniscectomy;"
        "excision of skin lesion, back; cystoscopy; lumbar epidural steroid injection; cardiac catheterization; thyroidectomy; breast biopsy;"
        "port placement; appendectomy; septoplasty; trigger finger release; cesarean section; vasectomy; tooth extraction #17; toenail avulsion"
    ),
    "risk": _split(
        "bleeding; infection; scarring; pain; damage to nearby organs; blood clots; reaction to medicines; nerve injury; need for further surgery;"
        "perforation; loss of function; failure to relieve symptoms; aspiration; dental damage; death"
    ),
    "vaccine": _split(
        "influenza; Tdap; MMR; varicella; hepatitis B; HPV; pneumococcal (PCV20); shingles (RZV); COVID-19; meningococcal ACWY; DTaP; polio (IPV); RSV; hepatitis A"
    ),
    "specialty": _split(
        "Cardiology; Orthopedics; Gastroenterology; Dermatology; Neurology; Endocrinology; Pulmonology; Urology; Rheumatology; ENT; Ophthalmology;"
        "Nephrology; Physical Therapy; Pain Management; Behavioral Health; General Surgery; Podiatry; Allergy; Hematology; Obstetrics"
    ),
    "labtest": _split(
        "Sodium; Potassium; Glucose; Creatinine; BUN; ALT; AST; TSH; Hemoglobin A1c; WBC; Hemoglobin; Platelets; LDL; Triglycerides; INR; Ferritin; PSA; Vitamin D"
    ),
    "payer": _split(
        "Larkspur Health Plan; Great Basin Mutual; Pinnacle Ridge Insurance; Harbor Light Health; Cedar Valley HMO; Tidewater Benefit Administrators;"
        "Summit Prairie Health; Bluestem Assurance; Evergreen Coast Health Network; Copperline Medical Mutual; Lakeshore Family Health Plan;"
        "Redwood Trail Insurance Co.; Northgate Employee Benefits; Silver Birch Health; Meridian Oaks Health Plan; Ocotillo Care; Juniper State Health;"
        "Ironwood Casualty; Palisade National Life & Health; Wheatland Farmers Health Cooperative; Sandhill Select; Keystone River Health;"
        "Prairie Rose Community Plan; Beacon Hollow Health; Mesa Verde Health Choice; Gulfwind Assurance; Foxglove Health; Old Post Road Mutual"
    ),
    "company": _split(
        "Brightwater Logistics; Dunmore Tool & Die; Halvorsen Foods; Quarry Street Diner; Tallgrass Schools; City of Millbrook; Ransom Electric;"
        "Parkline Transit; Oakfield Poultry; Delmar Steel; Whitfield & Sons Roofing; Coastline Hotels; Marlow Software; Ridge County Sheriff"
    ),
    "vendor": _split(
        "Allmed Supply Depot; Castle Rock Imaging Parts; OfficeBay; Sterling Sharps Disposal; BluePeak IT; Reliant Copier Service; Corner Stone Medical Linen;"
        "Trident Diagnostics Supply; NovaCool Refrigeration; Evertech Calibration"
    ),
    "lawfirm": _split(
        "Harker, Dunn & Osei LLP; Law Offices of M. Trevino; Pruitt Baines PC; Stoll & Yancey, Attorneys at Law; Garrison Legal Group; Whitlock Injury Law"
    ),
    "school": _split(
        "Maple Grove Elementary; Jefferson Middle School; Lincoln High School; Camp Tamarack; Riverside Academy; St. Brendan School; Northfield Community College"
    ),
    "drugstore": _split(
        "Main Street Pharmacy; Hilltop Drug; CareWell Pharmacy #114; Sunrise Apothecary; MedMart Pharmacy; Village Rx; Plaza Pharmacy"
    ),
    "hospital": _split(
        "St. Anselm Medical Center; Riverbend General Hospital; Lakeview Regional Hospital; Mercy Ridge Hospital; County Memorial Hospital;"
        "University Hospital of the Plains; Good Shepherd Hospital; Northern Pines Medical Center; Desert Springs Community Hospital"
    ),
    "imaging": _split(
        "Clearview Imaging; Tri-River Radiology Associates; Advanced Open MRI; Metro Diagnostic Imaging; Women's Imaging Center of Ashby; Valley X-Ray"
    ),
    "labname": _split(
        "Crestline Reference Laboratory; Bayside Clinical Labs; Unity Diagnostics; Hollis Pathology & Lab; PrimePath Laboratories; Twin Forks Lab Services"
    ),
    "person": _split(
        "Dana Whitlow; Marcus Teel; Priya Raman; Shawn O'Dell; Lucia Benitez; Karen Stroud; Tom Vasquez; Aisha Hamdan; Grace Lindqvist; Renee Baptiste;"
        "Joel Kaminski; Wendy Oyama; Carl Dietrich; Monique Fairley; Hector Salas; Nina Petrov; Beth Auerbach; Leon Carver; Tamika Rowe; Paul Szabo"
    ),
    "role": _split(
        "medical assistant; office manager; billing; medical records; front desk; referral coordinator; RN; patient services; scheduling; LPN"
    ),
    "nation": _split(
        "Red Willow Tribal Health; Three Rivers Nation; Painted Mesa Pueblo; Cedar Lake Band; High Plains Tribal Council"
    ),
    "union": _split(
        "Sheet Metal & Pipe Trades Local 88; Bakery Drivers Local 512; Hotel & Culinary Workers Local 31; Electrical Workers Local 640; Carpenters District Council; Transit Workers Local 207"
    ),
    "college": _split(
        "Westmoor University; Pine State College; Lakeland Polytechnic; Saint Clement College; Harlan A&M University"
    ),
    "county": _split("Ransom County; Millbrook County; Ashby Parish; Tamarack County; Juniper County; Delmar County"),
    "weekday": _split("Monday; Tuesday; Wednesday; Thursday; Friday"),
    "time": _split("8:15 AM; 9:30 am; 10:45 AM; 11:20; 1:10 PM; 2:00 pm; 3:40 PM; 14:25; 4:15 PM; 7:50 AM"),
    "language": _split("Spanish; Vietnamese; Somali; Arabic; Russian; Haitian Creole; Mandarin; Navajo"),
    "complaint": _split(
        "chest pain; cough for two weeks; right knee pain; abdominal pain; headache; ankle injury; dizziness; sore throat; fever; low back pain; shortness of breath; rash; laceration of the left hand; palpitations"
    ),
}
STOCK["insurer"] = STOCK["payer"]

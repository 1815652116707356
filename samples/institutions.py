"""Words that names of practices, laboratories, hospitals and payers are made of, and specialties with what they treat."""

from __future__ import annotations

PLACE_WORDS = """Alpine Amberwood Arborview Bayshore Beacon Birchwood Blue_Heron Bridgeport Brookside Canyon_View Cedar_Hollow Clearwater
    Cobblestone Copper_Basin Crestline Crossroads Cypress_Point Eastgate Evergreen Fairhaven Fallbrook Foothill Four_Corners
    Glenview Granite_Falls Greenfield Harborside Hearthstone High_Plains Hillsdale Iron_Range Juniper_Flats Kestrel Lakeview
    Lantern Larkspur Liberty_Square Lone_Tree Magnolia Maple_Grove Meadowlark Millbrook Mission_Ridge Northgate Oak_Hollow Old_Mill
    Orchard Palisade Parkside Pinecrest Pioneer Prairie_Star Quarry Rainier_Bend Red_Rock Ridgeline Riverbend Rosewood Saltmarsh
    Sandhill Seven_Oaks Shoreline Silver_Creek Southfork Spring_Lake Stonebridge Summit Sunridge Tallgrass Three_Rivers Tidewater
    Timberline Trailhead Union_Hill Valley_Forge_Road Vista Wayfarer Westlake Whitewater Wildflower Willow_Bend Windmill"""

LAB_WORDS = "Apex Aurora Axis Beacon Bluestem Cardinal Cascade Centerline Clarion Crestwood Delta Equinox Fairmont Gateway Helix Horizon Keystone Lakeland Lumen Meridian Midland Nexgen North_Star Paragon Pinnacle Precision Prism Quantum Regional Sentinel Solstice Spectra Sterling Summit Tri-County Unity Vantage Veritas Westbrook Zenith"
LAB_KINDS = (
    "Clinical Laboratories", "Laboratory Services", "Diagnostics", "Medical Laboratory", "Reference Laboratory", "Labs, Inc.",
    "Pathology Associates", "Diagnostic Laboratory LLC", "Laboratory", "Health Laboratories", "Lab", "BioSciences Laboratory",
)  # fmt: skip
HOSPITAL_KINDS = (
    "Regional Medical Center",
    "Community Hospital",
    "Memorial Hospital",
    "General Hospital",
    "Health System",
    "Medical Center",
    "University Hospital",
    "Critical Access Hospital",
)
PRACTICE_KINDS = {
    "Family Medicine": (
        "Family Medicine",
        "Family Practice",
        "Family Health Center",
        "Primary Care",
        "Community Clinic",
        "Medical Group",
        "Family Physicians, P.C.",
        "Health Center",
    ),
    "Internal Medicine": ("Internal Medicine", "Internal Medicine Associates", "Adult Medicine", "Physicians Group"),
    "Pediatrics": ("Pediatrics", "Children's Clinic", "Pediatric Associates", "Kids' Doctors"),
}

# specialty: (how the practice is called, credentials, ICD-10-CM codes with words)
SPECIALTIES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    "Cardiology": (("Cardiology", "Heart Institute", "Cardiovascular Associates", "Heart & Vascular"), ("MD", "DO"), (("R07.9", "Chest pain, unspecified"), ("I48.91", "Unspecified atrial fibrillation"), ("I10", "Essential hypertension"), ("R00.2", "Palpitations"), ("I50.9", "Heart failure, unspecified"), ("I25.10", "Coronary artery disease"), ("R55", "Syncope and collapse"))),
    "Gastroenterology": (("Gastroenterology", "Digestive Health", "GI Associates", "Digestive Disease Center"), ("MD", "DO"), (("K21.9", "GERD without esophagitis"), ("Z12.11", "Screening for malignant neoplasm of colon"), ("K92.1", "Melena"), ("R10.13", "Epigastric pain"), ("D50.9", "Iron deficiency anemia"), ("K58.9", "Irritable bowel syndrome"))),
    "Orthopedics": (("Orthopaedics", "Bone & Joint", "Orthopedic Specialists", "Sports Medicine"), ("MD", "DO"), (("M17.11", "Osteoarthritis, right knee"), ("M25.561", "Pain in right knee"), ("M75.102", "Rotator cuff tear, left shoulder"), ("M16.12", "Osteoarthritis, left hip"), ("S83.241A", "Medial meniscus tear, right knee, initial"))),
    "Neurology": (("Neurology", "Neuroscience Associates", "Headache & Neurology", "Neurological Institute"), ("MD", "DO"), (("G43.909", "Migraine, unspecified"), ("G40.909", "Epilepsy, unspecified"), ("R42", "Dizziness and giddiness"), ("G56.01", "Carpal tunnel syndrome, right"), ("R41.3", "Memory loss"), ("G62.9", "Polyneuropathy, unspecified"))),
    "Dermatology": (("Dermatology", "Skin Care Center", "Dermatology & Skin Surgery"), ("MD", "DO", "PA-C"), (("L40.0", "Psoriasis vulgaris"), ("D22.5", "Melanocytic nevi of trunk"), ("L57.0", "Actinic keratosis"), ("L20.9", "Atopic dermatitis"), ("L70.0", "Acne vulgaris"))),
    "Endocrinology": (("Endocrinology", "Diabetes & Endocrine", "Endocrine Associates"), ("MD", "DO"), (("E11.65", "Type 2 diabetes with hyperglycemia"), ("E03.9", "Hypothyroidism"), ("E04.1", "Thyroid nodule"), ("E05.90", "Thyrotoxicosis"), ("E66.01", "Morbid obesity"))),
    "Pulmonology": (("Pulmonary Associates", "Lung & Sleep Center", "Pulmonary Medicine"), ("MD", "DO"), (("J44.9", "COPD, unspecified"), ("J45.40", "Moderate persistent asthma"), ("R91.1", "Solitary pulmonary nodule"), ("G47.33", "Obstructive sleep apnea"), ("R05.3", "Chronic cough"))),
    "Nephrology": (("Nephrology", "Kidney Specialists", "Kidney Care"), ("MD", "DO"), (("N18.31", "CKD stage 3a"), ("N18.4", "CKD stage 4"), ("R80.9", "Proteinuria"), ("E87.5", "Hyperkalemia"))),
    "Urology": (("Urology", "Urologic Specialists", "Urology Center"), ("MD", "DO"), (("N40.1", "BPH with lower urinary tract symptoms"), ("R97.20", "Elevated PSA"), ("N20.0", "Calculus of kidney"), ("R31.9", "Hematuria"))),
    "Rheumatology": (("Rheumatology", "Arthritis Center", "Arthritis & Rheumatology"), ("MD", "DO"), (("M06.9", "Rheumatoid arthritis"), ("M32.9", "Systemic lupus erythematosus"), ("M10.9", "Gout"), ("M79.7", "Fibromyalgia"))),
    "Otolaryngology": (("ENT Associates", "Ear, Nose & Throat", "Head & Neck Surgery"), ("MD", "DO"), (("J32.9", "Chronic sinusitis"), ("H90.3", "Sensorineural hearing loss, bilateral"), ("J35.01", "Chronic tonsillitis"), ("H93.13", "Tinnitus, bilateral"))),
    "Ophthalmology": (("Eye Center", "Ophthalmology", "Retina Consultants", "Eye Associates"), ("MD", "OD"), (("E11.319", "Diabetic retinopathy"), ("H25.13", "Age-related nuclear cataract, bilateral"), ("H40.1131", "Primary open-angle glaucoma, bilateral, mild"))),
    "Hematology/Oncology": (("Cancer Center", "Hematology Oncology", "Oncology Associates"), ("MD", "DO"), (("D64.9", "Anemia, unspecified"), ("D69.6", "Thrombocytopenia"), ("C50.911", "Malignant neoplasm of right female breast"), ("D72.829", "Elevated white blood cell count"))),
    "Physical Therapy": (("Physical Therapy", "Rehab & Sports Therapy", "Physical Therapy & Wellness", "Movement Clinic"), ("PT", "DPT", "PT, DPT"), (("M54.50", "Low back pain, unspecified"), ("M25.511", "Pain in right shoulder"), ("Z96.651", "Presence of right artificial knee joint"), ("M54.2", "Cervicalgia"), ("R26.89", "Abnormality of gait"))),
    "General Surgery": (("Surgical Associates", "General Surgery", "Surgical Group"), ("MD", "DO"), (("K80.20", "Calculus of gallbladder"), ("K40.90", "Inguinal hernia, unilateral"), ("L72.3", "Sebaceous cyst"))),
    "Psychiatry": (("Behavioral Health", "Psychiatry & Counseling", "Mental Wellness Center"), ("MD", "LCSW", "PMHNP", "PsyD"), (("F33.1", "Major depressive disorder, recurrent, moderate"), ("F41.1", "Generalized anxiety disorder"), ("F90.2", "ADHD, combined type"), ("F43.10", "PTSD, unspecified"))),
    "Pain Management": (("Pain & Spine", "Interventional Pain", "Spine Center"), ("MD", "DO"), (("M54.16", "Radiculopathy, lumbar region"), ("M47.816", "Spondylosis, lumbar"), ("G89.29", "Other chronic pain"))),
    "Obstetrics & Gynecology": (("Women's Health", "OB/GYN", "Women's Care"), ("MD", "DO", "CNM"), (("N92.0", "Excessive menstruation"), ("R87.610", "ASC-US on cervical cytology"), ("O09.521", "Supervision, elderly multigravida, 1st trimester"), ("N95.0", "Postmenopausal bleeding"))),
    "Allergy & Immunology": (("Allergy & Asthma", "Allergy Clinic"), ("MD", "DO"), (("J30.9", "Allergic rhinitis"), ("L50.9", "Urticaria"), ("Z91.010", "Allergy to peanuts"))),
    "Podiatry": (("Foot & Ankle", "Podiatry"), ("DPM",), (("M72.2", "Plantar fasciitis"), ("E11.621", "Type 2 diabetes with foot ulcer"), ("L60.0", "Ingrowing nail"))),
    "Vascular Surgery": (("Vascular Surgery", "Vein & Vascular"), ("MD", "DO"), (("I73.9", "Peripheral vascular disease"), ("I83.893", "Varicose veins, bilateral"), ("I65.21", "Occlusion of right carotid artery"))),
    "Infectious Disease": (("Infectious Disease", "ID Consultants"), ("MD", "DO"), (("B20", "HIV disease"), ("B18.2", "Chronic hepatitis C"), ("M86.9", "Osteomyelitis"))),
}  # fmt: skip
PRIMARY_CREDENTIALS = ("MD", "MD", "MD", "DO", "NP", "FNP-C", "PA-C", "ARNP", "APRN")

PAYER_NAMES = """Amberline Health|Bluewater Benefit Plans|Canopy Health Plan|Cobalt Mutual|Evermore Health Insurance|Fairlead Assurance|Granite
    State Mutual Health|Harbor Point Health Plan|Ironwood Benefits|Juniper Health Partners|Keystone Trail Health|Lakeland Physicians Plan|
    Meridian Arc Insurance|Northern Pine Health|Opal Health Cooperative|Palmetto Crest Insurance|Quartz River Health|Redwood Coast Medical
    Plan|Saguaro Health Network|Tidepool Community Care|Umbra Life & Health|Verdant Health|Western Slope Benefit Trust|Yellowstone Select Health|
    Zephyr Health Options|Medicare|State Medicaid|Brightwell Marketplace|Copperleaf Medicare Advantage|Teamworks Union Health Fund"""
PLAN_WORDS = (
    "PPO",
    "HMO",
    "EPO",
    "POS",
    "HDHP",
    "Choice Plus",
    "Select",
    "Open Access",
    "Silver 70",
    "Gold 80",
    "Bronze HSA",
    "Advantage HMO",
    "Premier PPO",
    "Value EPO",
    "Community",
    "Basic",
    "Complete",
)

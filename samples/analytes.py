"""Laboratory tests as they are printed: names, units, ranges, panels, and a way to draw plausible results.

Ranges are common adult ones, good enough for print; they are not for care.
"""

from __future__ import annotations

from dataclasses import dataclass

from people import World

# key: (names as printed, units, low, high, decimals); low or high None for one-sided ranges
ANALYTES: dict[str, tuple[tuple[str, ...], str, float | None, float | None, int]] = {
    "glu": (("Glucose", "GLUCOSE, SERUM", "Glucose, Fasting"), "mg/dL", 70, 99, 0),
    "bun": (("BUN", "Urea Nitrogen (BUN)", "Blood Urea Nitrogen"), "mg/dL", 7, 25, 0),
    "cre": (("Creatinine", "CREATININE, SERUM", "Creat"), "mg/dL", 0.6, 1.3, 2),
    "egfr": (("eGFR", "eGFR (CKD-EPI 2021)", "Est. GFR"), "mL/min/1.73m2", 60, None, 0),
    "na": (("Sodium", "Na", "SODIUM"), "mmol/L", 135, 146, 0),
    "k": (("Potassium", "K", "POTASSIUM"), "mmol/L", 3.5, 5.3, 1),
    "cl": (("Chloride", "Cl"), "mmol/L", 98, 110, 0),
    "co2": (("CO2", "Carbon Dioxide", "Bicarbonate"), "mmol/L", 20, 32, 0),
    "gap": (("Anion Gap",), "mmol/L", 5, 15, 0),
    "ca": (("Calcium", "Ca, total"), "mg/dL", 8.6, 10.3, 1),
    "tp": (("Protein, Total", "Total Protein"), "g/dL", 6.1, 8.1, 1),
    "alb": (("Albumin", "ALB"), "g/dL", 3.6, 5.1, 1),
    "glob": (("Globulin", "Globulin, calc"), "g/dL", 1.9, 3.7, 1),
    "bil": (("Bilirubin, Total", "T. Bili", "Total Bilirubin"), "mg/dL", 0.2, 1.2, 1),
    "dbil": (("Bilirubin, Direct", "D. Bili"), "mg/dL", 0.0, 0.3, 1),
    "alp": (("Alkaline Phosphatase", "Alk Phos", "ALP"), "U/L", 35, 144, 0),
    "ast": (("AST", "AST (SGOT)", "SGOT"), "U/L", 10, 35, 0),
    "alt": (("ALT", "ALT (SGPT)", "SGPT"), "U/L", 6, 46, 0),
    "ggt": (("GGT",), "U/L", 3, 70, 0),
    "mg": (("Magnesium",), "mg/dL", 1.6, 2.6, 1),
    "phos": (("Phosphorus", "Phosphate"), "mg/dL", 2.5, 4.5, 1),
    "uric": (("Uric Acid",), "mg/dL", 2.5, 8.0, 1),
    "wbc": (("WBC", "White Blood Cell Count", "White Count"), "K/uL", 3.8, 10.8, 1),
    "rbc": (("RBC", "Red Blood Cell Count"), "M/uL", 3.8, 5.8, 2),
    "hgb": (("Hemoglobin", "HGB", "Hgb"), "g/dL", 11.7, 17.1, 1),
    "hct": (("Hematocrit", "HCT"), "%", 35.0, 50.0, 1),
    "mcv": (("MCV",), "fL", 80.0, 100.0, 1),
    "mch": (("MCH",), "pg", 27.0, 33.0, 1),
    "mchc": (("MCHC",), "g/dL", 32.0, 36.0, 1),
    "rdw": (("RDW", "RDW-CV"), "%", 11.0, 15.0, 1),
    "plt": (("Platelets", "Platelet Count", "PLT"), "K/uL", 140, 400, 0),
    "mpv": (("MPV",), "fL", 7.5, 12.5, 1),
    "neu": (("Neutrophils", "Neut %", "Segs"), "%", 40.0, 74.0, 1),
    "lym": (("Lymphocytes", "Lymph %", "Lymphs"), "%", 14.0, 46.0, 1),
    "mon": (("Monocytes", "Mono %"), "%", 4.0, 12.0, 1),
    "eos": (("Eosinophils", "Eos %"), "%", 0.0, 5.0, 1),
    "bas": (("Basophils", "Baso %"), "%", 0.0, 2.0, 1),
    "chol": (("Cholesterol, Total", "Total Cholesterol", "CHOLESTEROL"), "mg/dL", None, 199, 0),
    "trig": (("Triglycerides", "TRIG"), "mg/dL", None, 149, 0),
    "hdl": (("HDL Cholesterol", "HDL", "HDL-C"), "mg/dL", 40, None, 0),
    "ldl": (("LDL Cholesterol, calc", "LDL (calculated)", "LDL-C"), "mg/dL", None, 99, 0),
    "nonhdl": (("Non-HDL Cholesterol",), "mg/dL", None, 129, 0),
    "ratio": (("Chol/HDL Ratio", "CHOL/HDLC RATIO"), "", None, 4.9, 1),
    "apob": (("Apolipoprotein B",), "mg/dL", None, 90, 0),
    "lpa": (("Lipoprotein (a)",), "nmol/L", None, 74, 0),
    "a1c": (("Hemoglobin A1c", "HbA1c", "Glycohemoglobin (A1c)"), "%", 4.0, 5.6, 1),
    "eag": (("Est. Average Glucose", "eAG"), "mg/dL", 68, 114, 0),
    "tsh": (("TSH", "Thyroid Stimulating Hormone"), "uIU/mL", 0.40, 4.50, 2),
    "ft4": (("T4, Free", "Free T4"), "ng/dL", 0.8, 1.8, 1),
    "t3": (("T3, Total",), "ng/dL", 76, 181, 0),
    "tpo": (("Thyroid Peroxidase Ab", "TPO Antibodies"), "IU/mL", None, 9, 0),
    "vitd": (("Vitamin D, 25-OH", "25-Hydroxyvitamin D"), "ng/mL", 30, 100, 0),
    "b12": (("Vitamin B12",), "pg/mL", 200, 1100, 0),
    "fol": (("Folate, Serum",), "ng/mL", 5.4, None, 1),
    "ferr": (("Ferritin",), "ng/mL", 16, 288, 0),
    "iron": (("Iron, Total", "Iron"), "ug/dL", 45, 160, 0),
    "tibc": (("TIBC",), "ug/dL", 250, 450, 0),
    "sat": (("% Saturation", "Transferrin Sat"), "%", 16, 45, 0),
    "psa": (("PSA, Total", "Prostate Specific Ag"), "ng/mL", None, 4.0, 2),
    "crp": (("C-Reactive Protein", "CRP"), "mg/L", None, 8.0, 1),
    "esr": (("Sed Rate", "ESR (Westergren)"), "mm/hr", 0, 20, 0),
    "pt": (("Prothrombin Time", "PT"), "sec", 9.0, 11.5, 1),
    "inr": (("INR",), "", 0.9, 1.1, 1),
    "ptt": (("aPTT", "PTT, Activated"), "sec", 23, 32, 0),
    "fib": (("Fibrinogen",), "mg/dL", 200, 400, 0),
    "dd": (("D-Dimer", "D-Dimer, Quant"), "ug/mL FEU", None, 0.49, 2),
    "trop": (("Troponin I, hs", "hs-Troponin"), "ng/L", None, 19, 0),
    "bnp": (("NT-proBNP", "BNP"), "pg/mL", None, 124, 0),
    "ck": (("CK, Total", "Creatine Kinase"), "U/L", 30, 200, 0),
    "lip": (("Lipase",), "U/L", 7, 60, 0),
    "lac": (("Lactic Acid", "Lactate"), "mmol/L", 0.5, 2.0, 1),
    "fsh": (("FSH",), "mIU/mL", 1.5, 12.4, 1),
    "lh": (("LH",), "mIU/mL", 1.7, 8.6, 1),
    "e2": (("Estradiol",), "pg/mL", 12, 166, 0),
    "prog": (("Progesterone",), "ng/mL", 0.2, 1.5, 1),
    "prl": (("Prolactin",), "ng/mL", 3.0, 20.0, 1),
    "test": (("Testosterone, Total",), "ng/dL", 250, 1100, 0),
    "shbg": (("SHBG",), "nmol/L", 10, 50, 0),
    "cort": (("Cortisol, AM",), "ug/dL", 4.0, 22.0, 1),
    "malb": (("Microalbumin, Urine", "Albumin, Urine"), "mg/dL", None, 1.9, 1),
    "acr": (("Albumin/Creat Ratio", "Microalb/Creat Ratio"), "mg/g creat", None, 29, 0),
    "dig": (("Digoxin",), "ng/mL", 0.8, 2.0, 1),
    "li": (("Lithium",), "mmol/L", 0.6, 1.2, 1),
    "phen": (("Phenytoin",), "ug/mL", 10, 20, 1),
    "vanc": (("Vancomycin, Trough",), "ug/mL", 10, 20, 1),
    "lead": (("Lead, Blood (venous)",), "ug/dL", None, 3.4, 1),
}  # fmt: skip

PANELS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cmp": (("Comprehensive Metabolic Panel", "CMP (14)", "COMP METABOLIC PANEL"), ("glu", "bun", "cre", "egfr", "na", "k", "cl", "co2", "ca", "tp", "alb", "glob", "bil", "alp", "ast", "alt")),
    "bmp": (("Basic Metabolic Panel", "BMP", "BASIC MET PANEL"), ("glu", "bun", "cre", "egfr", "na", "k", "cl", "co2", "gap", "ca")),
    "cbc": (("CBC with Differential", "CBC w/ Diff & Plt", "Complete Blood Count"), ("wbc", "rbc", "hgb", "hct", "mcv", "mch", "mchc", "rdw", "plt", "mpv", "neu", "lym", "mon", "eos", "bas")),
    "hemo": (("Hemogram", "CBC, no diff"), ("wbc", "rbc", "hgb", "hct", "mcv", "plt")),
    "lipid": (("Lipid Panel", "Lipid Profile", "LIPID PANEL, STANDARD"), ("chol", "trig", "hdl", "ldl", "nonhdl", "ratio")),
    "lipidx": (("Cardiovascular Risk Panel", "Advanced Lipid Panel"), ("chol", "hdl", "ldl", "trig", "apob", "lpa", "crp")),
    "a1c": (("Hemoglobin A1c", "Glycated Hemoglobin"), ("a1c", "eag")),
    "dm": (("Diabetes Monitoring", "Diabetes Panel"), ("glu", "a1c", "eag", "malb", "acr")),
    "thy": (("Thyroid Panel", "Thyroid Function", "TSH + Free T4"), ("tsh", "ft4", "t3", "tpo")),
    "tsh": (("TSH", "Thyroid Screen"), ("tsh",)),
    "liver": (("Hepatic Function Panel", "Liver Panel", "LFT"), ("tp", "alb", "bil", "dbil", "alp", "ast", "alt", "ggt")),
    "renal": (("Renal Function Panel",), ("glu", "bun", "cre", "na", "k", "cl", "co2", "ca", "phos", "alb", "uric")),
    "iron": (("Iron Studies", "Anemia Panel"), ("iron", "tibc", "sat", "ferr", "b12", "fol")),
    "vit": (("Vitamin Levels", "Nutritional Panel"), ("vitd", "b12", "fol", "mg")),
    "coag": (("Coagulation", "PT/INR, PTT", "Coag Studies"), ("pt", "inr", "ptt", "fib", "dd")),
    "inr": (("Anticoagulation", "PT / INR"), ("pt", "inr")),
    "card": (("Cardiac Markers", "Cardiac Enzymes"), ("trop", "ck", "bnp", "dd")),
    "horm": (("Reproductive Hormones", "Endocrinology", "Hormone Panel"), ("fsh", "lh", "e2", "prog", "prl", "tsh")),
    "male": (("Male Hormone Panel", "Androgen Panel"), ("test", "shbg", "lh", "psa")),
    "infl": (("Inflammatory Markers",), ("crp", "esr", "uric")),
    "psa": (("PSA Screening",), ("psa",)),
    "tdm": (("Therapeutic Drug Monitoring", "Drug Levels"), ("dig", "li", "phen", "vanc")),
    "ed": (("Emergency Chemistry", "STAT Chemistry"), ("na", "k", "cl", "co2", "glu", "cre", "lac", "trop", "lip")),
    "lead": (("Blood Lead",), ("lead", "hgb")),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One line of a report."""

    name: str
    value: str
    units: str
    range: str
    flag: str  # "", "H", "L" or "HH"/"LL"


def range_text(low: float | None, high: float | None, decimals: int, style: str = "dash") -> str:
    """style: dash "3.5-5.3", spaced "3.5 - 5.3", paren "(3.5-5.3)"."""
    if low is None:
        text = f"<={high:.{decimals}f}" if style == "spaced" else f"<{high + 10**-decimals:.{decimals}f}"  # type: ignore[operator]
    elif high is None:
        text = (
            f">={low:.{decimals}f}"
            if style == "spaced"
            else f">{low - (10**-decimals if decimals else 1):.{decimals}f}"
        )
    else:
        text = (
            f"{low:.{decimals}f} - {high:.{decimals}f}"
            if style == "spaced"
            else f"{low:.{decimals}f}-{high:.{decimals}f}"
        )
    return f"({text})" if style == "paren" else text


def draw_result(world: World, key: str, abnormal: bool, style: str = "dash") -> Result:
    """A result of the analyte inside its range, or outside of it."""
    names, units, low, high, decimals = ANALYTES[key]
    floor = low if low is not None else high * 0.35  # type: ignore[operator]
    top = high if high is not None else low * 1.6  # type: ignore[operator]
    span = top - floor
    unit = 10**-decimals
    value = round(floor + span * world.rng.uniform(0.08, 0.92), decimals)
    flag = ""
    if abnormal:
        up = high is not None and (low is None or low <= 0 or world.chance(0.65))
        far = world.rng.choice((0.08, 0.2, 0.5, 0.9))
        if up:
            value, flag = (
                round(max(top + span * far, top + unit), decimals),
                "HH" if far == 0.9 and world.chance(0.4) else "H",
            )
        elif low is not None:
            value, flag = round(max(min(low - span * far * 0.4, low - unit), unit), decimals), "L"
    return Result(
        name=names[0],
        value=f"{value:.{decimals}f}",
        units=units,
        range=range_text(low, high, decimals, style),
        flag=flag,
    )


def panel(world: World, name: str, abnormal: bool, style: str = "dash", limit: int = 99) -> list[Result]:
    """Results of a panel; when `abnormal` at least one of them is out of range, else none is."""
    keys = PANELS[name][1][:limit]
    odd = set(world.sample(keys, world.number(1, max(1, len(keys) // 4)))) if abnormal else set()
    variant = world.number(0, 2)
    out = []
    for key in keys:
        r = draw_result(world, key, key in odd, style)
        names = ANALYTES[key][0]
        out.append(
            Result(name=names[min(variant, len(names) - 1)], value=r.value, units=r.units, range=r.range, flag=r.flag)
        )
    return out

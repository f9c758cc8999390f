"""A name as the words by which it is compared."""

import re
from collections.abc import Iterable

from anyascii import anyascii

from kiem.flow.vocabulary import LEGAL_FORMS

__all__ = ["EMPTY", "plain", "plain_parts", "plain_words", "terms"]

SIMPLE = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {ord("'"): None}
"""Each letter of ASCII as it is compared: small; an apostrophe is nothing, every other sign is a space."""

IN_PARTS = SIMPLE | {ord(","): " , "}

JOINING = """
    a al am an and at d da das de del della der des di die do dos du e el en et for fur i il in la las le les los na o
    of och og op the to u und van vom von voor y zu zur
"""
EMPTY = frozenset(JOINING.split())
"""Words that join others: they are compared, but make no pair."""

WHOLE = {
    word: whole
    for whole, short in {
        "1st": "first",
        "2": "ii",
        "2nd": "second",
        "3": "iii",
        "3rd": "third",
        "4": "iv",
        "4th": "fourth",
        "5th": "fifth",
        "6": "vi",
        "6th": "sixth",
        "7": "vii",
        "7th": "seventh",
        "8": "viii",
        "8th": "eighth",
        "9th": "ninth",
        "10th": "tenth",
        "academy": "acad academia akademie academie",
        "agency": "agcy",
        "agricultural": "agr agric",
        "anesthesiology": "anaesthesiology anesthesia anaesthesia",
        "association": "assn assoc",
        "behavioral": "behavioural",
        "center": "centre ctr cent centro centrum zentrum",
        "clinic": "clinica clinique kliniek klinik",
        "college": "coll",
        "company": "co cie",
        "corporation": "corp",
        "council": "cncl",
        "defense": "defence",
        "department": "dept dep departement departamento",
        "development": "dev devel",
        "engineering": "eng engn engrg",
        "environmental": "environm",
        "faculty": "fac",
        "federal": "fed",
        "foundation": "fdn found stichting fundacion stiftung",
        "government": "govt gov",
        "gynecology": "gynaecology",
        "health": "hlth",
        "hematology": "haematology",
        "hospital": "hosp hop hopital hospitals ziekenhuis",
        "institute": "inst institut institutes instituto instituut istituto",
        "international": "intl int",
        "labor": "labour",
        "laboratory": "lab labs laboratories laboratoire laboratorio laboratorium",
        "management": "mgmt",
        "medical": "med medic",
        "medicine": "mdc",
        "ministry": "min minist ministere ministerio",
        "national": "nat natl nacional nazionale",
        "observatory": "obs",
        "organization": "organisation org",
        "orthopedic": "orthopaedic orthopaedics orthopedics",
        "pediatric": "paediatric paediatrics pediatrics",
        "pharmaceutical": "pharm pharma",
        "program": "programme prog",
        "regional": "reg",
        "research": "res",
        "saint": "st",
        "school": "sch schl",
        "science": "sci sciences scis",
        "scientific": "scient",
        "services": "serv svc svcs service",
        "society": "soc",
        "systems": "syst system",
        "technical": "tech",
        "technology": "technol technologies",
        "university": "uni univ universite universita universitat universidad universidade universitaet universiteit",
        "university hospital": "universitatsklinikum universitaetsklinikum universitatsklinik universitatsspital",
        "university medicine": "universitatsmedizin",
    }.items()
    for word in short.split()
}
"""Short and foreign forms of the words that most names have → one form; both sides are written so."""


LABORATORY = re.compile(r"\b(ea|erl|fre|gdr|irl|uar|umi|umr|ums|upr|ur|urp|usr|u) +(\d{2,4})\b")
"""A French laboratory's kind and number are one word: UMR 7126, UMR7126."""

DIGIT = re.compile(r"\d")

DOT_IN_SHORT = re.compile(r"(?<=\b[A-Za-z])\.\s?(?=[A-Za-z]\b)")


def plain(name: str) -> str:
    """Return the name as it is compared.

    In small Latin letters and digits, a space between words, letters with dots as one word, a laboratory's number with
    its kind as one too, the commonest words in one form, and without a legal form at the end.
    """
    return " ".join(plain_words(name))


def plain_words(name: str) -> list[str]:
    """Return the same, word by word."""
    return _usual(_numbered(_latin(name).translate(SIMPLE)).split())


def plain_parts(text: str) -> list[list[str]]:
    """Return the words of each part of a text that has any; a comma stands between two parts."""
    parts: list[list[str]] = [[]]
    for word in _numbered(_latin(text).translate(IN_PARTS)).split():
        if word == ",":
            parts.append([])
        else:
            parts[-1].append(word)
    return [_usual(words) for words in parts if words]


def _numbered(name: str) -> str:
    # Few names have a digit, and to look for one takes a sixth of the time.
    return LABORATORY.sub(r"\1\2", name) if DIGIT.search(name) else name


def _latin(name: str) -> str:
    latin = name if name.isascii() else anyascii(name)
    return DOT_IN_SHORT.sub("", latin) if "." in latin else latin


def _usual(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join([WHOLE.get(word, word) for word in words]).split()


def terms(written: str, country: str = "") -> Iterable[str]:
    """Return the words of a plain name and the pairs of neighbours among those that do not only join others, once each.

    Where the country is known, the whole name with it is one more: many ministries have one name.
    """
    words = written.split()
    telling = [word for word in words if word not in EMPTY]
    whole = [f"{written}|{country}"] if country else []
    # A set would give them in another order on another day, and sums of numbers with it.
    return dict.fromkeys([*words, *_pairs(telling, telling[1:]), *whole])


def _pairs(words: Iterable[str], following: Iterable[str]) -> Iterable[str]:
    # In whichever order the two stand.
    return (f"{one}_{other}" if one < other else f"{other}_{one}" for one, other in zip(words, following, strict=False))

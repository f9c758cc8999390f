"""A thing in schema.org's words, for machines that read the page. Only what the page shows; unknown is absent."""

import datetime
import json
from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from kiem.foundation.catalogue.dossier import FIRST_FACTS
from kiem.foundation.catalogue.values import Thing

TYPES = {
    "company": "Corporation",
    "university": "CollegeOrUniversity",
    "hospital": "Hospital",
    "research_institute": "ResearchOrganization",
}
OUTWARD = {
    "ror": "https://ror.org/{}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "isni": "https://isni.org/isni/{}",
    "doi": "https://doi.org/{}",
    "grid": None,
    "kbo": "https://kbopub.economie.fgov.be/kbopub/zoeknummerform.html?nummer={}&actionLu=Zoek",
    "cordis": "https://cordis.europa.eu/project/id/{}",
    "fundref": "https://doi.org/10.13039/{}",
}


def outward(identifier: str) -> str | None:
    """Return the address at which an identifier such as `ror:05f950310` opens, where its register has one."""
    scheme, _, number = identifier.partition(":")
    pattern = OUTWARD.get(scheme)
    return pattern.format(number) if pattern else None


def structured(request: HttpRequest, thing: Thing) -> SafeString | None:
    """Return the thing as JSON-LD that is safe inside a script element; nothing for kinds without a word for it."""
    if thing.kind == "organisation":
        told = _organisation(thing)
    elif thing.kind == "event":
        told = {"@type": "Event", "name": thing.name, "startDate": str(thing.started.year) if thing.started else None}
    else:
        return None
    whole = {"@context": "https://schema.org", "@id": request.build_absolute_uri(request.path), **told}
    text = json.dumps({name: value for name, value in whole.items() if value}, ensure_ascii=False)
    # The three signs that could end the script element are written as JSON escapes.
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(escaped)  # noqa: S308  # escaped on the line above


def _organisation(thing: Thing) -> Mapping[str, object]:
    # Several sources may name one number.
    identifiers = list(dict.fromkeys(fact.value or "" for fact in thing.facts.get("identifier", ())))
    place = {"@type": "PostalAddress", "addressLocality": thing.city, "addressCountry": thing.country}
    return {
        "@type": TYPES.get(thing.type or "", "Organization"),
        "name": thing.name,
        "alternateName": [fact.value for fact in thing.facts.get("alias", ())][:FIRST_FACTS],
        "url": thing.text("website"),
        "foundingDate": str(thing.started.year) if thing.started else None,
        # Its end is the first day on which it was no longer there.
        "dissolutionDate": str((thing.ended - datetime.timedelta(days=1)).year) if thing.ended else None,
        "address": {name: value for name, value in place.items() if value} if thing.city or thing.country else None,
        "sameAs": [address for address in map(outward, identifiers) if address],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": scheme, "value": number}
            for scheme, _, number in (identifier.partition(":") for identifier in identifiers)
            if scheme != "register"
        ],
    }

"""What a data set's index.json says of it: its licence and its day (https://followthemoney.tech/docs/dataset/)."""

import datetime
import json
import re
from dataclasses import dataclass

from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.problem import InputProblem
from kiem.flow.vocabulary import vocabulary

INDEX = "index.json"
UNSTATED = "not-stated"
DAYS = ("last_export", "updated_at")


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set's licence (one of the vocabulary) and the day of its export, where it says one."""

    licence: str
    day: datetime.date | None


def dataset_of(given: SourceInput) -> Dataset:
    """Return what the index among the files says; where there is none, nothing is stated. Raises InputProblem."""
    found = [file for file in given.files if file.name == INDEX]
    if not found:
        return Dataset(UNSTATED, None)
    try:
        told = json.loads(found[0].read_text(encoding="utf-8-sig"))
    except ValueError:
        told = None
    if not isinstance(told, dict):
        message = f"{given.source}: {found[0]} is no JSON object; download it again, or take it out."
        raise InputProblem(message)
    days = sorted(day for name in DAYS if (day := day_of(told.get(name))))
    return Dataset(licence_of(told.get("license")), days[-1] if days else None)


def licence_of(address: object) -> str:
    """Return the licence of the vocabulary that has this address or name, else the one for what is not stated."""
    known = {_bare(name): one.id for one in vocabulary().licences.values() for name in (one.id, one.address) if name}
    return known.get(_bare(str(address)), UNSTATED)


def day_of(told: object) -> datetime.date | None:
    """Return the day of an ISO time, or None where it is none."""
    try:
        return datetime.date.fromisoformat(str(told)[:10])
    except ValueError:
        return None


def _bare(address: str) -> str:
    """Return an address without its scheme, and without the page of it on which the whole text or a summary stands."""
    return re.sub(r"^https?://(www\.)?|/(legalcode|deed)(\.\w+)?/?$|/$", "", address.strip().lower()).rstrip("/")

"""Reads plans of pathways from YAML files, one a product.

    product: novel_food
    reviewed_on: 2026-11-23
    leads_to: {draft_decision: [3]}
    steps:
      1: {after: filing, checked: true, source: https://…}
      2: {after: [1], checked: false}

A step is named by its number in the register, or `product/number` where it is another product's. Keys of a step:
`after` (filing or steps), `beside`, `lengthens`, `role`, `gap`, `stop` ({days|working_days|months, article, checked}),
`winter_stop`, `national`, `checked`, `source`. Words of role, gap and leads_to: plan.py.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from kiem.methods.pathways.plan import Gap, Milestone, Place, Plan, Role, Stop
from kiem.methods.workdays import Term, Unit

UNITS = {"days": Unit.DAY, "working_days": Unit.WORKING_DAY, "months": Unit.MONTH}
KEYS = frozenset(
    {
        *("after", "beside", "lengthens", "role", "gap", "stop"),
        *("winter_stop", "national", "checked", "source"),
    }
)

Entry = Mapping[str, object]


class PlanProblem(Exception):
    """A plan that cannot be used: which file, what is wrong, what to write."""


def read_plans(folder: Path) -> dict[str, Plan]:
    """Return the plans of a folder by product. PlanProblem names the file and the remedy."""
    return {plan.product: plan for plan in (read_plan(file) for file in sorted(folder.glob("*.yml")))}


def read_plan(file: Path) -> Plan:
    """Return the plan in a file. PlanProblem names the file and the remedy."""
    try:
        return _plan(yaml.safe_load(file.read_text(encoding="utf-8")), file.stem)
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        message = f"{file}: {error}; see kiem/methods/pathways/plan_file.py for what a plan looks like."
        raise PlanProblem(message) from error


def _plan(written: Entry, stem: str) -> Plan:
    product = str(written["product"])
    if product != stem:
        message = f"the product is {product!r}; the file should be {product}.yml"
        raise ValueError(message)
    places = tuple(_place(product, name, entry) for name, entry in _mapping(written["steps"]).items())
    _check_order(places)
    known = {place.step for place in places}
    leads_to = _mapping(written.get("leads_to", {}))
    milestones = tuple((Milestone(name), _names(product, after)) for name, after in leads_to.items())
    strangers = [name for _, after in milestones for name in after if name not in known]
    if strangers:
        message = f"leads_to names {strangers[0]}, which is not among the steps"
        raise ValueError(message)
    reviewed = written["reviewed_on"]
    if not isinstance(reviewed, date):
        message = "reviewed_on is no date; write YYYY-MM-DD"
        raise TypeError(message)
    return Plan(product, places, milestones, reviewed)


def _place(product: str, name: object, entry: object) -> Place:
    given = _mapping(entry)
    unknown = sorted(set(given) - KEYS)
    if unknown:
        message = f"step {name} has {unknown[0]!r}, which is no key of a step"
        raise ValueError(message)
    after = given.get("after", [])
    return Place(
        step=_name(product, name),
        after=() if after == "filing" else _names(product, after),
        beside=_name(product, given["beside"]) if "beside" in given else None,
        lengthens=_name(product, given["lengthens"]) if "lengthens" in given else None,
        role=Role(str(given.get("role", "step"))),
        gap=Gap(str(given["gap"])) if "gap" in given else None,
        stop=_stop(_mapping(given["stop"])) if "stop" in given else None,
        has_winter_stop=given.get("winter_stop", False) is True,
        is_national=given.get("national", False) is True,
        is_checked=given["checked"] is True,
        source=str(given["source"]) if "source" in given else None,
    )


def _stop(entry: Entry) -> Stop:
    (unit,) = set(entry) & set(UNITS)
    return Stop(Term(int(str(entry[unit])), UNITS[unit]), str(entry["article"]), entry["checked"] is True)


def _check_order(places: tuple[Place, ...]) -> None:
    seen: set[str] = set()
    for place in places:
        late = [name for name in place.waits_for if name not in seen]
        if late:
            message = f"step {place.step} waits for {late[0]}, which must be written before it"
            raise ValueError(message)
        seen.add(place.step)


def _mapping(found: object) -> Entry:
    if not isinstance(found, dict):
        message = f"{found!r} should be a list of names with values"
        raise TypeError(message)
    return {str(name): value for name, value in found.items()}


def _names(product: str, found: object) -> tuple[str, ...]:
    if not isinstance(found, list):
        message = f"{found!r} should be a list of steps"
        raise TypeError(message)
    return tuple(_name(product, name) for name in found)


def _name(product: str, name: object) -> str:
    return str(name) if "/" in str(name) else f"{product}/{name}"

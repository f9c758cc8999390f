"""All checks in their order, and how they are told."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kiem.web.doctor.finding import Finding, amiss
from kiem.web.doctor.keeping import disk, leftovers, secret, snapshots, writable
from kiem.web.doctor.release import catalogue, current_release, hashes, quarantine, staleness, text_index
from kiem.web.doctor.site import addresses, database

__all__ = ["as_json", "as_text", "examine"]

Checks = Iterable[tuple[str, Callable[[], Iterable[Finding]]]]


def examine(home: Path, today: datetime.date) -> list[Finding]:
    """Look at the whole house; needs the settings. A check that itself fails is a finding, never an end."""
    release: Checks = [("release", lambda: current_release(home))]
    whole: Checks = [
        ("hashes", lambda: hashes(home)),
        ("catalogue", lambda: catalogue(home)),
        ("text index", lambda: text_index(home)),
        ("freshness", lambda: staleness(home, today)),
        ("quarantine", lambda: quarantine(home)),
    ]
    rest: Checks = [
        ("snapshots", lambda: snapshots(home)),
        ("leftovers", lambda: leftovers(home)),
        ("database", database),
        ("addresses", addresses),
        ("secret", lambda: secret(home)),
        ("permissions", lambda: writable(home)),
        ("disk", lambda: disk(home)),
    ]
    found = list(_looked(release))
    if all(finding.is_well for finding in found):
        found += _looked(whole)
    return [*found, *_looked(rest)]


def as_text(findings: Sequence[Finding]) -> str:
    """Return the findings for a person: a line each, the remedy under what is amiss."""
    lines = []
    for one in findings:
        lines.append(f"{'well ' if one.is_well else 'AMISS'}  {one.check}: {one.what}")
        if one.remedy:
            lines.append(f"       → {one.remedy}")
    ill = sum(not one.is_well for one in findings)
    lines.append("All is well." if not ill else f"{ill} of {len(findings)} checks found something.")
    return "\n".join(lines)


def as_json(findings: Sequence[Finding]) -> str:
    """Return the findings as one JSON object: `well`, and `findings` with check, well, what and remedy."""
    told = [{"check": one.check, "well": one.is_well, "what": one.what, "remedy": one.remedy} for one in findings]
    return json.dumps({"well": all(one.is_well for one in findings), "findings": told}, ensure_ascii=False)


def _looked(checks: Checks) -> Iterator[Finding]:
    for name, check in checks:
        try:
            yield from check()
        except Exception as problem:  # noqa: BLE001 - whatever breaks a check is what the doctor is asked for
            told = f"{type(problem).__name__}: {problem}".splitlines()[0]
            yield amiss(name, f"the check itself fails: {told}", "Mend what it names, or restore a backup.")

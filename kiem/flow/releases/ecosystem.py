"""Which organisations belong to the ecosystem, by the instance's reviewed rule, each with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kiem.flow.engine import Engine, quoted


class RuleProblem(Exception):
    """A rule of the ecosystem that cannot be used, said in one line: what, where, remedy."""


@dataclass(frozen=True, slots=True)
class EcosystemRule:
    """The rule of `instance/ecosystem.yml`."""

    version: int
    territory: tuple[str, ...]
    fields: tuple[str, ...]
    not_fields: tuple[str, ...]
    programmes: tuple[str, ...]
    always: tuple[str, ...]
    with_one_project: tuple[str, ...]
    by_share: tuple[str, ...]
    share: float
    regions: Mapping[str, Mapping[str, str]]


def ecosystem_rule(file: Path) -> EcosystemRule:
    """Read the rule. Raises RuleProblem for a file that cannot be read, and for a word that is missing."""
    try:
        return _rule(yaml.safe_load(file.read_text(encoding="utf-8")))
    except KeyError as missing:
        message = f"{file.name}: {missing.args[0]} is missing; compare it with the default instance's file."
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError):
        message = f"{file.name}: it is no file of words in YAML and UTF-8; compare it with the default instance's file."
    raise RuleProblem(message)


def _rule(text: Mapping[str, Any]) -> EcosystemRule:  # Any: YAML has no types
    return EcosystemRule(
        version=text["version"],
        territory=tuple(text["territory"]),
        fields=tuple(text["life_science_fields"]),
        not_fields=tuple(text["not_life_science_fields"]),
        programmes=tuple(text["life_science_programmes"]),
        always=tuple(text["kinds_that_count"]),
        with_one_project=tuple(text["kinds_with_one_project"]),
        by_share=tuple(text["kinds_by_share"]),
        share=text["share_of_projects"],
        regions=text["regions"],
    )


def region_sql(rule: EcosystemRule) -> str:
    """Return the expression for the region of a row of `best`: as said, else by statistical region or subdivision."""
    cases = [
        f"WHEN b.nuts LIKE {quoted(by['nuts'] + '%')} OR (b.subdivision = {quoted(by['subdivision'])}) "
        f"THEN {quoted(name)}"
        for name, by in rule.regions.items()
    ]
    return f"coalesce(b.region, CASE {' '.join(cases)} END)"


def keep_ecosystem(engine: Engine, rule: EcosystemRule, facts: str = "facts") -> None:
    """Make the table `belonging` from `facts` and `best`; the table `facts` has those of whom is in `best`.

    Columns: entity, in_ecosystem, reason, projects, life_science_projects.

    `reason` is one of: register, kind, one_project, share (in) and elsewhere, no_evidence (out).
    """
    _keep_evidence(engine, rule, facts)
    territory = " OR ".join(
        f"b.country = {quoted(code)} OR b.nuts LIKE {quoted(code + '%')}" for code in rule.territory
    )
    engine.keep(
        "belonging",
        f"SELECT entity, reason IN ('register', 'kind', 'one_project', 'share') AS in_ecosystem, reason, "
        "projects, life_science_projects FROM ("
        "SELECT b.entity, coalesce(e.projects, 0) AS projects, coalesce(e.life_science_projects, 0) AS "
        "life_science_projects, "
        "CASE WHEN r.entity IS NOT NULL THEN 'register' "
        f"WHEN NOT coalesce({territory}, false) THEN 'elsewhere' "
        f"WHEN b.type IN ({_listed(rule.always)}) THEN 'kind' "
        f"WHEN b.type IN ({_listed(rule.with_one_project)}) AND e.life_science_projects > 0 THEN 'one_project' "
        f"WHEN b.type IN ({_listed(rule.by_share)}) "
        f"AND e.life_science_projects > {rule.share} * e.projects THEN 'share' "
        "ELSE 'no_evidence' END AS reason "
        "FROM best AS b LEFT JOIN project_evidence AS e ON e.entity = b.entity "
        "LEFT JOIN (SELECT DISTINCT entity FROM members WHERE record LIKE 'register:%') AS r ON r.entity = b.entity "
        "WHERE b.kind = 'organisation') AS judged ORDER BY entity",
    )


def life_science_sql(rule: EcosystemRule) -> str:
    """Return the statement that gives the life-science projects among the entities in `facts`, by the rule.

    Columns: `project`, and `by_fields`: whether its fields of science say so, and not its programme alone.
    """
    inside = f"({_begins(rule.fields)}) AND NOT ({_begins(rule.not_fields)})"
    return (
        "SELECT entity AS project, 2 * fields_inside > fields AS by_fields FROM ("
        "SELECT entity, count(*) FILTER (property = 'field') AS fields, "
        f"count(*) FILTER (property = 'field' AND {inside}) AS fields_inside, "
        f"bool_or(property = 'programme' AND ({_begins(rule.programmes)})) AS under_programme FROM facts "
        "WHERE property IN ('field', 'programme') AND withdrawn_at IS NULL GROUP BY entity"
        ") AS counted WHERE 2 * fields_inside > fields OR under_programme"
    )


def _keep_evidence(engine: Engine, rule: EcosystemRule, facts: str) -> None:
    engine.keep("life_science_project", life_science_sql(rule))
    engine.keep(
        "project_evidence",
        "SELECT f.entity, count(DISTINCT f.target) AS projects, "
        "count(DISTINCT f.target) FILTER (p.by_fields) AS life_science_projects "
        f"FROM {facts} AS f LEFT JOIN life_science_project AS p ON p.project = f.target "
        "WHERE f.property = 'participates_in' AND f.withdrawn_at IS NULL GROUP BY f.entity",
    )


def _begins(starts: Sequence[str]) -> str:
    return " OR ".join(f"value LIKE {quoted(start + '%')}" for start in starts) or "false"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(quoted(word) for word in words)

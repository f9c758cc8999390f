"""What can be counted or added up, and by what: each subject as a statement over what the release knew.

A subject's statement gives one row a unit: unit, since, witnessed (first day on which somebody speaks of it), until,
gone_seen (day on which it was said to be gone, where no date of that is known), inside (whether it lies in the
territory; null is unknown), amount, and a column for each of its words. `claims` gives unit, property, claim.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ONE = "CAST(1 AS DECIMAL(18,4))"


@dataclass(frozen=True, slots=True)
class Column:
    """A word by which a subject can be chosen or grouped: its expression, the properties it rests on, its names.

    `names` is a list of the vocabulary, `things` (the group is a thing), `programme`, or None: the key is the name.
    """

    sql: str
    properties: tuple[str, ...]
    names: str | None = None
    is_year: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that is counted: its rows, their claims, the properties that show that it is there, and its words."""

    rows: str
    claims: str
    anchors: tuple[str, ...]
    columns: Mapping[str, Column]

    def statement(self, day: str) -> str:
        """Return the statement that gives the rows with the subject's words as columns; `day` is a SQL date."""
        words = "".join(f", {column.sql} AS {word}" for word, column in self.columns.items())
        return self.rows.replace("/*words*/", words).replace("/*day*/", day)


def _year(expression: str) -> str:
    return f"CAST(year({expression}) AS VARCHAR)"


WHERE_IT_IS = ("region", "nuts", "subdivision")
OF_AN_ORGANISATION = {
    "type": Column("t.type", ("type",), "types"),
    "subsector": Column("t.subsector", ("subsector",), "subsectors"),
    "sector": Column("t.sector", ("sector",), "sectors"),
    "region": Column("t.region", WHERE_IT_IS, "regions"),
    "country": Column("t.country", ("country",)),
    "status": Column("t.status", ("status", "merged_into"), "statuses"),
    "founded": Column(_year("t.started"), ("founded",), is_year=True),
}
OF_A_PROJECT = {
    "start_year": Column(_year("p.started"), ("starts",), is_year=True),
    "programme": Column("p.programme", ("programme",), "programme"),
    "life_science": Column("CASE WHEN p.life_science THEN 'true' ELSE 'false' END", ("field", "programme")),
}
BEST = "SELECT entity AS unit, property, id AS claim FROM facts WHERE place = 1"
OF_PROJECTS = "SELECT entity, property, id FROM facts WHERE property IN ('starts', 'programme', 'field')"

ORGANISATION = Subject(
    rows="SELECT t.id AS unit, t.started AS since, w.day AS witnessed, t.ended AS until, g.day AS gone_seen, l.inside, "
    f"{ONE} AS amount/*words*/ FROM things AS t JOIN located AS l ON l.entity = t.id "
    "LEFT JOIN witness AS w ON w.entity = t.id LEFT JOIN gone AS g ON g.entity = t.id "
    "LEFT JOIN (SELECT *, row_number() OVER (PARTITION BY entity ORDER BY place) AS turn FROM facts WHERE "
    "property = 'employees' AND coalesce(valid_from <= /*day*/, true)) AS e ON e.entity = t.id AND e.turn = 1",
    claims=f"{BEST} AND property <> 'employees' UNION ALL "
    "SELECT entity, property, id FROM facts WHERE property = 'employees' "
    "UNION ALL SELECT w.entity, 'witness', w.claim FROM witness AS w "
    "JOIN things AS t ON t.id = w.entity WHERE t.started IS NULL",
    anchors=("founded", "witness"),
    columns={
        **OF_AN_ORGANISATION,
        "employees": Column("CAST(e.number AS VARCHAR)", ("employees",)),
        "employees_year": Column(_year("e.valid_from"), ("employees",), is_year=True),
    },
)
PROJECT = Subject(
    rows="SELECT p.id AS unit, p.started AS since, p.seen AS witnessed, CAST(NULL AS DATE) AS until, "
    "CAST(NULL AS DATE) AS gone_seen, "
    "CASE WHEN bool_or(l.inside) THEN true WHEN bool_or(l.inside IS NULL) THEN NULL ELSE false END AS inside, "
    f"{ONE} AS amount/*words*/ FROM participation AS r JOIN project AS p ON p.id = r.project "
    "JOIN located AS l ON l.entity = r.organisation GROUP BY p.id, p.started, p.seen, p.programme, p.life_science",
    claims="SELECT entity AS unit, property, id AS claim FROM facts WHERE property IN ('starts', 'programme', 'field') "
    "UNION ALL SELECT r.project, 'participates_in', r.claim FROM participation AS r "
    "JOIN located AS l ON l.entity = r.organisation WHERE l.inside",
    anchors=("starts", "participates_in"),
    columns=OF_A_PROJECT,
)
PARTICIPATION = Subject(
    rows="SELECT r.claim AS unit, r.since, r.seen AS witnessed, CAST(NULL AS DATE) AS until, "
    "CAST(NULL AS DATE) AS gone_seen, l.inside, r.amount/*words*/ FROM participation AS r "
    "JOIN project AS p ON p.id = r.project JOIN located AS l ON l.entity = r.organisation "
    "JOIN things AS t ON t.id = r.organisation",
    claims="SELECT claim AS unit, 'participates_in' AS property, claim FROM participation "
    f"UNION ALL SELECT r.claim, o.property, o.id FROM participation AS r JOIN ({OF_PROJECTS}) AS o "
    f"ON o.entity = r.project UNION ALL SELECT r.claim, b.property, b.claim FROM participation AS r JOIN ({BEST}) AS b "
    "ON b.unit = r.organisation",
    anchors=("participates_in",),
    columns={**OF_AN_ORGANISATION, **OF_A_PROJECT},
)
SPIN_OFF = Subject(
    rows="SELECT r.claim AS unit, coalesce(r.valid_from, t.started) AS since, f.seen_at AS witnessed, "
    "CAST(NULL AS DATE) AS until, CAST(NULL AS DATE) AS gone_seen, l.inside, "
    f"{ONE} AS amount/*words*/ FROM relations AS r JOIN things AS t ON t.id = r.subject "
    "JOIN located AS l ON l.entity = r.subject JOIN facts AS f ON f.id = r.claim WHERE r.property = 'spin_off_of'",
    claims="SELECT claim AS unit, 'spin_off_of' AS property, unnest(claims) AS claim FROM relations "
    "WHERE property = 'spin_off_of' UNION ALL SELECT r.claim, b.property, b.claim FROM relations AS r "
    f"JOIN ({BEST}) AS b ON b.unit = r.subject WHERE r.property = 'spin_off_of' UNION ALL "
    f"SELECT r.claim, 'dated', b.claim FROM relations AS r JOIN ({BEST}) AS b ON b.unit = r.subject "
    "WHERE r.property = 'spin_off_of' AND r.valid_from IS NULL AND b.property = 'founded'",
    anchors=("spin_off_of", "dated"),
    columns={
        **OF_AN_ORGANISATION,
        "institute": Column("r.object", ("spin_off_of",), "things"),
        "year": Column(_year("coalesce(r.valid_from, t.started)"), ("spin_off_of", "dated"), is_year=True),
    },
)
INVESTMENT_ROUND = Subject(
    rows="SELECT r.unit, r.since, r.seen AS witnessed, CAST(NULL AS DATE) AS until, CAST(NULL AS DATE) AS gone_seen, "
    "l.inside, r.amount/*words*/ FROM investment_round AS r JOIN things AS t ON t.id = r.company "
    "JOIN located AS l ON l.entity = r.company",
    claims="SELECT unit, 'invests_in' AS property, unnest(claims) AS claim FROM investment_round "
    f"UNION ALL SELECT r.unit, b.property, b.claim FROM investment_round AS r JOIN ({BEST}) AS b ON b.unit = r.company",
    anchors=("invests_in",),
    columns={
        **OF_AN_ORGANISATION,
        "round": Column("r.round", ("invests_in",), "rounds"),
        "year": Column(_year("r.since"), ("invests_in",), is_year=True),
    },
)

SUBJECTS: Mapping[str, Subject] = {
    "organisation": ORGANISATION,
    "project": PROJECT,
    "participation": PARTICIPATION,
    "spin_off": SPIN_OFF,
    "investment_round": INVESTMENT_ROUND,
}
"""The words for `count` and `sum` in a definition."""

WITH_AMOUNT = frozenset({"participation", "investment_round"})
"""The subjects that can be added up."""

PROPERTIES = (
    "name", "type", "subsector", "sector", "region", "subdivision", "country", "nuts", "status", "founded", "starts",
    "ends", "employees", "programme", "field", "merged_into", "participates_in", "spin_off_of", "invests_in",
    "acquired", "located_in", "member_of", "partner_of", "operates", "indicator", "figure_value", "scope", "quote",
    "note",
)  # fmt: skip
"""What the figures read of a release's claims."""

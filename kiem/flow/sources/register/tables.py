"""The register's seven tables: what each of their columns says, and who says it."""

from collections.abc import Callable
from dataclasses import dataclass

from kiem.flow.sources.register.organisations import organisation, relation
from kiem.flow.sources.register.provenance import Witness
from kiem.flow.sources.register.surroundings import event, figure, instrument, peer, step
from kiem.flow.sources.register.telling import Row, Telling


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV of the register: its file, what a row is and is named by, what it must hold, and what it says."""

    file: str
    kind: str
    named: tuple[str, ...]
    needs: tuple[str, ...]
    tell: Callable[[Telling, Witness], None]
    columns: tuple[str, ...]

    def name(self, row: Row) -> str:
        """Return the words that name the row in its table."""
        return " ".join(row[column] for column in self.named if row[column])

    def about(self, row: Row) -> str:
        """Return the id of the thing that the row is about."""
        if self.kind == "organisation":
            return f"register:{row[self.named[0]]}"
        kept = "".join(letter if letter.isalnum() else "-" for letter in self.name(row).lower())
        return f"register:{ID_OF[self.kind]}/" + "-".join(part for part in kept.split("-") if part)


ID_OF = {
    "event": "event",
    "instrument": "instrument",
    "peer": "peer",
    "published_figure": "figure",
    "pathway_step": "pathway",
}


def tables() -> tuple[Table, ...]:
    """Return the seven tables, in the order in which they are read."""
    return (
        Table("organisations.csv", "organisation", ("slug",), ("slug", "name"), organisation, ORGANISATION),
        Table("relations.csv", "organisation", RELATION[:3], RELATION[:3], relation, RELATION),
        Table("timeline.csv", "event", ("year", "title"), ("year", "title"), event, EVENT),
        Table("funding_instruments.csv", "instrument", ("name", "provider"), ("name",), instrument, INSTRUMENT),
        Table("peers.csv", "peer", ("name",), ("name",), peer, PEER),
        Table(
            "ecosystem_figures.csv",
            "published_figure",
            ("indicator", "scope", "year", "value"),
            ("indicator", "value", "unit"),
            figure,
            FIGURE,
        ),
        Table(
            "regulatory_pathways.csv",
            "pathway_step",
            ("product_type", "step_order"),
            ("product_type", "step_order", "step"),
            step,
            STEP,
        ),
    )


def _columns(names: str) -> tuple[str, ...]:
    return tuple(names.split())


ORGANISATION = _columns("""
    slug name aliases kind subsector city region country founded website ror_id parent_or_origin status
    acquired_by acquired_year employees employees_year source_url as_of enterprise_number pic nuts3 lat lon
    sector wikidata_id
""")

RELATION = _columns("""
    subject_slug relation object_slug start_year end_year source_url amount_eur round year
""")

EVENT = _columns("""
    year title category org_slugs source_url
""")

INSTRUMENT = _columns("""
    name provider kind dilutive who region trl_min trl_max amount_min_eur amount_max_eur intensity_pct
    deadline_type url source_url as_of source_checked note
""")

PEER = _columns("""
    name region country nuts_or_region_code population companies employees members founded website
    published_rankings source_url as_of note
""")

FIGURE = _columns("""
    indicator value unit scope year source_url quote_short note
""")

STEP = _columns("""
    product_type step_order step legal_act article competent_authority_be competent_authority_eu
    time_limit_value time_limit_unit time_limit_days clock_stop note source_url source_checked
""")

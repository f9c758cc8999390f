"""A release of organisations that do not exist, some of which may be one: their tax numbers say so, others do not."""

import csv
from pathlib import Path

from kiem.flow.run import House, build
from tests.conftest import INSTANCE, MADE_AT
from tests.goals.fictitious import PARTICIPATION, write_cordis, write_register

# Who carries which number: the university and the institute share one, the two from Farville another.
TAX_NUMBERS = {
    "900000001": "BE0999999922",
    "900000002": "BE0999999922",
    "900000011": "FR99900000011",
    "900000012": "FR99900000011",
}
BUSY = ("pic:900000001", "pic:900000002")
"""The pair on which most hangs."""
QUIET = ("pic:900000011", "pic:900000012")
"""The other pair."""
ONE = ("pic:900000001", "register:sample-university")
"""Two records that the release has joined."""
APART = ("register:alpha", "register:beta")
"""Two records that nothing joins and no doubt names."""


def make_doubtful_house(home: Path, given: Path) -> Path:
    """Build the release in the home from files that are written to the folder `given`."""
    sources = {"register": write_register(given / "register"), "cordis": write_cordis(given / "cordis")}
    file = given / "cordis" / "participations.csv"
    with file.open(newline="") as opened:
        rows = [{**row, "vat_number": TAX_NUMBERS.get(row["pic"], "")} for row in csv.DictReader(opened)]
    with file.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, PARTICIPATION.split(","), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    build(House(INSTANCE, home), sources, MADE_AT)
    return home

"""A wrong merge of last month is undone with one action, and its old address still answers."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client, override_settings

from kiem.flow.run import House, build
from kiem.foundation.accounts.models import User
from kiem.foundation.catalogue import current
from tests.conftest import INSTANCE
from tests.foundation.catalogue.pages import address_of, html_of, text_of
from tests.foundation.stewardship.test_pages import browser_of
from tests.goals.fictitious import write_cordis, write_register

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FOUND, NAMED = "pic:900000002", "register:fictional-institute"
PAIR = f"/en/steward/{FOUND}/{NAMED}/"
WITH_NUMBER, WITHOUT = "Fictional Institute,,research_institute,", "Imagined Institute,,research_institute,"


class Years:
    """A house over the years: a register that is worked on, and a release whenever it was."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.register = write_register(folder / "register")
        self.organisations = self.register / "organisations.csv"
        self.whole = self.organisations.read_text()
        self.cordis = write_cordis(folder / "cordis")

    def release(self, day: str) -> None:
        """Build on the day, with the register as it is then."""
        (self.register / "register.yml").write_text(f"date: {day}\nlicence: EUPL-1.2\n")
        given = {"register": self.register, "cordis": self.cordis}
        build(House(INSTANCE, self.home), given, f"{day}T12:00:00+00:00")

    def say(self, *, with_number: bool) -> None:
        """Let the register give the institute its number in CORDIS, or know it under another name without one."""
        told = self.whole.replace(WITH_NUMBER, WITHOUT).replace(",900000002,", ",,")
        self.organisations.write_text(self.whole.replace(WITH_NUMBER, WITHOUT) if with_number else told)


@pytest.fixture
def years(tmp_path: Path) -> Iterator[Years]:
    """A house whose register and CORDIS know two institutes, in its first release."""
    house = Years(tmp_path)
    house.say(with_number=False)
    house.release("2026-09-01")
    with override_settings(KIEM_HOME=house.home):
        yield house


def on_the_page(client: Client, address: str) -> str:
    return text_of(html_of(client, address)).replace(" )", ")").replace("( ", "(")


def told(house: Years) -> list[tuple[object, ...]]:
    """Return every merge and split that the serving release knows of."""
    moves = pq.read_table(house.home / "releases" / f"{current().release.number:04d}" / "moves.parquet")
    return [tuple(row[name] for name in ("release", "record", "change", "rule", "reason")) for row in moves.to_pylist()]


def test_a_wrong_merge_of_last_month_is_undone_with_one_action_and_its_old_address_answers(
    years: Years, ada: User, client: Client
) -> None:
    one, other = address_of(current(), FOUND), address_of(current(), NAMED)
    years.say(with_number=True)
    years.release("2026-10-01")
    assert f"joined with another record (both carry {FOUND})" in on_the_page(client, other)
    years.release("2026-11-01")
    assert client.get(one).headers["Location"] == other
    assert told(years) == [(2, FOUND, "joined", "number", f"both carry {FOUND}")]

    answer = browser_of(ada).post(PAIR, {"verdict": "different", "reason": "two towns", "seen": ""})
    years.release("2026-12-01")

    assert answer.status_code == 302
    assert [client.get(address).status_code for address in (one, other)] == [200, 200]
    assert all(
        "parted from another record (a steward said on" in on_the_page(client, address)
        for address in (one, other, "/en/changes/")
    )
    [_, (release, record, change, rule, why)] = told(years)
    assert (release, record, change, rule) == (4, FOUND, "parted", "judgement")
    assert str(why).startswith("judged different on ")
    assert str(why).endswith(": two towns")
    assert "ada@example.org" not in str(told(years))

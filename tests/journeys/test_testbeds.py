"""An inventor asks by when permission must come: a product, a day of filing, and the days in their own calendar."""

import datetime

from icalendar import Calendar
from playwright.sync_api import Browser

from tests.journeys.conftest import Site
from tests.journeys.readers import Reader, every_way, reader, register

FILED = datetime.date(2027, 3, 1)
STEPS = "main table:has(#steps) tbody tr"
LAST = "td:nth-of-type(3) > .num:first-child"


def ask(one: Reader, product: str) -> None:
    """Ask for the pathway of a product that is filed on the day."""
    one.page.goto("/en/test/")
    one.select(product, one.page.locator("#id_product"))
    day = one.page.locator("#id_file_on")
    # By keyboard a day is written part by part, in the browser's own order.
    one.write(FILED.strftime("%m%d%Y") if one.keyboard_alone else FILED.isoformat(), day)
    assert day.input_value() == FILED.isoformat()
    one.press(one.page.locator("main form button", has_text="Show the calendar"))


def last_days(one: Reader) -> dict[str, datetime.date]:
    """Return the last day of each step of the table that has one."""
    rows = one.page.locator(STEPS).filter(has=one.page.locator(LAST)).all()
    return {row.locator("th > span:not(.small)").inner_text(): day(row.locator(LAST).inner_text()) for row in rows}


def day(words: str) -> datetime.date:
    """Return the day that stands on an English page: 1 March 2027."""
    return datetime.datetime.strptime(f"{words} +0000", "%d %B %Y %z").date()


@every_way
def test_the_calendar_file_has_the_last_days_of_the_table(browser: Browser, site: Site, way: str) -> None:
    with reader(browser, site, way=way) as one:
        ask(one, "in vitro diagnostic")
        shown = last_days(one)
        content = one.take(one.page.get_by_role("link", name="Calendar (.ics)")).read_bytes()
    events = Calendar.from_ical(content).walk("VEVENT")
    # A day-long event ends on the day after its last.
    told = {str(event["SUMMARY"]): event.decoded("DTEND") - datetime.timedelta(days=1) for event in events}
    assert told == shown
    assert len(shown) > 0
    assert min(shown.values()) > FILED


@every_way
def test_the_steps_are_those_of_the_register_each_with_its_act(browser: Browser, site: Site, way: str) -> None:
    rows = [row for row in register("regulatory_pathways") if row["product_type"] == "medicinal_product"]
    with reader(browser, site, way=way) as one:
        ask(one, "medicinal product")
        assert sorted(one.texts(f"{STEPS} th > span:not(.small)")) == sorted(row["step"] for row in rows)
        assert sorted(one.addresses(f"{STEPS} th a[rel]")) == sorted(row["source_url"] for row in rows)
        unchecked = [row for row in rows if row["time_limit_value"] and row["source_checked"] == "no"]
        assert one.page.locator(f"{STEPS} td b", has_text="not checked").count() == len(unchecked)
        assert f"{len(unchecked)} limits on this page were not checked" in one.text("main .notice")
        assert len(one.take_table()) == len(rows)
        assert one.complaints == []

"""The trail: written once, in the deed's own transaction, read by those who may."""

import datetime
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role
from kiem.foundation.audit.actions import NoTransaction, name_of, record
from kiem.foundation.audit.models import AppendOnly, AuditEvent
from kiem.foundation.audit.reads import Trail, is_kept, trail, trail_about, trail_of
from tests.foundation.accounts.people import reader, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def event() -> AuditEvent:
    return record(by=somebody(), what="press.figure_corrected", about="K0001", details={"before": 1})


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda _: AuditEvent.objects.update(what="x.y"),
        lambda _: AuditEvent.objects.all().delete(),
        lambda event: AuditEvent.objects.bulk_update([event], ["what"]),
        lambda event: AuditEvent.objects.bulk_create([event], update_conflicts=True),
    ],
    ids=["save", "delete", "update", "delete all", "bulk update", "bulk create"],
)
def test_an_event_is_neither_changed_nor_removed(change: Callable[[AuditEvent], object], event: AuditEvent) -> None:
    with pytest.raises(AppendOnly, match="record another one"):
        change(event)
    assert AuditEvent.objects.get().what == "press.figure_corrected"


def test_an_event_does_not_write_over_another(event: AuditEvent) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent(pk=event.pk, what="a.b", about="c").save()


@pytest.mark.parametrize("missing", [{"what": ""}, {"about": ""}])
def test_the_database_refuses_an_event_of_nothing(missing: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.create(**{"what": "a.b", "about": "c", **missing})


def test_a_person_of_the_trail_cannot_be_removed(event: AuditEvent) -> None:
    assert event.by is not None
    with pytest.raises(IntegrityError):
        event.by.delete()


@pytest.mark.parametrize("wrong", ["", "press", "Press.Corrected", "press.", "press.a b", "press.a\n"])
def test_an_event_has_a_name_of_one_shape(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"goal\.done_in_small_letters"):
        record(by=None, what=wrong, about="K0001")


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(NoTransaction, match=r"transaction\.atomic"):
        record(by=None, what="press.figure_corrected", about="K0001")


def test_an_event_may_be_about_a_row_and_hold_a_date() -> None:
    person = somebody()
    event = record(by=None, what="a.b", about=person, details={"on": datetime.date(2026, 1, 2)})
    event.refresh_from_db()
    assert event.about == name_of(person) == f"accounts.user:{person.pk}"
    assert event.details == {"on": "2026-01-02"}
    assert str(event).endswith(f"a.b {event.about}")


def test_an_event_carries_the_id_of_its_request(client: Client) -> None:
    client.force_login(somebody())
    answer = client.post("/en/account/", {"name": "Ada Example", "language": "en"})
    assert AuditEvent.objects.get().request_id == answer.headers["X-Request-Id"]


def test_an_event_outside_of_a_request_has_no_id_of_one(event: AuditEvent) -> None:
    assert event.request_id == ""


@given(size=some.integers(min_value=1, max_value=7))
@pytest.mark.django_db
def test_pages_together_are_the_whole_trail_newest_first(size: int) -> None:
    with transaction.atomic():
        for _ in range(6):
            record(by=None, what="a.b", about="K0001")
        administrator = User(role=Role.ADMINISTRATOR)
        pages = [trail(administrator, size=size)]
        while pages[-1].older is not None:
            pages.append(trail(administrator, before=pages[-1].older, size=size))
        shown = [event.pk for page in pages for event in page.events]
        assert shown == list(AuditEvent.objects.values_list("pk", flat=True))
        assert all(newer > older for newer, older in pairwise(shown))
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", Role)
def test_the_whole_trail_is_for_administrators_and_of_one_thing_for_staff(role: Role, event: AuditEvent) -> None:
    asking = User(role=role)
    assert bool(trail(asking).events) is (role is Role.ADMINISTRATOR)
    assert bool(trail_about(asking, event.about).events) is (role is not Role.MEMBER)
    assert bool(trail_of(asking, event.by or asking).events) is (role is Role.ADMINISTRATOR)


def test_people_read_what_they_did_themselves(event: AuditEvent) -> None:
    assert event.by is not None
    assert trail_of(event.by, event.by).events == (event,)


def test_a_trail_of_one_thing_holds_nothing_of_another(event: AuditEvent) -> None:
    record(by=None, what="a.b", about="K0002")
    assert trail_about(User(role=Role.STAFF), "K0001").events == (event,)


def test_readers_and_people_let_out_see_nothing(event: AuditEvent) -> None:
    let_out = User(pk=event.by_id, role=Role.ADMINISTRATOR, is_active=False)
    nothing = Trail((), None)
    assert trail(None) == trail_about(None, "K0001") == trail_of(None, let_out) == nothing
    assert trail(let_out) == trail_about(let_out, "K0001") == trail_of(let_out, let_out) == nothing


def test_the_office_shows_the_trail_and_changes_nothing_of_it(event: AuditEvent) -> None:
    office = reader(Role.ADMINISTRATOR)
    page = f"/office/audit/auditevent/{event.pk}/change/"

    assert "press.figure_corrected" in office.get("/office/audit/auditevent/").content.decode()
    assert 'name="_save"' not in office.get(page).content.decode()
    assert office.post(page, {"what": "a.b"}).status_code == 403
    assert office.get("/office/audit/auditevent/add/").status_code == 403
    assert office.post(f"/office/audit/auditevent/{event.pk}/delete/", {"post": "yes"}).status_code == 403
    assert office.get(f"/office/audit/auditevent/{event.pk}/history/").status_code == 200


def test_staff_do_not_read_the_trail_in_the_office(event: AuditEvent) -> None:
    assert reader(Role.STAFF).get(f"/office/audit/auditevent/{event.pk}/change/").status_code == 403


def test_a_house_without_a_database_or_without_its_tables_keeps_no_trail(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert is_kept()
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert not is_kept()
    house = tmp_path / "kiem.sqlite3"
    monkeypatch.undo()
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(house))
    assert not is_kept()
    assert not house.exists()

"""What always holds of a person, whoever writes the row."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role
from tests.foundation.accounts.people import somebody

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize("wrong", [{"role": "king"}, {"email": "Ada@example.org"}])
def test_the_database_refuses_an_unknown_role_and_an_address_in_capitals(wrong: dict[str, str]) -> None:
    person = somebody()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(**wrong)


def test_a_person_is_found_however_the_address_is_written() -> None:
    person = somebody(email="ada@example.org")
    assert User.objects.get_by_natural_key(" ADA@Example.org") == person


def test_an_address_that_is_none_makes_no_person() -> None:
    with pytest.raises(ValidationError):
        User.objects.create_user("nobody")


def test_djangos_own_command_makes_an_administrator() -> None:
    assert User.objects.create_superuser("ada@example.org", "x").role == Role.ADMINISTRATOR


@pytest.mark.parametrize("role", Role)
def test_djangos_permissions_are_closed_but_for_administrators(role: Role) -> None:
    person = User(role=role)
    assert person.has_perm("axes.view_accessattempt") is (role is Role.ADMINISTRATOR)
    assert person.has_module_perms("axes") is (role is Role.ADMINISTRATOR)
    assert person.is_staff is (role is not Role.MEMBER)


def test_a_person_without_a_name_is_called_by_their_address() -> None:
    assert str(User(email="ada@example.org")) == User(email="ada@example.org").get_short_name() == "ada@example.org"
    assert User(email="ada@example.org", name="Ada Example").get_full_name() == "Ada Example"

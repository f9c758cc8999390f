"""People in the office: invited, changed and let in or not by the actions, never by writing rows."""

from typing import TYPE_CHECKING, Any, Protocol

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kiem.foundation.accounts import actions, reads
from kiem.foundation.accounts.forms import InvitationForm, PersonForm
from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.office import OfficeAdmin
from kiem.foundation.accounts.permissions import person_of
from kiem.foundation.accounts.roles import Role

if TYPE_CHECKING:
    from django.forms import ModelForm

__all__ = ["UserAdmin"]


class ActionOnPerson(Protocol):
    """An action that needs no more than the person."""

    def __call__(self, *, by: User | None, person: User) -> None:
        """Do it."""


@admin.register(User)
class UserAdmin(OfficeAdmin[User]):
    """Everyone who may sign in."""

    seen_by = Role.STAFF
    added_by = Role.STAFF
    changed_by = Role.STAFF
    list_display = ("email", "name", "role", "is_active", "is_protected", "last_login")
    list_filter = ("role", "is_active", "language")
    search_fields = ("email", "name")
    readonly_fields = ("email", "created_at", "last_login")
    actions = ("invite_again", "reset_factors")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """People with `is_protected`."""
        return reads.people(person_of(request))

    @admin.display(description=_("second factor"), boolean=True)
    def is_protected(self, person: User) -> bool:
        """Whether the person has a second factor."""
        return bool(getattr(person, "is_protected", False))

    def get_form(
        self,
        request: HttpRequest,
        obj: User | None = None,
        change: bool = False,
        **kwargs: Any,  # Any: Django's own signature
    ) -> "type[ModelForm[User]]":
        """An invitation for somebody new, the changeable fields for others."""
        return super().get_form(request, obj, change, form=PersonForm if obj else InvitationForm, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """An invitation has none."""
        del request
        return self.readonly_fields if obj else ()

    def save_model(
        self,
        request: HttpRequest,
        obj: User,
        form: InvitationForm | PersonForm,
        change: bool,
    ) -> None:
        """Do what was changed, each by its action; what is not allowed is said and undone."""
        by = person_of(request)
        if not change:
            invitation = actions.Invitation(obj.email, obj.name, Role(obj.role), obj.language)
            obj.pk = actions.invite_person(by=by, invitation=invitation).pk
            return
        person = User.objects.get(pk=obj.pk)
        if {"name", "language"} & set(form.changed_data):
            actions.change_details(by=by, person=person, name=obj.name, language=obj.language)
        if "role" in form.changed_data:
            actions.change_role(by=by, person=person, role=Role(obj.role))
        if "is_active" in form.changed_data:
            (actions.restore if obj.is_active else actions.deactivate)(by=by, person=person)

    @admin.action(description=_("Send the invitation again"))
    def invite_again(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Send the link once more."""
        self._each(request, chosen, actions.send_invitation_again)

    @admin.action(description=_("Free from a lost second factor"))
    def reset_factors(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Take apps, keys and codes away; the person sets up new ones."""
        self._each(request, chosen, actions.reset_second_factor)

    def _each(self, request: HttpRequest, chosen: QuerySet[User], action: ActionOnPerson) -> None:
        for person in chosen:
            try:
                action(by=person_of(request), person=person)
            except PermissionDenied as refused:
                self.message_user(request, f"{person}: {refused}", messages.ERROR)
            else:
                self.message_user(request, gettext("%(person)s: done.") % {"person": person}, messages.SUCCESS)

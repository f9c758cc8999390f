"""The office: Django's admin for staff, with a second factor, each part open to a role and closed to all others."""

from collections.abc import Iterable
from typing import Any, ClassVar, Generic, TypeVar

from allauth.account.views import logout as sign_out
from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from kiem.foundation.accounts.permissions import answer_to
from kiem.foundation.accounts.reads import standing
from kiem.foundation.accounts.roles import Role

__all__ = ["Office", "OfficeAdmin"]

# Keys, codes, addresses and sessions of people: actions and allauth's own pages handle them.
NOT_SHOWN = {"account", "auth", "mfa", "usersessions", "socialaccount"}
Row = TypeVar("Row", bound=Model)


class Office(AdminSite):
    """The admin's site at /office/."""

    site_header = _("Office")
    site_title = _("Office")
    index_title = _("What the site keeps")
    site_url = "/"

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: "type[ModelAdmin[Any]] | None" = None,
        **options: Any,  # Any: Django's own signature
    ) -> None:
        """Show a table, unless it is a library's that is not for eyes."""
        given = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        shown = [model for model in given if model._meta.app_label not in NOT_SHOWN]
        super().register(shown, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Open to staff who have proven their second factor."""
        return standing(request).reaches(Role.STAFF)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # Any: Django's
        """Send people to the one sign-in of the site, or to their second factor."""
        del extra_context
        there = request.GET.get("next") or resolve_url("admin:index")
        request.path = request.path_info = there
        request.META["QUERY_STRING"] = ""
        return answer_to(request, Role.STAFF) or HttpResponseRedirect(there)

    def logout(  # type: ignore[override]  # a way to elsewhere is no template
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign out whoever presses the button; send who only comes to the address to the site's own question."""
        del extra_context
        if request.method == "POST":
            left: HttpResponse = sign_out(request)
            return left
        return HttpResponseRedirect(resolve_url("account_logout"))

    def password_change(  # type: ignore[override]  # a way to elsewhere is no template
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send people to the one place where passwords change."""
        del request, extra_context
        return HttpResponseRedirect(resolve_url("account_change_password"))


class OfficeAdmin(ModelAdmin, Generic[Row]):  # type: ignore[type-arg]  # generic only to the type checker
    """A table in the office; closed unless `seen_by`, `added_by`, `changed_by` or `removed_by` name a role."""

    seen_by: ClassVar[Role | None] = None
    added_by: ClassVar[Role | None] = None
    changed_by: ClassVar[Role | None] = None
    removed_by: ClassVar[Role | None] = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show it to those who may see it."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Open to `seen_by`."""
        del obj
        return self._open(request, self.seen_by)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Open to `added_by`."""
        return self._open(request, self.added_by)

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Open to `changed_by`."""
        del obj
        return self._open(request, self.changed_by)

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Open to `removed_by`."""
        del obj
        return self._open(request, self.removed_by)

    def _open(self, request: HttpRequest, role: Role | None) -> bool:
        return role is not None and standing(request).reaches(role)

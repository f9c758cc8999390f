"""The doors: a view or an API call opens to a role, and to nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from ninja.security import APIKeyCookie

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.reads import Access, access_to, standing
from kiem.foundation.accounts.roles import Role

__all__ = ["RoleAuth", "answer_to", "person_of", "require_role"]

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]

WAYS = {
    Access.SET_UP_SECOND_FACTOR: "mfa_activate_totp",
    Access.PROVE_SECOND_FACTOR: "mfa_reauthenticate",
}


def require_role(role: Role) -> Callable[[View[Parameters]], View[Parameters]]:
    """Open a view to people with at least this role.

    Others are sent to sign in, to set up or to prove their second factor; who has a narrower role gets 403.
    """

    def guard(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponseBase:
            return answer_to(request, role) or view(request, *args, **kwargs)

        guarded.required_role = role  # type: ignore[attr-defined]  # read by the test of the matrix of roles
        return guarded

    return guard


def answer_to(request: HttpRequest, role: Role) -> HttpResponse | None:
    """Return where to send a request that may not act as the role; None where it may. Raises PermissionDenied."""
    access = access_to(request, role)
    if access is Access.OPEN:
        return None
    if access is Access.CLOSED:
        raise PermissionDenied
    here = request.get_full_path()
    if access is Access.SIGN_IN:
        return redirect_to_login(here)
    return HttpResponseRedirect(f"{resolve_url(WAYS[access])}?{urlencode({'next': here})}")


def person_of(request: HttpRequest) -> User:
    """Return who is signed in, behind a door that asked for a role. Raises PermissionDenied where nobody is."""
    person = standing(request).person
    if person is None:
        raise PermissionDenied
    return person


class RoleAuth(APIKeyCookie):
    """Opens an API call to signed-in people with at least this role; others get 401. Checks the CSRF token."""

    def __init__(self, role: Role) -> None:
        super().__init__(csrf=True)
        self.role = role

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        """Return the person, or None."""
        del key
        now = standing(request)
        return now.person if now.reaches(self.role) else None

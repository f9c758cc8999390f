"""A person's own pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kiem.foundation.accounts.actions import change_details, end_other_sessions
from kiem.foundation.accounts.forms import DetailsForm
from kiem.foundation.accounts.permissions import person_of, require_role
from kiem.foundation.accounts.reads import has_second_factor, standing
from kiem.foundation.accounts.roles import Role

__all__ = ["end_sessions", "overview"]


@never_cache
@require_role(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Show what the site keeps of the person who is signed in; a form changes their name and language."""
    person = person_of(request)
    form = DetailsForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        change_details(by=person, person=person, **form.cleaned_data)
        return HttpResponseRedirect(resolve_url("accounts:overview"))
    now = standing(request)
    context = {
        "form": form,
        "person": person,
        "standing": now,
        "has_second_factor": has_second_factor(person),
        "may_enter_office": now.reaches(Role.STAFF),
        "may_decide": now.reaches(Role.STEWARD),
    }
    return render(request, "accounts/overview.html", context)


@never_cache
@require_role(Role.MEMBER)
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign the person out everywhere but here."""
    ended = end_other_sessions(by=person_of(request), session_key=request.session.session_key or "")
    said = ngettext("%(count)s other session was ended.", "%(count)s other sessions were ended.", ended)
    messages.success(request, said % {"count": ended})
    return HttpResponseRedirect(resolve_url("usersessions_list"))

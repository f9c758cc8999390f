"""Where the service is asked: version 0.2, and beneath it the draft of 1.0."""

from django.urls import URLPattern, path, re_path

from kiem.web.api.conversation import answering
from kiem.web.api.problems import explained, no_such_address
from kiem.web.reconcile import views

__all__ = ["of_reconciliation"]

READ_OR_SENT = ("GET", "HEAD", "POST", "OPTIONS")
SENT = ("POST", "OPTIONS")
ROOTS = ("reconcile", "reconcile/draft")
SUGGESTED = ("entity", "property", "type")


def of_reconciliation() -> list[URLPattern]:
    """Return the addresses of both versions."""
    both = [
        address
        for root in ROOTS
        for address in (
            *(
                path(f"{root}/suggest/{what}", answering(explained(views.suggest)), {"what": what})
                for what in SUGGESTED
            ),
            path(f"{root}/extend/propose", answering(explained(views.proposed))),
            path(f"{root}/preview", views.preview),
        )
    ]
    return [
        path("reconcile", answering(explained(views.service), READ_OR_SENT), name="reconcile"),
        path("reconcile/draft", answering(explained(views.draft)), name="reconcile-draft"),
        path("reconcile/draft/match", answering(explained(views.match), SENT)),
        path("reconcile/draft/extend", answering(explained(views.extend), SENT)),
        *both,
        path("reconcile/", answering(explained(views.service), READ_OR_SENT)),
        path("reconcile/draft/", answering(explained(views.draft))),
        re_path(r"^reconcile/(?P<path>[\s\S]+)$", answering(no_such_address)),
    ]

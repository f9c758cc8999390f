"""What the service says of itself, in the words of either version."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

import kiem
from kiem.web.reconcile.asked import MOST_QUERIES
from kiem.web.reconcile.words import types

__all__ = ["manifest", "manifest_of_draft"]

WIDTH, HEIGHT = 420, 240

Told = dict[str, Any]  # JSON


def manifest(request: HttpRequest) -> Told:
    """Return the manifest of version 0.2, which 0.1 reads too."""
    here = request.build_absolute_uri(reverse("reconcile"))
    return {
        **_common(request),
        "versions": ["0.1", "0.2"],
        "identifierSpace": _thing(request, ""),
        "schemaSpace": request.build_absolute_uri(reverse("api")),
        "view": {"url": _thing(request, "{{id}}")},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            name: {"service_url": here, "service_path": f"/suggest/{name}"} for name in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/extend/propose"},
            "property_settings": [],
        },
    }


def manifest_of_draft(request: HttpRequest) -> Told:
    """Return the manifest of the draft of 1.0."""
    return {
        **_common(request),
        "versions": ["1.0-draft"],
        "view": {"url": _thing(request, "{id}")},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": []},
        "standardizedScore": True,
    }


def _common(request: HttpRequest) -> Told:
    return {
        "name": str(settings.INSTANCE["name"]),
        "documentation": request.build_absolute_uri(reverse("api")),
        "serviceVersion": kiem.__version__,
        "defaultTypes": types()[:1],
        "batchSize": MOST_QUERIES,
    }


def _thing(request: HttpRequest, identifier: str) -> str:
    """Return the address that leads to a thing's page, with a place left for the id."""
    return request.build_absolute_uri(reverse("catalogue:go", kwargs={"name": "x"})).removesuffix("x") + identifier

"""The design system stands alone here: its own settings over whatever the site's settings are."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.foundation.ui import settings as alone

SETTINGS = ("FOOTER", "INSTANCE", "LANGUAGES", "MIDDLEWARE", "NAVIGATION", "RELEASE_CARD", "ROOT_URLCONF", "SEARCH")


@pytest.fixture(autouse=True)
def look(settings: Settings) -> Settings:
    """Put the design system's own settings in force for one test."""
    for name in (*SETTINGS, "TEMPLATES", "LANGUAGE_CODE", "TIME_ZONE"):
        setattr(settings, name, getattr(alone, name))
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    return settings


@pytest.fixture
def reader() -> Client:
    """Return a client that shows error pages instead of raising."""
    return Client(raise_request_exception=False)

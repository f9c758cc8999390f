"""Addresses of the design system: the reader's preferences and the style guide."""

from django.urls import path

from kiem.foundation.ui.views import preferences, style

__all__ = ["app_name", "urlpatterns"]

app_name = "ui"
urlpatterns = [
    path("preferences", preferences, name="preferences"),
    path("style", style, name="style"),
]

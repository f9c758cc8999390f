"""Addresses of a person's own pages; signing in and second factors are allauth's."""

from django.urls import path

from kiem.foundation.accounts.views import end_sessions, overview

__all__ = ["app_name", "urlpatterns"]

app_name = "accounts"
urlpatterns = [
    path("", overview, name="overview"),
    path("sessions/end", end_sessions, name="end_sessions"),
]

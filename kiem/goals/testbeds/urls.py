"""Addresses of the goal Test."""

from django.urls import path

from kiem.goals.testbeds import views

__all__ = ["app_name", "urlpatterns"]

app_name = "testbeds"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:product>.ics", views.pathway_ics, name="pathway_ics"),
    path("<str:product>.csv", views.pathway_csv, name="pathway_csv"),
    path("<str:product>.json", views.pathway_json, name="pathway_json"),
]

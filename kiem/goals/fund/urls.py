"""Addresses of the goal Fund."""

from django.urls import path

from kiem.goals.fund import views

__all__ = ["app_name", "urlpatterns"]

app_name = "fund"
urlpatterns = [
    path("", views.index, name="index"),
    path("instruments.csv", views.instruments_csv, name="instruments_csv"),
    path("instruments.json", views.instruments_json, name="instruments_json"),
    path("<str:identifier>/", views.instrument, name="instrument_short"),
    path("<str:identifier>/<str:slug>/", views.instrument, name="instrument"),
]

"""Addresses of the press pages."""

from django.urls import path

from kiem.goals.press import views

__all__ = ["app_name", "urlpatterns"]

app_name = "press"
urlpatterns = [
    path("", views.index, name="index"),
    path("figures/<slug:identifier>/", views.figure, name="figure"),
    path("figures/<slug:identifier>.csv", views.figure_csv, name="figure_csv"),
    path("figures/<slug:identifier>.json", views.figure_json, name="figure_json"),
    path("figures/<slug:identifier>.svg", views.figure_svg, name="figure_svg"),
    path("published/", views.published, name="published"),
    path("published.csv", views.published_csv, name="published_csv"),
]

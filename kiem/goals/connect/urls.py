"""Addresses of who has worked with whom."""

from django.urls import path

from kiem.goals.connect import views

__all__ = ["app_name", "urlpatterns"]

app_name = "connect"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:identifier>/", views.partners_of, name="partners"),
    path("<str:identifier>/partners.csv", views.partners_csv, name="partners_csv"),
    path("<str:identifier>/partners.json", views.partners_json, name="partners_json"),
    path("<str:identifier>/<str:other>/", views.pair, name="pair"),
]

"""Addresses of the ecosystem."""

from django.urls import path, register_converter

from kiem.foundation.catalogue import views
from kiem.foundation.catalogue.kinds import KindConverter

app_name = "catalogue"

register_converter(KindConverter, "kind")

urlpatterns = [
    path("", views.home, name="home"),
    path("ecosystem/", views.directory, name="directory"),
    path("ecosystem/suggestions/", views.suggestions, name="suggestions"),
    path("ecosystem.csv", views.directory_csv, name="directory_csv"),
    path("ecosystem.json", views.directory_json, name="directory_json"),
    path("changes/", views.changes, name="changes"),
    path("id/<path:name>", views.go, name="go"),
    path("<kind:kind>/<str:identifier>.json", views.thing_json, name="thing_json"),
    path("<kind:kind>/<str:identifier>/", views.thing, name="thing_short"),
    path("<kind:kind>/<str:identifier>/<str:slug>/", views.thing, name="thing"),
]

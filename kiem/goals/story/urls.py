"""Addresses of the story."""

from django.urls import path

from kiem.goals.story import views

__all__ = ["app_name", "urlpatterns"]

app_name = "story"
urlpatterns = [
    path("", views.index, name="index"),
    path("events.csv", views.events_csv, name="events_csv"),
    path("events.json", views.events_json, name="events_json"),
    path("<str:identifier>/", views.event, name="event"),
]

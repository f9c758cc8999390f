"""Addresses of the ranking."""

from django.urls import path

from kiem.goals.ranking import views

__all__ = ["app_name", "urlpatterns"]

app_name = "ranking"
urlpatterns = [
    path("", views.index, name="index"),
    path("peers.csv", views.peers_csv, name="peers_csv"),
    path("peers.json", views.peers_json, name="peers_json"),
]

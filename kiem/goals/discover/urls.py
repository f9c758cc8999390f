"""Addresses from science to companies."""

from django.urls import path

from kiem.goals.discover import views

__all__ = ["app_name", "urlpatterns"]

app_name = "discover"
urlpatterns = [
    path("", views.index, name="index"),
    path("spin-offs.csv", views.spin_offs_csv, name="spin_offs_csv"),
    path("spin-offs.json", views.spin_offs_json, name="spin_offs_json"),
    path("institute/<str:identifier>/", views.institute, name="institute"),
    path("projects/", views.project_list, name="projects"),
    path("projects.csv", views.projects_csv, name="projects_csv"),
    path("projects.json", views.projects_json, name="projects_json"),
]

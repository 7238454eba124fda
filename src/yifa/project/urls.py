"""All addresses of the installation."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("yifa.desk.urls"))]

handler400 = "yifa.desk.errors.bad_request"
handler403 = "yifa.desk.errors.denied"
handler404 = "yifa.desk.errors.not_found"
handler500 = "yifa.desk.errors.broken"

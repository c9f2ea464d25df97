from django.urls import path

from users import views

urlpatterns = [
    path("auth/register", views.register),
    path("auth/login", views.log_in),
    path("auth/logout", views.log_out),
    path("users/me", views.current_user),
]

"""The one address of the channel; it holds neither a chat nor a key."""

from django.urls import path

from qabyldau.interfaces.channels.telegram import views

app_name = "telegram"

urlpatterns = [path("hook/", views.hook, name="hook")]

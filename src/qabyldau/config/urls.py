"""Every door's place in the address space; Kazakh has no prefix, Russian /ru/, English /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from qabyldau.config.health import health

handler400 = "qabyldau.interfaces.design.views.bad_request"
handler403 = "qabyldau.interfaces.design.views.permission_denied"
handler404 = "qabyldau.interfaces.design.views.page_not_found"
handler500 = "qabyldau.interfaces.design.views.server_error"

urlpatterns = [
    path("healthz", health, name="health"),
    path("channels/telegram/", include("qabyldau.interfaces.channels.telegram.urls")),
    *i18n_patterns(
        path("design/", include("qabyldau.interfaces.design.urls")),
        path("opendata/", include("qabyldau.interfaces.opendata.urls")),
        path("desk/", include("qabyldau.interfaces.desk.urls")),
        path("", include("qabyldau.interfaces.site.urls")),
        prefix_default_language=False,
    ),
]

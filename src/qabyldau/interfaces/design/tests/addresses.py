"""An address space of the look alone, so that these tests need no door."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect

from qabyldau.interfaces.design import views

handler400 = "qabyldau.interfaces.design.views.bad_request"
handler403 = "qabyldau.interfaces.design.views.permission_denied"
handler404 = "qabyldau.interfaces.design.views.page_not_found"
handler500 = "qabyldau.interfaces.design.views.server_error"


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def patient(request: HttpRequest) -> HttpResponse:
    return views.too_many(request, 41)


@csrf_protect
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


urlpatterns = i18n_patterns(
    path("design/", include("qabyldau.interfaces.design.urls")),
    path("broken/", broken),
    path("patient/", patient),
    path("guarded/", guarded),
    path("", guarded),
    prefix_default_language=False,
)

"""Words come as UTF-8: whatever else a request calls itself is refused, and never a failure."""

import io
import logging
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

pytestmark = pytest.mark.django_db
BODY = b'--x\r\nContent-Disposition: form-data; name="office"\r\n\r\n\\ud800\r\n--x--\r\n'


def answered(method: str, content_type: str) -> str:
    """Return the status with which the application of the server answers."""
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD=method, PATH_INFO="/track/", QUERY_STRING="number=%5Cud800", CONTENT_TYPE=content_type
    )
    environ |= {"wsgi.input": io.BytesIO(BODY), "CONTENT_LENGTH": str(len(BODY)), "HTTP_HOST": "localhost"}
    found: list[Any] = []
    list(import_string(settings.WSGI_APPLICATION)(environ, lambda *given, **_rest: found.append(given[0])))
    return str(found[0])


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "charset", ["hex", "zlib", "unicode_escape", "idna", "punycode", "undefined", "utf-16", "x" * 20_000]
)
def test_another_encoding_is_refused_and_its_words_stay_out_of_the_log(
    method: str, charset: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert answered(method, f"multipart/form-data; boundary=x; charset={charset}").startswith("400")
    assert not caplog.records


@pytest.mark.parametrize("charset", ["UTF-8", "utf8", '"utf-8"'])
def test_a_browser_that_names_utf8_is_served(charset: str) -> None:
    assert answered("GET", f"text/plain; charset={charset}").startswith("200")


def test_a_zero_in_a_cookie_is_refused_before_the_database_is_asked(client: Client) -> None:
    client.cookies.load({"sessionid": "a" * 20 + "\0"})
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/desk/").status_code == 400
    assert not asked.captured_queries

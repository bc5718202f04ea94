"""The traps that others fell into, each with the test that keeps us out.

Touched here: 1 viewflow, 2 django-tasks without its compatibility part, 3 a killed worker (``core/tests/test_models.py``),
4 an admin that breaks the policy, 5 Kazakh words and formats (``test_translations.py``), 6 fonts without Kazakh letters,
7 comparing and sorting Kazakh letters, 11 text instead of bytes in a storage, 12 the comment that stays in a photo,
13 a web server that slow senders stop, 14 ASGI under synchronous middleware, 15 reading a replica too early.

Touched elsewhere: 9 docxtpl without a sandbox (``documents/tests/test_docx.py``).
Not touched yet: 8 WeasyPrint (typst makes PDF), 10 formulas in spreadsheets (no XLSX is made). Until then the packages must
be absent, which is tested.
"""

import ast
import importlib
import io
import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from PIL import Image

from qabyldau.config import settings as real_settings
from qabyldau.core.localized import sort_key
from qabyldau.documents.images import clean_image
from qabyldau.flow.letters import track_url
from qabyldau.interfaces.cli import serve
from tests.house.tree import PACKAGE, ROOT, SRC, modules, name_of, parsed, project

REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


def required():
    words = "\n".join(path.read_text(encoding="utf-8") for path in REQUIREMENTS).lower()
    return set(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==", words, re.MULTILINE))


@pytest.mark.parametrize(
    "package",
    [
        "viewflow",
        "django-viewflow",
        "weasyprint",
        "openpyxl",
        "uvicorn",
        "django-unfold",
        "celery",
    ],
)
def test_a_package_that_proved_a_trap_is_not_required(package):
    assert package not in required()


def test_every_requirement_is_locked_by_a_hash():
    for path in REQUIREMENTS:
        words = path.read_text(encoding="utf-8")
        pinned = re.findall(r"^[A-Za-z0-9._-]+(?:\[[\w,]+\])?==", words, re.MULTILINE)
        assert pinned
        assert words.count("--hash=sha256:") >= len(pinned), path.name


def test_the_tasks_are_there_on_this_version_of_django():
    assert importlib.import_module("django_tasks").task
    assert any("django-tasks-db[compat]" in row for row in project()["project"]["dependencies"])


def test_no_admin_of_any_kind_is_installed():
    assert [name for name in settings.INSTALLED_APPS if "admin" in name or "unfold" in name] == []


def test_the_policy_allows_nothing_unsafe():
    directives = real_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert "unsafe" not in repr(directives)
    assert directives["default-src"] == ["'none'"]
    assert not any(str(value).startswith(("http", "*")) for values in directives.values() for value in values)


@pytest.mark.django_db
def test_an_answer_carries_the_policy():
    policy = Client().get("/healthz").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_no_font_is_shipped_so_none_can_lack_a_kazakh_letter():
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("static/**/*.css"))
    assert "@font-face" not in sheets
    assert [
        path
        for finder in finders.get_finders()
        for path, _ in finder.list([])
        if path.endswith(("woff2", "ttf"))
    ] == []


def test_no_query_compares_letters_without_regard_to_case():
    """SQLite knows upper and lower case of Latin letters only: 'ӘЛЕМ' LIKE '%әлем%' is false."""
    careless = re.compile(r"__(?:icontains|iexact|istartswith|iendswith|iregex)\b|\bLower\(|\bUpper\(")
    assert [
        name_of(path) for path in modules(PACKAGE) if careless.search(path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.django_db
def test_sqlite_is_as_deaf_to_kazakh_capitals_as_we_think():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite is")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'ӘЛЕМ' LIKE '%әлем%'")
        assert cursor.fetchone()[0] == 0


def test_kazakh_letters_are_sorted_in_their_places():
    letters = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
    assert "".join(sorted(set(letters), key=sort_key)) == letters
    assert sorted(["үй", "уәде", "ұл", "Һәм"], key=sort_key) == ["уәде", "ұл", "үй", "Һәм"]


def test_only_bytes_are_given_to_a_storage():
    texts = [
        f"{name_of(path)}:{call.lineno}"
        for path in modules()
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "ContentFile"
        if not call.args or isinstance(call.args[0], (ast.JoinedStr, ast.Constant))
    ]
    assert texts == []


def test_a_photo_keeps_no_comment_and_no_place():
    planted = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Айгүл, Абай 12"
    Image.new("RGB", (40, 30), "green").save(planted, "JPEG", comment="secret-comment", exif=exif)
    assert b"secret-comment" in planted.getvalue()
    kept = clean_image(planted.getvalue()).content
    assert b"secret-comment" not in kept
    assert "Абай".encode() not in kept
    assert b"Exif" not in kept


def test_coupons_of_a_server_on_this_machine_lead_to_its_own_port(monkeypatch, settings):
    monkeypatch.setattr(serve, "create_server", lambda app, **options: SimpleNamespace(run=lambda: None))
    monkeypatch.setattr(
        serve, "Background", lambda clockwork: SimpleNamespace(start=lambda: None, stop=lambda: None)
    )
    monkeypatch.setattr(serve, "is_demo", lambda: False)
    settings.PUBLIC_URL = settings.PUBLIC_URL
    serve.serve("127.0.0.1", 8123)
    assert track_url("572400013") == "http://127.0.0.1:8123/track/572400013/"


def test_the_web_server_is_tuned_against_slow_senders(monkeypatch, settings):
    settings.PUBLIC_URL = settings.PUBLIC_URL
    given = {}

    class Server:
        def run(self):
            """Serve nothing."""

    class Silent:
        def __init__(self, clockwork):
            given["clockwork"] = clockwork

        def start(self):
            """Start nothing."""

        def stop(self):
            """Stop nothing."""

    monkeypatch.setattr(serve, "create_server", lambda app, **options: given.update(options) or Server())
    monkeypatch.setattr(serve, "Background", Silent)
    monkeypatch.setattr(serve, "is_demo", lambda: False)
    assert serve.serve("127.0.0.1", 8000) == 0
    assert given["connection_limit"] >= 2000
    assert given["asyncore_use_poll"] is True
    assert given["channel_timeout"] <= 30
    assert given["max_request_body_size"] <= 25 * 1024 * 1024


def test_the_product_is_served_by_wsgi_alone():
    assert not hasattr(real_settings, "ASGI_APPLICATION")
    assert list(SRC.rglob("asgi.py")) == []


def test_there_is_one_database_and_so_no_reading_behind_a_write():
    assert list(settings.DATABASES) == ["default"]
    assert getattr(settings, "DATABASE_ROUTERS", []) == []

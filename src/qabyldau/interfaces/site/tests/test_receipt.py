"""The coupon and the QR picture hold the proof and nothing of the sender or the matter."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw

from qabyldau.intake.models import Appeal, Receipt
from qabyldau.interfaces.design.coupon import Coupon
from qabyldau.interfaces.site.drafting import Receipt as Proof
from qabyldau.interfaces.site.receipt import coupon_of
from qabyldau.interfaces.site.tests.walking import TEXT, receipt, walk
from tests.people import make_world

pytestmark = pytest.mark.django_db

OF_THE_SENDER = ("Айгүл", "Сапарова", "7010000123", "701 000", "aigul@", "шам", "Шағым", TEXT[:20])


@pytest.fixture(autouse=True)
def _world() -> None:
    make_world()


def decoded(svg: str) -> str:
    """Return what a camera reads in a QR picture of squares drawn as one path of rows."""
    side = int(re.search(r'viewBox="0 0 (\d+)', svg).group(1)) if "viewBox" in svg else 0
    side = side or int(re.search(r'height="(\d+)"', svg).group(1))
    scale = float(found.group(1)) if (found := re.search(r"scale\((\d+)\)", svg)) else 1
    picture = Image.new("L", (side, side), 255)
    pen, x, y = ImageDraw.Draw(picture), 0.0, 0.0
    for verb, numbers in re.findall(r"([Mmh])([-\d. ]+)", re.search(r' d="([^"]+)"', svg).group(1)):
        given = [float(number) for number in numbers.split()]
        if verb == "h":
            pen.rectangle(
                [x * scale, (y - 0.5) * scale, (x + given[0]) * scale - 1, (y + 0.5) * scale - 1], fill=0
            )
            x += given[0]
        else:
            x, y = (given[0], given[1]) if verb == "M" else (x + given[0], y + given[1])
    return zxingcpp.read_barcode(picture).text


def test_the_coupon_has_the_fields_of_the_law_in_both_languages(client: Client) -> None:
    number, secret = receipt(client)
    words = client.get("/appeal/receipt/coupon/").content.decode()
    proof = Receipt.objects.get()
    came = Appeal.objects.get().received_at.astimezone(ZoneInfo("Asia/Almaty"))
    for said in (number, secret, f"{came:%d.%m.%Y %H:%M}", f"{proof.due_on:%d.%m.%Y}", "Алматы қабылдауы"):
        assert said in words
    assert 'lang="kk"' in words
    assert 'lang="ru"' in words


def test_the_coupon_says_nothing_of_the_sender_or_the_matter(client: Client) -> None:
    walk(client)
    words = client.get("/appeal/receipt/coupon/").content.decode()
    assert [said for said in OF_THE_SENDER if said in words] == []


def test_the_qr_picture_opens_the_tracking_page_with_the_number_alone(client: Client) -> None:
    number = receipt(client)[0].replace(" ", "")
    picture = client.get(f"/track/{number}/qr.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert decoded(picture.content.decode()) == f"{settings.PUBLIC_URL}/track/{number}/"


def test_a_picture_tells_nothing_of_whether_a_number_was_given(client: Client) -> None:
    assert client.get("/track/000000000/qr.svg").status_code == 200
    assert client.get("/track/000000001/qr.svg").status_code == 404


def test_the_page_behind_the_picture_holds_the_number_and_asks_for_the_secret(client: Client) -> None:
    number, secret = receipt(client)
    words = Client().get(f"/track/{number.replace(' ', '')}/").content.decode()
    assert f'value="{number}"' in words
    assert [said for said in (*OF_THE_SENDER, secret) if said in words] == []


def test_no_address_of_the_door_holds_the_secret(client: Client) -> None:
    number, secret = receipt(client)
    answer = client.post("/track/", {"number": number, "secret": secret})
    assert answer.headers["Location"] == reverse("site:track-number", args=[number.replace(" ", "")])


def test_the_coupon_is_not_shown_to_another_browser(client: Client) -> None:
    receipt(client)
    assert Client().get("/appeal/receipt/").headers["Location"] == "/track/"
    assert Client().get("/appeal/receipt/coupon/").headers["Location"] == "/track/"


def test_a_coupon_of_the_site_names_the_site_where_a_person_would_stand() -> None:
    moment = datetime(2026, 9, 14, 12, tzinfo=ZoneInfo("Asia/Almaty"))
    found: Coupon = coupon_of(Proof("000000000", "AAAAAAAAAA", "2026-09-28", moment.isoformat()), "almaty")
    assert (found.receiver, found.is_copy, found.received_at.hour) == ("", False, 12)

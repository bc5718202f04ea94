"""Letters as people, programs and attackers build them: read without a crash, and read right."""

import random
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabyldau.mailroom.rules.mime import MOST_BOUNDARIES, MOST_FILES, Parsed, read_mail
from qabyldau.mailroom.rules.sorting import Nature
from qabyldau.mailroom.rules.words import decoded, own_words, plain_of

KAZAKH = "Абай көшесіндегі шамдар ауыстырылды, жауапты: Әли Үлгібаев."


def mail(body: str = KAZAKH, **headers: str) -> EmailMessage:
    made = EmailMessage()
    given = {
        "From": "Кеңсе <kense@lights.example.kz>",
        "To": "reception@example.kz",
        "Subject": "Жауап хат № 5",
    }
    for name, value in {**given, **{key.replace("_", "-"): said for key, said in headers.items()}}.items():
        made[name] = value
    made.set_content(body)
    return made


def read(made: EmailMessage) -> Parsed:
    return read_mail(made.as_bytes())


def test_kazakh_words_in_encoded_headers_and_body_are_read() -> None:
    found = read(mail(Message_ID="<a1@lights.example.kz>"))
    assert (found.sender, found.sender_name) == ("kense@lights.example.kz", "Кеңсе")
    assert (found.subject, found.words, found.message_id) == ("Жауап хат № 5", KAZAKH, "a1@lights.example.kz")
    assert (found.nature, found.is_readable, found.is_forged) == (Nature.PERSON, True, False)


@pytest.mark.parametrize(
    ("charset", "named"),
    [("koi8-r", "koi8-r"), ("cp1251", "windows-1251"), ("cp1251", "no-such-charset"), ("koi8-r", ""), ("kz1048", "kz1048")],
)  # fmt: skip
def test_old_charsets_are_read_also_where_they_are_misnamed(charset: str, named: str) -> None:
    words = "Здравствуйте, на улице Абая не горят фонари."
    head = f"From: a@b.kz\r\nContent-Type: text/plain; charset={named}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert read_mail(head.encode() + words.encode(charset)).words == words


def test_broken_utf_8_loses_one_sign_and_not_the_letter() -> None:
    raw = (
        b"From: a@b.kz\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    found = read_mail(raw + "Шам".encode() + b"\xff\xfe " + "жанбайды".encode())
    assert found.words.startswith("Шам") and found.words.endswith("жанбайды")


def test_html_alone_becomes_words_without_scripts() -> None:
    made = mail()
    made.set_content("<html><head><title>t</title></head><p>Шам <b>жанбайды</b>&nbsp;!</p><script>bad()</script></html>", subtype="html")  # fmt: skip
    assert read(made).words == "Шам жанбайды !"
    assert plain_of("<p>a<p>b<![if !x]>c<!-- d").startswith("a\n")


@pytest.mark.parametrize(
    "said",
    [
        "mx.example.kz; dmarc=fail header.from=akimat.kz; spf=fail smtp.mailfrom=dmarc=pass@evil.kz",
        'mx.example.kz; spf=fail smtp.mailfrom="a; dkim=pass"@evil.kz',
        "mx.example.kz; spf=fail (sender dkim=pass; dmarc=pass) smtp.mailfrom=dkim=pass@evil.kz",
        "mx.example.kz; dmarc=pass header.from=evil.kz; dmarc=fail header.from=akimat.kz",
    ],
)
def test_a_sender_cannot_write_what_the_mail_server_found_into_its_own_address(said: str) -> None:
    assert read(mail(Authentication_Results=said)).is_forged


def test_a_letter_that_names_two_senders_is_looked_at_by_a_person() -> None:
    assert read_mail(b"From: kense@lights.example.kz\r\nFrom: evil@evil.kz\r\n\r\nwords").is_forged


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<a b='", "<!", "<!--", "</", "<?", "<![CDATA[", "<script>", "</script", "&#1"]
)
def test_html_that_never_ends_is_walked_through_once(piece: str) -> None:
    assert len(plain_of(piece * (400_000 // len(piece)))) <= 400_000


def test_words_between_signs_of_html_stay_as_they_are() -> None:
    assert (
        plain_of("<p>5 < 6 &lt;b&gt; &amp;lt; 7 > 3</p><!-- no --><STYLE>p{}</STYLE>end")
        == "5 < 6 <b> &lt; 7 > 3\nend"
    )
    assert plain_of("&#" + "9" * 5000 + ";<p>Шам").endswith("Шам")
    assert plain_of("<script>a<b</script ><p>Шам</p><title>t") == "Шам"


def test_a_coding_of_names_does_not_keep_us_busy() -> None:
    assert decoded(b"kva-abc", "punycode") == "kva-abc"
    assert len(decoded(b"a" * 300_000 + b"-" + b"kva" * 200_000, "PunyCode")) == 900_001


@pytest.mark.parametrize("tail", [b'; a="' + b";" * 40_000, b";a=b" * 40_000, b"; a=" + b"b\r\n " * 4000])
@pytest.mark.parametrize("name", [b"Content-Type: text/plain", b"Content-Disposition: attachment"])
def test_a_header_that_takes_long_to_take_apart_leaves_the_letter_to_a_person(
    name: bytes, tail: bytes
) -> None:
    raw = b"From: a@b.kz\r\nMessage-ID: <m1@b.kz>\r\n" + name + tail + b"\r\n\r\nwords"
    found = read_mail(raw)
    assert (found.is_readable, found.sender, found.message_id) == (False, "a@b.kz", "m1@b.kz")


def test_ten_thousand_parts_are_left_to_a_person() -> None:
    raw = (
        b"From: a@b.kz\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\n\r\nx\r\n" * 10_000
        + b"--b--"
    )
    assert read_mail(raw).is_readable is False


def test_a_header_never_becomes_two() -> None:
    raw = b"From: a@b.kz\r\nSubject: =?utf-8?B?0JA=?= =?utf-8?Q?=0D=0ABcc:_all@example.kz?=\r\n\r\nwords"
    found = read_mail(raw)
    assert "\n" not in found.subject and "\r" not in found.subject
    assert read_mail(b"From: =?utf-8?Q?x=0A=0Dy?= <a@b.kz>\r\n\r\n").sender_name == "x y"


def test_names_of_files_are_lines_and_never_paths() -> None:
    made = mail()
    for name in (
        "../../etc/passwd",
        "C:\\Windows\\a.exe",
        "a\u202egpj.exe",
        "",
        "..",
        "x" * 500 + ".pdf",
        "жауап.pdf",
    ):
        made.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename=name)
    made.add_attachment(b"", maintype="application", subtype="pdf", filename="empty.pdf")
    names = [piece.name for piece in read(made).files]
    assert names[:3] == ["passwd", "a.exe", "agpj.exe"]
    assert names[-1] == "жауап.pdf" and len(names) == 7, "a file of no bytes is none"
    assert all(name and "/" not in name and "\\" not in name and len(name) <= 120 for name in names)


def test_many_files_and_deep_packages_are_bounded() -> None:
    made = mail()
    for number in range(40):
        made.add_attachment(b"x", maintype="image", subtype="png", filename=f"{number}.png")
    assert len(read(made).files) == MOST_FILES
    deep = b"From: a@b.kz\r\nSubject: deep\r\n"
    for level in range(3000):
        deep += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
    found = read_mail(deep + b"\r\nwords")
    assert (found.is_readable, found.sender, found.subject) == (False, "a@b.kz", "deep")
    assert MOST_BOUNDARIES < 3000


def test_nothing_and_rubbish_are_letters_without_words() -> None:
    assert read_mail(b"") == Parsed()
    assert read_mail(bytes(range(256)) * 40).words is not None
    assert read_mail(b"\0" * 100).files == ()


@pytest.mark.parametrize(
    ("headers", "nature"),
    [
        ({"Auto_Submitted": "auto-replied"}, Nature.AUTO),
        ({"Auto_Submitted": "auto-replied (vacation)"}, Nature.AUTO),
        ({"X_Autoreply": "yes"}, Nature.AUTO),
        ({"Precedence": "auto_reply"}, Nature.AUTO),
        ({"Subject": "Automatic reply: Жауап"}, Nature.AUTO),
        ({"Subject": "Автоответ: нет на месте"}, Nature.AUTO),
        ({"Auto_Submitted": "auto-generated"}, Nature.MACHINE),
        ({"Return_Path": "<>"}, Nature.MACHINE),
        ({"Auto_Submitted": "no"}, Nature.PERSON),
        ({"List_Id": "<news.example.kz>"}, Nature.LIST),
        ({"Precedence": "bulk"}, Nature.LIST),
        ({"From": "MAILER-DAEMON@example.kz"}, Nature.BOUNCE),
    ],
)
def test_who_wrote_a_letter_is_told_by_its_headers(headers: dict[str, str], nature: Nature) -> None:
    assert read(mail(**headers)).nature is nature


@pytest.mark.parametrize(
    ("said", "is_forged"),
    [
        ("mx.example.kz; dmarc=fail header.from=x.kz", True),
        ("mx.example.kz; spf=fail smtp.mailfrom=x.kz", True),
        ("mx.example.kz; spf=fail; dkim=pass", False),
        ("mx.example.kz; spf=fail; dmarc=pass", False),
        ("mx.example.kz; spf=pass; dkim=fail; dmarc=fail", True),
        ("mx.example.kz; spf=softfail", False),
        ("mx.example.kz; none", False),
    ],
)
def test_what_the_mail_server_found_of_the_sender_is_heeded(said: str, is_forged: bool) -> None:
    assert read(mail(Authentication_Results=said)).is_forged is is_forged


def test_a_passed_check_that_a_sender_wrote_beside_a_failed_one_helps_nobody() -> None:
    made = mail(Authentication_Results="mx.example.kz; spf=fail")
    made["Authentication-Results"] = "evil.example; dmarc=pass"
    assert read(made).is_forged


def test_a_report_of_a_mail_server_names_the_letter_that_did_not_arrive() -> None:
    raw = (
        b"From: MAILER-DAEMON@mx.example.kz\r\nTo: reception@example.kz\r\nSubject: Undelivered\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=B\r\n\r\n"
        b"--B\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n"
        b"--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.kz\r\n\r\n"
        b"Final-Recipient: rfc822; lights@example.kz\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        b"--B\r\nContent-Type: %s\r\n\r\nMessage-ID: <x@qabyldau>\r\nSubject: s\r\n\r\n--B--\r\n"
    )
    for kind in (b"text/rfc822-headers", b"message/rfc822"):
        found = read_mail(raw % kind)
        assert found.nature is Nature.BOUNCE
        assert found.report is not None
        assert (found.report.action, found.report.status, found.report.message_ids) == (
            "failed",
            "5.1.1",
            ("x@qabyldau",),
        )


QUOTES = [
    "\n\nOn Mon, 14 Sep 2026 at 10:00, Office <a@b.kz> wrote:\n> сұрақ",
    "\n\nпн, 14 сент. 2026 г. в 10:00, Приёмная <a@b.kz>:\n> вопрос",
    "\n\n-----Исходное сообщение-----\nОт: a",
    "\n\n________________________________\nОт: Приёмная <a@b.kz>\nОтправлено: 14 сентября\nКому: b\n\nвопрос",
    "\n\n14 қыркүйек 2026, 10:00 Қабылдау жазды:\n> сұрақ",
    "\n> a\n> b\n",
]


@pytest.mark.parametrize("quote", QUOTES)
def test_what_a_mail_program_quoted_is_left_out(quote: str) -> None:
    assert own_words(KAZAKH + quote).rstrip("_\n ") == KAZAKH


def test_answers_between_quoted_lines_stay_and_nothing_is_left_empty() -> None:
    assert own_words("> сұрақ\nжауап\n> екінші\nекінші жауап") == "> сұрақ\nжауап\n> екінші\nекінші жауап"
    assert own_words("> тек дәйексөз") == "> тек дәйексөз"


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_own_words_are_a_part_of_what_was_said_and_never_less_than_something(said: str) -> None:
    own = own_words(said)
    assert own in said
    assert bool(own) == bool(said.strip())


def seeds() -> list[bytes]:
    rich = mail(Authentication_Results="mx; dmarc=pass", References="<a@b> <c@d>", In_Reply_To="<x@qabyldau>")
    rich.add_alternative("<p>Шам</p>", subtype="html")
    rich.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="жауап.pdf")
    rich.add_attachment(mail("inner"))
    report = (
        b"From: MAILER-DAEMON@mx\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\r\n\r\n"
        b"--B\r\nContent-Type: message/delivery-status\r\n\r\nX: y\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--B--\r\n"
    )
    return [mail().as_bytes(), rich.as_bytes(), report, read_head()]


def read_head() -> bytes:
    return b'From: =?koi8-r?Q?=C1?= <a@b.kz>\r\nContent-Type: text/html; charset="koi8-r"\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+0YjQsNC8PC9wPg==\r\n'


TOKENS = (
    b"\r\n", b"\n\n", b"=?utf-8?B?", b"?=", b"boundary=", b"--B", b'"', b"<", b">", b"\0", b"\xff", b";", b"charset=", b"@",
    b"Content-Type: multipart/mixed; boundary=B\r\n", b"Content-Type: message/rfc822\r\n\r\n", b"filename*=utf-8''%D0", b"=",
    b"Content-Transfer-Encoding: x-uuencode\r\n", b"name*0*=a;", b"\xd0", b"(" * 50, b"," * 50,
)  # fmt: skip


def mutated(chance: random.Random, seed: bytes) -> bytes:
    raw = bytearray(seed)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(raw) + 1)
        deed = chance.randrange(4)
        if deed == 0:
            raw[place:place] = chance.choice(TOKENS)
        elif deed == 1:
            del raw[place : place + chance.randint(1, 60)]
        elif deed == 2 and place < len(raw):
            raw[place] = chance.randrange(256)
        else:
            raw[place:place] = raw[max(place - chance.randint(1, 200), 0) : place]
    return bytes(raw)


def test_five_thousand_bent_letters_break_nothing() -> None:
    chance, letters = random.Random(23), seeds()  # noqa: S311
    for number in range(5000):
        found = read_mail(mutated(chance, letters[number % len(letters)]))
        own_words(found.words)
        for said in (found.subject, found.sender, found.sender_name, *(piece.name for piece in found.files)):
            assert "\n" not in said and "\r" not in said and "\0" not in said
            said.encode()
        found.words.encode()
        assert "\0" not in found.words

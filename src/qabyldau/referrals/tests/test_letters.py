"""What letters say, what they leave out, and how they look as files."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from qabyldau.referrals.letters import (
    LADDER,
    AppealFacts,
    Enclosure,
    LawFacts,
    LetterKind,
    PersonFacts,
    Reference,
    Said,
    dates,
    forms,
    letter_docx,
    letter_pdf,
    letter_text,
    write_letter,
)
from qabyldau.referrals.letters.writing import words_in
from qabyldau.referrals.tests.samples import AIGUL, AT, ENERGY, KINDS, MASKED, MATTER, facts_of

K = LetterKind


def plain(letter):
    return letter_text(letter).replace("\u00a0", " ")


def both(kind, **changes):
    return [
        " ".join(page.paragraphs).replace("\u00a0", " ")
        for page in write_letter(facts_of(kind, **changes)).pages
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_is_in_kazakh_first_then_in_russian_and_nothing_is_left_unfilled(kind):
    letter = write_letter(facts_of(kind))
    assert [page.language for page in letter.pages] == ["kk", "ru"]
    said = plain(letter)
    assert "{" not in said
    assert "None" not in said
    assert not re.search(r" ,| \.| {2}|\(\)|№ *[.,]", said)
    assert len(letter.pages[0].paragraphs) == len(letter.pages[1].paragraphs)


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_is_a_pdf_of_two_a4_pages_with_all_kazakh_letters(kind):
    made = letter_pdf(write_letter(facts_of(kind, words=Said("ӘҒҚҢӨҰҮҺІ әғқңөұүһі", "Щёлочь ₸"))), AT)
    reader = PdfReader(io.BytesIO(made))
    assert len(reader.pages) == 2
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    kazakh, russian = (page.extract_text() for page in reader.pages)
    assert "ӘҒҚҢӨҰҮҺІ әғқңөұүһі" in kazakh
    assert "Щёлочь ₸" in russian
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "kk"


def test_the_same_letter_gives_the_same_bytes_and_another_moment_gives_others():
    letter = write_letter(facts_of(K.REFERRAL))
    assert letter_pdf(letter, AT) == letter_pdf(letter, AT)
    assert letter_docx(letter, AT) == letter_docx(letter, AT)
    assert letter_pdf(letter, AT) != letter_pdf(letter, datetime(2026, 11, 27, tzinfo=UTC))


def test_a_referral_says_what_came_what_is_asked_by_what_article_and_until_when():
    kazakh, russian = both(K.REFERRAL)
    assert "Қабылдауға 2026 жылғы 3 қарашада түскен № 472 150 384 жолданымды" in kazakh
    assert "76-бабына сәйкес" in kazakh
    assert "2026 жылғы 17 желтоқсанға дейін" in kazakh
    assert "обращение № 472 150 384, поступившее в приёмную 3 ноября 2026 года" in russian
    assert "15 рабочих дней" in russian
    assert "до 17 декабря 2026 года" in russian


def test_the_sender_and_the_whole_text_are_shown_only_where_that_was_chosen():
    hidden, shown = (
        plain(write_letter(facts_of(K.REFERRAL))),
        plain(write_letter(facts_of(K.REFERRAL, shows_sender=True))),
    )
    assert "Сапаров" not in hidden
    assert "15-үйде" not in hidden
    assert MASKED.splitlines()[0] in hidden
    assert "А. М. Сапарованың № 472 150 384 жолданымын" in shown
    assert "обращение Сапаровой А. М. № 472 150 384" in shown
    assert MATTER.splitlines()[0] in shown


def test_an_article_or_a_term_that_no_setting_names_is_not_written():
    for kind in KINDS:
        said = plain(write_letter(facts_of(kind, law=LawFacts())))
        assert "кодексі" not in said
        assert "кодекса" not in said
        assert "жұмыс күні" not in said


def test_an_appeal_sent_on_names_article_65_and_says_that_the_sender_knows():
    kazakh, russian = both(K.FORWARDING)
    assert "65-бабына сәйкес" in kazakh
    assert "өтініш берушіге хабарланды" in kazakh
    assert "со статьёй 65" in russian
    letter = write_letter(facts_of(K.FORWARDING))
    assert "Сіздің 2026 жылғы 20 қарашадағы № 07/12 хатыңызға" in plain(letter)
    assert "На № 07/12 от 20 ноября 2026 года" in plain(letter)


def test_several_appeals_of_one_matter_go_in_one_letter_each_with_its_own_words():
    second = AppealFacts("513 000 271", date(2026, 11, 4), "Екінші", "Екінші")
    said = plain(write_letter(facts_of(K.REFERRAL, appeals=(AIGUL, second), shows_sender=True)))
    assert "№ 472 150 384 және № 513 000 271 жолданымдарды" in said
    assert "обращения № 472 150 384 и № 513 000 271" in said
    assert "№ 513 000 271 жолданым:\n\n> Екінші" in said
    assert "Сапаров" not in said


def test_a_reminder_names_our_letter_and_the_day_that_passed():
    kazakh, russian = both(K.REMINDER)
    assert "2026 жылғы 3 қарашадағы № 12-04/300 хатпен" in kazakh
    assert "мерзімі 2026 жылғы 24 қарашада өтті" in kazakh
    assert "2026 жылғы 18 желтоқсанға дейін" in kazakh
    assert "Письмом от 3 ноября 2026 года № 12-04/300" in russian
    assert "считается отказом" in russian


def test_the_ladder_goes_from_the_reminder_to_the_prosecutor():
    assert [kind.value for kind in LADDER] == [
        "reminder", "complaint_to_head", "complaint_to_higher", "complaint_to_prosecutor",
    ]  # fmt: skip
    assert "Алматы қаласы Энергетика басқармасының әрекетсіздігіне шағым" in plain(
        write_letter(facts_of(K.COMPLAINT_TO_HEAD))
    )
    assert "2026 жылғы 25 қарашадағы № 12-04/330 еске салу хаты" in both(K.COMPLAINT_TO_HEAD)[0]
    assert "вышестоящий орган" in both(K.COMPLAINT_TO_HIGHER)[1]
    assert "прокурорского реагирования" in both(K.COMPLAINT_TO_PROSECUTOR)[1]


def test_an_applicant_is_told_to_whom_the_appeal_went_and_by_which_letter():
    kazakh, russian = both(K.FORWARDED_NOTE)
    assert (
        "65-бабына сәйкес Алматы қаласы Энергетика басқармасына жіберілді (2026 жылғы 26 қарашадағы № 12-04/345 хат)"
        in kazakh
    )
    assert "передано на рассмотрение Управлению энергетики города Алматы" in russian


def test_an_answer_holds_the_words_of_staff_as_paragraphs_and_how_to_go_on():
    kazakh, russian = write_letter(facts_of(K.ANSWER)).pages
    assert {"Шамдар жөнделді.", "Жұмыс тексерілді."} < set(kazakh.paragraphs)
    assert any("обжаловать ответ" in text for text in russian.paragraphs)


def test_what_is_lacking_is_listed_and_the_appeal_is_not_refused():
    kazakh, russian = both(K.COMPLETION)
    assert "оқиға болған жердің мекенжайы" in kazakh
    assert "қабылдаудан бас тарту емес" in kazakh
    assert "не отказ в приёме обращения" in russian


def test_an_applicant_without_a_name_is_addressed_as_such():
    kazakh, russian = write_letter(facts_of(K.COMPLETION, to=PersonFacts())).pages
    assert (kazakh.to, kazakh.salutation) == (("Өтініш берушіге",), "Құрметті өтініш беруші!")
    assert (russian.to, russian.salutation) == (("Заявителю",), "Уважаемый заявитель!")


def test_enclosures_are_counted_with_their_sheets():
    kazakh, russian = write_letter(facts_of(K.REFERRAL)).pages
    assert kazakh.enclosed[-1] == "барлығы 2 құжат, 5 парақ"
    assert russian.enclosed[-1] == "всего 2 документа на 5 листах"
    unknown = facts_of(
        K.REFERRAL, enclosures=(Enclosure(Said("файл", "файл")), Enclosure(Said("хат", "письмо"), 1))
    )
    assert write_letter(unknown).pages[1].enclosed[-1] == "всего 2 документа"
    assert write_letter(facts_of(K.REFERRAL, enclosures=())).pages[0].enclosed == ()


@pytest.mark.parametrize(
    ("count", "form"),
    [(1, "лист"), (2, "листа"), (5, "листов"), (11, "листов"), (21, "лист"), (112, "листов")],
)
def test_russian_nouns_agree_with_their_numeral(count, form):
    assert forms.russian_form(count, "лист", "листа", "листов") == form


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_takes_the_ending_that_the_engine_gives_it_too(month):
    on = date(2026, month, 5)
    name = dates.said(on).split(" ")[-1]
    assert dates.at(on).endswith(forms.decline(name, "locative"))
    assert dates.to(on).endswith(forms.decline(name, "dative"))
    assert dates.of(on).endswith(("дағы", "дегі", "тегі"))


def test_stored_forms_win_over_counted_ones_each_in_its_own_language():
    body = replace(
        ENERGY,
        head_dative=Said("Асқар Ахметовқа", ""),
        title_dative=Said("", "Директору энергетики"),
        dear=Said("Құрметті әріптес!", ""),
    )
    kazakh, russian = write_letter(facts_of(K.REFERRAL, to=body)).pages
    assert kazakh.to[-1] == "Асқар Ахметовқа"
    assert russian.to == ("Директору энергетики", "Ахметову\u00a0А.\u00a0С.")
    assert (kazakh.salutation, russian.salutation) == ("Құрметті әріптес!", "Уважаемый Аскар Серикович!")


def test_one_language_gives_one_page():
    assert [page.language for page in write_letter(facts_of(K.ANSWER, languages=("ru",))).pages] == ["ru"]


@pytest.mark.parametrize(
    ("kind", "changes", "named"),
    [
        (K.REFERRAL, {"appeals": ()}, "appeals"),
        (K.REFERRAL, {"to": PersonFacts()}, "to"),
        (K.ANSWER, {"to": ENERGY}, "to"),
        (K.ANSWER, {"words": Said(" ")}, "words"),
        (K.ANSWER, {"appeals": (AIGUL, AIGUL)}, "appeals.one"),
        (K.REMINDER, {"earlier": None}, "earlier"),
        (K.COMPLAINT_TO_HEAD, {"about": None}, "about"),
        (K.COMPLETION, {"missing": ()}, "missing"),
        (K.REFERRAL, {"languages": ("en",)}, "languages"),
    ],
)
def test_a_letter_that_would_say_nothing_names_what_it_lacks(kind, changes, named):
    with pytest.raises(ValueError, match=named):
        write_letter(facts_of(kind, **changes))


def test_both_tables_of_words_have_the_same_letters_and_the_same_parts():
    kazakh, russian = words_in("kk"), words_in("ru")
    assert kazakh.keys() == russian.keys() == {"common", *[kind.value for kind in KINDS]}
    for kind in KINDS:
        shapes = [[sorted(part) for part in table[kind.value]["text"]] for table in (kazakh, russian)]
        assert shapes[0] == shapes[1]


def test_a_placeholder_is_never_followed_by_an_ending():
    for language in ("kk", "ru"):
        text = str(words_in(language))
        glued = set(re.findall(r"(\{\w+\})[-\w]", text))
        assert glued <= {"{article}", "{silence_article}"}


def test_the_docx_holds_both_pages_and_keeps_what_people_wrote_as_it_stands():
    wild = 'Қ < 5 & "ә" {{ 7 * 7 }} #read("/etc/passwd")'
    appeal = replace(AIGUL, matter_masked=wild)
    made = letter_docx(write_letter(facts_of(K.REFERRAL, appeals=(appeal,))), AT)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        document = package.read("word/document.xml").decode()
    assert "Қ &lt; 5 &amp; " in document
    assert "{{ 7 * 7 }}" in document
    assert "{%" not in document
    assert "{{ page" not in document
    assert "ru-RU" in document
    assert document.count('w:br w:type="page"') == 1


def test_what_people_wrote_stands_in_the_pdf_as_data():
    wild = '#read("/etc/passwd") {{ 7*7 }} Қ < 5 & "ә" $x$ *б* = т'
    made = letter_pdf(write_letter(facts_of(K.REFERRAL, appeals=(replace(AIGUL, matter_masked=wild),))), AT)
    assert wild in " ".join(PdfReader(io.BytesIO(made)).pages[0].extract_text().split())


def test_a_long_matter_goes_on_over_pages_and_the_signature_stands_whole_on_one():
    appeal = replace(AIGUL, matter_masked="\n".join(f"{place}. {MASKED}" for place in range(40)))
    reader = PdfReader(io.BytesIO(letter_pdf(write_letter(facts_of(K.REFERRAL, appeals=(appeal,))), AT)))
    texts = [page.extract_text() for page in reader.pages]
    signed = [text for text in texts if "Сейітов" in text]
    assert len(texts) > 4
    assert len(signed) == 1
    assert "Қабылдау жетекшісі" in signed[0]
    assert "№ 12-04/345 · 2" in texts[1].replace("\u00a0", " ")


def test_a_number_not_yet_given_leaves_no_sign_behind():
    letter = write_letter(facts_of(K.REFERRAL, ours=Reference("", date(2026, 11, 26))))
    assert letter.pages[0].dated == ("2026\u00a0жылғы 26\u00a0қараша",)


def test_a_letter_with_the_longest_text_that_can_be_sent_is_made_in_time():
    words = Said("Біздің көшеде жарық жоқ. " * 4000, "Да.")
    made = letter_pdf(write_letter(facts_of(K.ANSWER, words=words)), AT)
    assert len(PdfReader(io.BytesIO(made)).pages) > 20


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_is_never_parted_from_its_sign(kind):
    for page in write_letter(facts_of(kind)).pages:
        assert "№ " not in " ".join([page.subject, *page.paragraphs, *page.dated])

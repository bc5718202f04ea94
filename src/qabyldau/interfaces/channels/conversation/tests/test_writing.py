"""Leaving an appeal in the chat: Kazakh first, words in pieces, photos, voice, place, contact by choice, a last look, a receipt."""

import re
from datetime import timedelta
from typing import Any

import pytest

from qabyldau.core.models import Draft
from qabyldau.intake.models import Appeal, Applicant, Consent
from qabyldau.intake.queries import is_of_chat
from qabyldau.messages.models import Message
from qabyldau.texts.queries import attachments_of, voices_among
from qabyldau.texts.services import attachment_content
from tests.people import DARK_STREET, World, make_office
from tests.talking import (
    AGREE,
    IN_THE_CHAT,
    NEXT,
    SEND,
    SKIP,
    UNNAMED,
    Person,
    ogg,
    photo,
    photo_bytes,
)
from tests.telegram import AIGUL, BotApi

pytestmark = pytest.mark.django_db


def test_the_first_words_are_kazakh_and_offer_three_languages(aigul: Person) -> None:
    said = aigul.says("/start")
    assert said[0].startswith("Сәлеметсіз бе!")
    assert list(aigul.api.buttons()) == ["Қазақша", "Русский", "English"]


@pytest.mark.parametrize(
    ("language", "menu"),
    [("Қазақша", "Жолданым жазу"), ("Русский", "Написать обращение"), ("English", "Write an appeal")],
)
def test_the_menu_speaks_the_chosen_language(aigul: Person, language: str, menu: str) -> None:
    aigul.begins(language)
    assert menu in aigul.api.buttons()


def test_an_appeal_in_several_messages_is_sent_after_a_last_look_and_gets_its_receipt(aigul: Person) -> None:
    aigul.begins()
    aigul.says("Біздің Абай көшесінде шам жанбайды.")
    aigul.says("Екі аптадан бері қараңғы.")
    aigul.presses(NEXT)
    aigul.says("Абай көшесі 12, мектептің жаны")
    shown = aigul.presses(UNNAMED)
    assert "Екі аптадан бері" in shown[-1]
    assert "Абай көшесі 12" in shown[-1]
    assert not Appeal.objects.exists()
    receipt = aigul.presses(SEND)[-1]
    appeal = Appeal.objects.get()
    assert appeal.text.body == "Біздің Абай көшесінде шам жанбайды.\nЕкі аптадан бері қараңғы."
    assert (appeal.place, appeal.channel, appeal.answer_language) == (
        "Абай көшесі 12, мектептің жаны",
        "telegram",
        "kk",
    )
    assert re.search(r"<tg-spoiler>\w{5}-\w{5}</tg-spoiler>", receipt)


def test_the_receipt_says_nothing_of_the_sender_or_the_matter(aigul: Person) -> None:
    aigul.begins()
    aigul.writes(DARK_STREET)
    receipt = aigul.presses(SEND)[-1]
    assert not [word for word in ("шам", "Абай", "Айгүл", str(AIGUL)) if word in receipt]


def test_whoever_stays_unnamed_leaves_nothing_but_the_words(aigul: Person) -> None:
    aigul.begins()
    aigul.writes(DARK_STREET)
    aigul.presses(SEND)
    assert (Applicant.objects.count(), Consent.objects.count(), Appeal.objects.get().applicant) == (
        0,
        0,
        None,
    )


def test_the_chat_is_kept_only_after_the_words_of_consent_and_telegram_is_named_in_it(aigul: Person) -> None:
    aigul.begins()
    asked = aigul.writes(DARK_STREET, IN_THE_CHAT)[-1]
    assert "серверлері арқылы" in asked
    assert "Жіберу" not in aigul.api.buttons()
    aigul.presses(AGREE)
    aigul.presses(SEND)
    appeal, consent = Appeal.objects.get(), Consent.objects.get()
    assert is_of_chat(appeal, str(AIGUL))
    assert (consent.language, consent.channel, consent.recipients) == ("kk", "telegram", "Telegram")


def test_whoever_does_not_agree_is_unnamed(aigul: Person) -> None:
    aigul.begins()
    aigul.writes(DARK_STREET, IN_THE_CHAT)
    aigul.presses("Келіспеймін")
    aigul.presses(SEND)
    assert Appeal.objects.get().applicant is None


def test_a_telephone_is_taken_from_the_button_only_if_it_is_the_senders_own(aigul: Person) -> None:
    aigul.begins()
    aigul.writes(DARK_STREET, "Маған қоңырау шалыңыз")
    refused = aigul.sends(contact={"phone_number": "+77019999999", "user_id": 1, "first_name": "Марат"})
    assert "басқа адамның" in refused[0]
    aigul.sends(contact={"phone_number": "77010000123", "user_id": AIGUL, "first_name": "Айгүл"})
    aigul.presses(AGREE)
    aigul.presses(SEND)
    applicant = Applicant.objects.get()
    assert (applicant.phone, applicant.chat) == ("+77010000123", None)


def test_a_place_that_is_shared_is_kept(aigul: Person) -> None:
    aigul.begins()
    aigul.says(DARK_STREET)
    aigul.presses(NEXT)
    aigul.sends(location={"latitude": 43.23889, "longitude": 76.88970})
    aigul.presses(UNNAMED)
    aigul.presses(SEND)
    assert Appeal.objects.get().place == "43.23889, 76.88970"


def test_words_of_danger_show_the_telephones_before_anything_else_and_lose_nothing(aigul: Person) -> None:
    aigul.begins()
    said = aigul.says("Подъезде пахнет газом, дети дома")
    assert "104" in said[0]
    assert "112" in said[0]
    assert NEXT in aigul.presses("Жолданымды жалғастыру")[-1]
    aigul.presses(NEXT)
    aigul.says(SKIP)
    aigul.presses(UNNAMED)
    aigul.presses(SEND)
    assert Appeal.objects.get().text.body == "Подъезде пахнет газом, дети дома"


def test_words_of_despair_show_somebody_to_talk_to(aigul: Person) -> None:
    aigul.begins()
    assert "150" in aigul.says("Өмір сүргім келмейді")[0]


def test_a_photo_is_rewritten_from_its_pixels(aigul: Person) -> None:
    aigul.begins()
    aigul.says(DARK_STREET)
    aigul.api.files["photo-1"] = photo_bytes()
    aigul.sends(photo=photo())
    aigul.presses(NEXT)
    aigul.says(SKIP)
    aigul.presses(UNNAMED)
    aigul.presses(SEND)
    kept = attachments_of(Appeal.objects.get().text)
    assert [(file.media_type, file.width) for file in kept] == [("image/jpeg", 40)]
    assert b"Saparova" not in attachment_content(kept[0])
    assert aigul.api.fetched == ["photo-1"]


def test_the_same_photo_is_fetched_once_and_kept_once(aigul: Person) -> None:
    aigul.begins()
    aigul.says(DARK_STREET)
    aigul.api.files["photo-2"] = photo_bytes()
    aigul.sends(photo=photo("photo-2"))
    aigul.sends(photo=photo("photo-2"))
    assert aigul.api.fetched == ["photo-2"]


def test_an_album_is_answered_once(aigul: Person) -> None:
    aigul.begins()
    aigul.says(DARK_STREET)
    said = []
    for number in range(3):
        aigul.api.files[f"p{number}"] = photo_bytes()
        said += aigul.sends(photo=photo(f"p{number}"), media_group_id="album-1")
    assert len(said) == 1


def test_a_voice_message_is_kept_as_a_file_for_a_person_and_an_appeal_may_be_nothing_else(
    aigul: Person,
) -> None:
    aigul.begins()
    aigul.pressed("new")
    aigul.api.files["voice-1"] = ogg()
    aigul.sends(voice={"file_id": "voice-1", "file_unique_id": "u-voice-1", "duration": 4, "file_size": 900})
    aigul.presses(NEXT)
    aigul.says(SKIP)
    aigul.presses(UNNAMED)
    aigul.presses(SEND)
    appeal = Appeal.objects.get()
    [voice] = voices_among(attachments_of(appeal.text))
    assert b"Saparova" not in attachment_content(voice)
    assert appeal.text.body == "Дауыстық хабарлама: мазмұнын қызметкер жазып алады."


@pytest.mark.parametrize(("what", "why"), [
    ({"photo": photo("big", 30_000_000)}, "20 МБ"),
    ({"photo": photo("gone")}, "Telegram"),
    ({"document": {"file_id": "text", "file_unique_id": "t", "mime_type": "image/png", "file_size": 5}}, "JPEG"),
    ({"voice": {"file_id": "text", "file_unique_id": "t", "file_size": 5}}, "сақтау мүмкін емес"),
    ({"video": {"file_id": "v"}}, "қабылдаймын"),
    ({"document": {"file_id": "d", "mime_type": "application/pdf"}}, "қабылдаймын"),
])  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_a_reason(aigul: Person, what: dict[str, Any], why: str) -> None:
    aigul.begins()
    aigul.says(DARK_STREET)
    aigul.api.files["text"] = b"hello"
    assert why in aigul.sends(**what)[0]


def test_an_answer_can_be_changed_at_the_last_look(aigul: Person) -> None:
    aigul.begins()
    aigul.writes(DARK_STREET)
    aigul.presses("Орнын өзгерту")
    assert "Сәтбаев 5" in aigul.says("Сәтбаев 5")[-1]
    aigul.presses(SEND)
    assert Appeal.objects.get().place == "Сәтбаев 5"


def test_what_was_written_can_be_thrown_away(aigul: Person) -> None:
    aigul.begins()
    aigul.writes(DARK_STREET)
    aigul.pressed("drop")
    aigul.pressed("send")
    assert not Appeal.objects.exists()


def test_two_presses_of_send_make_one_appeal_and_the_receipt_can_be_shown_again(aigul: Person) -> None:
    aigul.begins()
    aigul.writes(DARK_STREET)
    receipt = aigul.presses(SEND)[-1]
    aigul.pressed("send")
    assert Appeal.objects.count() == 1
    assert aigul.pressed("receipt") == [receipt]
    aigul.waits(timedelta(minutes=31))
    assert aigul.pressed("receipt") != [receipt]


def test_words_written_before_the_language_was_chosen_are_not_lost(aigul: Person) -> None:
    aigul.says("Шам жанбайды")
    aigul.presses("Қазақша")
    aigul.presses(NEXT)
    aigul.says(SKIP)
    aigul.presses(UNNAMED)
    aigul.presses(SEND)
    assert Appeal.objects.get().text.body == "Шам жанбайды"


def test_several_receptions_are_offered(aigul: Person, world: World) -> None:
    make_office("SHY", "shymkent", "Шымкент қабылдауы")
    aigul.begins()
    aigul.says(DARK_STREET)
    aigul.presses("Шымкент қабылдауы")
    aigul.presses(NEXT)
    aigul.says(SKIP)
    aigul.presses(UNNAMED)
    aigul.presses(SEND)
    assert Appeal.objects.get().office.code == "SHY"


def test_the_conversation_holds_no_chat_and_expires(aigul: Person) -> None:
    aigul.begins()
    aigul.says(DARK_STREET)
    draft = Draft.objects.get(purpose="telegram.chat")
    assert str(AIGUL) not in draft.content
    assert draft.expires_at == aigul.at + timedelta(days=30)


def test_what_the_bot_said_is_forgotten_once_it_went(aigul: Person) -> None:
    aigul.begins()
    assert set(Message.objects.values_list("state", "address", "content")) == {("sent", None, None)}


def test_a_thousand_letters_cannot_break_the_last_look(aigul: Person, api: BotApi) -> None:
    aigul.begins()
    for _number in range(6):
        aigul.says("<b>&" * 900)
    aigul.presses(NEXT)
    aigul.says(SKIP)
    shown = aigul.presses(UNNAMED)
    assert "&lt;b&gt;&amp;" in shown[-1]
    assert SEND in api.buttons()


def test_an_appeal_too_many_from_one_chat_waits(aigul: Person) -> None:
    aigul.begins()
    for number in range(11):
        aigul.writes(f"{number}. {DARK_STREET}")
        said = aigul.presses(SEND)
    assert "тым көп" in said[-1]
    assert Appeal.objects.count() == 10

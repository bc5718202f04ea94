"""From a message to the bot to an answer that three people read: a letter to an authority, silence, an empty reply, a good one."""

import io
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.casework import Chat, Town, files_of, shoot, town, until, verified, words_of
from tests.browser.conftest import wait
from tests.people import DARK_STREET
from tests.talking import photo, photo_bytes

pytestmark = pytest.mark.browser
RUSSIAN = "Здравствуйте! На улице Абая возле школы № 12 уже две недели не горят фонари, дети ходят в школу в темноте."
BARE = "Саламатсыз ба! Абай кошесинде шам жанбайды, балалар мектепке карангыда барады."
"""Kazakh as many type it: without Kazakh letters."""
PLACE = "Абай көшесі, № 12 мектептің жаны"
OLGA, SERIK, LIGHTS = "olga@example.kz", "serik@example.kz", "lights@example.kz"
EMPTY = "Сіздің өтінішіңіз қаралды және назарға алынды."
GOOD = "Абай көшесіндегі 5 шамның 3-і 2026 жылғы 5 қазанда ауыстырылды. Қалған екеуі 2026 жылғы 20 қазанға дейін ауыстырылады. Жауапты: Әли Үлгібаев."
LACKS = "Қанша шам жөнделгені және жұмыс қашан бітетіні айтылмаған."
KK = "Абай көшесіндегі үш шам ауыстырылды, қалған екеуі 20 қазанға дейін ауыстырылады."
RU = "На улице Абая заменены три фонаря, ещё два заменят до 20 октября."
GO = "main form button[name=go][value='']"


@dataclass
class Numbers:
    """The public numbers of the three appeals, and the secret of Aigul's."""

    aigul: str = ""
    secret: str = ""
    olga: str = ""
    serik: str = ""


def number_in(words: str) -> str:
    """Return the public number that stands in words."""
    found = re.search(r"\d{3} \d{3} \d{3}", words)
    assert found, words
    return found[0]


def aigul_writes_to_the_bot(own: Town, numbers: Numbers) -> None:
    """Aigul chooses Kazakh, writes, sends a photo and the place, and gets number and secret."""
    chat = Chat(own.api)
    own.api.files["photo-1"] = photo_bytes()
    assert "Сәлеметсіз бе!" in chat.says("/start")
    for deed in ("Қазақша", "Жолданым жазу", "Алматы қабылдауы", DARK_STREET):
        chat.says(deed)
    chat.sends(photo=photo())
    for deed in ("Әрі қарай", PLACE, "Осы чатта жауап беріңіз"):
        chat.says(deed)
    assert PLACE in chat.says("Келісемін")
    said = chat.says("Жіберу")
    secret = re.search(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", said)
    assert secret, said
    numbers.aigul, numbers.secret = number_in(said), secret[0]


def olga_writes_on_the_site(own: Town, numbers: Numbers) -> None:
    """Olga writes in Russian and leaves an e-mail address."""
    page = own.phone("ru-RU")
    page.goto(f"{own.home}ru/appeal/kind/")
    page.get_by_label("Приёмная в Алматы").check()
    page.locator(GO).click()
    page.fill("[name=body]", RUSSIAN)
    page.fill("[name=place]", "ул. Абая, школа № 12")
    page.locator(GO).click()
    for name, words in (("name", "Ольга Ким"), ("email", OLGA)):
        page.fill(f"[name={name}]", words)
    page.check("[name=consent]")
    page.locator(GO).click()
    expect(page.locator("main")).to_contain_text(OLGA)
    wait(2.2)
    page.locator("main form button").last.click()
    expect(page).to_have_url(re.compile("/appeal/receipt/"))
    numbers.olga = number_in(page.locator("main").inner_text())
    page.context.close()


def dana_registers_a_call(own: Town, numbers: Numbers) -> None:
    """Serik calls; Dana types what he says without Kazakh letters, knows the district, notes his e-mail."""
    page = own.desk("dana")
    page.goto(f"{own.home}desk/register/")
    page.select_option("[name=channel]", "phone")
    page.fill("[name=body]", BARE)
    page.fill("[name=place]", "Абай көшесі")
    page.select_option("[name=area]", "almaly")
    page.fill("[name=name]", "Серік Омаров")
    page.fill("[name=email]", SERIK)
    for box in ("read_back", "consent"):
        page.check(f"[name={box}]")
    page.locator("main form button").last.click()
    expect(page).to_have_url(re.compile("/register/coupon/"))
    numbers.serik = number_in(page.locator("main").inner_text())


def saule_joins_what_is_one_matter(own: Town, numbers: Numbers) -> Page:
    """Saule opens the case from the inbox and takes the two others into it; one is rejected and undone on the way."""
    page = own.desk("saule")
    shoot(page, "01-inbox")
    page.get_by_role("link", name=re.compile(numbers.aigul)).click()
    expect(page.locator("main img")).to_have_count(1)
    until(lambda: page.reload() and page.locator("form[action*='/links/']").count() == 2, "two suggestions")
    shoot(page, "02-appeal")
    page.locator("form[action$='/open/'] button").click()
    main = page.locator("main")
    expect(main).to_contain_text("фонари = шам")
    expect(main).to_contain_text("қараңғыда")
    shoot(page, "03-case-new")
    page.locator("button[value=reject]").first.click()
    expect(main).to_contain_text("қабылданбады")
    page.locator("button[value=undo]").click()
    for count in (2, 3):
        page.locator("button[value=take]").first.click()
        expect(page.locator(".panel__title a.number")).to_have_count(count)
    for number in (numbers.aigul, numbers.olga, numbers.serik):
        expect(main).to_contain_text(number)
    shoot(page, "04-case-joined")
    return page


def saule_refers_it(own: Town, page: Page, numbers: Numbers) -> None:
    """The body is found from theme and place; the letter is looked at, changed, and sent with the photo."""
    page.get_by_role("link", name="Органға жазу").click()
    main = page.locator("main")
    expect(page.get_by_label(re.compile("Энергетика басқармасы"))).to_be_checked()
    page.fill("[name=place]", PLACE)
    page.fill("[name=ask]", "Қанша шам жанбай тұрғанын жазуыңызды сұраймыз.")
    page.locator("[name=photos]").first.check()
    shoot(page, "05-refer")
    page.get_by_role("button", name="Хатты қарап шығу").click()
    expect(main).to_contain_text("Энергетика басқармасының басшысы")
    expect(main).to_contain_text("Ә. С. Үлгібаевқа")
    expect(main).to_contain_text("2026 жылғы 5 қазанға дейін")
    expect(main).to_contain_text("фотосурет")
    expect(main).not_to_contain_text("Айгүл")
    shoot(page, "06-preview")
    page.locator("button[name=send]").click()
    expect(main).to_contain_text("Уәкілетті органға жіберілді")
    letter = until(lambda: own.post.to(LIGHTS), "the letter to the authority")[0]
    look_at_the_letter(files_of(letter), numbers)
    assert "/authority/" in words_of(letter)
    until(lambda: own.post.to(OLGA) and own.post.to(SERIK), "news of the letter")
    until(lambda: "жаңалық бар" in own.api.words()[-1], "news of the letter in the chat")
    page.reload()
    expect(main).to_contain_text("Жауап күтілуде")
    shoot(page, "07-case-sent")


def look_at_the_letter(files: dict[str, bytes], numbers: Numbers) -> None:
    """The PDF says in Kazakh, then in Russian, what it must, with the right letters and endings; the photo goes along."""
    assert list(files) == ["ALM-1-2026.pdf", "1.jpeg"]
    pages = PdfReader(io.BytesIO(files["ALM-1-2026.pdf"])).pages
    kazakh, russian = (" ".join(pages[place].extract_text().split()) for place in (0, len(pages) - 1))
    for words in (
        "2026 жылғы 14 қыркүйек", "№ ALM-1/2026", "Энергетика басқармасының басшысы Ә. С. Үлгібаевқа",
        "Құрметті Әли Сынақұлы!", "76-бабына сәйкес", "5 қазанға дейін күтеміз", "Қосымша: фотосурет", "С. М. Әбенова",
        numbers.aigul, numbers.olga, numbers.serik,
    ):  # fmt: skip
        assert words in kazakh.replace("\xa0", " "), (words, kazakh)
    for words in (
        "14 сентября 2026 года", "№ ALM-1/2026", "Руководителю Управления энергетики", "Приложение: фотография",
        "Специалист приёмной",
    ):  # fmt: skip
        assert words in russian.replace("\xa0", " "), (words, russian)


def the_authority_is_late_and_reminded(own: Town) -> Page:
    """Three weeks pass; the daily look writes the reminder, and Saule presses "send"."""
    own.passes(timedelta(days=22))
    page = own.desk("saule")
    main = page.locator("main")
    until(
        lambda: page.goto(f"{own.home}desk/referrals/") and "Еске салу" in main.inner_text(), "the reminder"
    )
    shoot(page, "08-authorities")
    page.goto(f"{own.home}desk/today/")
    expect(main).to_contain_text("Еске салу")
    shoot(page, "09-my-day")
    page.get_by_role("link", name="Еске салу").click()
    expect(main).to_contain_text("Жауап беру мерзімі 2026 жылғы 5 қазанда өтті")
    expect(main).to_contain_text("2026 жылғы 6 қазан")
    shoot(page, "10-reminder")
    page.locator("form[action$='/send/'] button").click()
    until(lambda: len(own.post.to(LIGHTS)) == 2, "the reminder in the post")
    assert "ALM-2-2026.pdf" in files_of(own.post.to(LIGHTS)[1])
    page.locator("a.back").click()
    expect(main).to_contain_text("Жауап кешікті")
    shoot(page, "11-referral-late")
    return page


def the_authority_answers(own: Town, words: str, number: str) -> None:
    """An official opens the link from the newest letter, looks at its files, answers without an account."""
    link = re.search(r"http://\S+/authority/\S+", words_of(own.post.to(LIGHTS)[-1]))
    assert link
    official = own.browser.new_context(viewport={"width": 1280, "height": 900}, locale="kk-KZ").new_page()
    official.goto(link[0])
    assert link[0].rstrip("/").rpartition("/")[2] not in official.url
    expect(official.locator("main")).to_contain_text("Энергетика басқармасы")
    with official.expect_download() as given:
        official.get_by_role("link", name="ALM-1-2026.pdf").click()
    assert Path(given.value.path()).read_bytes().startswith(b"%PDF")
    shoot(official, f"12-authority-{number[-1]}")
    official.fill("[name=body]", words)
    official.fill("[name=number]", number)
    official.get_by_role("button", name="Жауапты жіберу").click()
    expect(official.locator("main")).to_contain_text("Жауабыңыз келді")
    official.context.close()


def saule_asks_again_after_an_empty_reply(own: Town, page: Page) -> None:
    """The signs of an empty reply stand beside it; Saule gives no tick, says what it lacks, and asks again."""
    main = page.locator("main")
    until(lambda: page.reload() and "белгілер" in main.inner_text().lower(), "the signs of an empty reply")
    shoot(page, "13-empty-reply")
    page.get_by_label("Жоқ, қайта сұрау").check()
    page.locator("[name=note]").last.fill(LACKS)
    page.locator("form[action$='/judge/'] button").click()
    expect(main).to_contain_text(LACKS)
    page.locator("form[action$='/again/'] button").click()
    expect(main).to_contain_text(LACKS)
    shoot(page, "14-again")
    page.locator("form[action$='/send/'] button").click()
    until(lambda: len(own.post.to(LIGHTS)) == 3, "the question in the post")


def a_good_reply_is_judged(own: Town, page: Page) -> None:
    """Facts, a day and a name: three ticks; the promised day becomes a task."""
    main = page.locator("main")
    page.locator("a.back").click()
    until(lambda: page.reload() and GOOD[:30] in main.inner_text(), "the good reply")
    form = page.locator("form[action$='/judge/']").last
    for tick in ("fact", "date", "person"):
        form.locator(f"[value={tick}]").check()
    form.get_by_label("Иә, сұраққа жауап береді").check()
    shoot(page, "15-good-reply")
    form.get_by_role("button").click()
    expect(main).to_contain_text("Жауап бағаланды")
    expect(main).to_contain_text("2026 ж. 20 қазан")
    shoot(page, "16-judged")


def the_answer_is_written_and_approved(own: Town, page: Page, numbers: Numbers) -> None:
    """Saule drafts in two languages from the reply and a ready text; Nurlan approves; all three are answered."""
    main, draft = page.locator("main"), page.locator("#draft")
    page.locator("a.back").click()
    expect(main).to_contain_text("Уәкілетті орган жауап берді")
    shoot(page, "17-case-replied")
    page.get_by_role("link", name="Жауап жазу").click()
    page.select_option("[name=ready]", label="Іс бітті")
    page.select_option("[name=reply]", index=1)
    draft.locator("[value=insert]").click()
    expect(page.locator("[name=body_ru]")).to_have_value(re.compile("Уважаемый заявитель"))
    expect(page.locator("[name=body_kk]")).to_have_value(re.compile("12-1/9"))
    shoot(page, "18-writing")
    for language, words in (("kk", KK), ("ru", RU)):
        field = page.locator(f"[name=body_{language}]")
        field.fill(f"{field.input_value().splitlines()[0]}\n\n{words}")
    expect(main).not_to_contain_text("жазылмаған")
    draft.locator("[value=ask]").click()
    expect(main).to_contain_text("Екінші адамның тексеруін күт")
    shoot(page, "19-asked")
    other = own.desk("nurlan")
    other.goto(page.url)
    shoot(other, "20-second-eyes")
    other.locator("form[action$='/judge/'] [value=good]").click()
    expect(other.locator("main")).to_contain_text("мақұлдады")
    page.reload()
    page.locator("#draft [value=send]").click()
    expect(main).to_contain_text("Жауап берілді")
    three_are_answered(own, numbers)
    until(lambda: page.reload() and "жіберілді" in main.inner_text().lower(), "how far the answer came")
    shoot(page, "21-case-answered")


def three_are_answered(own: Town, numbers: Numbers) -> None:
    """Aigul reads the answer in the chat in Kazakh; Olga and Serik get letters, each in the language they asked for."""
    until(lambda: any(KK in words for words in own.api.words()), "the answer in the chat")
    assert numbers.aigul in next(words for words in own.api.words() if KK in words)
    for address, words, number in ((OLGA, "обращени", numbers.olga), (SERIK, "жолданым", numbers.serik)):
        letter = until(lambda address=address: own.post.to(address)[1:], "the letter of the answer")[0]
        assert words in words_of(letter)
        assert number in words_of(letter)
        assert "/review/" in words_of(letter)


def aigul_reads_and_judges(own: Town, page: Page, numbers: Numbers) -> None:
    """The tracking page shows letter, replies with the staff's ticks, the answer; Aigul ticks for herself and may reopen."""
    phone = own.phone()
    phone.goto(f"{own.home}track/")
    phone.fill("[name=number]", numbers.aigul)
    phone.fill("[name=secret]", numbers.secret.lower())
    phone.locator("main form button").click()
    main = phone.locator("main")
    for words in ("ALM-1/2026", "Энергетика басқармасы", GOOD[:40], EMPTY, KK):
        expect(main).to_contain_text(words)
    shoot(phone, "22-tracking")
    tick = phone.locator("form[action*='/authority-reply/']").last
    tick.locator("button").first.click()
    expect(phone.locator("[aria-pressed=true]").first).to_be_visible()
    expect(phone.locator("form[action$='/reopen/'] button")).to_have_count(1)
    expect(phone.locator("form[action$='/review/'] button").first).to_be_visible()
    phone.context.close()
    page.get_by_role("link", name="Энергетика басқармасы").first.click()
    expect(page.locator("main")).to_contain_text("Қызметкер: бұл – жауап")
    expect(page.locator("main")).to_contain_text("Жолданым иелері: жауап деп тапқаны – 1")
    shoot(page, "23-both-verdicts")
    page.locator("a.back").click()


def the_bundle_is_whole(own: Town, page: Page, folder: Path) -> None:
    """The evidence of the case is taken, and the command finds it as it was made."""
    page.get_by_role("link", name="PDF немесе дәлелдемелер жинағы").click()
    shoot(page, "24-papers")
    with page.expect_download() as given:
        page.locator("[name=go][value=bundle]").click()
    bundle = folder / "bundle.zip"
    given.value.save_as(bundle)
    assert "The bundle is as it was made." in verified(own.server.fresh, bundle)


def test_from_a_message_to_the_bot_to_an_answer_that_three_people_read(
    tmp_path: Path, browser: Browser
) -> None:
    numbers = Numbers()
    with town(tmp_path, browser) as own:
        aigul_writes_to_the_bot(own, numbers)
        olga_writes_on_the_site(own, numbers)
        dana_registers_a_call(own, numbers)
        page = saule_joins_what_is_one_matter(own, numbers)
        saule_refers_it(own, page, numbers)
        page = the_authority_is_late_and_reminded(own)
        the_authority_answers(own, EMPTY, "12-1/7")
        saule_asks_again_after_an_empty_reply(own, page)
        the_authority_answers(own, GOOD, "12-1/9")
        a_good_reply_is_judged(own, page)
        the_answer_is_written_and_approved(own, page, numbers)
        aigul_reads_and_judges(own, page, numbers)
        the_bundle_is_whole(own, page, tmp_path)

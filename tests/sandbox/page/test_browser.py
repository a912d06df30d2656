"""The page in a real browser: found by role and label, as a person would."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiogram.types import RichMessage
from playwright.async_api import BrowserContext, Locator, Page, expect

from bot.sandbox.pictures import png
from bot.sandbox.posting import put
from tests.sandbox.page.conftest import Town

pytestmark = pytest.mark.browser

Opened = Callable[..., Awaitable[None]]


@pytest.fixture
async def opened(tab: Page, town: Town, scripted) -> AsyncIterator[Opened]:
    """Opens the page for a person at a chat."""

    async def open_at(person: int, chat: int | None = None) -> None:
        place = f"#person={person}" + (f"&chat={chat}" if chat else "")
        await tab.goto(f"{town.url}/{place}")
        await expect(tab.get_by_role("list", name="Chats")).to_be_attached()

    yield open_at
    # A stream that is open would be cut by the server's end, and the console would tell.
    await tab.goto("about:blank")


def log(tab: Page) -> Locator:
    return tab.get_by_role("log", name="Messages")


def articles(tab: Page, words: str) -> Locator:
    return log(tab).get_by_role("article").filter(has_text=words)


def field(tab: Page) -> Locator:
    return tab.get_by_role("textbox", name="Message", exact=True)


async def test_a_person_begins_with_start_and_the_keyboard_opens(opened, tab, town):
    await opened(town.reader, town.chat)
    await expect(field(tab)).to_be_hidden()
    await tab.get_by_role("button", name="Start", exact=True).click()
    await expect(articles(tab, "Welcome without payload")).to_be_visible()
    keys = tab.get_by_role("group", name="Reply keyboard")
    await expect(keys.get_by_role("button", name="Rubrics")).to_be_visible()
    await keys.get_by_role("button", name="Rubrics").click()
    await expect(articles(tab, "Card")).to_be_visible()
    assert town.world.history(town.reader, town.chat)[2].text == "Rubrics"


async def test_formatting_typed_with_keys_arrives_as_entities(opened, tab, town):
    await opened(town.author, town.chat)
    town.world.say(town.author, town.channel, "Пост")
    await opened(town.author, town.channel)
    await field(tab).click()
    keys = tab.keyboard
    await keys.type("😀 обычно ")
    await keys.press("Control+b")
    await keys.type("жирно ")
    await keys.press("Control+i")
    await keys.type("и косо")
    await keys.press("Control+i")
    await keys.press("Control+b")
    await keys.press("Shift+Enter")
    await keys.press("Control+u")
    await keys.type("черта")
    await keys.press("Control+u")
    await keys.type(" ссылка")
    for _ in range(len("ссылка")):
        await keys.press("Shift+ArrowLeft")
    await keys.press("Control+k")
    await tab.get_by_role("textbox", name="Address").fill("example.org/a")
    await keys.press("Enter")
    await expect(field(tab)).to_be_focused()
    await keys.press("Enter")
    await expect(articles(tab, "черта")).to_be_visible()
    sent = town.world.history(town.author, town.channel)[-1]
    assert sent.text == "😀 обычно жирно и косо\nчерта ссылка"
    found = {(one.type, one.extract_from(sent.text)) for one in sent.entities or []}
    assert ("italic", "и косо") in found
    assert ("underline", "черта") in found
    bold = "".join(
        words
        for kind, words in ((one.type, one.extract_from(sent.text)) for one in sent.entities or [])
        if kind == "bold"
    )
    assert bold == "жирно и косо"
    links = [one for one in sent.entities or [] if one.type == "text_link"]
    assert [one.url for one in links] == ["https://example.org/a"]
    bubble = articles(tab, "черта")
    await expect(bubble.locator("strong").first).to_contain_text("жирно")
    link = bubble.get_by_role("link", name="ссылка")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", re.compile("noopener"))


async def test_an_address_that_was_given_is_in_the_text_before_the_next_key(opened, tab, town):
    await opened(town.author, town.chat)
    town.world.say(town.author, town.channel, "Пост")
    await opened(town.author, town.channel)
    await field(tab).click()
    await tab.keyboard.type("ссылка")
    await tab.keyboard.press("Control+a")
    await tab.keyboard.press("Control+k")
    await tab.get_by_role("textbox", name="Address").fill("example.org/a")
    held = await tab.evaluate("""async () => {
        document.querySelector("dialog form").requestSubmit();
        for (let i = 0; i < 20; i++) await Promise.resolve();
        return document.querySelector("#field a")?.getAttribute("href");
    }""")
    assert held == "https://example.org/a"


EDITOR = """async (seed) => {
    const { read, toggle, write } = await import("/page/static/editor.js");
    const field = document.getElementById("field");
    let state = seed;
    const random = (n) => {
        state = (state * 1103515245 + 12345) % 2147483648;
        return Math.floor(state / 65536) % n;
    };
    const types = ["bold", "italic", "underline", "strikethrough", "code", "spoiler"];
    const text = "Ab😀в г\\nд е\\n\\nжз";
    const has = (entities) => [...text].length && [...Array(text.length).keys()].map((at) => types
        .filter((type) => entities.some((one) => one.type === type
            && one.offset <= at && at < one.offset + one.length)).join());
    const point = (at) => {
        const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (at <= node.length) return [node, at];
            at -= node.length;
        }
        return [field, field.childNodes.length];
    };
    const wrong = [];
    for (let round = 0; round < 60; round += 1) {
        write(field, text);
        let model = [...Array(text.length)].map(() => new Set());
        for (let step = 0; step < 6; step += 1) {
            const ends = [random(text.length + 1), random(text.length + 1)];
            const [a, b] = ends.sort((x, y) => x - y);
            if (a === b) continue;
            const type = types[random(types.length)];
            document.getSelection().setBaseAndExtent(...point(a), ...point(b));
            toggle(field, type);
            const part = model.slice(a, b);
            const on = part.every((one) => one.has(type));
            for (const one of part) on ? one.delete(type) : one.add(type);
        }
        const wanted = model.map((one) => types.filter((type) => one.has(type)).join());
        const got = read(field);
        const again = (write(field, got.text, got.entities), read(field));
        for (const { text: words, entities } of [got, again]) {
            if (words !== text || has(entities).join("|") !== wanted.join("|")) {
                wrong.push({ seed, round, words, wanted, entities });
            }
        }
    }
    field.replaceChildren();
    return wrong;
}"""


@pytest.mark.parametrize("seed", [1, 7, 2026])
async def test_any_sequence_of_formats_reads_back_as_a_model_of_characters(
    opened, tab, town, seed
):
    await opened(town.author, town.channel)
    await expect(field(tab)).to_be_visible()
    assert await tab.evaluate(EDITOR, seed) == []


async def test_lines_that_are_pasted_stay_lines_and_markup_stays_text(opened, tab, town):
    await opened(town.author, town.channel)
    await field(tab).click()
    text = "первая\n\nтретья <b>не жирно</b>\n  с отступом"
    await field(tab).evaluate(
        """(node, text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            data.setData("text/html", "<h1>чужое</h1>");
            node.dispatchEvent(new ClipboardEvent("paste",
                { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )
    await tab.keyboard.press("Enter")
    await expect(articles(tab, "третья")).to_be_visible()
    assert town.world.history(town.author, town.channel)[-1].text == text


async def test_an_edit_keeps_the_formatting_and_escape_leaves_it(opened, tab, town):
    await opened(town.author, town.channel)
    await field(tab).click()
    await tab.keyboard.press("Control+b")
    await tab.keyboard.type("жирно")
    await tab.keyboard.press("Control+b")
    await tab.keyboard.press("Enter")
    post = articles(tab, "жирно")
    await post.click(button="right")
    await tab.get_by_role("menuitem", name="Edit").click()
    await tab.keyboard.press("Escape")
    await expect(field(tab)).to_have_text("")
    await post.click(button="right")
    await tab.get_by_role("menuitem", name="Edit").click()
    await tab.keyboard.press("End")
    await tab.keyboard.type(" и ещё")
    await tab.get_by_role("button", name="Save").click()
    await expect(articles(tab, "и ещё").get_by_text("edited")).to_be_visible()
    edited = town.world.history(town.author, town.channel)[-1]
    assert edited.entities
    assert edited.entities[0].type == "bold"


async def test_buttons_show_progress_then_a_toast_an_alert_or_an_edit(opened, tab, town):
    town.world.say(town.author, town.chat, "Мысль")
    await opened(town.author, town.chat)
    card = articles(tab, "Card bold")
    await card.get_by_role("button", name="Slow").click()
    await expect(card.get_by_role("button", name="Slow")).to_have_attribute("aria-busy", "true")
    await expect(tab.get_by_text("Answer to slow")).to_be_visible()
    await expect(card.get_by_role("button", name="Slow")).not_to_have_attribute(
        "aria-busy", "true"
    )
    await card.get_by_role("button", name="Alert").click()
    alert = tab.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Answer to alert")
    await tab.keyboard.press("Enter")
    await expect(alert).to_have_count(0)
    await card.get_by_role("button", name="Change").focus()
    await tab.keyboard.press("Enter")
    changed = articles(tab, "Changed card")
    await expect(changed.get_by_text("edited")).to_be_visible()
    await expect(changed.get_by_role("button", name="Change")).to_be_focused()
    await expect(changed.get_by_role("button", name="Change")).not_to_have_attribute(
        "aria-busy", "true"
    )


async def test_a_link_button_jumps_to_the_post_and_back_works(opened, tab, town):
    town.world.say(town.author, town.channel, "Первый пост")
    town.world.say(town.author, town.chat, "Мысль")
    await opened(town.author, town.chat)
    await articles(tab, "Card").get_by_role("link", name="Post").click()
    await expect(articles(tab, "Первый пост")).to_be_focused()
    assert f"chat={town.channel}" in tab.url
    await tab.go_back()
    await expect(articles(tab, "Card")).to_be_visible()


async def test_a_start_link_in_a_post_starts_the_bot_with_its_payload(opened, tab, town):
    town.world.say(town.author, town.channel, "Жмите https://t.me/rubrika_bot?start=tag_1")
    await opened(town.reader, town.channel)
    await log(tab).get_by_role("link", name=re.compile("start=tag_1")).first.click()
    await expect(articles(tab, "Welcome tag_1")).to_be_visible()


async def test_reactions_are_chosen_from_the_palette_and_toggled_at_their_chip(opened, tab, town):
    post = town.world.say(town.author, town.channel, "Пост").message_id
    town.world.react(town.author, town.channel, post, ["🔥"])
    await opened(town.reader, town.channel)
    article = articles(tab, "Пост")
    chip = article.get_by_role("button", name="🔥 1")
    await expect(chip).to_have_attribute("aria-pressed", "false")
    await chip.click()
    await expect(article.get_by_role("button", name="🔥 2")).to_have_attribute(
        "aria-pressed", "true"
    )
    await article.hover()
    await article.get_by_role("button", name="React").click()
    palette = tab.get_by_role("group", name="Choose a reaction")
    assert await palette.get_by_role("button").count() == 10
    await palette.get_by_role("button", name="👍").click()
    await expect(article.get_by_role("button", name="👍 1")).to_be_visible()
    assert town.world.reactions(town.channel, post) == {"🔥": 1, "👍": 1}
    town.world.react(town.author, town.channel, post, [])
    await expect(article.get_by_role("button", name=re.compile("🔥"))).to_have_count(0)


async def test_a_star_is_added_at_its_chip_beside_the_own_reaction(opened, tab, town):
    post = town.world.say(town.author, town.channel, "Пост").message_id
    town.world.give_stars(town.author, town.channel, post, 2)
    await opened(town.reader, town.channel)
    article = articles(tab, "Пост")
    await article.get_by_role("button", name="⭐ 2").click()
    await expect(article.get_by_role("button", name="⭐ 3")).to_have_attribute(
        "aria-pressed", "true"
    )
    await article.hover()
    await article.get_by_role("button", name="React").click()
    palette = tab.get_by_role("group", name="Choose a reaction")
    await palette.get_by_role("button", name="👍").click()
    await expect(article.get_by_role("button", name="👍 1")).to_be_visible()
    assert town.world.reactions(town.channel, post) == {"paid": 3, "👍": 1}


async def test_a_message_is_reached_replied_to_and_copied_by_keyboard_alone(opened, tab, town):
    town.world.say(town.author, town.chat, "Мысль")
    await opened(town.author, town.chat)
    await expect(articles(tab, "Card")).to_be_visible()
    await log(tab).focus()
    await tab.keyboard.press("ArrowUp")
    await expect(articles(tab, "Card")).to_be_focused()
    await tab.keyboard.press("Enter")
    menu = tab.get_by_role("menu", name="Message")
    await expect(menu.get_by_role("menuitem", name="Reply")).to_be_focused()
    await tab.keyboard.press("Enter")
    await expect(tab.get_by_text("Reply to Rubrika")).to_be_visible()
    await tab.keyboard.type("Ответ")
    await tab.keyboard.press("Enter")
    answer = articles(tab, "Ответ").first
    await expect(answer.get_by_role("button", name="Reply to: Card bold")).to_be_visible()
    replies = [one for one in town.world.history(town.author, town.chat) if one.text == "Ответ"]
    assert replies[0].reply_to_message is not None


async def test_a_post_is_forwarded_to_the_bot_with_its_origin(opened, tab, town):
    town.world.say(town.author, town.channel, "Хороший пост")
    await opened(town.reader, town.channel)
    await articles(tab, "Хороший пост").click(button="right")
    await tab.get_by_role("menuitem", name="Forward…").click()
    picker = tab.get_by_role("dialog", name="Forward to")
    await expect(picker.get_by_role("button", name="Маркетинг")).to_have_count(0)
    await picker.get_by_role("button", name="Rubrika").click()
    await tab.get_by_role("list", name="Chats").get_by_role("button", name="Rubrika").click()
    bubble = articles(tab, "Forwarded from")
    await bubble.get_by_role("link", name="Маркетинг").click()
    await expect(articles(tab, "Хороший пост")).to_be_focused()


async def test_pictures_chosen_together_go_as_an_album(opened, tab, town, tmp_path: Path):
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"{number}.png")
        paths[-1].write_bytes(png(300, 200 + 40 * number, (80 * number, 120, 180)))
    await opened(town.author, town.channel)
    async with tab.expect_file_chooser() as chooser:
        await tab.get_by_role("button", name="Attach").click()
    await (await chooser.value).set_files(paths)
    sheet = tab.get_by_role("dialog", name="Send 3 files")
    await sheet.get_by_role("textbox", name="Caption").fill("Три картинки")
    await sheet.get_by_role("button", name="Send").click()
    album = articles(tab, "Три картинки")
    await expect(album.get_by_role("group", name="Album of 3").get_by_role("img")).to_have_count(3)
    sent = town.world.history(town.author, town.channel)
    assert len({one.media_group_id for one in sent}) == 1
    assert [bool(one.photo) for one in sent] == [True] * 3
    await album.get_by_role("button", name="Open photo").first.click()
    await expect(tab.get_by_role("dialog", name="Photo")).to_be_visible()
    await tab.keyboard.press("Escape")
    await expect(tab.get_by_role("dialog", name="Photo")).to_have_count(0)


async def test_a_picture_that_is_dropped_or_pasted_is_offered(opened, tab, town):
    await opened(town.author, town.channel)
    await expect(field(tab)).to_be_visible()
    for event in ("drop", "paste"):
        await field(tab).evaluate(
            """(node, event) => {
                const data = new DataTransfer();
                data.items.add(new File(["x"], "note.txt", { type: "text/plain" }));
                const about = { bubbles: true, cancelable: true };
                node.dispatchEvent(event === "drop"
                    ? new DragEvent("drop", { ...about, dataTransfer: data })
                    : new ClipboardEvent("paste", { ...about, clipboardData: data }));
            }""",
            event,
        )
        await (
            tab.get_by_role("dialog", name="Send a file")
            .get_by_role("button", name="Send", exact=True)
            .click()
        )
        await expect(tab.get_by_role("dialog")).to_have_count(0)
    await expect(log(tab).get_by_role("link", name="Download note.txt")).to_have_count(2)


async def test_inline_mode_offers_results_and_sends_the_chosen_one(opened, tab, town):
    await opened(town.author, town.channel)
    await field(tab).click()
    await tab.keyboard.type("@rubrika_bot слова")
    results = tab.get_by_role("listbox", name="Results of @rubrika_bot")
    await expect(results.get_by_role("option")).to_have_count(3)
    await tab.keyboard.press("ArrowDown")
    await tab.keyboard.press("Enter")
    await expect(articles(tab, "Inline 1: слова")).to_contain_text("via @rubrika_bot")
    await expect(field(tab)).to_have_text("")


async def test_a_share_button_asks_for_a_chat_and_opens_inline_mode_there(opened, tab, town):
    town.world.say(town.author, town.chat, "Мысль")
    await opened(town.author, town.chat)
    await articles(tab, "Card").get_by_role("button", name="Share").click()
    await tab.get_by_role("dialog").get_by_role("button", name="Маркетинг").click()
    await expect(field(tab)).to_have_text("@rubrika_bot скидки")
    await expect(tab.get_by_role("listbox").get_by_role("option")).to_have_count(3)


async def test_a_slash_lists_the_commands_and_arrows_choose(opened, tab, town):
    town.world.say(town.author, town.chat, "Мысль")
    await opened(town.author, town.chat)
    await field(tab).click()
    await tab.keyboard.type("/")
    commands = tab.get_by_role("listbox", name="Commands")
    await expect(commands.get_by_role("option")).to_have_count(3)
    await tab.keyboard.type("st")
    await expect(commands.get_by_role("option")).to_have_text(
        ["/startBegin", "/streamStreams a text"]
    )
    await tab.keyboard.press("ArrowDown")
    await expect(commands.get_by_role("option", selected=True)).to_contain_text("/stream")
    await tab.keyboard.press("Enter")
    await expect(tab.locator("#draft")).to_contain_text("One two")
    await expect(articles(tab, "One two three")).to_be_visible()
    await expect(tab.locator("#draft")).to_be_empty()


async def test_a_text_on_its_way_is_stopped_by_its_button(opened, tab, town):
    await opened(town.author, town.chat)
    town.world.say(town.author, town.chat, "/long")
    draft = tab.locator("#draft")
    await expect(draft).to_contain_text("Thinking…")
    stop = draft.get_by_role("button", name="Stop")
    await stop.focus()
    await expect(draft).to_contain_text("word word")
    # The words grow under the button, which keeps the focus.
    await expect(stop).to_be_focused()
    await tab.keyboard.press("Enter")
    await expect(articles(tab, "Stopped 7")).to_be_visible()
    await expect(draft).to_be_empty()


async def test_a_forced_reply_is_ready_with_its_placeholder(opened, tab, town):
    town.world.say(town.author, town.chat, "Мысль")
    await opened(town.author, town.chat)
    await expect(articles(tab, "Card")).to_be_visible()
    await field(tab).fill("/ask")
    await tab.keyboard.press("Escape")
    await tab.get_by_role("button", name="Send").click()
    await expect(tab.get_by_text("Reply to Rubrika")).to_be_visible()
    await expect(field(tab)).to_have_attribute("data-placeholder", "Answer here")
    await tab.get_by_role("button", name="Cancel reply or edit").click()
    await expect(tab.get_by_text("Reply to Rubrika")).to_be_hidden()


async def test_a_keyboard_that_asks_for_a_channel_opens_a_picker(opened, tab, town):
    town.world.add_channel("Второй", owner=town.author)
    town.world.say(town.author, town.chat, "/start")
    await opened(town.author, town.chat)
    await tab.get_by_role("button", name="Connect a channel").click()
    picker = tab.get_by_role("dialog", name="Choose a channel")
    await picker.get_by_role("button", name="Второй").click()
    await expect(articles(tab, "Connected Второй")).to_be_visible()
    await expect(tab.get_by_role("group", name="Reply keyboard")).to_have_count(0)


async def test_spoilers_open_quotes_unfold_and_hashtags_search(opened, tab, town, scripted):
    lines = "\n".join(f"строка {n}" for n in range(8))
    await scripted.send_message(
        town.channel,
        f"Ответ <tg-spoiler>секрет</tg-spoiler> #хит\n"
        f"<blockquote expandable>{lines}</blockquote>конец",
        parse_mode="HTML",
    )
    await opened(town.reader, town.channel)
    article = articles(tab, "Ответ")
    spoiler = article.get_by_role("button", name="Spoiler, press to show")
    await spoiler.click()
    await expect(spoiler).to_have_count(0)
    more = article.get_by_role("button", name="Show more")
    before = await article.locator("blockquote").evaluate("node => node.offsetHeight")
    await more.click()
    await expect(article.get_by_role("button", name="Show less")).to_be_visible()
    after = await article.locator("blockquote").evaluate("node => node.offsetHeight")
    assert after > before + 40
    town.world.react(town.author, town.channel, 2, ["🔥"])
    await expect(article.get_by_role("button", name="🔥 1")).to_be_visible()
    await expect(article.get_by_role("button", name="Show less")).to_be_visible()
    await article.get_by_role("link", name="#хит").click()
    found = tab.get_by_role("list", name="Found messages")
    await expect(found.get_by_role("button")).to_have_count(1)
    await expect(tab.get_by_role("searchbox", name="Search in this chat")).to_have_value("#хит")


async def test_the_page_updates_itself_and_counts_what_is_unread(opened, tab, town, scripted):
    await opened(town.reader, town.chat)
    chats = tab.get_by_role("list", name="Chats")
    await expect(chats.get_by_role("button", name="Маркетинг")).to_be_visible()
    await scripted.send_message(town.channel, "Раз")
    await scripted.send_message(town.channel, "Два")
    await expect(chats.get_by_role("button", name="Маркетинг, 2 unread")).to_be_visible()
    await chats.get_by_role("button", name=re.compile("^Маркетинг")).click()
    await expect(articles(tab, "Два")).to_be_visible()
    await expect(chats.get_by_role("button", name="Маркетинг", exact=True)).to_be_visible()
    await scripted.edit_message_text("Три", chat_id=town.channel, message_id=3)
    await expect(articles(tab, "Три")).to_be_visible()
    await scripted.delete_message(town.channel, 2)
    await expect(articles(tab, "Раз")).to_have_count(0)


async def test_switching_the_person_shows_other_chats_and_a_reload_stays(opened, tab, town):
    town.world.say(town.author, town.chat, "Секрет автора")
    await opened(town.author, town.chat)
    await expect(articles(tab, "Секрет автора").first).to_be_visible()
    await tab.get_by_label("Person").select_option("Борис")
    await expect(tab.get_by_text("Секрет автора")).to_have_count(0)
    await tab.get_by_role("list", name="Chats").get_by_role("button", name="Маркетинг").click()
    await expect(tab.get_by_text("Only administrators can post here")).to_be_visible()
    await tab.reload()
    await expect(tab.get_by_label("Person")).to_have_value(str(town.reader))
    await expect(tab.get_by_role("heading", name="Маркетинг")).to_be_visible()


async def test_a_long_chat_loads_what_is_above_and_goes_to_the_end(opened, tab, town):
    for number in range(150):
        town.world.say(town.author, town.channel, f"Пост номер {number:03}")
    await opened(town.reader, town.channel)
    await expect(articles(tab, "номер 149")).to_be_in_viewport()
    await expect(articles(tab, "номер 080")).to_have_count(0)
    await log(tab).evaluate("node => { node.scrollTop = 0; }")
    await expect(articles(tab, "номер 080")).to_be_attached()
    await expect(articles(tab, "номер 149")).not_to_be_in_viewport()
    town.world.say(town.author, town.channel, "Свежий пост")
    end = tab.get_by_role("button", name="To the end, 1 new")
    await end.click()
    await expect(articles(tab, "Свежий пост")).to_be_in_viewport()


async def test_a_phone_shows_the_list_and_the_chat_as_two_screens(
    opened, tab, town, browsing: BrowserContext
):
    town.world.say(town.author, town.channel, "Длинноесловобезпробелов" * 12)
    files = [("photo", png(900, 500), f"{n}.png") for n in range(3)]
    town.world.send_album(town.author, town.channel, files)
    town.world.say(town.author, town.chat, "/start")
    town.world.say(town.author, town.chat, "Мысль")
    await tab.set_viewport_size({"width": 360, "height": 700})
    await opened(town.author)
    chats = tab.get_by_role("list", name="Chats")
    for name in ("Маркетинг", "Rubrika"):
        await expect(chats).to_be_visible()
        await chats.get_by_role("button", name=re.compile(f"^{name}")).click()
        await expect(chats).to_be_hidden()
        await expect(field(tab)).to_be_visible()
        await expect(log(tab).get_by_role("article").last).to_be_in_viewport()
        for box in await log(tab).locator(".bubble, .key").all():
            place = await box.bounding_box()
            assert place is not None
            assert place["x"] >= 0
            assert place["x"] + place["width"] <= 360
        assert await tab.evaluate("document.documentElement.scrollWidth") == 360
        await tab.get_by_role("button", name="Back to chats").click()


async def test_the_page_follows_light_and_dark_with_readable_words(opened, tab, town):
    town.world.say(town.author, town.channel, "Слова #хит")
    await opened(town.reader, town.channel)
    await expect(articles(tab, "Слова")).to_be_visible()
    backgrounds = []
    for scheme in ("light", "dark"):
        await tab.emulate_media(color_scheme=scheme)
        backgrounds.append(await tab.evaluate("getComputedStyle(document.body).backgroundColor"))
        for selector in (".bubble .text", ".bubble .link", ".marks time", ".chat-last"):
            ratio = await tab.evaluate(CONTRAST, selector)
            assert ratio >= 4.5, f"{selector} in {scheme}: {ratio:.2f}"
    light, dark = (sum(map(int, re.findall(r"\d+", one)[:3])) for one in backgrounds)
    assert light > 600 > 200 > dark


CONTRAST = """(selector) => {
    const parse = (text) => text.match(/[\\d.]+/g).map(Number);
    const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255)
        .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const node = document.querySelector(selector);
    let under = node;
    while (under && (parse(getComputedStyle(under).backgroundColor)[3] ?? 1) === 0) {
        under = under.parentElement;
    }
    const [a, b] = [getComputedStyle(node).color, getComputedStyle(under).backgroundColor]
        .map((text) => luminance(parse(text))).sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
}"""


async def test_everything_has_a_name_and_can_be_reached_with_tab(opened, tab, town):
    town.world.say(town.author, town.chat, "Мысль")
    await opened(town.author, town.chat)
    await expect(articles(tab, "Card")).to_be_visible()
    nameless = await tab.evaluate(
        """() => [...document.querySelectorAll("button, a, input, select, [role=textbox]")]
            .filter((node) => node.checkVisibility())
            .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim()))
            .map((node) => node.outerHTML)"""
    )
    assert nameless == []
    await tab.get_by_label("Person").focus()
    seen = set()
    for _ in range(40):
        await tab.keyboard.press("Tab")
        seen.add(
            await tab.evaluate(
                "(document.activeElement.getAttribute('aria-label')"
                " ?? document.activeElement.textContent).trim()"
            )
        )
    wanted = {"Rubrika", "Messages", "Alert", "React", "Message menu", "Attach", "Message", "Send"}
    assert wanted <= seen


async def test_days_that_come_twice_and_messages_of_the_past_stay_in_order(opened, tab, town):
    now = town.world.now()
    for number, age in enumerate((3, 0, 3, 0)):
        town.world.say(town.author, town.channel, f"Пост {number}", date=now - age * 86400)
    await opened(town.reader, town.channel)
    posts = log(tab).get_by_role("article")
    await expect(posts).to_have_count(4)
    await expect(posts).to_contain_text([f"Пост {number}" for number in range(4)])
    await expect(log(tab).get_by_text("Today", exact=True)).to_have_count(2)
    town.world.edit(town.author, town.channel, 4, "Пост 2 изменён")
    await expect(posts.nth(2)).to_contain_text("изменён")
    await expect(posts).to_have_count(4)


async def test_words_left_in_the_field_wait_for_their_person_and_chat(opened, tab, town):
    town.world.say(town.author, town.chat, "Мысль")
    town.world.say(town.reader, town.chat, "Другая")
    await opened(town.author, town.chat)
    await field(tab).fill("недописано")
    await tab.get_by_label("Person").select_option("Борис")
    chats = tab.get_by_role("list", name="Chats")
    await chats.get_by_role("button", name=re.compile("^Rubrika")).click()
    await expect(articles(tab, "Другая").first).to_be_visible()
    await expect(field(tab)).to_have_text("")
    await tab.get_by_label("Person").select_option("Анна Автор")
    await chats.get_by_role("button", name=re.compile("^Rubrika")).click()
    await expect(field(tab)).to_have_text("недописано")


async def test_who_may_post_no_more_sees_no_field(opened, tab, town):
    town.world.promote(town.channel, town.reader, by=town.author)
    await opened(town.reader, town.channel)
    await expect(field(tab)).to_be_visible()
    town.world.promote(town.channel, town.reader, by=town.author, post_messages=False)
    await expect(field(tab)).to_be_hidden()


async def test_a_rich_message_is_drawn_with_its_blocks(opened, tab, town):
    rich = RichMessage.model_validate(
        {
            "blocks": [
                {"type": "heading", "text": "Разбор", "size": 1},
                {"type": "paragraph", "text": ["Слова ", {"type": "bold", "text": "жирно"}]},
                {"type": "list", "items": [{"label": "1.", "blocks": [PARAGRAPH]}]},
                {"type": "table", "cells": [[{"align": "left", "valign": "top", "text": "CTR"}]]},
                {"type": "details", "summary": "Подробнее", "blocks": [PARAGRAPH]},
                {"type": "divider"},
            ]
        }
    )
    put(town.world, town.world.chats[town.channel], town.chat, {"rich_message": rich})
    await opened(town.reader, town.channel)
    article = articles(tab, "Разбор")
    await expect(article.get_by_role("heading", name="Разбор")).to_be_visible()
    await expect(article.locator("strong")).to_have_text("жирно")
    await expect(article.get_by_role("cell", name="CTR")).to_be_visible()
    await article.get_by_text("Подробнее").click()
    await expect(article.get_by_text("Пункт")).to_have_count(2)


PARAGRAPH = {"type": "paragraph", "text": "Пункт"}


async def test_a_link_to_a_public_channel_offers_to_join_it(opened, tab, town):
    other = town.world.add_channel("Соседний", owner=town.stranger, username="neighbour").id
    town.world.say(town.stranger, other, "Чужой пост")
    town.world.say(town.author, town.channel, "Читайте https://t.me/neighbour/2")
    await opened(town.reader, town.channel)
    await log(tab).get_by_role("link", name="https://t.me/neighbour/2").first.click()
    await tab.get_by_role("alertdialog", name="Join").get_by_role("button", name="Join").click()
    await expect(articles(tab, "Чужой пост")).to_be_focused()
    await expect(tab.get_by_text("Only administrators can post here")).to_be_visible()


async def test_a_bot_is_added_to_a_channel_stopped_and_restarted(opened, tab, town):
    town.world.say(town.author, town.chat, "Мысль")
    second = town.world.add_channel("Второй", owner=town.author).id
    await opened(town.author, town.chat)
    await tab.get_by_role("button", name="Chat menu").click()
    await tab.get_by_role("button", name="Add to a channel…").click()
    await tab.get_by_role("dialog").get_by_role("button", name="Второй").click()
    await expect(tab.get_by_text("is an administrator of Второй now")).to_be_visible()
    assert town.world.chats[second].is_administrator(town.chat)
    await tab.get_by_role("button", name="Chat menu").click()
    await tab.get_by_role("button", name="Stop and block bot").click()
    await tab.get_by_role("button", name="Restart", exact=True).click()
    await expect(articles(tab, "Welcome")).to_be_visible()

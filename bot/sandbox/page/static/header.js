// The line above the log: search in the chat, and what can be done with the whole chat.

import { attempt, post } from "./api.js";
import { ask, confirmIt } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { addToChannel } from "./links.js";
import { emit, openChat, state, summary } from "./state.js";
import { searchMessages } from "./suggest.js";
import { brief } from "./time.js";

const SEARCH_WAIT = 200;

const byId = (id) => document.getElementById(id);
let timer = 0;
let jump = null;

export function startHeader(given) {
  jump = given.jump;
  byId("search-open").addEventListener("click", () => openSearch(""));
  byId("search-close").addEventListener("click", closeSearch);
  byId("search").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, SEARCH_WAIT);
  });
  byId("finder").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    closeSearch();
  });
  byId("chat-menu").addEventListener("click", chatMenu);
}

async function chatMenu() {
  const chat = openChat();
  const items = chat.kind === "bot" ? botItems(chat) : sharedItems(chat);
  const act = await ask(chat.title, (finish) => h("ul", { class: "picks" },
    items.map(([name, shape, run]) => h("li", {}, h("button", { type: "button", class: "pick",
      onclick: () => finish(run) }, icon(shape), h("span", {}, name))))));
  await act?.();
}

function botItems(bot) {
  return [["Add to a channel…", "users", () => addToChannel(bot)],
    bot.blocked ? ["Restart bot", "play", () => setBlocked(bot, false)]
      : ["Stop and block bot", "close", () => setBlocked(bot, true)]];
}

function sharedItems(chat) {
  const bots = chat.role === "creator" ? chat.bots.map((bot) => [`Remove ${bot.name}`, "trash",
    () => attempt(() => post("remove_bot", { person: state.person, chat: chat.id, bot: bot.id }))])
    : [];
  return [["Search messages", "search", () => openSearch("")], ...bots,
    ...(chat.role === "creator" ? [] : [[`Leave ${chat.kind}`, "back", () => leave(chat)]])];
}

/** Blocks a bot or lets it write again. */
export async function setBlocked(bot, blocked) {
  const name = blocked ? "block" : "unblock";
  const done = await attempt(() => post(name, { person: state.person, bot: bot.id }));
  if (done) emit("reload");
}

async function leave(chat) {
  const sure = await confirmIt(`Leave ${chat.kind}`, `Leave ${chat.title}?`, "Leave");
  if (!sure) return;
  await attempt(() => post("leave", { person: state.person, chat: chat.id }));
}

/** Opens the search in the chat, with these words in it. */
export function openSearch(words) {
  byId("finder").hidden = false;
  byId("search").value = words;
  byId("search").focus();
  search();
}

export function closeSearch() {
  byId("finder").hidden = true;
  byId("found").replaceChildren();
}

async function search() {
  const words = byId("search").value.trim();
  const chat = state.chat;
  const found = words ? await searchMessages(words) : [];
  if (chat !== state.chat || words !== byId("search").value.trim()) return;
  const items = found.map((view) => h("li", {}, h("button", { type: "button", class: "hit",
    onclick: () => {
      closeSearch();
      jump(view.id);
    } }, h("span", { class: "hit-top" }, h("strong", {}, view.sender.name),
    h("time", {}, brief(view.date))), h("span", { class: "hit-text" }, summary(view)))));
  const none = words && !items.length && h("li", { class: "empty" }, icon("search"), "Nothing found");
  byId("found").replaceChildren(...items, ...(none ? [none] : []));
}

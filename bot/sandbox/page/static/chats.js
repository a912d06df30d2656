// The left side: whose eyes we look through, and that person's chats.

import { avatar, h, icon } from "./dom.js";
import { emit, openChat, state, summary } from "./state.js";
import { brief } from "./time.js";

const select = () => document.getElementById("person");

/** Fills the selector of people; choosing one emits "person". */
export function startPeople() {
  select().replaceChildren(...state.people.map((one) => h("option",
    { value: one.id }, one.name)));
  select().addEventListener("change", () => emit("person", Number(select().value)));
}

export function drawPerson() {
  select().value = String(state.person);
  const person = state.people.find((one) => one.id === state.person);
  document.getElementById("person-avatar").replaceChildren(
    avatar(person.id, person.name, "small"));
}

/** Draws the list, the newest chat first. */
export function drawChats() {
  const list = document.getElementById("chats");
  const focused = list.contains(document.activeElement)
    && document.activeElement.dataset.chat;
  const sorted = [...state.chats].sort((a, b) => (b.last?.date ?? 0) - (a.last?.date ?? 0));
  list.replaceChildren(...sorted.map(chatItem));
  if (focused) list.querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus();
}

function chatItem(chat) {
  const open = chat.id === state.chat;
  const last = chat.last;
  const typing = state.typing?.chat === chat.id && state.typing;
  const words = typing ? h("span", { class: "typing-word" }, typing.text)
    : last ? summaryLine(chat, last) : h("span", {}, chat.kind === "bot" ? "Bot" : "No messages");
  return h("div", { role: "listitem" }, h("button", { type: "button", class: "chat",
    dataset: { chat: chat.id }, "aria-current": open && "true",
    "aria-label": chat.unread ? `${chat.title}, ${chat.unread} unread` : chat.title,
    "aria-description": last && summary(last), onclick: () => emit("open", { chat: chat.id }) },
  avatar(chat.id, chat.title),
  h("span", { class: "chat-words" },
    h("span", { class: "chat-top" },
      chat.kind !== "bot" && icon(chat.kind === "group" ? "group" : "users"), h("span", { class: "chat-title" }, chat.title),
      last && h("time", { class: "chat-time" }, brief(last.date))),
    h("span", { class: "chat-bottom" }, h("span", { class: "chat-last" }, words),
      chat.unread > 0 && h("span", { class: "badge" }, String(chat.unread))))));
}

function summaryLine(chat, last) {
  const who = last.service ? "" : last.out ? "You: " : last.grouped ? `${last.sender.name}: ` : "";
  const small = last.media?.kind === "photo"
    && h("img", { class: "chat-thumb", src: last.media.url, alt: "" });
  return [who && h("span", { class: "chat-who" }, who), small, summary(last)];
}

const SUBTITLES = { bot: "bot", channel: "channel", group: "group" };

/** Draws the line above the log. */
export function drawHeader() {
  const chat = openChat();
  document.body.dataset.screen = chat ? "chat" : "list";
  document.getElementById("main").classList.toggle("nothing", !chat);
  if (!chat) return;
  const typing = state.typing?.chat === chat.id && state.typing;
  document.getElementById("title").textContent = chat.title;
  const subtitle = document.getElementById("subtitle");
  const people = chat.members && `${chat.members} ${chat.kind === "channel"
    ? (chat.members === 1 ? "subscriber" : "subscribers")
    : (chat.members === 1 ? "member" : "members")}`;
  subtitle.textContent = typing ? typing.text : people || SUBTITLES[chat.kind];
  subtitle.classList.toggle("typing-word", Boolean(typing));
  document.getElementById("header-avatar").replaceChildren(avatar(chat.id, chat.title, "small"));
  document.title = `${chat.title} – Rubrika`;
}

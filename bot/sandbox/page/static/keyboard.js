// Keyboards of bots: inline ones under a message, reply ones under the composer.

import { attempt, post } from "./api.js";
import { askLine, confirmLink, pickChat, showAlert, toast } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { followLink } from "./links.js";
import { chatOf, emit, openChat, state } from "./state.js";

/** The rows of an inline keyboard under `view`. */
export function inlineKeyboard(view) {
  const rows = view.keyboard.map((row) => h("div", { class: "keys-row" },
    row.map((key) => inlineKey(view, key))));
  return h("div", { class: "keys", role: "group", "aria-label": "Buttons" }, rows);
}

function inlineKey(view, key) {
  const look = `key ${key.style ? `key-${key.style}` : ""}`;
  const url = key.url ?? key.login_url?.url ?? key.web_app?.url;
  if (url) {
    return h("a", { class: look, href: url, target: "_blank", rel: "noopener noreferrer" },
      h("span", {}, key.text), h("span", { class: "key-mark", "aria-hidden": "true" }, "↗"));
  }
  const node = h("button", { type: "button", class: look, disabled: key.disabled != null,
    "data-press": pressId(view, key), "aria-busy": busy.has(pressId(view, key)) && "true" }, h("span", {}, key.text));
  node.addEventListener("click", () => pressKey(view, key, node));
  return node;
}

async function pressKey(view, key, node) {
  if (key.callback_data != null) return callback(view, key, node);
  if (key.copy_text) return copyWords(key.copy_text.text);
  if (key.switch_inline_query_current_chat != null) {
    return emit("compose", { text: `${botName(view)} ${key.switch_inline_query_current_chat}` });
  }
  const query = key.switch_inline_query ?? key.switch_inline_query_chosen_chat?.query ?? null;
  if (query !== null) return elsewhere(`${botName(view)} ${query}`, key);
  return toast("This kind of button does nothing here.");
}

const botName = (view) => `@${view.via ?? view.sender.username ?? openChat()?.username ?? ""}`;

async function elsewhere(text, key) {
  const only = key.switch_inline_query_chosen_chat;
  const fits = (chat) => chat.can_post && (!only || (chat.kind === "bot" && only.allow_bot_chats)
    || (chat.kind === "group" && only.allow_group_chats)
    || (chat.kind === "channel" && only.allow_channel_chats));
  const chat = await pickChat("Choose a chat", state.chats.filter(fits));
  if (chat) emit("open", { chat: chat.id, compose: text });
}

/** Copies words and says so. */
export async function copyWords(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    toast("The browser does not allow copying.");
  }
}

// Presses not answered yet: a bubble drawn anew meanwhile still shows its progress.
const busy = new Set();
const pressId = (view, key) => `${state.chat}:${view.id}:${key.callback_data}`;

async function callback(view, key, node) {
  const chat = state.chat;
  const pressed = pressId(view, key);
  if (busy.has(pressed)) return;
  busy.add(pressed);
  node.setAttribute("aria-busy", "true");
  const answer = await attempt(() => post("press", {
    person: state.person, chat, message: view.id, data: key.callback_data,
  }));
  busy.delete(pressed);
  // The bubble may have been drawn anew meanwhile: whichever button stands for the press now.
  for (const key of document.querySelectorAll("button[data-press]")) {
    if (key.dataset.press === pressed) key.removeAttribute("aria-busy");
  }
  if (answer) await showAnswer(answer, chat);
}

async function showAnswer({ answered, text, show_alert: alert, url }, chat) {
  if (!answered) toast("The bot did not answer the button.");
  else if (url) await confirmLink(url) && followLink(url);
  else if (text && alert) await showAlert(chatOf(chat)?.title ?? "Bot", text);
  else if (text) toast(text);
}

/** The keyboard below the composer, or null when the chat has none. */
export function replyKeyboard(markup, send) {
  if (!markup?.keyboard) return null;
  const look = `reply-keys ${markup.resize_keyboard ? "" : "tall"}`;
  return h("div", { class: look, role: "group", "aria-label": "Reply keyboard" },
    markup.keyboard.map((row) => h("div", { class: "keys-row" }, row.map((key) => {
      const look = `key ${key.style ? `key-${key.style}` : ""}`;
      return h("button", { type: "button", class: look, onclick: () => pressReply(key, send) },
        key.request_chat && icon("users"), h("span", {}, key.text));
    }))));
}

async function pressReply(key, send) {
  if (key.request_chat) return shareChat(key.request_chat, send);
  if (key.request_location) return shareLocation(send);
  const needs = ["request_users", "request_contact", "request_poll", "web_app"];
  if (needs.some((name) => key[name])) return toast("This kind of button does nothing here.");
  return send(key.text);
}

async function shareLocation(send) {
  const line = await askLine("Send your location", "Latitude and longitude", "55.75, 37.62");
  if (line === undefined) return;
  const [latitude, longitude, ...more] = line.split(/[\s,]+/).map(Number);
  if (more.length || !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
    return toast("Two numbers are expected, like 55.75, 37.62");
  }
  const done = await attempt(() => post("send_location", {
    person: state.person, chat: state.chat, latitude, longitude,
  }));
  if (done) send(null);
}

async function shareChat(request, send) {
  const fits = (chat) => chat.kind === (request.chat_is_channel ? "channel" : "group")
    && (!request.chat_is_created || chat.role === "creator")
    && (!(request.user_administrator_rights || request.bot_administrator_rights)
      || chat.role === "creator" || chat.role === "administrator")
    && (request.chat_has_username == null || Boolean(chat.username) === request.chat_has_username);
  const title = request.chat_is_channel ? "Choose a channel" : "Choose a group";
  const none = request.chat_is_channel ? "You have no channel that fits." : "You have no such group.";
  const chat = await pickChat(title, state.chats.filter(fits), none);
  if (!chat) return;
  const done = await attempt(() => post("share_chat", {
    person: state.person, bot: state.chat, request: request.request_id, channel: chat.id,
  }));
  if (done) send(null);
}

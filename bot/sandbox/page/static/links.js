// Links that mean a place in this Telegram open inside the page; all others in a new tab.

import { attempt, post } from "./api.js";
import { confirmIt, pickChat, toast } from "./dialogs.js";
import { chatByUsername, chatOf, emit, personName, state } from "./state.js";

const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog", "www.t.me"]);

/**
 * What a link means: {kind: "bot", username, start} · {kind: "post", username | chat, message} ·
 * {kind: "chat", username} · {kind: "add", username} · {kind: "invite", link} ·
 * {kind: "share", text} · null for a link to elsewhere.
 */
export function parseLink(address) {
  const url = URL.parse?.(address) ?? tryUrl(address);
  if (!url) return null;
  if (url.protocol === "tg:") return fromTg(url);
  if (!/^https?:$/.test(url.protocol) || !HOSTS.has(url.hostname)) return null;
  const [first, second, third] = url.pathname.split("/").filter(Boolean);
  if (!first) return null;
  if (first === "share") return { kind: "share", text: shared(url.searchParams) };
  if (first === "joinchat" || first.startsWith("+")) return { kind: "invite", link: address };
  if (first === "c") return { kind: "post", chat: Number(`-100${second}`), message: Number(third) };
  if (first === "s") return { kind: "chat", username: second };
  if (/^\d+$/.test(second ?? "")) return { kind: "post", username: first, message: +second };
  return named(first, url.searchParams);
}

function tryUrl(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

function named(username, params) {
  if (params.has("start")) return { kind: "bot", username, start: params.get("start") };
  if (params.has("startchannel")) return { kind: "add", username };
  return { kind: "chat", username };
}

function fromTg(url) {
  const params = url.searchParams;
  const place = url.hostname || url.pathname.replaceAll("/", "");
  if (place === "privatepost") {
    return { kind: "post", chat: Number(`-100${params.get("channel")}`),
      message: Number(params.get("post")) };
  }
  if (place !== "resolve" || !params.get("domain")) return null;
  const username = params.get("domain");
  if (params.has("post")) return { kind: "post", username, message: Number(params.get("post")) };
  return named(username, params);
}

const shared = (params) => [params.get("url"), params.get("text")].filter(Boolean).join("\n");

/** Follows a link; a foreign one opens a new tab. */
export async function followLink(address) {
  if (!openInside(address)) window.open(address, "_blank", "noopener,noreferrer");
}

/** Follows a link to a place inside; false when it leads elsewhere. */
export function openInside(address) {
  const place = parseLink(address);
  if (!place) return false;
  PLACES[place.kind](place);
  return true;
}

const PLACES = { bot, post: jump, chat: visit, add, invite, share };

async function bot({ username, start }) {
  const chat = chatByUsername(username);
  if (!chat || chat.kind !== "bot") return toast(`There is no bot @${username} here.`);
  emit("open", { chat: chat.id });
  return attempt(() => post("say", { person: state.person, chat: chat.id,
    text: start ? `/start ${start}` : "/start" }));
}

async function jump({ username, chat, message }) {
  const target = username ? await known(username) : chatOf(chat);
  if (target) return emit("open", { chat: target.id, message });
  return username ? undefined : toast("This channel is not among the chats of this person.");
}

async function visit({ username }) {
  const chat = await known(username);
  if (chat) emit("open", { chat: chat.id });
}

/** The chat with this name; a public one that the person is not in yet can be joined. */
async function known(username) {
  const chat = chatByUsername(username);
  if (chat) return chat;
  const about = `@${username} is not among the chats of ${personName()}. Join it?`;
  if (!await confirmIt("Join", about, "Join")) return null;
  const done = await attempt(() => post("join", { person: state.person,
    link: `https://t.me/${username}` }));
  return done ? { id: done.chat } : null;
}

async function add({ username }) {
  const chat = chatByUsername(username);
  if (!chat || chat.kind !== "bot") return toast(`There is no bot @${username} here.`);
  return addToChannel(chat);
}

/** Makes a bot administrator of a channel that the person chooses. */
export async function addToChannel(bot) {
  const mine = state.chats.filter((one) => one.kind === "channel" && one.role === "creator");
  const channel = await pickChat(`Add ${bot.title} to a channel`, mine,
    "This person owns no channel.");
  if (!channel) return;
  const done = await attempt(() => post("add_bot", {
    person: state.person, bot: bot.id, chat: channel.id,
  }));
  if (done) toast(`${bot.title} is an administrator of ${channel.title} now.`);
}

async function invite({ link }) {
  const done = await attempt(() => post("join", { person: state.person, link }));
  if (done) emit("open", { chat: done.chat });
}

async function share({ text }) {
  const chat = await pickChat("Share to", state.chats.filter((one) => one.can_post));
  if (chat) emit("open", { chat: chat.id, compose: text });
}

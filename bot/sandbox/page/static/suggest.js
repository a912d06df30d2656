// What the composer offers above itself: commands of the bot, results of inline mode.

import { attempt, get, post } from "./api.js";
import { avatar, h } from "./dom.js";
import { openChat, state } from "./state.js";

const INLINE_WAIT = 300;

let items = [];
let current = 0;
let closed = "";
let asked = "";
let timer = 0;
let composer = null;

const box = () => document.getElementById("suggest");

/** Wires the list to the composer: {field, text(), clear(), send(text)}. */
export function startSuggest(given) {
  composer = given;
}

/** Looks at what stands in the composer and offers what fits. */
export function suggest() {
  const text = composer.text();
  const command = /^\/(\w*)$/.exec(text);
  const inline = /^@(\w{3,})\s([\s\S]*)$/.exec(text);
  const bot = inline && state.chats.find((chat) => chat.kind === "bot"
    && chat.username?.toLowerCase() === inline[1].toLowerCase());
  if (text === closed) return;
  closed = "";
  if (bot) askInline(bot, inline[2].trimStart(), text);
  else if (command) offerCommands(command[1].toLowerCase());
  else hideSuggest();
}

function offerCommands(typed) {
  const commands = openChat()?.commands ?? [];
  show("Commands", commands.filter((one) => one.command.startsWith(typed)).map((one) => ({
    nodes: [h("span", { class: "command" }, `/${one.command}`),
      h("span", { class: "hint" }, one.description)],
    choose: () => composer.send(`/${one.command}`),
    complete: `/${one.command} `,
  })));
}

/** All commands, as the menu button shows them. */
export function showCommands() {
  closed = "";
  offerCommands("");
  composer.field.focus();
}

function askInline(bot, query, text) {
  if (asked === text) return;
  asked = text;
  clearTimeout(timer);
  timer = setTimeout(() => runInline(bot, query, text), INLINE_WAIT);
}

async function runInline(bot, query, text) {
  const chat = state.chat;
  const found = await attempt(() => post("inline",
    { person: state.person, bot: bot.id, query, chat }));
  if (asked !== text || state.chat !== chat) return;
  const results = found?.results ?? [];
  show(`Results of @${bot.username}`, results.map((one) => ({
    nodes: resultNodes(one), choose: () => chooseInline(chat, query, one), large: true,
  })), found && !results.length ? "Nothing found" : "");
}

function resultNodes(one) {
  const picture = one.file ? h("img", { src: one.file, alt: "" })
    : avatar(one.title.length, one.title.split(" ")[0] || "?", "square");
  return [picture, h("span", { class: "result-words" },
    h("span", { class: "result-title" }, one.title),
    h("span", { class: "hint" }, one.description))];
}

async function chooseInline(chat, query, one) {
  composer.clear();
  await attempt(() => post("choose", { person: state.person, chat, query, result: one.id }));
}

function show(label, offered, empty = "") {
  items = offered;
  current = 0;
  if (!items.length && !empty) return hideSuggest();
  const options = items.map((item, index) => h("div", { role: "option", id: `option-${index}`,
    class: item.large ? "option large" : "option", onclick: () => choose(index),
    onmousedown: (event) => event.preventDefault() }, item.nodes));
  box().replaceChildren(...(options.length ? options : [h("div", { class: "empty" }, empty)]));
  box().setAttribute("aria-label", label);
  box().hidden = false;
  return mark();
}

export function hideSuggest() {
  clearTimeout(timer);
  asked = "";
  items = [];
  box().hidden = true;
  composer.field.removeAttribute("aria-activedescendant");
}

function mark() {
  [...box().querySelectorAll("[role=option]")].forEach((node, index) => {
    node.setAttribute("aria-selected", String(index === current));
    if (index === current) node.scrollIntoView({ block: "nearest" });
  });
  if (items.length) composer.field.setAttribute("aria-activedescendant", `option-${current}`);
}

function choose(index) {
  const { choose: chosen } = items[index];
  hideSuggest();
  chosen();
}

/** Lets the open list have a key first; true when it took it. */
export function suggestKey(event) {
  if (box().hidden) return false;
  if (event.key === "Escape") {
    hideSuggest();
    closed = composer.text();
    return true;
  }
  if (!items.length) return false;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    current = (current + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length;
    mark();
    return true;
  }
  if (event.key === "Tab" && !event.shiftKey && items[current].complete) {
    composer.fill(items[current].complete);
    return true;
  }
  if (event.key !== "Enter" || event.shiftKey) return false;
  choose(current);
  return true;
}

/** Search in the open chat: views of the messages with these words, newest first. */
export async function searchMessages(words) {
  const found = await attempt(() => get("search",
    { person: state.person, chat: state.chat, words }));
  return found?.messages ?? [];
}

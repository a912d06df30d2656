// Puts the page together: who looks, which chat is open, what the stream of events changes.

import { attempt, get, listen, post } from "./api.js";
import { drawChats, drawHeader, drawPerson, startPeople } from "./chats.js";
import { drawComposer, fill, keepDraft, newMarkup, openDraft, sendText, startComposer }
  from "./composer.js";
import { icon } from "./dom.js";
import { openInside } from "./links.js";
import { openMenu, openPalette, startMenu, toggleReaction } from "./menu.js";
import { cameIn, drawDraft, drawLog, showMessage, startLog } from "./messages.js";
import { openSearch, startHeader } from "./header.js";
import { toast } from "./dialogs.js";
import { chatOf, emit, on, openChat, putMessage, state } from "./state.js";
import { renderText } from "./text.js";

const TYPING_SECONDS = 6;
const DRAFT_SECONDS = 30;

let stopListening = () => {};
let typingTimer = 0;
let draftTimer = 0;
let loading = false;

function readHash() {
  const params = new URLSearchParams(location.hash.slice(1));
  return { person: Number(params.get("person")), chat: Number(params.get("chat")) || null };
}

function hashOf(chat) {
  return `#person=${state.person}${chat ? `&chat=${chat}` : ""}`;
}

async function becomePerson(id, chat = null) {
  stopListening();
  keepDraft();
  Object.assign(state, { person: id, chat: null, messages: new Map(), markup: null, typing: null });
  drawPerson();
  stopListening = listen(id, handlers);
  await loadChats();
  await showChat(chatOf(chat) ? chat : null);
}

async function loadChats() {
  const person = state.person;
  const found = await attempt(() => get("chats", { person }));
  if (!found || state.person !== person) return;
  state.chats = found.chats;
  if (state.chat !== null && !openChat()) await showChat(null);
  drawChats();
  drawHeader();
  drawComposer();
}

async function showChat(id) {
  if (state.chat !== id) {
    keepDraft();
    Object.assign(state, { chat: id, messages: new Map(), more: false, markup: null, typing: null });
    drawDraft(null);
    openDraft();
  }
  if (location.hash !== hashOf(id)) history.pushState(null, "", hashOf(id));
  drawChats();
  drawHeader();
  drawLog(true);
  if (id !== null) await loadHistory(null, true);
}

/** Loads the open chat; `reach` = the id of a message that has to be among what comes. */
async function loadHistory(reach, fresh = false) {
  const { chat, person } = state;
  const params = { person, chat, ...(reach ? { reach } : {}) };
  const known = new Set(state.messages.keys());
  const found = await attempt(() => get("history", params));
  if (!found || state.chat !== chat || state.person !== person) return;
  // What the stream brought while the history was on its way is newer than the history.
  const newer = [...state.messages].filter(([id]) => !known.has(id));
  state.messages = new Map([...found.messages.map((view) => [view.id, view]), ...newer]);
  state.more = found.more;
  drawLog(fresh);
  newMarkup(found.markup);
  markRead();
  if (fresh && matchMedia("(min-width: 721px)").matches) document.getElementById("field").focus();
}

async function loadEarlier() {
  const first = [...state.messages.keys()][0];
  if (loading || !first || !state.more) return;
  loading = true;
  const { chat, person } = state;
  const log = document.getElementById("log");
  const found = await attempt(() => get("history", { person, chat, before: first }));
  loading = false;
  if (!found || state.chat !== chat || state.person !== person) return;
  const below = log.scrollHeight - log.scrollTop;
  state.messages = new Map([...found.messages.map((view) => [view.id, view]), ...state.messages]);
  state.more = found.more;
  drawLog();
  log.scrollTop = log.scrollHeight - below;
}

async function jump(id) {
  if (showMessage(id)) return;
  const [first] = state.messages.keys();
  if (state.more && id < first) await loadHistory(id);
  if (!showMessage(id)) toast("This message is not here any more.");
}

function stopDraft(draft) {
  return attempt(() => post("stop", { person: state.person, chat: state.chat, draft }));
}

function markRead() {
  const chat = openChat();
  if (!chat || document.visibilityState !== "visible") return;
  const last = [...state.messages.keys()].at(-1);
  if (!last || !chat.unread) return;
  chat.unread = 0;
  drawChats();
  attempt(() => post("read", { person: state.person, chat: chat.id, message: last }));
}

function replaceChat(view) {
  const at = state.chats.findIndex((one) => one.id === view.id);
  if (at < 0) state.chats.push(view);
  else state.chats[at] = view;
}

const handlers = {
  open: (again) => {
    document.getElementById("offline").hidden = true;
    if (!again) return;
    loadChats();
    if (state.chat !== null) loadHistory(null);
  },
  lost: () => {
    document.getElementById("offline").hidden = false;
  },
  message: ({ chat, message, fresh, markup }) => {
    replaceChat(chat);
    if (chat.id === state.chat) {
      putMessage(message);
      if (fresh) cameIn(message);
      if (fresh && !message.out) quiet();
      drawLog();
      newMarkup(markup);
      markRead();
      drawHeader();
    }
    drawChats();
  },
  deleted: ({ chat, message, markup }) => {
    replaceChat(chat);
    if (chat.id === state.chat) {
      state.messages.delete(message);
      drawLog();
      newMarkup(markup);
    }
    drawChats();
  },
  typing: ({ chat, text }) => {
    state.typing = { chat, text };
    clearTimeout(typingTimer);
    typingTimer = setTimeout(quiet, TYPING_SECONDS * 1000);
    drawHeader();
    drawChats();
  },
  draft: ({ chat, draft }) => {
    if (chat !== state.chat) return;
    clearTimeout(draftTimer);
    draftTimer = setTimeout(() => drawDraft(null), DRAFT_SECONDS * 1000);
    const words = draft?.text ? renderText(draft.text) : "Thinking…";
    drawDraft(draft && { ...draft, nodes: words });
  },
  chats: loadChats,
};

// What the bot was doing is done when its message comes.
function quiet() {
  state.typing = null;
  clearTimeout(typingTimer);
  drawDraft(null);
  drawHeader();
  drawChats();
}

function onClick(event) {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { command, tag } = link.dataset;
  const here = command ? sendCommand(command) : tag ? openSearch(tag) : openInside(link.href);
  if (here !== false) event.preventDefault();
}

function sendCommand(command) {
  if (openChat()?.can_post) sendText(command);
}

async function open({ chat, message, compose }) {
  // A chat that was joined a moment ago is not in the list yet.
  if (chat !== null && !chatOf(chat)) await loadChats();
  if (chat !== state.chat) await showChat(chat);
  if (message) await jump(message);
  if (compose !== undefined) fill(compose);
}

async function start() {
  for (const node of document.querySelectorAll("[data-icon]")) node.prepend(icon(node.dataset.icon));
  const found = await attempt(() => get("people"));
  if (!found) return;
  state.people = found.people;
  startPeople();
  startComposer();
  startHeader({ jump });
  startLog({ menu: openMenu, react: openPalette, toggle: toggleReaction, jump,
    stop: stopDraft });
  startMenu(document.getElementById("log"));
  on("person", (id) => becomePerson(id));
  on("open", open);
  on("compose", ({ text }) => fill(text));
  on("earlier", loadEarlier);
  on("reload", loadChats);
  document.addEventListener("click", onClick);
  document.addEventListener("visibilitychange", markRead);
  document.getElementById("back").addEventListener("click", () => emit("open", { chat: null }));
  addEventListener("popstate", () => {
    const { person, chat } = readHash();
    if (person && person !== state.person) becomePerson(person, chat);
    else if (chat !== state.chat) showChat(chatOf(chat) ? chat : null);
  });
  const { person, chat } = readHash();
  const known = state.people.some((one) => one.id === person);
  await becomePerson(known ? person : found.start, known ? chat : null);
}

start();

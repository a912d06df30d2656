// Where messages are written: text with formatting, files, commands, inline mode, replies, edits.

import { attempt, post } from "./api.js";
import { acceptDrops, offerFiles, plainPaste } from "./attach.js";
import { askLine, toast } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { rawText, read, selected, setLink, toggle, write } from "./editor.js";
import { setBlocked } from "./header.js";
import { replyKeyboard } from "./keyboard.js";
import { openChat, state, summary } from "./state.js";
import { hideSuggest, showCommands, startSuggest, suggest, suggestKey } from "./suggest.js";

const byId = (id) => document.getElementById(id);
const field = byId("field");
const FORMATS = { KeyB: "bold", KeyI: "italic", KeyU: "underline" };
const SHIFTED = { KeyX: "strikethrough", KeyM: "code", KeyP: "spoiler", Period: "blockquote" };

const drafts = new Map();
const draftKey = () => `${state.person} ${state.chat}`;
let keysHidden = false;

export function startComposer() {
  startSuggest({ field, text: () => rawText(field), clear, send: sendText, fill });
  field.addEventListener("input", changed);
  field.addEventListener("keydown", onKey);
  field.addEventListener("paste", onPaste);
  field.addEventListener("beforeinput", onFormat);
  byId("send").addEventListener("click", send);
  byId("attach").addEventListener("click", () => byId("files").click());
  byId("files").addEventListener("change", onChosen);
  byId("commands").addEventListener("click", showCommands);
  byId("keys-toggle").addEventListener("click", () => {
    keysHidden = !keysHidden;
    drawKeys();
  });
  byId("start").addEventListener("click", () => sendText("/start"));
  byId("restart").addEventListener("click", restart);
  byId("context-close").addEventListener("click", leaveContext);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")
      && (state.reply || state.editing)) leaveContext();
  });
  startFormats();
  acceptDrops(byId("main"), takeFiles);
}

async function restart() {
  await setBlocked(openChat(), false);
  await sendText("/start");
}

function startFormats() {
  const bar = byId("formats");
  byId("format").addEventListener("click", () => {
    bar.hidden = !bar.hidden;
    byId("format").setAttribute("aria-expanded", String(!bar.hidden));
  });
  for (const button of bar.querySelectorAll("button")) {
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => format(button.dataset.format));
  }
}

function format(type) {
  if (!selected(field) || selected(field).collapsed) return toast("Select the words first.");
  return type === "text_link" ? editLink() : toggle(field, type);
}

async function editLink() {
  const range = selected(field)?.cloneRange();
  if (!range || range.collapsed) return toast("Select the words first.");
  const start = range.startContainer;
  const node = start.nodeType === Node.TEXT_NODE ? start.parentNode : start;
  const now = node.closest?.("#field a")?.getAttribute("href") ?? "";
  const typed = await askLine("Link", "Address", now, "https://");
  field.focus();
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
  if (typed === undefined) return undefined;
  const url = typed && !/^[a-z][a-z0-9+.-]*:/i.test(typed) ? `https://${typed}` : typed;
  return setLink(field, url);
}

function changed() {
  field.classList.toggle("empty", !rawText(field));
  suggest();
  drawSend();
}

function onKey(event) {
  if (event.isComposing) return;
  if (suggestKey(event)) return event.preventDefault();
  const held = event.ctrlKey || event.metaKey;
  if (event.key === "Enter" && !event.shiftKey && !held) {
    event.preventDefault();
    return send();
  }
  if (event.key === "Escape" && (state.reply || state.editing)) {
    event.preventDefault();
    event.stopPropagation();
    return leaveContext();
  }
  if (event.key === "ArrowUp" && !rawText(field)) return editLast(event);
  return held && shortcut(event);
}

// Menus of the system ask for formats too; the browser's own ones are never applied.
function onFormat(event) {
  if (!event.inputType.startsWith("format")) return;
  event.preventDefault();
  const type = event.inputType === "formatStrikeThrough" ? "strikethrough"
    : event.inputType.replace("format", "").toLowerCase();
  if (["bold", "italic", "underline", "strikethrough"].includes(type)) toggle(field, type);
}

function shortcut(event) {
  const type = event.shiftKey ? SHIFTED[event.code] : FORMATS[event.code];
  if (type) {
    event.preventDefault();
    toggle(field, type);
  } else if (event.code === "KeyK" && !event.shiftKey) {
    event.preventDefault();
    editLink();
  }
}

function editLast(event) {
  const mine = [...state.messages.values()].reverse().find((view) => view.out && view.can.edit);
  if (!mine) return;
  event.preventDefault();
  beginEdit(mine);
}

function onPaste(event) {
  const files = [...event.clipboardData.files];
  if (!files.length) return plainPaste(event);
  event.preventDefault();
  return takeFiles(files);
}

async function onChosen(event) {
  const files = [...event.target.files];
  event.target.value = "";
  await takeFiles(files);
}

async function takeFiles(files) {
  const sent = await offerFiles(files, state.reply?.id);
  if (sent) leaveContext();
  field.focus();
}

async function send() {
  const { text, entities } = read(field);
  if (!text) return;
  const { editing, reply, chat, person } = state;
  const done = editing
    ? attempt(() => post("edit", { person, chat, message: editing.id, text, entities }))
    : attempt(() => post("say", { person, chat, text, entities, reply_to: reply?.id ?? null }));
  clear();
  // A refused message is not lost: it stands in the field again.
  if (!(await done) && state.chat === chat && !read(field).text) {
    Object.assign(state, { editing, reply });
    write(field, text, entities);
    drawComposer();
    changed();
  }
}

/** Sends words as they are (a command, a key of a reply keyboard); null only closes the keys. */
export async function sendText(text) {
  const { person, chat, markup } = state;
  if (markup?.one_time_keyboard) keysHidden = true;
  clear();
  drawKeys();
  if (text !== null) await attempt(() => post("say", { person, chat, text }));
}

function clear() {
  field.replaceChildren();
  state.reply = null;
  state.editing = null;
  drafts.delete(draftKey());
  hideSuggest();
  drawComposer();
  changed();
}

/** Puts words into the field, as a button with switch_inline_query does. */
export function fill(text) {
  write(field, text);
  field.focus();
  changed();
}

export function beginReply(view) {
  state.reply = view;
  state.editing = null;
  drawComposer();
  field.focus();
}

export function beginEdit(view) {
  state.editing = view;
  state.reply = null;
  drawComposer();
  field.focus();
  write(field, view.text, view.entities);
  changed();
}

function leaveContext() {
  const edited = state.editing;
  state.reply = null;
  state.editing = null;
  if (edited) field.replaceChildren();
  drawComposer();
  changed();
}

/** Keeps what was typed in the chat that is left, before another one opens. */
export function keepDraft() {
  if (state.chat === null || state.editing) return;
  const { text, entities } = read(field);
  if (text) drafts.set(draftKey(), { text, entities });
  else drafts.delete(draftKey());
}

/** Empties or refills the field for the chat that was opened. */
export function openDraft() {
  state.reply = null;
  state.editing = null;
  keysHidden = false;
  const draft = drafts.get(draftKey());
  if (draft) write(field, draft.text, draft.entities);
  else field.replaceChildren();
  hideSuggest();
  drawComposer();
  changed();
}

/** A keyboard that came with a message opens, whatever was hidden before. */
export function newMarkup(markup) {
  const changed = JSON.stringify(markup) !== JSON.stringify(state.markup);
  if (changed) keysHidden = false;
  state.markup = markup;
  const asked = markup?.force_reply ? state.messages.get(markup.message) : null;
  const isLast = asked && [...state.messages.keys()].at(-1) === asked.id;
  if (changed && isLast && !state.editing) state.reply = asked;
  drawComposer();
}

export function drawComposer() {
  const chat = openChat();
  const fresh = chat?.kind === "bot" && !chat.started && !chat.blocked;
  byId("composer").hidden = !chat?.can_post || fresh;
  byId("start").hidden = !fresh;
  byId("restart").hidden = !chat?.blocked;
  byId("muted").hidden = !chat || chat.can_post || chat.blocked;
  byId("commands").hidden = !chat?.commands.length;
  const asks = state.markup?.keyboard || state.reply?.id === state.markup?.message;
  field.dataset.placeholder = (asks && state.markup?.input_field_placeholder)
    || (chat?.kind === "channel" ? "Broadcast" : "Message");
  drawContext();
  drawKeys();
  drawSend();
}

function drawContext() {
  const about = state.editing ?? state.reply;
  byId("context").hidden = !about;
  if (!about) return;
  byId("context-icon").replaceChildren(icon(state.editing ? "edit" : "reply"));
  byId("context-words").replaceChildren(
    h("strong", {}, state.editing ? "Edit message" : `Reply to ${about.sender.name}`),
    h("span", {}, summary(about)));
}

function drawSend() {
  const label = state.editing ? "Save" : "Send";
  byId("send").setAttribute("aria-label", label);
  byId("send").title = label;
  byId("send").replaceChildren(icon(state.editing ? "check" : "send"));
  byId("send").classList.toggle("ready", Boolean(rawText(field).trim()));
}

function drawKeys() {
  const keys = replyKeyboard(state.markup, sendText);
  byId("keys-toggle").hidden = !keys;
  byId("keys-toggle").setAttribute("aria-expanded", String(Boolean(keys) && !keysHidden));
  byId("reply-keys").replaceChildren(...(keys && !keysHidden ? [keys] : []));
}

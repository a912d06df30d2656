// The field for text with formatting: contenteditable in, text with MessageEntity offsets out.

import { h } from "./dom.js";
import { nest } from "./text.js";

const INLINE = {
  B: "bold", STRONG: "bold", I: "italic", EM: "italic", U: "underline", INS: "underline",
  S: "strikethrough", STRIKE: "strikethrough", DEL: "strikethrough", CODE: "code",
};
const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code" };
const BLOCK = new Set(["DIV", "P", "UL", "OL", "LI"]);
// The client finds these by itself when the text is sent, so the editor does not hold them.
const FOUND = new Set(["url", "hashtag", "cashtag", "mention", "bot_command", "email",
  "phone_number", "bank_card_number"]);
// Holds a format open at the cursor until something is typed into it; it is no character.
const HOLDER = "\uFEFF";
const FIELDS = ["url", "language", "user", "custom_emoji_id", "unix_time", "date_time_format"];

/** The words in the field exactly as they stand. */
export function rawText(field) {
  const out = { text: "", spans: [] };
  walk(field, out, []);
  return out.text;
}

/** What the field holds: {text, entities}, without blanks at the ends. */
export function read(field) {
  const out = { text: "", spans: [] };
  walk(field, out, []);
  const lead = out.text.length - out.text.trimStart().length;
  const text = out.text.trim();
  return { text, entities: merge(out.spans, lead, text.length) };
}

function walk(node, out, marks) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) addText(child.data, out, marks);
    else if (child.tagName === "BR") lineBreak(child, out);
    else if (child.nodeType === Node.ELEMENT_NODE) element(child, out, marks);
  }
}

function addText(data, out, marks) {
  const text = data.replaceAll("\r", "").replaceAll(HOLDER, "");
  if (!text) return;
  const offset = out.text.length;
  out.text += text;
  for (const mark of marks) out.spans.push({ ...mark, offset, length: text.length });
}

// The last break of a block only holds its line open and is no character.
function lineBreak(node, out) {
  let next = node;
  while (next && !next.nextSibling && !BLOCK.has(next.parentNode?.tagName)) next = next.parentNode;
  if (next?.nextSibling) out.text += "\n";
}

function element(node, out, marks) {
  const block = BLOCK.has(node.tagName);
  if (block && out.text && isBegun(node)) out.text += "\n";
  walk(node, out, applied(node, marks));
}

// Whether anything stands before this block in the field, so that it begins a new line.
function isBegun(node) {
  return Boolean(node.previousSibling) || Boolean(BLOCK.has(node.parentNode.tagName)
    && !node.parentNode.hasAttribute("contenteditable") && node.parentNode.firstChild !== node);
}

function applied(node, marks) {
  const mark = markOf(node);
  if (!mark || marks.some((other) => other.type === mark.type)) return marks;
  return [...marks, mark];
}

function markOf(node) {
  if (node.dataset.entity) return JSON.parse(node.dataset.entity);
  if (node.tagName === "A") return { type: "text_link", url: node.getAttribute("href") };
  return INLINE[node.tagName] ? { type: INLINE[node.tagName] } : null;
}

// Neighbouring pieces of one kind are one entity; what was trimmed away is cut off.
function merge(spans, lead, length) {
  const done = [];
  const open = new Map();
  for (const { offset, ...rest } of spans) {
    const key = JSON.stringify({ ...rest, length: undefined });
    const start = Math.max(offset - lead, 0);
    const end = Math.min(offset - lead + rest.length, length);
    const before = open.get(key);
    if (before && before.offset + before.length === start) before.length = end - before.offset;
    else if (end > start) {
      const entity = { ...rest, offset: start, length: end - start };
      open.set(key, entity);
      done.push(entity);
    }
  }
  return done.filter((one) => one.length > 0)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
}

/** Fills the field with a text and its entities, the cursor at the end. */
export function write(field, text, entities = []) {
  const held = entities.filter((one) => !FOUND.has(one.type));
  field.replaceChildren(...nodesOf(text, nest(0, text.length, held)));
  const range = document.createRange();
  range.selectNodeContents(field);
  range.collapse(false);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}

function nodesOf(text, tree) {
  return tree.map((node) => {
    const words = text.slice(node.start, node.end);
    return node.entity ? wrap(node.entity, nodesOf(text, node.children)) : new Text(words);
  });
}

function wrap(entity, children) {
  if (TAGS[entity.type]) return h(TAGS[entity.type], {}, children);
  if (entity.type === "text_link") return h("a", { href: entity.url }, children);
  const mark = { type: entity.type };
  for (const name of FIELDS) if (entity[name] != null) mark[name] = entity[name];
  return h("span", { class: `mark-${entity.type}`, dataset: { entity: JSON.stringify(mark) } },
    children);
}

/** The selection when it lies in the field, as a Range, else null. */
export function selected(field) {
  const selection = document.getSelection();
  if (!selection.rangeCount || !field.contains(selection.anchorNode)) return null;
  return selection.getRangeAt(0);
}

/**
 * Puts a format on the selection, or takes it off when all of it has it; without a selection,
 * on what is typed next. Our own work, since the browser's writes style attributes.
 */
export function toggle(field, type) {
  const range = selected(field);
  if (!range) return;
  if (range.collapsed) toggleNext(field, range, type);
  else {
    const texts = textsIn(range);
    const on = texts.every((text) => enclosing(text, field, type));
    change(field, texts, type, on ? null : { type });
  }
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Makes the selection a link, or takes the link off when `url` is empty. */
export function setLink(field, url) {
  const range = selected(field);
  if (!range) return;
  change(field, textsIn(range), "text_link", url ? { type: "text_link", url } : null);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function toggleNext(field, range, type) {
  const text = new Text(HOLDER);
  range.insertNode(text);
  const around = enclosing(text, field, type);
  if (around) lift(text, around);
  else surround(text, { type });
  document.getSelection().collapse(text, 1);
}

/** Gives each text the entity in place of one of this type that it has; null only takes it. */
function change(field, texts, type, entity) {
  for (const text of texts) {
    const around = enclosing(text, field, type);
    if (around) lift(text, around);
    if (entity) surround(text, entity);
  }
  if (!texts.length) return;
  const last = texts.at(-1);
  document.getSelection().setBaseAndExtent(texts[0], 0, last, last.length);
}

/** The text nodes of a range, cut at its ends. */
function textsIn(range) {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE && range.intersectsNode(node)) found.push(node);
  }
  return found.map((node) => {
    const end = node === endContainer ? endOffset : node.length;
    const start = node === startContainer ? startOffset : 0;
    if (end < node.length) node.splitText(end);
    return start > 0 ? node.splitText(start) : node;
  }).filter((node) => node.length > 0);
}

function surround(text, entity) {
  const node = wrap(entity, []);
  text.replaceWith(node);
  node.append(text);
}

/** Takes a text out of an element around it; what stands before and after it stays inside. */
function lift(text, around) {
  const before = new Range();
  before.setStartBefore(around);
  before.setEndBefore(text);
  place(before.extractContents(), (part) => around.before(part));
  const after = new Range();
  after.setStartAfter(text);
  after.setEndAfter(around);
  place(after.extractContents(), (part) => around.after(part));
  around.replaceWith(...around.childNodes);
}

function place(part, put) {
  if (part.textContent || part.querySelector("br")) put(part);
}

function enclosing(start, field, type) {
  for (let node = start; node && node !== field; node = node.parentNode) {
    if (node.nodeType === Node.ELEMENT_NODE && markOf(node)?.type === type) return node;
  }
  return null;
}

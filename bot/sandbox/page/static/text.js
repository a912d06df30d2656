// Turns a text with MessageEntity offsets into nodes; both count UTF-16 units, as JS strings do.

import { h } from "./dom.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const PLAIN_TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
};

const inOrder = (a, b) => a.offset - b.offset || b.length - a.length;

/**
 * The entities as a tree over the text: [{start, end, entity, children}]; text between them has
 * no entity. An entity that crosses the edge of its parent goes on behind it.
 */
export function nest(start, end, entities) {
  const sorted = [...entities].sort(inOrder);
  const nodes = [];
  let at = start;
  while (sorted.length) {
    const entity = sorted.shift();
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) continue;
    if (from > at) nodes.push({ start: at, end: from });
    const inside = [];
    const rest = [];
    while (sorted.length && sorted[0].offset < to) {
      const child = sorted.shift();
      inside.push(child);
      const length = child.offset + child.length - to;
      if (length > 0) rest.push({ ...child, offset: to, length });
    }
    sorted.unshift(...rest);
    sorted.sort(inOrder);
    nodes.push({ start: from, end: to, entity, children: nest(from, to, inside) });
    at = to;
  }
  if (at < end) nodes.push({ start: at, end });
  return nodes;
}

/** Nodes of a text for reading. */
export function renderText(text, entities = []) {
  return render(text, nest(0, text.length, entities));
}

function render(text, nodes) {
  return nodes.map((node, index) => {
    if (node.entity) return element(text, node);
    return plain(text.slice(node.start, node.end), nodes[index - 1], nodes[index + 1]);
  });
}

// A block breaks the line by itself, so the newline beside it would show as an empty line.
function plain(part, before, after) {
  let text = part;
  if (BLOCKS.has(before?.entity?.type)) text = text.replace(/^\n/, "");
  if (BLOCKS.has(after?.entity?.type)) text = text.replace(/\n$/, "");
  return text;
}

function element(text, { start, end, entity, children }) {
  const inner = () => render(text, children);
  const words = text.slice(start, end);
  if (entity.type in PLAIN_TAGS) return h(PLAIN_TAGS[entity.type], {}, inner());
  switch (entity.type) {
    case "pre": return pre(entity, inner());
    case "spoiler": return spoiler(inner());
    case "blockquote": return h("blockquote", {}, inner());
    case "expandable_blockquote": return folded(inner());
    case "custom_emoji": return h("span", { class: "custom-emoji", title: "Custom emoji" }, words);
    case "text_mention": return h("span", { class: "mention" }, inner());
    default: return linked(entity, words, inner());
  }
}

function linked(entity, words, inner) {
  switch (entity.type) {
    case "text_link": return link(entity.url, inner);
    case "url": return link(words, inner);
    case "email": return link(`mailto:${words}`, inner);
    case "phone_number": return link(`tel:${words}`, inner);
    case "mention": return link(`https://t.me/${words.slice(1)}`, inner);
    case "hashtag":
    case "cashtag": return inside({ tag: words.split("@")[0] }, inner);
    case "bot_command": return inside({ command: words }, inner);
    default: return h("span", {}, inner);
  }
}

const SCHEMES = /^(https?|tg|ton|mailto|tel):/i;

/** A link that opens in a new tab, unless the page knows the place itself (see links.js). */
export function link(address, children) {
  const href = SCHEMES.test(address) ? address : `https://${address}`;
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", class: "link" }, children);
}

/** A word that does something inside the page: a hashtag or a command. */
export function inside(dataset, children) {
  return h("a", { href: "#", class: "link", dataset }, children);
}

export function pre(entity, inner) {
  const label = entity.language && h("span", { class: "pre-language" }, entity.language);
  return h("pre", { tabindex: "0" }, label, h("code", {}, inner));
}

/** Hidden words; a press anywhere on them shows those of the whole message. */
export function spoiler(inner) {
  const words = h("span", { "aria-hidden": "true" }, inner);
  const node = h("span", { class: "spoiler", role: "button", tabindex: "0",
    "aria-label": "Spoiler, press to show" }, words);
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (node.classList.contains("shown")) return;
    event.preventDefault();
    event.stopPropagation();
    const all = (node.closest("article") ?? node.parentNode).querySelectorAll(".spoiler");
    for (const one of all) reveal(one);
  };
  node.addEventListener("click", show, true);
  node.addEventListener("keydown", show);
  return node;
}

function reveal(node) {
  node.classList.add("shown");
  node.firstElementChild?.removeAttribute("aria-hidden");
  for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
}

export function folded(inner) {
  const body = h("div", { class: "fold-body" }, inner);
  const toggle = h("button", { type: "button", class: "fold-toggle", "aria-expanded": "false" },
    "Show more");
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? "Show less" : "Show more";
  });
  return h("blockquote", { class: "fold" }, body, toggle);
}

const PICTOGRAPHS = /^(?:\p{RI}{2}|\p{Extended_Pictographic}[\u{FE0F}\u{1F3FB}-\u{1F3FF}]?(?:\u{200D}\p{Extended_Pictographic}\u{FE0F}?)*)+$/u;

/** How many emoji a text of nothing but one to three emoji has, otherwise 0. */
export function onlyEmoji(text) {
  if (!text || text.length > 40 || !PICTOGRAPHS.test(text)) return 0;
  const count = [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].length;
  return count <= 3 ? count : 0;
}

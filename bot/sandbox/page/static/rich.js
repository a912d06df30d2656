// Rich messages (sendRichMessage): blocks and rich text, drawn recursively.

import { h } from "./dom.js";
import { renderMedia } from "./media.js";
import { folded, inside, link, pre, spoiler } from "./text.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
  marked: "mark", subscript: "sub", superscript: "sup", mathematical_expression: "code",
};

/** A RichText: a string, a list, or an object with a type. */
export function richText(value) {
  if (value == null || typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(richText);
  const inner = richText(value.text ?? value.expression ?? value.alternative_text ?? "");
  if (value.type in TAGS) return h(TAGS[value.type], {}, inner);
  switch (value.type) {
    case "url": return link(value.url, inner);
    case "email_address": return link(`mailto:${value.email_address}`, inner);
    case "phone_number": return link(`tel:${value.phone_number}`, inner);
    case "mention": return link(`https://t.me/${value.username.replace("@", "")}`, inner);
    case "hashtag": return inside({ tag: value.hashtag }, inner);
    case "bot_command": return inside({ command: value.bot_command }, inner);
    case "spoiler": return spoiler([inner].flat());
    case "button": return button(value.button);
    default: return h("span", {}, inner);
  }
}

const credit = (value) => value && h("cite", {}, richText(value));

function button(one) {
  return one.url ? link(one.url, richText(one.text)) : h("span", {}, richText(one.text));
}

function caption(value) {
  return value && h("figcaption", {}, richText(value.text), credit(value.credit));
}

function medium(block, kind, file) {
  const best = Array.isArray(file) ? file.at(-1) : file;
  const media = { kind, url: `/page/file/${encodeURIComponent(best.file_id)}`, width: best.width,
    height: best.height, name: best.file_name, size: best.file_size, duration: best.duration,
    title: best.title, performer: best.performer, spoiler: block.has_spoiler };
  return h("figure", {}, renderMedia(media), caption(block.caption));
}

function table(block) {
  const rows = block.cells.map((row) => h("tr", {}, row.map((cell) => h(
    cell.is_header ? "th" : "td", { colspan: cell.colspan, rowspan: cell.rowspan,
      class: `align-${cell.align}` }, richText(cell.text)))));
  const title = block.caption && h("caption", {}, richText(block.caption));
  return h("div", { class: "table" }, h("table", {}, title, h("tbody", {}, rows)));
}

function list(block) {
  return h("ul", { class: "rich-list" }, block.items.map((item) => h("li", {},
    h("span", { class: "label" }, item.has_checkbox ? (item.is_checked ? "☑" : "☐") : item.label),
    h("div", {}, richBlocks(item.blocks)))));
}

const DRAWN = {
  paragraph: (block) => h("p", {}, richText(block.text)),
  heading: (block) => h("p", { role: "heading", "aria-level": String(block.size + 1),
    class: `heading size${block.size}` }, richText(block.text)),
  pre: (block) => pre(block, [richText(block.text)].flat()),
  footer: (block) => h("p", { class: "fine" }, richText(block.text)),
  thinking: (block) => h("p", { class: "fine" }, richText(block.text)),
  divider: () => h("hr"),
  anchor: () => null,
  mathematical_expression: (block) => h("pre", {}, h("code", {}, block.expression)),
  blockquote: (block) => h("blockquote", {}, richBlocks(block.blocks), credit(block.credit)),
  expandable_blockquote: (block) => folded([richText(block.text), credit(block.credit)]),
  pullquote: (block) => h("blockquote", { class: "pull" }, richText(block.text),
    credit(block.credit)),
  details: (block) => h("details", { open: block.is_open },
    h("summary", {}, richText(block.summary)), richBlocks(block.blocks)),
  list,
  table,
  collage: (block) => h("figure", { class: "collage" }, richBlocks(block.blocks),
    caption(block.caption)),
  slideshow: (block) => h("figure", { class: "slides", tabindex: "0" }, richBlocks(block.blocks),
    caption(block.caption)),
  buttons: (block) => h("p", { class: "rich-buttons" }, block.buttons.map(button)),
  map: (block) => h("p", { class: "fine" },
    `Map: ${block.location.latitude}, ${block.location.longitude}`),
  photo: (block) => medium(block, "photo", block.photo),
  video: (block) => medium(block, "video", block.video),
  animation: (block) => medium(block, "animation", block.animation),
  audio: (block) => medium(block, "audio", block.audio),
  voice_note: (block) => medium(block, "voice", block.voice_note),
  document: (block) => medium(block, "document", block.document),
};

export function richBlocks(blocks) {
  return blocks.map((block) => DRAWN[block.type]?.(block)
    ?? h("p", { class: "fine" }, `(a block of type ${block.type})`));
}

// Draws one row of the log: a message or an album, a service line, a day.

import { avatar, h, icon, iconButton, plural } from "./dom.js";
import { inlineKeyboard } from "./keyboard.js";
import { parseLink } from "./links.js";
import { isVisual, renderAlbum, renderMedia } from "./media.js";
import { richBlocks } from "./rich.js";
import { state } from "./state.js";
import { onlyEmoji, renderText } from "./text.js";
import { dayName, exact, time } from "./time.js";

/** A centred line with the day. */
export function dayRow(seconds) {
  return h("div", { class: "day" }, h("span", {}, dayName(seconds)));
}

/**
 * A row of messages: views of one album, or one view. `actions` = {menu(view, anchor),
 * react(view, anchor), toggle(view, emoji), jump(id)}; `joined` = same sender just above.
 */
export function messageRow(views, joined, actions) {
  const view = views[0];
  if (view.service) return serviceRow(view);
  const captioned = views.find((one) => one.text) ?? view;
  const look = ["row", view.out ? "out" : "in", joined ? "joined" : ""].join(" ");
  const article = h("article", { class: look, tabindex: "-1", dataset: {
    messageId: view.id, messageIds: views.map((one) => one.id).join(" ") },
  "aria-label": `${view.sender.name}, ${time(view.date)}` });
  const named = openNamed(view);
  article.append(...(named ? [joined ? h("span", { class: "avatar hollow" })
    : avatar(view.sender.id, view.sender.name, "small")] : []));
  const column = h("div", { class: "column" }, bubble(views, captioned, named && !joined, actions));
  if (view.keyboard) column.append(inlineKeyboard(view));
  article.append(column, tools(captioned, actions));
  return article;
}

// In a group the senders are told apart; in a private chat and a channel there is only one.
const openNamed = (view) => view.grouped && !view.out;

function serviceRow(view) {
  return h("article", { class: "service", tabindex: "-1",
    dataset: { messageId: view.id, messageIds: String(view.id) } }, h("span", {}, view.service));
}

function tools(view, actions) {
  return h("div", { class: "tools" },
    iconButton("smile", "React", (event) => actions.react(view, event.currentTarget)),
    iconButton("more", "Message menu", (event) => actions.menu(view, event.currentTarget)));
}

function bubble(views, captioned, named, actions) {
  const first = views[0];
  const visual = isVisual(first.media) && views.every((one) => isVisual(one.media));
  const big = !first.media && !first.rich && !captioned.entities.length
    && !captioned.reply && !captioned.forward ? onlyEmoji(captioned.text) : 0;
  const node = h("div", { class: ["bubble", visual && "visual-bubble", first.rich && "rich-bubble",
    big && `emoji-bubble emoji${big}`, first.media?.kind === "sticker" && "bare"]
    .filter(Boolean).join(" ") });
  const head = headLines(captioned, first, named, actions);
  const media = mediaPart(views);
  const words = textPart(captioned);
  const card = captioned.preview && previewCard(captioned.preview);
  const marks = footer(captioned, first, actions);
  const parts = [...head, captioned.preview?.above && card,
    ...(captioned.above ? [words, media] : [media, words]), !captioned.preview?.above && card,
    first.poll && pollPart(first.poll),
    first.location && locationPart(first.location)].filter(Boolean);
  // The time stands on the last line of the words when there is room and nothing else below.
  const inline = parts.at(-1) === words && !captioned.reactions.length && !first.rich;
  (inline && words ? words : node).append(marks);
  if (inline && words) node.append(...parts);
  else node.prepend(...parts);
  node.classList.toggle("headed", head.length > 0);
  node.classList.toggle("worded", Boolean(words));
  node.classList.toggle("above", Boolean(captioned.above && words));
  return node;
}

function headLines(captioned, first, named, actions) {
  const lines = [];
  if (named || state.chats.find((one) => one.id === state.chat)?.kind === "channel") {
    lines.push(h("div", { class: `sender ink${Math.abs(first.sender.id) % 7}` }, first.sender.name));
  }
  if (first.forward) lines.push(forwardLine(first.forward));
  if (first.via) lines.push(h("div", { class: "via" }, `via @${first.via}`));
  if (first.reply ?? captioned.reply) lines.push(quote(first.reply ?? captioned.reply, actions));
  return lines;
}

function forwardLine(forward) {
  const name = forward.link && parseLink(forward.link)
    ? h("a", { href: forward.link, class: "link" }, forward.name)
    : h("span", { class: "forward-name" }, forward.name);
  return h("div", { class: "forward" }, "Forwarded from ", name);
}

function quote(reply, actions) {
  const look = `quote tint-line${Math.abs(reply.sender ?? 0) % 7}`;
  return h("button", { type: "button", class: look, "aria-label": `Reply to: ${reply.text}`,
    onclick: () => actions.jump(reply.id) },
  h("span", { class: "quote-name" }, reply.name), h("span", { class: "quote-text" }, reply.text));
}

function mediaPart(views) {
  if (views.length > 1) return renderAlbum(views);
  return views[0].media && renderMedia(views[0].media);
}

function textPart(view) {
  if (view.rich) {
    return h("div", { class: "text rich", dir: view.rich.is_rtl ? "rtl" : "auto" },
      richBlocks(view.rich.blocks));
  }
  if (!view.text) return null;
  return h("div", { class: "text", dir: "auto" }, renderText(view.text, view.entities));
}

function previewCard(preview) {
  const look = `preview ${preview.large ? "large" : ""}`;
  return h("a", { class: look, href: preview.url, target: "_blank", rel: "noopener noreferrer" },
    h("span", { class: "preview-site" }, preview.site),
    preview.title && h("span", { class: "preview-title" }, preview.title),
    h("span", { class: "preview-url" }, preview.text ?? preview.url),
    preview.image && h("img", { src: preview.image, alt: "" }));
}

function locationPart({ latitude, longitude }) {
  return h("div", { class: "text" }, `📍 ${latitude}, ${longitude}`);
}

function pollPart(poll) {
  return h("div", { class: "poll" }, h("strong", {}, poll.question),
    h("div", { class: "file-size" }, poll.is_anonymous ? "Anonymous poll" : "Poll"),
    h("ul", {}, poll.options.map((option) => h("li", {}, option.text,
      h("span", { class: "file-size" }, plural(option.voter_count, "vote"))))));
}

function footer(captioned, first, actions) {
  const chips = captioned.reactions.map((one) => h("button", {
    type: "button", class: "chip", "aria-pressed": String(one.mine),
    "aria-label": `${one.emoji} ${one.count}`, onclick: () => actions.toggle(captioned, one.kind),
  }, h("span", { class: "chip-emoji" }, one.emoji), h("span", {}, String(one.count))));
  const marks = h("span", { class: "marks" },
    captioned.pinned && h("span", { class: "pinned", title: "Pinned" }, icon("pin")),
    captioned.signature && `${captioned.signature}, `,
    (captioned.edited || first.edited) && h("span", { class: "edited" }, "edited "),
    h("time", { datetime: new Date(first.date * 1000).toISOString(), title: exact(first.date) },
      time(first.date)),
    first.out && h("span", { class: "ticks" }, icon("checks")));
  return h("div", { class: `footer ${chips.length ? "with-chips" : ""}` },
    chips.length > 0 && h("div", { class: "chips", role: "group", "aria-label": "Reactions" },
      chips), marks);
}

// The menu of a message with its palette of reactions, and what its items do.

import { attempt, post } from "./api.js";
import { beginEdit, beginReply } from "./composer.js";
import { confirmIt, pickChat, toast } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { copyWords } from "./keyboard.js";
import { articleOf } from "./messages.js";
import { openChat, state } from "./state.js";

export const PALETTE = ["👍", "❤", "🔥", "🎉", "😁", "🤔", "👏", "😢", "👎", "🤯"];
const LONG_PRESS = 500;

let close = () => {};

/** Puts this person's reaction on a message, or takes it off when it is there; adds a star. */
export async function toggleReaction(view, kind) {
  if (kind === "paid") {
    await attempt(() => post("stars", { ...about(view), stars: 1 }));
    return;
  }
  const mine = reactionsOf(view);
  const wanted = mine.includes(kind) ? mine.filter((one) => one !== kind) : [kind];
  await attempt(() => post("react", { ...about(view), emoji: wanted }));
}

const reactionsOf = (view) => view.reactions.filter((one) => one.mine && one.kind !== "paid")
  .map((one) => one.kind);

/** Opens only the palette. */
export function openPalette(view, anchor) {
  open(view, anchor, [palette(view)]);
}

/** Opens the menu of a message at a button, an article or a point {x, y}. */
export function openMenu(view, anchor) {
  const items = itemsOf(view).map(([name, shape, act, look]) => h("button", {
    type: "button", role: "menuitem", tabindex: "-1", class: `item ${look ?? ""}`,
    onclick: () => {
      close();
      act(view);
    } }, icon(shape), h("span", {}, name)));
  open(view, anchor, [view.service ? null : palette(view),
    h("div", { role: "menu", "aria-label": "Message", class: "items" }, items)].filter(Boolean));
}

function itemsOf(view) {
  const writable = openChat()?.can_post;
  return [
    writable && ["Reply", "reply", beginReply],
    ["Forward…", "forward", forward],
    view.text && ["Copy text", "copy", () => copyWords(view.text)],
    view.link && ["Copy link", "link", () => copyWords(view.link)],
    view.can.edit && ["Edit", "edit", beginEdit],
    view.can.pin && [view.pinned ? "Pinned" : "Pin", "pin", pin],
    view.can.delete && ["Delete", "trash", remove, "danger"],
  ].filter(Boolean);
}

function palette(view) {
  const mine = new Set(reactionsOf(view));
  return h("div", { class: "palette", role: "group", "aria-label": "Choose a reaction" },
    PALETTE.map((emoji) => h("button", { type: "button", tabindex: "-1", "aria-label": emoji,
      "aria-pressed": String(mine.has(emoji)), onclick: () => {
        close();
        toggleReaction(view, emoji);
      } }, emoji)));
}

const about = (view) => ({ person: state.person, chat: state.chat, message: view.id });

async function forward(view) {
  const chat = await pickChat("Forward to", state.chats.filter((one) => one.can_post));
  if (!chat) return;
  const article = articleOf(view.id);
  const messages = article.dataset.messageIds.split(" ").map(Number);
  const done = await attempt(() => post("forward", {
    person: state.person, chat: state.chat, messages, to: chat.id,
  }));
  if (done) toast(`Forwarded to ${chat.title}`);
}

async function pin(view) {
  if (!view.pinned) await attempt(() => post("pin", about(view)));
}

async function remove(view) {
  const sure = await confirmIt("Delete message", "Delete this message for everybody?", "Delete");
  if (!sure) return;
  for (const id of articleOf(view.id).dataset.messageIds.split(" ").map(Number)) {
    await attempt(() => post("delete", { ...about(view), message: id }));
  }
}

function open(view, anchor, nodes) {
  close();
  const before = document.activeElement;
  const box = h("div", { class: "popup", id: "popup" }, nodes);
  const away = (event) => !box.contains(event.target) && close();
  close = () => {
    close = () => {};
    document.removeEventListener("pointerdown", away, true);
    removeEventListener("resize", away);
    articleOf(view.id)?.classList.remove("chosen");
    const held = box.contains(document.activeElement);
    box.remove();
    if (held && before?.isConnected) before.focus({ preventScroll: true });
    else if (held) articleOf(view.id)?.focus({ preventScroll: true });
  };
  box.addEventListener("keydown", onKey);
  document.body.append(box);
  articleOf(view.id)?.classList.add("chosen");
  place(box, anchor);
  document.addEventListener("pointerdown", away, true);
  addEventListener("resize", away);
  const first = box.querySelector("[role=menuitem]") ?? box.querySelector(".palette button");
  first?.focus({ preventScroll: true });
}

function place(box, anchor) {
  const at = anchor.getBoundingClientRect?.() ?? { left: anchor.x, right: anchor.x,
    top: anchor.y, bottom: anchor.y };
  const { width, height } = box.getBoundingClientRect();
  const top = at.bottom + height + 8 < innerHeight ? at.bottom + 4 : at.top - height - 4;
  const left = Math.min(at.left, innerWidth - width - 8);
  box.style.setProperty("top", `${Math.min(Math.max(8, top), innerHeight - height - 8)}px`);
  box.style.setProperty("left", `${Math.max(8, left)}px`);
}

function onKey(event) {
  const box = event.currentTarget;
  const line = [...box.querySelectorAll(".palette button")];
  const items = [...box.querySelectorAll("[role=menuitem]")];
  const at = document.activeElement;
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    return close();
  }
  if (!step) return undefined;
  event.preventDefault();
  const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
  if (line.includes(at) && (sideways || !items.length)) return turn(line, at, step);
  if (line.includes(at)) return (step > 0 ? items[0] : items.at(-1)).focus();
  if (sideways) return undefined;
  const next = items[items.indexOf(at) + step];
  return (next ?? line[0] ?? items.at(step > 0 ? 0 : -1)).focus();
}

function turn(all, at, step) {
  return all[(all.indexOf(at) + step + all.length) % all.length].focus();
}

/** Opens the menu by right click, the menu key and a long press. */
export function startMenu(log) {
  const viewAt = (event) => {
    const article = event.target.closest?.("article");
    return article && state.messages.get(Number(article.dataset.messageId));
  };
  log.addEventListener("contextmenu", (event) => {
    const view = viewAt(event);
    const words = document.getSelection();
    if (!view || (!words.isCollapsed && words.containsNode(event.target, true))) return;
    event.preventDefault();
    openMenu(view, event.clientX || event.clientY ? { x: event.clientX, y: event.clientY }
      : event.target);
  });
  let timer = 0;
  const stop = () => clearTimeout(timer);
  log.addEventListener("touchstart", (event) => {
    const view = viewAt(event);
    const { clientX: x, clientY: y } = event.touches[0];
    stop();
    if (view) timer = setTimeout(() => openMenu(view, { x, y }), LONG_PRESS);
  }, { passive: true });
  for (const name of ["touchend", "touchmove", "touchcancel"]) {
    log.addEventListener(name, stop, { passive: true });
  }
}

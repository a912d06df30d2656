// The log: rows in order, drawn anew only where something changed, and where it stands.

import { dayRow, messageRow } from "./bubble.js";
import { h } from "./dom.js";
import { emit, openChat, state } from "./state.js";
import { dayKey, dayName } from "./time.js";

const NEAR = 90;
const JOINED_SECONDS = 600;

const log = () => document.getElementById("log");
const list = () => document.getElementById("rows");
const down = () => document.getElementById("down");

let stuck = true;
let lastTop = 0;
let missed = 0;
let drawn = new Map();
let actions = null;

/** Makes the log live; `given` are the actions of bubble.js. */
export function startLog(given) {
  actions = given;
  log().addEventListener("scroll", onScroll, { passive: true });
  log().addEventListener("keydown", onKey);
  down().addEventListener("click", () => toBottom(true));
  new ResizeObserver(() => stuck && toBottom()).observe(list());
  new ResizeObserver(() => stuck && toBottom()).observe(log());
}

/**
 * What stands in the log, as days of rows: [{key, mark, build, rows}]; equal marks need no new
 * node. A day is a section, so that its name stays on top only as long as the day does.
 */
function days() {
  const made = [];
  const again = new Map(); // dates need not rise with ids: a day may come twice
  let before = null;
  for (const views of groups()) {
    const view = views[0];
    const day = dayKey(view.date);
    if (!before || dayKey(before.date) !== day) {
      again.set(day, (again.get(day) ?? 0) + 1);
      made.push({ key: `day ${day} ${again.get(day)}`, mark: dayName(view.date),
        build: () => h("section", {}, dayRow(view.date)), rows: [] });
      before = null;
    }
    const joined = Boolean(before && !before.service && !view.service
      && before.sender.id === view.sender.id && before.out === view.out
      && view.date - before.date < JOINED_SECONDS);
    made.at(-1).rows.push({ key: `message ${view.id}`, mark: JSON.stringify([joined, views]),
      build: () => messageRow(views, joined, actions) });
    before = view;
  }
  return made;
}

function groups() {
  const found = [];
  for (const view of state.messages.values()) {
    const last = found.at(-1);
    if (view.album && last?.[0].album === view.album) last.push(view);
    else found.push([view]);
  }
  return found;
}

/** Draws the log; `fresh` when another chat was opened. */
export function drawLog(fresh = false) {
  if (fresh) {
    drawn = new Map();
    list().replaceChildren();
    missed = 0;
    stuck = true;
  }
  const focus = focusPath();
  const kept = new Map();
  const wanted = days();
  arrange(list(), wanted, kept, 0);
  for (const day of wanted) arrange(kept.get(day.key).node, day.rows, kept, 1);
  for (const [key, { node }] of drawn) if (!kept.has(key)) node.remove();
  drawn = kept;
  restoreFocus(focus);
  drawAbout();
  document.getElementById("earlier").hidden = !state.more;
  if (stuck) toBottom();
}

// Puts these nodes into a place in their order, after its first `skipped` children.
function arrange(place, wanted, kept, skipped) {
  let cursor = place.childNodes[skipped] ?? null;
  for (const { key, mark, build } of wanted) {
    const old = drawn.get(key);
    const node = old?.mark === mark ? old.node : build();
    if (old && old.node !== node) {
      if (cursor === old.node) cursor = cursor.nextSibling;
      keepOpen(old.node, node);
      old.node.remove();
    }
    kept.set(key, { mark, node });
    if (node === cursor) cursor = cursor.nextSibling;
    else place.insertBefore(node, cursor);
  }
}

// A chat with a bot begins with what the bot says of itself.
function drawAbout() {
  const text = state.messages.size ? "" : openChat()?.about;
  document.getElementById("about").replaceChildren(...(text
    ? [h("strong", {}, "What can this bot do?"), h("p", {}, text)] : []));
}

// What the person has opened stays open when the message is drawn anew.
function keepOpen(old, node) {
  if (old.querySelector(".spoiler.shown")) {
    for (const one of node.querySelectorAll(".spoiler:not(.shown)")) one.click();
  }
  if (old.querySelector(".fold-toggle[aria-expanded=true]")) {
    for (const one of node.querySelectorAll(".fold-toggle")) one.click();
  }
}

function focusPath() {
  const article = document.activeElement?.closest?.("#rows article");
  if (!article) return null;
  const all = [...article.querySelectorAll("a, button, [tabindex]")];
  const at = document.activeElement;
  return { id: article.dataset.messageId, index: all.indexOf(at),
    name: at.getAttribute("aria-label") ?? at.textContent };
}

function restoreFocus(path) {
  if (!path || document.activeElement !== document.body) return;
  const article = articleOf(path.id);
  if (!article) return log().focus();
  const all = [...article.querySelectorAll("a, button, [tabindex]")];
  const same = (node) => (node.getAttribute("aria-label") ?? node.textContent) === path.name;
  (path.index < 0 ? article : all.find(same) ?? all[path.index] ?? article)
    .focus({ preventScroll: true });
}

/** The article that holds a message, an album's part included. */
export function articleOf(id) {
  return list().querySelector(`article[data-message-ids~="${CSS.escape(String(id))}"]`);
}

/** Scrolls to a message and marks it for a moment; false when it is not drawn. */
export function showMessage(id) {
  const article = articleOf(id);
  if (!article) return false;
  article.scrollIntoView({ block: "center" });
  stuck = isNear();
  article.focus({ preventScroll: true });
  article.classList.remove("flash");
  requestAnimationFrame(() => article.classList.add("flash"));
  return true;
}

export function toBottom(smooth = false) {
  stuck = true;
  missed = 0;
  log().scrollTo({ top: log().scrollHeight, behavior: smooth ? "smooth" : "instant" });
  drawDown();
}

/** Notes a message that came; follows it when the person is at the end or wrote it. */
export function cameIn(view) {
  if (view.out) stuck = true;
  else if (!stuck) missed += 1;
  drawDown();
}

function drawDown() {
  down().hidden = stuck;
  down().querySelector(".badge").textContent = missed ? String(missed) : "";
  down().setAttribute("aria-label", missed ? `To the end, ${missed} new` : "To the end");
}

function isNear() {
  const { scrollTop, scrollHeight, clientHeight } = log();
  return scrollHeight - scrollTop - clientHeight < NEAR;
}

function onScroll() {
  const { scrollTop } = log();
  // Only a scroll upwards leaves the end: what grows below does not.
  if (isNear()) stuck = true;
  else if (scrollTop < lastTop - 1) stuck = false;
  lastTop = scrollTop;
  if (stuck) missed = 0;
  drawDown();
  if (scrollTop < 200 && state.more) emit("earlier");
}

function onKey(event) {
  const article = event.target.closest("article");
  if (event.target !== log() && event.target !== article) return;
  if (article && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    const view = state.messages.get(Number(article.dataset.messageId));
    if (view) actions.menu(view, article);
  }
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const all = [...list().querySelectorAll("article")];
  const step = event.key === "ArrowUp" ? -1 : 1;
  const next = article ? all[all.indexOf(article) + step] : all.at(-1);
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

/**
 * What the bot is about to say, while it streams it: {id, nodes, stop}, or null. The button stays
 * the same node while the words grow, so that it can be pressed.
 */
export function drawDraft(draft) {
  const place = document.getElementById("draft");
  if (!draft) place.replaceChildren();
  else if (!place.firstChild || place.dataset.draft !== String(draft.id)) {
    place.replaceChildren(draftRow(draft));
    place.dataset.draft = draft.id;
  }
  if (draft) {
    place.querySelector(".text").replaceWith(h("div", { class: "text" }, draft.nodes));
    place.querySelector(".stop").hidden = !draft.stop;
  }
  if (stuck) toBottom();
}

function draftRow(draft) {
  return h("div", { class: "row in" }, h("div", { class: "column" },
    h("div", { class: "bubble drafting", "aria-hidden": "true" }, h("div", { class: "text" })),
    h("button", { type: "button", class: "key stop", onclick: () => actions.stop(draft.id) },
      "Stop")));
}

// Pictures, films, sounds and files inside a message, albums, and the viewer of pictures.

import { h, icon } from "./dom.js";
import { size, span } from "./time.js";

const WIDE = 430;
const TALL = 430;

/** Nodes for the media of one message. */
export function renderMedia(media) {
  switch (media.kind) {
    case "photo": return veiled(media, photo(media), box(media));
    case "sticker": return h("img", { class: "sticker", src: media.url, alt: "Sticker" });
    case "video": return veiled(media, film(media, { controls: true }), box(media));
    case "animation":
      return veiled(media, film(media, { autoplay: calm(), loop: true, controls: true }),
        box(media));
    case "video_note": return h("div", { class: "note" }, film(media, { controls: true }));
    case "audio":
    case "voice": return sound(media);
    default: return file(media);
  }
}

export const isVisual = (media) => ["photo", "video", "animation"].includes(media?.kind);

const calm = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The size a picture takes before it has loaded, so that the log does not jump. */
function box({ width, height }) {
  if (!width || !height) return {};
  const scale = Math.min(WIDE / width, TALL / height, Math.max(1, 120 / width));
  return { width: `${Math.max(Math.round(width * scale), 120)}px`,
    "aspect-ratio": `${width} / ${height}` };
}

function photo(media) {
  const image = h("img", { src: media.url, alt: media.alt || "Photo", decoding: "async" });
  image.addEventListener("error", () => image.closest(".visual")?.classList.add("broken"));
  return h("button", { type: "button", class: "picture", "aria-label": "Open photo",
    onclick: () => view(media) }, image);
}

function film(media, props) {
  const node = h("video", { src: media.url, preload: "metadata", playsinline: true, ...props });
  node.muted = Boolean(props.loop);
  return node;
}

function veiled(media, inner, style = {}) {
  const frame = h("div", { class: `visual ${media.kind}`, style }, inner);
  if (!media.spoiler) return frame;
  inner.inert = true;
  frame.classList.add("veiled");
  const lift = h("button", { type: "button", class: "veil" }, "Show spoiler");
  lift.addEventListener("click", () => {
    inner.inert = false;
    frame.classList.remove("veiled");
    lift.remove();
  });
  frame.append(lift);
  return frame;
}

function sound(media) {
  const title = media.title || media.name || (media.kind === "voice" ? "Voice message" : "Audio");
  const facts = [media.performer, media.duration && span(media.duration)].filter(Boolean);
  return h("div", { class: "sound" },
    h("div", { class: "file-name" }, title),
    facts.length > 0 && h("div", { class: "file-size" }, facts.join(" · ")),
    h("audio", { src: media.url, controls: true, preload: "none" }));
}

function file(media) {
  const name = media.name || "File";
  return h("a", { class: "file", href: media.url, download: name, "aria-label": `Download ${name}` },
    h("span", { class: "file-icon" }, icon("file")),
    h("span", { class: "file-words" },
      h("span", { class: "file-name" }, name),
      h("span", { class: "file-size" }, media.size == null ? "" : size(media.size))));
}

/** How many tiles each line of an album of n pictures has. */
export function albumLines(n) {
  const known = { 1: [1], 2: [2], 3: [1, 2], 4: [2, 2], 5: [2, 3], 6: [3, 3], 7: [3, 4],
    8: [2, 3, 3], 9: [3, 3, 3], 10: [3, 3, 4] };
  return known[n] ?? [...Array(Math.ceil(n / 3)).keys()].map((i) => Math.min(3, n - i * 3));
}

/** An album: pictures in a grid, everything else one below the other. */
export function renderAlbum(views) {
  const parts = views.map((view) => h("div",
    { class: "part", dataset: { partId: view.id } }, renderMedia(view.media)));
  if (!views.every((view) => isVisual(view.media))) return h("div", { class: "stack" }, parts);
  const lines = albumLines(views.length);
  return h("div", { class: "album", role: "group",
    "aria-label": `Album of ${views.length}` }, lines.map((count) => {
    return h("div", { class: "album-line", style: { "--count": count } }, parts.splice(0, count));
  }));
}

/** Shows a picture over the whole page. */
export function view(media) {
  const close = () => dialog.close();
  const dialog = h("dialog", { class: "viewer", "aria-label": "Photo" },
    h("img", { src: media.url, alt: media.alt || "Photo", onclick: close }),
    h("button", { type: "button", class: "icon-button viewer-close", "aria-label": "Close photo",
      onclick: close }, icon("close")));
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

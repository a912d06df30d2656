// Builds DOM nodes and icons: the only place that creates elements, never from a string of HTML.

const SVG = "http://www.w3.org/2000/svg";

const SHAPES = {
  attach: "M20 11.5l-8.2 8.2a5.3 5.3 0 0 1-7.5-7.5L12.8 3.7a3.6 3.6 0 0 1 5 5l-8.4 8.4a1.8 1.8 0 0 1-2.6-2.6l7.4-7.3",
  back: "M20 12H4M11 5l-7 7 7 7",
  check: "M4 12.5l5 5L20 6.5",
  checks: "M1.5 12.5L6 17 16.5 6.5M11.5 16l1 1L23 6.5",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  down: "M5 9l7 7 7-7",
  edit: "M4 20l1-4.5L16.5 4a2 2 0 0 1 3 0 2 2 0 0 1 0 3L8 18.8zM14 6.5l3 3",
  file: "M13 3H6v18h12V8zM13 3v5h5",
  format: "M4 19L9 5h1l5 14M6 14h7M17 19v-7M20 19v-4a3 3 0 0 0-3-3",
  forward: "M14 5l6 6-6 6M20 11h-9a7 7 0 0 0-7 7v1",
  group: "M9 5a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4zM3 19a6 6 0 0 1 12 0M16 5.5a3 3 0 0 1 0 5.6M18 14.5a5 5 0 0 1 3 4.5",
  grid: "M4 5h16v14H4zM8 9h.01M12 9h.01M16 9h.01M8 15h8",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  more: "M12 5v.6M12 11.7v.6M12 18.4v.6",
  pin: "M12 16v6M8 3h8l-1 7 3 3v3H6v-3l3-3z",
  play: "M8 5l11 7-11 7z",
  quote: "M10 7c-3 1-4.5 3-4.5 6.5v3.5h5v-5H7.5M19 7c-3 1-4.5 3-4.5 6.5v3.5h5v-5h-3",
  reply: "M10 5l-6 6 6 6M4 11h9a7 7 0 0 1 7 7v1",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.2 16.2L21 21",
  send: "M4 4l17 8-17 8 3-8zM7 12h8",
  slash: "M5 3h14v18H5zM14 7l-4 10",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 14a4 4 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
  spoiler: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM4 4l16 16",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  users: "M3 11l13-6v14L3 13zM7 14v5h3v-4M19 9a4 4 0 0 1 0 6",
};

/** Makes an element. `props`: on* listeners, `class`, `dataset`, `style`, booleans, attributes. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) assign(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

function assign(node, name, value) {
  if (value == null || value === false) return;
  if (name === "class") node.className = value;
  else if (name === "dataset") Object.assign(node.dataset, value);
  else if (name === "style") {
    for (const [key, item] of Object.entries(value)) node.style.setProperty(key, item);
  } else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? "" : value);
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/** A button with an icon only; `label` is its accessible name and its tooltip. */
export function iconButton(name, label, onclick, props = {}) {
  const look = `icon-button ${props.class ?? ""}`;
  return h("button", { type: "button", "aria-label": label, title: label, onclick, ...props,
    class: look }, icon(name));
}

/** The same colour for the same id everywhere, one of seven, as Telegram gives them. */
export function colour(id) {
  return Math.abs(Number(id)) % 7;
}

export function initials(name) {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, " ").trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...word][0] ?? "").join("").toUpperCase();
}

export function avatar(id, name, size = "") {
  const look = `avatar ${size} tint${colour(id)}`;
  return h("span", { class: look, "aria-hidden": "true" }, initials(name));
}

/** The number with its word: plural(2, "post") is "2 posts". */
export function plural(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

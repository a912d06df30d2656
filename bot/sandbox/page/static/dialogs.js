// Toasts, questions and the picker of chats: native dialogs, so focus and Esc work by themselves.

import { avatar, h, iconButton } from "./dom.js";

let fading = 0;

/** A sentence that goes by itself. */
export function toast(text) {
  const place = document.getElementById("toast");
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(fading);
  fading = setTimeout(() => place.classList.remove("shown"), 2500 + text.length * 40);
}

/** Opens a dialog of these nodes; resolves to what `finish(value)` was given, or undefined. */
export function ask(title, build, role = "dialog") {
  return new Promise((resolve) => {
    // The answer goes out with the act itself: `close` is a later task, and by then the focus
    // is back in the field, where a quick Enter would send the text without what was chosen.
    const finish = (chosen) => {
      resolve(chosen);
      dialog.close();
    };
    const heading = h("h2", { id: "dialog-title" }, title);
    const dialog = h("dialog", { class: "dialog", role, "aria-labelledby": "dialog-title" });
    dialog.append(h("header", {}, heading,
      iconButton("close", "Close", () => finish(undefined))), ...[build(finish)].flat());
    dialog.addEventListener("click", (event) => event.target === dialog && finish(undefined));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(undefined);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("[autofocus]")?.focus();
  });
}

const actions = (...nodes) => h("div", { class: "dialog-actions" }, nodes);

const button = (text, onclick, props = {}) => h("button",
  { type: "button", class: "text-button", onclick, ...props }, text);

/** The alert of a callback answer. */
export function showAlert(title, text) {
  return ask(title, (finish) => [h("p", { class: "dialog-text" }, text),
    actions(button("OK", () => finish(true), { autofocus: true }))], "alertdialog");
}

/** A yes or no; resolves to true for yes. */
export function confirmIt(title, text, yes) {
  return ask(title, (finish) => [h("p", { class: "dialog-text" }, text),
    actions(button("Cancel", () => finish(undefined)),
      button(yes, () => finish(true), { autofocus: true, class: "text-button strong" }))],
  "alertdialog");
}

export const confirmLink = (url) => confirmIt("Open link", url, "Open");

/** Asks for one line; resolves to it, trimmed, or undefined. */
export function askLine(title, label, value = "", hint = "") {
  return ask(title, (finish) => {
    const input = h("input", { type: "text", class: "line", "aria-label": label, value,
      placeholder: hint, autofocus: true, autocomplete: "off", spellcheck: "false" });
    return h("form", { method: "dialog", onsubmit: (event) => {
      event.preventDefault();
      finish(input.value.trim());
    } }, input, actions(button("Cancel", () => finish(undefined)),
      h("button", { type: "submit", class: "text-button strong" }, "OK")));
  });
}

/** Lets the person choose one of these chats; resolves to it or undefined. */
export function pickChat(title, chats, none = "There is no chat for this.") {
  return ask(title, (finish) => {
    const items = chats.map((chat) => h("li", {}, h("button",
      { type: "button", class: "pick", onclick: () => finish(chat) },
      avatar(chat.id, chat.title, "small"), h("span", {}, chat.title))));
    if (!items.length) return h("p", { class: "dialog-text" }, none);
    const filter = h("input", { type: "search", class: "line", "aria-label": "Search chats",
      placeholder: "Search", autofocus: items.length > 6, oninput: () => {
        const words = filter.value.toLowerCase();
        items.forEach((item, i) => {
          item.hidden = !chats[i].title.toLowerCase().includes(words);
        });
      } });
    items[0].firstChild.toggleAttribute("autofocus", items.length <= 6);
    return [items.length > 6 && filter, h("ul", { class: "picks" }, items)].filter(Boolean);
  });
}

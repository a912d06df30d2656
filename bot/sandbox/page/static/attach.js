// Files on their way out: chosen, dropped or pasted, shown before they are sent.

import { attempt, upload } from "./api.js";
import { ask } from "./dialogs.js";
import { h } from "./dom.js";
import { read } from "./editor.js";
import { openChat, state } from "./state.js";
import { size } from "./time.js";

const LIMIT = 20 * 1024 * 1024;

const visual = (file) => /^(image\/(jpeg|png|webp|gif)|video\/)/.test(file.type);

/** Shows the files with a caption and sends them; resolves when they went or were left. */
export async function offerFiles(files, replyTo) {
  const chat = openChat();
  if (!files.length || !chat?.can_post) return false;
  const plan = await ask(files.length > 1 ? `Send ${files.length} files` : "Send a file",
    (finish) => sheet([...files], finish));
  if (!plan) return false;
  const sent = await attempt(() => upload({
    person: state.person, chat: chat.id, text: plan.text, entities: plan.entities,
    reply_to: replyTo ?? null, as_files: plan.asFiles, spoiler: plan.spoiler,
  }, plan.files));
  return Boolean(sent);
}

function sheet(files, finish) {
  const caption = h("div", { class: "caption field", contenteditable: "true", role: "textbox",
    "aria-label": "Caption", "aria-multiline": "true", autofocus: true,
    dataset: { placeholder: "Caption" } });
  const asFiles = checkbox("Send as files", !files.some(visual));
  const hidden = checkbox("Hide with a spoiler", false);
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const send = h("button", { type: "submit", class: "text-button strong",
    disabled: total > LIMIT }, "Send");
  const form = h("form", { method: "dialog", class: "sheet", onsubmit: (event) => {
    event.preventDefault();
    finish({ files, ...read(caption), asFiles: asFiles.box.checked, spoiler: hidden.box.checked });
  } },
  h("ul", { class: "files" }, files.map(preview)),
  total > LIMIT && h("p", { class: "warning" }, `Together at most ${size(LIMIT)} can be sent.`),
  h("div", { class: "choices" }, files.some(visual) && [asFiles.node, hidden.node]),
  h("div", { class: "dialog-actions with-field" }, caption, send));
  caption.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  caption.addEventListener("paste", plainPaste);
  return form;
}

function checkbox(label, checked) {
  const box = h("input", { type: "checkbox", checked });
  return { box, node: h("label", { class: "check" }, box, label) };
}

/** Takes only the words of what is pasted, its lines kept. */
export function plainPaste(event) {
  const text = event.clipboardData.getData("text/plain");
  if (!text) return;
  event.preventDefault();
  document.execCommand("insertText", false, text.replaceAll("\r\n", "\n"));
}

function preview(file) {
  if (!file.type.startsWith("image/")) {
    return h("li", { class: "file-line" }, h("span", { class: "file-name" }, file.name),
      h("span", { class: "file-size" }, size(file.size)));
  }
  const url = URL.createObjectURL(file);
  const image = h("img", { src: url, alt: file.name });
  image.addEventListener("load", () => URL.revokeObjectURL(url));
  return h("li", { class: "thumb" }, image);
}

/** Lets files be dropped anywhere on the chat. */
export function acceptDrops(place, take) {
  let depth = 0;
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  const mark = (on) => place.classList.toggle("dropping", on);
  place.addEventListener("dragenter", (event) => {
    if (!holdsFiles(event)) return;
    depth += 1;
    mark(true);
  });
  place.addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    mark(depth > 0);
  });
  place.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  place.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    mark(false);
    take([...event.dataTransfer.files]);
  });
}

// What the page knows at this moment, and who wants to hear when it changes.

/**
 * people: [{id, name, username}] · chats: views of the list · chat: the open one's id or null ·
 * messages: Map of id to view of the open chat, oldest first · more: whether older ones exist ·
 * markup: the reply keyboard or forced reply of the open chat · reply, editing: views or null.
 */
export const state = {
  people: [], person: null, chats: [], chat: null, messages: new Map(), more: false,
  markup: null, reply: null, editing: null, typing: null, draft: null,
};

const listeners = new Map();

export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

export function emit(name, detail) {
  for (const listener of listeners.get(name) ?? []) listener(detail);
}

export const personName = () => state.people.find((one) => one.id === state.person)?.name ?? "";
export const chatOf = (id) => state.chats.find((one) => one.id === id);
export const openChat = () => chatOf(state.chat);

export function chatByUsername(username) {
  const wanted = username.toLowerCase();
  return state.chats.find((one) => one.username?.toLowerCase() === wanted);
}

/** Puts one message into the open chat, keeping the order of ids. */
export function putMessage(view) {
  const fresh = !state.messages.has(view.id);
  const last = [...state.messages.keys()].at(-1) ?? 0;
  state.messages.set(view.id, view);
  if (fresh && view.id < last) {
    state.messages = new Map([...state.messages].sort(([a], [b]) => a - b));
  }
}

/** One line that stands for a message: its text, or the name of what it carries. */
export function summary(view) {
  if (view.service) return view.service;
  const names = {
    photo: "Photo", video: "Video", animation: "GIF", document: view.media?.name || "File",
    audio: view.media?.title || view.media?.name || "Audio", voice: "Voice message",
    video_note: "Video message", sticker: "Sticker",
  };
  const text = view.text || view.rich?.plain || view.poll?.question || "";
  return text.replace(/\s+/g, " ").slice(0, 120) || names[view.media?.kind] || "Message";
}

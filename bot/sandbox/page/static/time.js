// Moments as people read them: clock times, days, spans and sizes.

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const dayOfYear = new Intl.DateTimeFormat("en-GB", {
  day: "numeric", month: "long", year: "numeric",
});
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
const short = new Intl.DateTimeFormat("en-GB", {
  day: "2-digit", month: "2-digit", year: "2-digit",
});
const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium" });

const at = (seconds) => new Date(seconds * 1000);

export const time = (seconds) => clock.format(at(seconds));
export const exact = (seconds) => full.format(at(seconds));

/** A key that is the same for two moments of one local day. */
export const dayKey = (seconds) => at(seconds).toDateString();

export function dayName(seconds) {
  const moment = at(seconds);
  const today = new Date();
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  if (moment.toDateString() === today.toDateString()) return "Today";
  if (moment.toDateString() === yesterday.toDateString()) return "Yesterday";
  return (moment.getFullYear() === today.getFullYear() ? day : dayOfYear).format(moment);
}

/** For the list of chats: 14:05 today, Mon this week, 03.02.26 before. */
export function brief(seconds) {
  const age = Date.now() / 1000 - seconds;
  if (dayKey(seconds) === new Date().toDateString()) return time(seconds);
  if (age >= 0 && age < 6 * 86400) return weekday.format(at(seconds));
  return short.format(at(seconds)).replaceAll("/", ".");
}

export function span(seconds) {
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  return `${Math.floor(seconds / 60)}:${rest}`;
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

// The entry of the Mini App: hands over what Telegram put behind the `#`, then leads on.
// Without Telegram's own script: launch parameters are in the address
// (core.telegram.org/api/bots/webapps, "tgWebAppData", "tgWebAppThemeParams").
"use strict";

const entry = document.getElementById("entry");

function readLaunch() {
  const given = new URLSearchParams(location.hash.slice(1));
  let theme = {};
  try {
    theme = JSON.parse(given.get("tgWebAppThemeParams") || "{}");
  } catch {
    // Colours that cannot be read: the pages have their own.
  }
  return { data: given.get("tgWebAppData") || "", theme, channel: entry.dataset.channel };
}

async function open() {
  const launch = readLaunch();
  if (!launch.data) {
    location.replace(entry.dataset.home);
    return;
  }
  const answer = await fetch(entry.dataset.session, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(launch),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  const { next } = await answer.json();
  location.replace(next);
}

open().catch(() => {
  entry.textContent = entry.dataset.failed;
});

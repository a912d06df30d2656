-- The public preview of channels: when which post is looked at next, politely.

CREATE TABLE previews (
    channel_id INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
    -- 'none': the channel has no page, as private ones and those where Telegram shows none
    state TEXT NOT NULL CHECK (state IN ('unknown', 'shown', 'none')),
    checked_at INTEGER,
    -- nothing is asked before: after a refusal, longer each time
    rest_until_at INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE looks (
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    due_at INTEGER NOT NULL,
    looked_at INTEGER
) STRICT;
CREATE INDEX looks_due ON looks (due_at, post_id);

-- What a page said of itself, for the next conditional request.
CREATE TABLE pages (
    address TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,
    fetched_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

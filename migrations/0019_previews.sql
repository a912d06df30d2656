-- The public preview of channels: when which post is looked at next, politely.

CREATE TABLE previews (
    channel_id INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
    -- all of this is known of the page of this name
    username TEXT NOT NULL,
    -- 'none': the channel has no page, as private ones and those where Telegram shows none
    state TEXT NOT NULL CHECK (state IN ('unknown', 'shown', 'none')),
    -- when it was last asked for a page
    checked_at INTEGER,
    -- nothing is asked before: after a refusal, longer each time
    rest_until_at INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    -- first looks at old posts are spread: those planned so far end here
    spread_until_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE looks (
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    due_at INTEGER NOT NULL,
    looked_at INTEGER
) STRICT;
CREATE INDEX looks_due ON looks (channel_id, due_at, post_id);

-- Which posts have a row in `looks`: those that came out, by whatever way, are found by index.
ALTER TABLE posts ADD COLUMN has_look INTEGER NOT NULL DEFAULT 0;
CREATE INDEX posts_without_look ON posts (channel_id, published_at DESC, id DESC)
    WHERE state = 'published' AND has_look = 0;

-- What a page said of itself and what it showed, for the next conditional request.
CREATE TABLE pages (
    address TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,
    -- JSON, see `storage/previews.py`
    figures TEXT NOT NULL,
    fetched_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is done to posts after they were published.

-- Pinned, as far as is known: Telegram tells of pins, and never of what is unpinned by hand.
CREATE TABLE pins (
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    -- NULL: by hand
    person_id INTEGER,
    pinned_at INTEGER NOT NULL
) STRICT;

-- Drafts made of published posts: a press that is dispatched again makes no second one.
CREATE TABLE repeats (
    press TEXT PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What a published post is to become. `open` is on its author's desk; `conflict` waits for the
-- choice between it and what somebody wrote by hand meanwhile.
CREATE TABLE edits (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'open', 'conflict', 'wanted', 'sending', 'uncertain', 'done', 'refused', 'dropped')),
    -- the revision of the post that it was made of
    base INTEGER NOT NULL,
    text TEXT NOT NULL,
    entities TEXT NOT NULL,
    media TEXT NOT NULL,
    options TEXT NOT NULL,
    tags TEXT NOT NULL,
    -- the album of the media that were sent last: its further items come behind them
    album_id TEXT,
    -- the page in its author's chat
    page_message_id INTEGER,
    -- messages of the post that are done; the next one is this
    step INTEGER NOT NULL DEFAULT 0,
    -- calls whose answer was lost, since the last one that was not
    losses INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL,
    is_notice_due INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX edits_under_way ON edits (post_id)
    WHERE state IN ('wanted', 'sending', 'uncertain');
CREATE INDEX edits_post ON edits (post_id, id);
CREATE INDEX edits_due ON edits (due_at) WHERE state IN ('wanted', 'uncertain');
CREATE INDEX edits_notice ON edits (id) WHERE is_notice_due = 1;

-- Posts that are to leave their channel: deleted, or turned into a stub where they cannot be.
CREATE TABLE removals (
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('delete', 'stub')),
    -- the words of the stub
    words TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('wanted', 'sending', 'done', 'refused')),
    -- messages that are done; a repeated call does no harm, so a lost answer only costs time
    step INTEGER NOT NULL DEFAULT 0,
    losses INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL,
    page_message_id INTEGER,
    is_notice_due INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX removals_due ON removals (due_at) WHERE state = 'wanted';
CREATE INDEX removals_notice ON removals (post_id) WHERE is_notice_due = 1;

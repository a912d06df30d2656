-- The past of channels: imports, and what their sources told of each message.

-- An import is offered (waiting), carried out in batches (running) and over: done, cancelled or
-- failed. It goes on at `position` after any end of the process.
CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL CHECK (source IN ('file', 'page')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed')),
    -- NULL: it is not chosen yet
    channel_id INTEGER REFERENCES channels ON DELETE CASCADE,
    -- NULL: from the command line
    person_id INTEGER,
    -- the file in the person's chat with the bot, and the card that shows its import
    message_id INTEGER,
    card_message_id INTEGER,
    -- of the file; of a page its address
    name TEXT NOT NULL,
    size INTEGER NOT NULL DEFAULT 0,
    digest TEXT NOT NULL DEFAULT '',
    -- the channel as the file names it: its id without -100, NULL where it names none
    history_id INTEGER,
    title TEXT NOT NULL DEFAULT '',
    -- the moment of which the file's numbers are true
    told_at INTEGER NOT NULL,
    -- what the file holds
    posts INTEGER NOT NULL DEFAULT 0,
    messages INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER,
    last_at INTEGER,
    -- of a file: posts that are dealt with; of a page: messages below this id are to come
    position INTEGER NOT NULL DEFAULT 0,
    -- of a page: the highest id it began with, and the id that earlier imports came up to
    top INTEGER NOT NULL DEFAULT 0,
    floor INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    counted INTEGER NOT NULL DEFAULT 0,
    left_alone INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    -- the card is to say how it ended
    is_notice_due INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (person_id, message_id)
) STRICT;
CREATE INDEX imports_open ON imports (state, id) WHERE state IN ('waiting', 'running');
CREATE INDEX imports_notice ON imports (id) WHERE is_notice_due = 1;
CREATE INDEX imports_channel ON imports (channel_id, id);

-- What a source told of each message, so that nothing of it is lost: what posts have no field for,
-- and all of the messages that are no posts.
CREATE TABLE history_messages (
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    is_post INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('file', 'page')),
    told_at INTEGER NOT NULL,
    -- JSON
    body TEXT NOT NULL,
    PRIMARY KEY (channel_id, message_id)
) STRICT, WITHOUT ROWID;

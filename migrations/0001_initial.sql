-- The whole first schema. Times are milliseconds since the epoch, UTC, in columns named *_at.

CREATE TABLE channels (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL UNIQUE,
    title TEXT NOT NULL,
    username TEXT,
    zone TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('connected', 'paused', 'disconnected')),
    linked_chat_id INTEGER,
    -- the highest message id seen: where a lost publication is looked for
    last_message_id INTEGER NOT NULL DEFAULT 0,
    -- Telegram asked to wait: nothing is sent to this channel before
    blocked_until_at INTEGER NOT NULL DEFAULT 0,
    connected_by INTEGER NOT NULL,
    connected_at INTEGER NOT NULL
) STRICT;

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    username TEXT,
    -- chosen by hand; NULL follows Telegram's own setting, kept beside it
    language TEXT,
    telegram_language TEXT,
    zone TEXT NOT NULL,
    channel_id INTEGER REFERENCES channels ON DELETE SET NULL,
    is_reachable INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    -- NULL: a draft written before any channel was connected
    channel_id INTEGER REFERENCES channels,
    -- NULL: made by hand in the channel
    author_id INTEGER,
    state TEXT NOT NULL CHECK (state IN (
        'draft', 'in_review', 'approved', 'planned', 'publishing', 'published',
        'uncertain', 'failed', 'late', 'deleted')),
    origin TEXT NOT NULL CHECK (origin IN ('draft', 'channel', 'import')),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    entities TEXT NOT NULL,
    media TEXT NOT NULL,
    options TEXT NOT NULL,
    tags TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    -- the draft card: when it is to be shown (parts may still be arriving) and where it stands
    card_due_at INTEGER,
    card_message_id INTEGER,
    published_at INTEGER,
    edited_at INTEGER,
    reactions INTEGER NOT NULL DEFAULT 0,
    -- moment of the counts in `reactions`: an older update never overwrites a newer one
    reactions_at INTEGER,
    reposts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX posts_card_due ON posts (card_due_at) WHERE card_due_at IS NOT NULL;
CREATE INDEX posts_drafts ON posts (author_id, updated_at DESC, id DESC)
    WHERE state IN ('draft', 'failed', 'late', 'uncertain');
CREATE INDEX posts_published ON posts (channel_id, published_at DESC, id DESC)
    WHERE state = 'published';
-- "Best" is most reactions first, then newest: by moment, not by id, as imports come late.
CREATE INDEX posts_best ON posts (channel_id, reactions DESC, published_at DESC, id DESC)
    WHERE state = 'published';

CREATE TABLE revisions (
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    number INTEGER NOT NULL,
    editor_id INTEGER,
    text TEXT NOT NULL,
    entities TEXT NOT NULL,
    media TEXT NOT NULL,
    options TEXT NOT NULL,
    tags TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (post_id, number)
) STRICT, WITHOUT ROWID;

-- What an author's message went into: a message dispatched twice is used once.
CREATE TABLE inputs (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    album_id TEXT,
    units INTEGER NOT NULL DEFAULT 0,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX inputs_post ON inputs (post_id);
CREATE INDEX inputs_album ON inputs (chat_id, album_id) WHERE album_id IS NOT NULL;

CREATE TABLE publications (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels,
    state TEXT NOT NULL CHECK (state IN (
        'due', 'sending', 'uncertain', 'published', 'failed', 'late', 'cancelled')),
    due_at INTEGER NOT NULL,
    -- the moment promised to the author; due_at moves when Telegram asks to wait
    planned_at INTEGER NOT NULL,
    -- a post of several messages goes out part by part; this one is next
    part INTEGER NOT NULL DEFAULT 0,
    requested_by INTEGER NOT NULL,
    -- pressed by hand: the card in the chat tells the outcome
    is_immediate INTEGER NOT NULL DEFAULT 0,
    is_notice_due INTEGER NOT NULL DEFAULT 0,
    -- the question to the author has been asked
    asked_at INTEGER,
    error TEXT,
    updated_at INTEGER NOT NULL,
    UNIQUE (post_id, channel_id)
) STRICT;
CREATE INDEX publications_due ON publications (due_at, id) WHERE state = 'due';
CREATE INDEX publications_open ON publications (channel_id, state)
    WHERE state IN ('sending', 'uncertain');
CREATE INDEX publications_notice ON publications (id) WHERE is_notice_due = 1;

CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    publication_id INTEGER NOT NULL REFERENCES publications ON DELETE CASCADE,
    part INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    last_known_message_id INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    nonce TEXT NOT NULL UNIQUE,
    outcome TEXT CHECK (outcome IN ('sent', 'refused', 'postponed', 'unknown')),
    error TEXT,
    finished_at INTEGER
) STRICT;
CREATE INDEX attempts_publication ON attempts (publication_id, id);

CREATE TABLE post_messages (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    part INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_messages_post ON post_messages (post_id, part, position);

CREATE TABLE rubrics (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    fold TEXT NOT NULL,
    tag TEXT NOT NULL,
    posts INTEGER NOT NULL DEFAULT 0,
    UNIQUE (channel_id, fold)
) STRICT;
CREATE INDEX rubrics_used ON rubrics (channel_id, posts DESC, id DESC) WHERE posts > 0;

CREATE TABLE post_rubrics (
    rubric_id INTEGER NOT NULL REFERENCES rubrics ON DELETE CASCADE,
    published_at INTEGER NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    reactions INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (rubric_id, published_at DESC, post_id DESC)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_rubrics_best
    ON post_rubrics (rubric_id, reactions DESC, published_at DESC, post_id DESC);
CREATE INDEX post_rubrics_post ON post_rubrics (post_id);

CREATE TABLE reactions (
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    -- 'emoji:🔥', 'custom:5368…' or 'paid'
    kind TEXT NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (post_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE reaction_points (
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    counted_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (post_id, counted_at, kind)
) STRICT, WITHOUT ROWID;

-- Reposts that the bot could see: a lower bound. The key makes a redelivered update count once.
CREATE TABLE reposts (
    key TEXT PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('forward', 'inline', 'link')),
    place_id INTEGER,
    person_id INTEGER,
    seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reposts_post ON reposts (post_id);

-- A channel post and its automatic forward in the discussion group.
CREATE TABLE threads (
    group_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    PRIMARY KEY (group_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriptions (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    frequency TEXT NOT NULL CHECK (frequency IN ('off', 'daily', 'weekdays', 'weekly')),
    minute INTEGER NOT NULL,
    weekday INTEGER NOT NULL,
    zone TEXT NOT NULL,
    -- NULL: nothing is due
    next_at INTEGER,
    -- where the next period begins
    period_from_at INTEGER NOT NULL,
    UNIQUE (person_id, channel_id)
) STRICT;
CREATE INDEX subscriptions_due ON subscriptions (next_at, id) WHERE next_at IS NOT NULL;

CREATE TABLE deliveries (
    subscription_id INTEGER NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
    -- local date of the delivery, '2026-11-22': a repeated hour cannot make two
    period TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed', 'unknown', 'empty')),
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    error TEXT,
    PRIMARY KEY (subscription_id, period)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_open ON deliveries (subscription_id) WHERE state = 'sending';

-- Raw updates, taken in before Telegram is told that they were received.
CREATE TABLE updates (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    starts INTEGER NOT NULL DEFAULT 0,
    received_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;
CREATE INDEX updates_open ON updates (id) WHERE done_at IS NULL;
CREATE INDEX updates_done ON updates (done_at) WHERE done_at IS NOT NULL;

CREATE TABLE conversations (
    key TEXT PRIMARY KEY,
    state TEXT,
    data TEXT NOT NULL DEFAULT '{}'
) STRICT, WITHOUT ROWID;

-- Payloads of deep links that are too long for Telegram's 64 characters.
CREATE TABLE payloads (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, value)
) STRICT;

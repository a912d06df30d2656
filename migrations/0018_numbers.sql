-- Numbers of posts: each with its source and its moment, and the series of its changes.

-- What is known beside reactions and observed reposts. Several sources may know the same metric.
CREATE TABLE counts (
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    metric TEXT NOT NULL CHECK (metric IN ('views', 'forwards', 'comments')),
    source TEXT NOT NULL CHECK (source IN ('updates', 'preview', 'meter', 'author', 'export')),
    total INTEGER NOT NULL CHECK (total >= 0),
    is_rounded INTEGER NOT NULL DEFAULT 0,
    counted_at INTEGER NOT NULL,
    -- who entered it by hand
    person_id INTEGER,
    PRIMARY KEY (post_id, metric, source)
) STRICT, WITHOUT ROWID;

-- The series: a point where something changed, thinned as it grows old. `name` is a kind of
-- reaction ('emoji:🔥', 'custom:5368…', 'paid') or 'reposts', 'views', 'forwards', 'comments'.
CREATE TABLE points (
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    name TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('updates', 'preview', 'meter', 'author', 'export')),
    counted_at INTEGER NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (post_id, name, source, counted_at)
) STRICT, WITHOUT ROWID;
INSERT INTO points (post_id, name, source, counted_at, total)
    SELECT post_id, kind, 'updates', counted_at, total FROM reaction_points;
DROP TABLE reaction_points;

-- When the series of a post has points to be thinned next.
CREATE TABLE thinnings (
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX thinnings_due ON thinnings (due_at, post_id);
INSERT INTO thinnings (post_id, due_at)
    SELECT post_id, min(counted_at) + 172800000 FROM points GROUP BY post_id;

-- Reactions may come from the public preview, where those above a thousand are rounded.
ALTER TABLE posts ADD COLUMN reactions_source TEXT
    CHECK (reactions_source IN ('updates', 'preview', 'export'));
UPDATE posts SET reactions_source = 'updates' WHERE reactions_at IS NOT NULL;
-- The counts are as old as this moment, where it is another than that of the last change: another
-- source said the same later, or some of several messages were told of before.
ALTER TABLE posts ADD COLUMN reactions_seen_at INTEGER;
ALTER TABLE reactions ADD COLUMN is_rounded INTEGER NOT NULL DEFAULT 0;

-- What was told last of the reactions to each message of a channel, whether it is a post yet or
-- not: the answer to a send may be on its way, an import may bring the post. The counts of a post
-- are made of these: a post that is several messages has the sum.
CREATE TABLE tellings (
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('updates', 'preview', 'export')),
    counted_at INTEGER NOT NULL,
    -- decides between updates of the same second
    update_id INTEGER NOT NULL DEFAULT 0,
    -- a page said the same
    seen_at INTEGER,
    -- JSON: kind to total; the kinds that a page rounded
    counts TEXT NOT NULL,
    rounded TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (channel_id, message_id)
) STRICT, WITHOUT ROWID;
INSERT INTO tellings (channel_id, message_id, source, counted_at, counts)
    SELECT posts.channel_id, post_messages.message_id, 'updates', posts.reactions_at,
        (SELECT json_group_object(kind, total) FROM reactions WHERE post_id = posts.id)
    FROM posts JOIN channels ON channels.id = posts.channel_id
    JOIN post_messages ON post_messages.post_id = posts.id
        AND post_messages.chat_id = channels.chat_id
        AND post_messages.part = 0 AND post_messages.position = 0
    -- Of a post of several messages the counts are those of one of them, nobody knows of which.
    WHERE posts.reactions_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM post_messages AS others WHERE others.post_id = posts.id AND others.part > 0);

-- The last moment at which Telegram handed over everything that it had.
CREATE TABLE listening (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    heard_at INTEGER NOT NULL
) STRICT;
-- Updates that are done go after two days, but only while somebody listens.
INSERT INTO listening (id, heard_at)
    SELECT 1, latest.at FROM (SELECT max(received_at) AS at FROM updates) AS latest
    WHERE latest.at IS NOT NULL;

-- Times of which updates of a channel are lost: Telegram keeps them for 24 hours, and makes none
-- for a bot that is no administrator. `until_at` NULL: still so.
CREATE TABLE gaps (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    from_at INTEGER NOT NULL,
    until_at INTEGER
) STRICT;
CREATE INDEX gaps_channel ON gaps (channel_id, from_at);
INSERT INTO gaps (channel_id, from_at)
    SELECT id, connected_at FROM channels WHERE state = 'disconnected';

-- Chats where posts were seen: their names, and whether anybody can open them.
CREATE TABLE places (
    chat_id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    username TEXT,
    named_at INTEGER NOT NULL
) STRICT;
-- The message that a repost is, in its place.
ALTER TABLE reposts ADD COLUMN message_id INTEGER;
-- Forwards of messages that are no posts yet: the answer to the send may be on its way, an import
-- may bring the post. They count from then on.
CREATE TABLE early_reposts (
    key TEXT PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    -- the message in the channel
    original_id INTEGER NOT NULL,
    place_id INTEGER,
    person_id INTEGER,
    message_id INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX early_reposts_original ON early_reposts (channel_id, original_id);

-- Messages under posts. One may come before the post that it is under is known, so it is kept by
-- its thread; the words and the writer are nobody's business.
CREATE TABLE comments (
    group_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    PRIMARY KEY (group_id, thread_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX threads_post ON threads (post_id);
-- When the automatic forward came: from then on every comment is heard. NULL: it was not heard, or
-- before comments were counted.
ALTER TABLE threads ADD COLUMN heard_at INTEGER;

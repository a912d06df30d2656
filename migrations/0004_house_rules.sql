-- What a channel asks of its posts, what was let through all the same, and who made a revision.

CREATE TABLE house_rules (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    kind TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('error', 'advice')),
    is_on INTEGER NOT NULL DEFAULT 0,
    -- JSON, see bot/domain/rules
    params TEXT NOT NULL,
    changed_by INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
-- Of the ready rules there is one each; own lists of words are as many as the owner wants.
CREATE UNIQUE INDEX house_rules_ready ON house_rules (channel_id, kind) WHERE kind <> 'words';
CREATE INDEX house_rules_channel ON house_rules (channel_id, id);

CREATE TABLE rule_overrides (
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    -- the same finding, wherever it stands by now
    mark TEXT NOT NULL,
    remark TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (post_id, mark)
) STRICT, WITHOUT ROWID;

-- Previews and cards in an author's chat: a reply to one of them is about its post.
CREATE TABLE shown_messages (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_messages_post ON shown_messages (post_id);

ALTER TABLE revisions ADD COLUMN maker TEXT NOT NULL DEFAULT 'author';

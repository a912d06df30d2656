-- What was learned about sends whose answer was lost, look by look.

-- Telegram took a video and sends it by itself later: it is never sent again by us.
ALTER TABLE attempts ADD COLUMN is_accepted INTEGER NOT NULL DEFAULT 0;

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    publication_id INTEGER NOT NULL REFERENCES publications ON DELETE CASCADE,
    attempt_id INTEGER NOT NULL REFERENCES attempts ON DELETE CASCADE,
    source TEXT NOT NULL
        CHECK (source IN ('echo', 'personal', 'probes', 'preview', 'author')),
    verdict TEXT NOT NULL CHECK (verdict IN ('found', 'absent', 'unknown')),
    -- JSON list of ids in the channel; 0 stands for an item of an album that was not seen
    message_ids TEXT NOT NULL,
    -- why nothing is known, for the log and for whoever looks closer
    detail TEXT NOT NULL,
    -- a source that says the same again is counted, not written down anew
    looks INTEGER NOT NULL DEFAULT 1,
    first_noted_at INTEGER NOT NULL,
    noted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_attempt ON evidence (attempt_id, id);
CREATE INDEX evidence_publication ON evidence (publication_id, id);

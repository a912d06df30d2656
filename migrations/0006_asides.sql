-- What a writer has to say to the author of a draft and not to its readers: questions for an
-- opinion, figures with their sentences. It stands beside the post, so that it cannot go out.

CREATE TABLE asides (
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    -- JSON: lines
    lines TEXT NOT NULL,
    written_at INTEGER NOT NULL
) STRICT;

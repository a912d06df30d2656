-- What a writer asks the author of a draft, to make an opinion of: it stands beside the post, so
-- that it cannot go out with it.

CREATE TABLE questions (
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    -- JSON: sentences
    sentences TEXT NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT;

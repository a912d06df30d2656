-- What a language model proposes for a post and its author has not decided about: the latest one.

CREATE TABLE proposals (
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    -- counts the proposals of the post: an older one's buttons are not this one's
    number INTEGER NOT NULL,
    -- the revision of the post that it was made of
    revision INTEGER NOT NULL,
    -- what was asked for: 'shorter', …, or 'headlines'
    wish TEXT NOT NULL,
    language TEXT NOT NULL,
    instruction TEXT NOT NULL,
    -- JSON {text, entities}: all else of a post stays as it was in the revision
    content TEXT NOT NULL,
    -- formatted places that found no place in it
    lost INTEGER NOT NULL DEFAULT 0,
    -- JSON: headlines to choose from
    headlines TEXT NOT NULL,
    -- the revision that it became
    taken_as INTEGER,
    created_at INTEGER NOT NULL
) STRICT;

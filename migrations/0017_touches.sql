-- What somebody did to the post of another person, until that person is told.

CREATE TABLE touches (
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    what TEXT NOT NULL CHECK (what IN ('cancelled', 'moved', 'changed')),
    -- who did it, the last one of several
    person_id INTEGER NOT NULL,
    -- nothing is told before
    due_at INTEGER NOT NULL,
    PRIMARY KEY (post_id, what)
) STRICT, WITHOUT ROWID;

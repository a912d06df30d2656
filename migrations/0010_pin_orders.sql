-- Publications that are to be pinned when they are out, as their authors chose.
CREATE TABLE pin_orders (
    publication_id INTEGER PRIMARY KEY REFERENCES publications ON DELETE CASCADE,
    -- NULL: it is done, or was given up
    due_at INTEGER,
    -- calls whose answer was lost
    losses INTEGER NOT NULL DEFAULT 0,
    error TEXT
) STRICT;
CREATE INDEX pin_orders_due ON pin_orders (due_at, publication_id) WHERE due_at IS NOT NULL;

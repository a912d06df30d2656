-- Cards that editors got of a review: each is drawn anew once when the review is over.

CREATE TABLE review_cards (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    review_id INTEGER NOT NULL REFERENCES reviews ON DELETE CASCADE,
    -- nothing is tried before
    due_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_cards_review ON review_cards (review_id);

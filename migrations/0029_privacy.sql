-- Somebody it tells of was forgotten while it was in hand: its body goes when it is done.
ALTER TABLE updates ADD COLUMN is_forgotten INTEGER NOT NULL DEFAULT 0;

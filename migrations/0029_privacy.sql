-- Forgetting people, and telling them what is kept.

-- Somebody it tells of was forgotten while it was in hand: its body goes when it is done.
ALTER TABLE updates ADD COLUMN is_forgotten INTEGER NOT NULL DEFAULT 0;

-- What a person did is found without reading the archive.
CREATE INDEX posts_author ON posts (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX revisions_editor ON revisions (editor_id) WHERE editor_id IS NOT NULL;
CREATE INDEX reposts_person ON reposts (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX counts_person ON counts (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX moves_person ON moves (person_id);
CREATE INDEX journal_person ON journal (person_id);
CREATE INDEX publications_person ON publications (requested_by);
CREATE INDEX posts_card_person ON posts (card_person_id) WHERE card_person_id IS NOT NULL;
CREATE INDEX reposts_place ON reposts (place_id) WHERE place_id IS NOT NULL;

-- What calendar programs show: feeds of people, by the secret in their address, and how often a session has changed.

CREATE TABLE calendar_feeds (
    organization_id  TEXT   NOT NULL,
    person_id        TEXT   NOT NULL,
    secret_hash      TEXT   NOT NULL UNIQUE, -- SHA-256 of the secret in the address
    secret           TEXT   NOT NULL,        -- encrypted: its person may read the address again
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, person_id)
);

-- Grows with every change of what a calendar shows: time, title, teacher, cancellation.
ALTER TABLE sessions ADD COLUMN calendar_sequence BIGINT NOT NULL DEFAULT 0;
-- When it last grew; null: never.
ALTER TABLE sessions ADD COLUMN calendar_changed_at BIGINT;

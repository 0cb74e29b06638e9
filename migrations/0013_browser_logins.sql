-- Logins of browsers, by a cookie, and how somebody likes their pages.

CREATE TABLE browser_logins (
    organization_id      TEXT   NOT NULL,
    id                   TEXT   NOT NULL,
    person_id            TEXT   NOT NULL,
    secret_hash          TEXT   NOT NULL UNIQUE, -- SHA-256 of the secret in the cookie
    previous_hash        TEXT,                   -- of the secret before it, good for a short time after rotated_at
    rotated_at           BIGINT NOT NULL,        -- when the present secret was made
    era                  BIGINT NOT NULL,        -- as of api_tokens
    password_fingerprint TEXT   NOT NULL,
    created_at           BIGINT NOT NULL,
    last_seen_at         BIGINT NOT NULL,
    expires_at           BIGINT NOT NULL,
    ended_at             BIGINT,
    client               TEXT   NOT NULL,        -- what the browser calls itself
    address              TEXT,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX browser_logins_by_previous ON browser_logins (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX browser_logins_by_person ON browser_logins (organization_id, person_id);

-- Null: as the browser says.
ALTER TABLE people ADD COLUMN language TEXT;
ALTER TABLE people ADD COLUMN theme TEXT;

-- What waits for somebody to look at it is counted on the first page.
CREATE INDEX sessions_to_review ON sessions (organization_id, start_at) WHERE needs_review;

-- Who may ask: API tokens, repeated requests, and who changed what.

CREATE TABLE api_tokens (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    person_id        TEXT   NOT NULL,
    name             TEXT   NOT NULL,
    secret_hash      TEXT   NOT NULL UNIQUE, -- SHA-256; the secret is shown once
    created_at       BIGINT NOT NULL,
    expires_at       BIGINT,
    last_used_at     BIGINT,
    revoked_at       BIGINT,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE idempotency_keys (
    organization_id  TEXT   NOT NULL,
    person_id        TEXT   NOT NULL,
    key              TEXT   NOT NULL,
    request_hash     TEXT   NOT NULL,
    status           BIGINT,          -- null while the first request is at work
    body             TEXT,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, person_id, key)
);

CREATE TABLE audit_log (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    at               BIGINT NOT NULL,
    actor_id         TEXT,
    action           TEXT   NOT NULL,
    subject          TEXT   NOT NULL,
    detail           TEXT   NOT NULL, -- JSON
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX audit_log_by_time ON audit_log (organization_id, at, id);

-- Secrets of the installation itself (token signing, encryption), made on first start.
CREATE TABLE installation_secrets (
    name             TEXT   NOT NULL PRIMARY KEY,
    value            TEXT   NOT NULL
);

-- Derived: every row here can be thrown away and made again from evidence.

CREATE TABLE reports (
    organization_id  TEXT   NOT NULL,
    session_id       TEXT   NOT NULL,
    person_id        TEXT   NOT NULL,
    outcome          TEXT   NOT NULL,
    report           TEXT   NOT NULL, -- JSON, DESIGN.md 5.2
    PRIMARY KEY (organization_id, session_id, person_id)
);

-- Identities seen in a session that belong to nobody yet.
CREATE TABLE unmatched (
    organization_id  TEXT   NOT NULL,
    source           TEXT   NOT NULL,
    value            TEXT   NOT NULL,
    session_id       TEXT   NOT NULL,
    display_name     TEXT,
    PRIMARY KEY (organization_id, source, value, session_id)
);
CREATE INDEX unmatched_by_session ON unmatched (organization_id, session_id);

-- Everybody seen in a session, expected or not: one row for each person, or each identity that is nobody's.
CREATE TABLE attendance_logs (
    organization_id  TEXT   NOT NULL,
    session_id       TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    person_id        TEXT,             -- or else
    identity_source  TEXT,
    identity_value   TEXT,
    role             TEXT   NOT NULL,
    joined_at        BIGINT NOT NULL,
    left_at          BIGINT,           -- null while there
    sources          TEXT   NOT NULL,  -- joined by +
    stays            TEXT   NOT NULL,  -- JSON, [{from, to, estimated}]
    estimated        BOOLEAN NOT NULL, -- some start or end was not seen
    PRIMARY KEY (organization_id, session_id, id)
);
CREATE INDEX attendance_logs_by_join ON attendance_logs (organization_id, joined_at, id);

-- In which scopes a source's name was seen: what to evaluate again when it is bound to somebody.
CREATE TABLE identity_scopes (
    organization_id  TEXT   NOT NULL,
    source           TEXT   NOT NULL,
    value            TEXT   NOT NULL,
    scope            TEXT   NOT NULL,
    PRIMARY KEY (organization_id, source, value, scope)
);

CREATE TABLE rates (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    line_kind        TEXT   NOT NULL, -- pay, charge
    scope            TEXT   NOT NULL, -- person:…, kind:…, organization
    per              TEXT   NOT NULL, -- hour, session
    amount           TEXT   NOT NULL, -- exact decimal in the organisation's currency
    valid_from       TEXT   NOT NULL, -- YYYY-MM-DD, local
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, line_kind, scope, valid_from)
);

-- Exactly one live line per session, person and kind.
CREATE TABLE lines (
    organization_id  TEXT   NOT NULL,
    session_id       TEXT   NOT NULL,
    person_id        TEXT   NOT NULL,
    kind             TEXT   NOT NULL, -- pay, charge
    id               TEXT   NOT NULL,
    session_start    BIGINT NOT NULL, -- names the period
    millis           BIGINT NOT NULL,
    minor            BIGINT NOT NULL,
    currency         TEXT   NOT NULL,
    rule             TEXT,
    cell             TEXT,
    rate             TEXT,            -- JSON, frozen
    blocked          TEXT,
    policy_version   BIGINT NOT NULL,
    PRIMARY KEY (organization_id, kind, session_id, person_id),
    UNIQUE (organization_id, id)
);
CREATE INDEX lines_by_start ON lines (organization_id, kind, session_start, person_id);

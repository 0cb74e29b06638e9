-- Organisations, their people, and what a person is known by. The organisation comes first in every key, so that
-- the tables can be hash-partitioned by it without changing a query.

CREATE TABLE organizations (
    id               TEXT   NOT NULL PRIMARY KEY,
    name             TEXT   NOT NULL,
    time_zone        TEXT   NOT NULL,
    currency         TEXT   NOT NULL,
    settings         TEXT   NOT NULL, -- JSON, keys of /api/v1/settings
    policy           TEXT   NOT NULL, -- JSON, a policy patch
    policy_version   BIGINT NOT NULL,
    created_at       BIGINT NOT NULL
);

-- Every policy an organisation ever had: a line names its version.
CREATE TABLE policy_versions (
    organization_id  TEXT   NOT NULL,
    version          BIGINT NOT NULL,
    policy           TEXT   NOT NULL,
    author_id        TEXT,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, version)
);

CREATE TABLE households (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    name             TEXT   NOT NULL,
    payer_id         TEXT,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE people (
    organization_id  TEXT    NOT NULL,
    id               TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    email            TEXT,
    email_key        TEXT,             -- lower case; the login's name, one per installation
    household_id     TEXT,
    password_hash    TEXT,
    is_active        BOOLEAN NOT NULL,
    created_at       BIGINT  NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX people_by_email ON people (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX people_by_household ON people (organization_id, household_id);

CREATE TABLE person_roles (
    organization_id  TEXT NOT NULL,
    person_id        TEXT NOT NULL,
    role             TEXT NOT NULL,
    PRIMARY KEY (organization_id, person_id, role)
);

-- A source's name for somebody. One identity belongs to one person.
CREATE TABLE identities (
    organization_id  TEXT   NOT NULL,
    source           TEXT   NOT NULL,
    value            TEXT   NOT NULL,
    person_id        TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, source, value)
);
CREATE INDEX identities_by_person ON identities (organization_id, person_id);

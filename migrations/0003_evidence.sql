-- Evidence is only ever inserted. One thing a source said is one row: a repeat meets the primary key. A second body
-- under one id is kept beside the first (its digest differs), and the evaluation decides between them.

CREATE TABLE evidence (
    organization_id  TEXT   NOT NULL,
    source           TEXT   NOT NULL,
    external_id      TEXT   NOT NULL, -- a webhook's id, a scan's nonce, else the SHA-256 of the item
    digest           TEXT   NOT NULL, -- SHA-256 of the observation's canonical text
    kind             TEXT   NOT NULL, -- webhook, roster, poll, scan, mark, override, bind
    scope            TEXT   NOT NULL, -- room:…, space:…, session:…, venue:…, identity:…, or none
    received_at      BIGINT NOT NULL,
    payload          TEXT   NOT NULL, -- the item as bundles write it, canonical JSON
    -- One digest has one scope, so the scope makes no two rows of one; it keeps a room's rows together, and evidence
    -- is found by it without a second index.
    PRIMARY KEY (organization_id, scope, source, external_id, digest)
);
-- Visits concern sessions that their scope does not name.
CREATE INDEX evidence_scans ON evidence (organization_id, received_at) WHERE kind = 'scan';

-- Scopes with evidence that no stored report has seen yet; written in the transaction that stores the evidence.
-- `mark` grows with every write, so that an evaluation removes only what it has seen. The row of scope `identities`
-- stays: its mark says which bindings an evaluation was made with.
CREATE TABLE unevaluated (
    organization_id  TEXT   NOT NULL,
    scope            TEXT   NOT NULL,
    mark             BIGINT NOT NULL,
    -- What changed tells of nothing before this instant.
    since            BIGINT NOT NULL,
    PRIMARY KEY (organization_id, scope)
);

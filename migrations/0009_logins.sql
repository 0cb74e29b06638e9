-- Addresses in several organisations, the end of logins and tokens, and what a token may do.

-- One address may be somebody in several organisations. The address comes first: a login knows nothing else.
DROP INDEX people_by_email;
CREATE UNIQUE INDEX people_by_email ON people (email_key, organization_id) WHERE email_key IS NOT NULL;

-- Counted up whenever every login and token of a person ends. Each belongs to the era it was given in and is worth
-- nothing in a later one, so that nothing that comes after (being active again, a slow request) revives it.
ALTER TABLE people ADD COLUMN era BIGINT NOT NULL DEFAULT 0;
ALTER TABLE api_tokens ADD COLUMN era BIGINT NOT NULL DEFAULT 0;
UPDATE people SET era = 1 WHERE NOT is_active;

ALTER TABLE api_tokens ADD COLUMN read_only BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE api_tokens ADD COLUMN role TEXT; -- the one role it acts in; null: all of its person
CREATE INDEX api_tokens_by_person ON api_tokens (organization_id, person_id, created_at);

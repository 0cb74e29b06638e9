-- A run of a job is of the whole installation, or of one organisation whose admin asked for it.

ALTER TABLE job_runs ADD COLUMN organization_id TEXT NOT NULL DEFAULT ''; -- '': of all

-- What was asked for by organisations and has not begun. What is asked for the whole installation stands in job_leases.
CREATE TABLE job_requests (
    organization_id  TEXT   NOT NULL,
    name             TEXT   NOT NULL,
    run_id           TEXT   NOT NULL,
    PRIMARY KEY (organization_id, name)
);

-- What a run did in each organisation where it did anything, and what it did in none ('').
CREATE TABLE job_run_shares (
    organization_id  TEXT   NOT NULL,
    run_id           TEXT   NOT NULL,
    counts           TEXT   NOT NULL, -- JSON
    error            TEXT,
    PRIMARY KEY (organization_id, run_id)
);

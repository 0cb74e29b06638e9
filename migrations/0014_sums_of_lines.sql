-- Everything that the sums of a month are made of, so that a month is summed up from the index alone.
DROP INDEX lines_by_start;
CREATE INDEX lines_by_start
    ON lines (organization_id, kind, session_start, person_id, currency, millis, minor, cell, blocked);

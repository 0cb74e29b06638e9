-- Rows that some version of the program could not read: left out of whatever they would belong to, and listed here until
-- they read again. The last one that looked says what it found.

CREATE TABLE unreadable_rows (
    organization_id  TEXT   NOT NULL, -- empty where the row itself does not say
    table_name       TEXT   NOT NULL,
    row_id           TEXT   NOT NULL,
    column_name      TEXT   NOT NULL,
    found            TEXT   NOT NULL,
    since            BIGINT NOT NULL,
    PRIMARY KEY (organization_id, table_name, row_id, column_name)
);

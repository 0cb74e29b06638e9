//! Every row of the database as text, so that a test can say what a request changed; and the way back.

use std::collections::{BTreeMap, BTreeSet};

use rollcall::store::Store;
use sqlx::{AssertSqlSafe, Row};

/// One row: its table, its organisation (none for the installation's own), and all its columns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TableRow {
    pub table: String,
    pub organization: String,
    pub text: String,
}

pub struct Tables {
    store: Store,
    names: Vec<String>,
    /// The query that returns every row of a table, by its name.
    queries: BTreeMap<String, String>,
    seed: BTreeSet<TableRow>,
}

/// Where the database itself notes which tables were written to: most requests of the tests write to none, and then
/// no row needs to be read.
const TOUCHED: &str = "touched_tables";

macro_rules! with_pool {
    ($store:expr, |$pool:ident| $body:expr) => {
        match $store {
            Store::Sqlite { writer: $pool, .. } => $body,
            Store::Postgres($pool, ..) => $body,
        }
    };
}

impl Tables {
    /// Remembers the database as it is, and keeps a copy of every table to return to.
    pub async fn kept(store: &Store) -> Tables {
        let mut names = Vec::new();
        let (mut queries, mut copies) = (BTreeMap::new(), Vec::new());
        for name in table_names(store).await {
            let columns = column_names(store, &name).await;
            let text = columns
                .iter()
                .map(|column| format!("'{column}=' || COALESCE(CAST({column} AS TEXT), 'null')"));
            let text = text.collect::<Vec<_>>().join(" || ' ' || ");
            let organization = match columns.iter().any(|column| column == "organization_id") {
                true => "organization_id",
                false if name == "organizations" => "id",
                false => "''",
            };
            let query = format!("SELECT '{name}' AS t, {organization} AS o, {text} AS r FROM {name}");
            queries.insert(name.clone(), query);
            copies.push(format!("CREATE TABLE seed_{name} AS SELECT * FROM {name}"));
            names.push(name);
        }
        run_all(store, &copies.join(";\n")).await;
        note_writes(store, &names).await;
        let mut tables = Tables { store: store.clone(), names, queries, seed: BTreeSet::new() };
        let all: Vec<&str> = tables.names.iter().map(String::as_str).collect();
        tables.seed = tables.rows(&all).await;
        tables
    }

    async fn rows(&self, names: &[&str]) -> BTreeSet<TableRow> {
        let queries: Vec<&str> = names.iter().map(|name| self.queries[*name].as_str()).collect();
        with_pool!(&self.store, |pool| {
            let rows = sqlx::query(AssertSqlSafe(queries.join(" UNION ALL "))).fetch_all(pool).await.unwrap();
            rows.iter()
                .map(|row| TableRow { table: row.get(0), organization: row.get(1), text: row.get(2) })
                .collect()
        })
    }

    /// Rows that are there now and were not, and rows that were there and are not: what has changed.
    pub async fn changed(&self) -> Vec<TableRow> {
        let touched = texts(&self.store, format!("SELECT DISTINCT name FROM {TOUCHED}")).await;
        let touched: BTreeSet<&str> = touched.iter().map(String::as_str).collect();
        if touched.is_empty() {
            return Vec::new();
        }
        let now = self.rows(&touched.iter().copied().collect::<Vec<_>>()).await;
        let seed = || self.seed.iter().filter(|row| touched.contains(row.table.as_str()));
        let gone = seed().filter(|row| !now.contains(*row)).cloned();
        let new = now.iter().filter(|row| !self.seed.contains(*row)).cloned();
        let mut changed: Vec<TableRow> = gone.chain(new).collect();
        changed.sort();
        changed
    }

    /// Runs a statement of the test's own.
    pub async fn run(&self, sql: &str) {
        run(&self.store, sql.to_owned()).await;
    }

    /// Puts every table in `changed` back as it was.
    pub async fn reset(&self, changed: &[TableRow]) {
        for name in self.names.iter().filter(|name| changed.iter().any(|row| row.table == **name)) {
            run(&self.store, format!("DELETE FROM {name}")).await;
            run(&self.store, format!("INSERT INTO {name} SELECT * FROM seed_{name}")).await;
        }
        run(&self.store, format!("DELETE FROM {TOUCHED}")).await;
    }
}

/// Lets the database note every table that is written to.
async fn note_writes(store: &Store, names: &[String]) {
    let mut sql = vec![format!("CREATE TABLE {TOUCHED} (name TEXT NOT NULL)")];
    match store {
        Store::Sqlite { .. } => {
            for (name, event) in
                names.iter().flat_map(|name| ["INSERT", "UPDATE", "DELETE"].map(|event| (name, event)))
            {
                sql.push(format!(
                    "CREATE TRIGGER noted_{event}_{name} AFTER {event} ON {name}
                     BEGIN INSERT INTO {TOUCHED} VALUES ('{name}'); END"
                ));
            }
        }
        Store::Postgres(..) => {
            sql.push(format!(
                "CREATE FUNCTION note_write() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN INSERT INTO {TOUCHED} VALUES (TG_TABLE_NAME); RETURN NULL; END $$"
            ));
            sql.extend(names.iter().map(|name| {
                format!(
                    "CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON {name}
                     FOR EACH ROW EXECUTE FUNCTION note_write()"
                )
            }));
        }
    }
    run_all(store, &sql.join(";\n")).await;
}

/// Statements one after the other, sent together.
async fn run_all(store: &Store, sql: &str) {
    with_pool!(store, |pool| {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(pool).await.unwrap();
    });
}

pub async fn run(store: &Store, sql: String) {
    with_pool!(store, |pool| {
        sqlx::query(AssertSqlSafe(sql)).execute(pool).await.unwrap();
    });
}

async fn texts(store: &Store, sql: String) -> Vec<String> {
    with_pool!(store, |pool| {
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(pool).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    })
}

async fn table_names(store: &Store) -> Vec<String> {
    let sql = match store {
        Store::Sqlite { .. } => {
            "SELECT name FROM sqlite_master
              WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '_sqlx_migrations' ORDER BY name"
        }
        Store::Postgres(..) => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables
              WHERE table_schema = current_schema() AND table_name <> '_sqlx_migrations' ORDER BY table_name"
        }
    };
    texts(store, sql.to_owned()).await
}

async fn column_names(store: &Store, table: &str) -> Vec<String> {
    let sql = match store {
        Store::Sqlite { .. } => format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid"),
        Store::Postgres(..) => format!(
            "SELECT CAST(column_name AS TEXT) FROM information_schema.columns
              WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position"
        ),
    };
    texts(store, sql).await
}

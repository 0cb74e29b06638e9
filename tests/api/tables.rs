//! Every row of the database as text, so that a test can say what a request changed; and the way back.

use std::collections::BTreeSet;

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
    /// One query that returns every row of every table.
    all: String,
    seed: BTreeSet<TableRow>,
}

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
        let mut parts = Vec::new();
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
            parts.push(format!("SELECT '{name}' AS t, {organization} AS o, {text} AS r FROM {name}"));
            run(store, format!("CREATE TABLE seed_{name} AS SELECT * FROM {name}")).await;
            names.push(name);
        }
        let mut tables =
            Tables { store: store.clone(), names, all: parts.join(" UNION ALL "), seed: BTreeSet::new() };
        tables.seed = tables.rows().await;
        tables
    }

    async fn rows(&self) -> BTreeSet<TableRow> {
        with_pool!(&self.store, |pool| {
            let rows = sqlx::query(AssertSqlSafe(self.all.clone())).fetch_all(pool).await.unwrap();
            rows.iter()
                .map(|row| TableRow { table: row.get(0), organization: row.get(1), text: row.get(2) })
                .collect()
        })
    }

    /// Rows that are there now and were not, and rows that were there and are not: what has changed.
    pub async fn changed(&self) -> Vec<TableRow> {
        let now = self.rows().await;
        self.seed.symmetric_difference(&now).cloned().collect()
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
    }
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

//! Opening, reading, writing, and what a caller is told when it fails.

use rollcall::store::installation::row_counts::RowCounts;
use rollcall::store::{SchemaState, Store, StoreError};

use crate::support::{Database, on_both};

on_both! {
    a_dropped_write_never_was,
    a_read_is_one_snapshot,
    migrating_twice_is_once,
    a_schema_is_missing_or_of_an_age,
    writers_wait_for_one_another,
}

async fn a_dropped_write_never_was(db: Database) {
    let mut write = db.store.write().await.unwrap();
    assert!(write.insert_installation_secret("a", "1").await.unwrap());
    drop(write);
    assert_eq!(db.store.read().await.unwrap().find_installation_secret("a").await.unwrap(), None);

    let mut write = db.store.write().await.unwrap();
    assert!(write.insert_installation_secret("a", "1").await.unwrap());
    assert!(!write.insert_installation_secret("a", "2").await.unwrap());
    write.commit().await.unwrap();
    let kept = db.store.read().await.unwrap().find_installation_secret("a").await.unwrap();
    assert_eq!(kept.as_deref(), Some("1"));
}

async fn a_read_is_one_snapshot(db: Database) {
    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.find_installation_secret("a").await.unwrap(), None);
    let mut write = db.store.write().await.unwrap();
    write.insert_installation_secret("a", "1").await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(read.find_installation_secret("a").await.unwrap(), None);
}

async fn migrating_twice_is_once(db: Database) {
    db.store.migrate().await.unwrap();
    db.store.ping().await.unwrap();
    db.store.close().await;
    assert!(matches!(db.store.ping().await, Err(StoreError::Unavailable(_))));
    Store::open(&db.url, 1).await.unwrap().ping().await.unwrap();
}

async fn a_schema_is_missing_or_of_an_age(db: Database) {
    assert_eq!(db.store.schema_state().await.unwrap(), SchemaState::Current);
    let extent = db.store.read().await.unwrap().count_rows().await.unwrap();
    assert_eq!(extent, RowCounts { evidence: 0, sessions: 0 });
    let execute = async |sql: &'static str| match &db.store {
        Store::Sqlite { writer, .. } => drop(sqlx::query(sql).execute(writer).await.unwrap()),
        Store::Postgres(pool, ..) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
    };
    execute("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 7").await;
    assert_eq!(db.store.schema_state().await.unwrap(), SchemaState::Newer);
    execute("DELETE FROM _sqlx_migrations WHERE version = 9999").await;
    assert_eq!(db.store.schema_state().await.unwrap(), SchemaState::Older);
    execute("DELETE FROM _sqlx_migrations").await;
    assert_eq!(db.store.schema_state().await.unwrap(), SchemaState::Missing);
    execute("DROP TABLE _sqlx_migrations").await;
    assert_eq!(db.store.schema_state().await.unwrap(), SchemaState::Missing);
    assert!(!Store::would_create_file(&db.url) && Store::would_create_file("sqlite://nowhere/at/all.db"));
    assert_eq!(Store::describe_location("postgres://u:secret@h:5/d"), "postgres://h:5/d");
}

async fn writers_wait_for_one_another(db: Database) {
    let tasks: Vec<_> = (0..40)
        .map(|n| {
            let store = db.store.clone();
            tokio::spawn(async move {
                let mut write = store.write().await?;
                write.find_installation_secret("a").await?;
                write.insert_installation_secret(&format!("n{n}"), "1").await?;
                write.commit().await
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn an_address_that_names_no_database_is_refused() {
    for url in ["mysql://here/there", "sqlite://", "sqlite://:memory:", "nonsense"] {
        assert!(matches!(Store::open(url, 1).await, Err(StoreError::InvalidUrl(_))), "{url}");
    }
    let nobody = "postgres://rollcall@127.0.0.1:1/none";
    assert!(matches!(Store::open(nobody, 1).await, Err(StoreError::Open { .. })));
}

#[tokio::test]
async fn a_sqlite_file_is_its_owners_alone_and_synced_in_full() {
    use rollcall::store::Synchronous;
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/er/rollcall.db");
    let url = format!("sqlite://{}", path.display());
    let store = Store::open(&url, 1).await.unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let Store::Sqlite { writer, .. } = &store else { panic!("opened {store:?}") };
    let pragma = |name: &'static str| {
        let writer = writer.clone();
        async move { sqlx::query_scalar::<_, i64>(name).fetch_one(&writer).await.unwrap() }
    };
    assert_eq!(pragma("PRAGMA synchronous").await, 2);
    assert_eq!(pragma("PRAGMA foreign_keys").await, 1);
    assert_eq!(pragma("PRAGMA busy_timeout").await, 5_000);
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(writer).await.unwrap();
    assert_eq!(journal, "wal");
    // The mode without syncing exists for the crash harness, which must see it lose.
    let other = Store::open_with(&url, 1, Synchronous::Off).await.unwrap();
    other.ping().await.unwrap();
}

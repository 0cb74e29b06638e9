//! Starts the application over an existing database or a new one.

use std::sync::Arc;

use super::open_error::OpenError;
use crate::app::App;
use crate::clock::SystemClock;
use crate::config::{Config, DatabaseConfig, SynchronousLevel};
use crate::ids::IdGenerator;
use crate::store::{SchemaState, Store, StoreError, Synchronous};

/// Why the application could not start. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "there is no database at {0}: run this in the folder of the installation or name its settings with --config; \
         `rollcall serve` and `rollcall user create` make a new one"
    )]
    NoDatabase(String),
    #[error(
        "the database at {0} holds nothing of Rollcall: is database.url the right one? `rollcall migrate` lays the \
         schema in it"
    )]
    NoSchema(String),
    #[error("the database at {0} was laid by an older rollcall: bring it up to date with `rollcall migrate`")]
    OldSchema(String),
    #[error(
        "the database at {0} was laid by a newer rollcall than this one ({version}): use the newer program",
        version = env!("CARGO_PKG_VERSION")
    )]
    NewSchema(String),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Open(#[from] OpenError),
}

impl App {
    /// Opens the database of `config`, creates it where there is none and migrates it, and makes the
    /// installation's keys on the first start.
    pub async fn start(config: Config) -> Result<App, StartError> {
        let store = open(&config.database).await?;
        if config.database.migrate_on_start {
            bring_up_to_date(&store, &config.database).await?;
        } else {
            require_current_schema(&store, &config.database).await?;
        }
        Ok(App::with_store(store, config, Arc::new(SystemClock), IdGenerator::from_os()).await?)
    }

    /// Opens the database of `config` as it is; nothing is made, and its schema stays.
    pub async fn attach(config: Config) -> Result<App, StartError> {
        if Store::would_create_file(&config.database.url) {
            return Err(StartError::NoDatabase(Store::describe_location(&config.database.url)));
        }
        let store = open(&config.database).await?;
        require_current_schema(&store, &config.database).await?;
        Ok(App::with_store(store, config, Arc::new(SystemClock), IdGenerator::from_os()).await?)
    }
}

/// Makes the database of `config` where there is none, and brings its schema up to date.
pub async fn migrate(config: &DatabaseConfig) -> Result<(), StartError> {
    let store = open(config).await?;
    bring_up_to_date(&store, config).await?;
    store.close().await;
    Ok(())
}

async fn open(config: &DatabaseConfig) -> Result<Store, StoreError> {
    let DatabaseConfig { url, max_connections, sqlite_synchronous, .. } = config;
    let synchronous = match sqlite_synchronous {
        SynchronousLevel::Full => Synchronous::Full,
        SynchronousLevel::Normal => Synchronous::Normal,
        SynchronousLevel::Off => Synchronous::Off,
    };
    if synchronous != Synchronous::Full {
        tracing::warn!(
            "database.sqlite_synchronous is not full: a power cut will take acknowledged evidence away"
        );
    }
    Store::open_with(url, *max_connections, synchronous).await
}

async fn bring_up_to_date(store: &Store, config: &DatabaseConfig) -> Result<(), StartError> {
    match store.schema_state().await? {
        SchemaState::Newer => Err(StartError::NewSchema(Store::describe_location(&config.url))),
        // A current schema too, so that the applied migrations are compared with those of this program.
        SchemaState::Missing | SchemaState::Older | SchemaState::Current => Ok(store.migrate().await?),
    }
}

async fn require_current_schema(store: &Store, config: &DatabaseConfig) -> Result<(), StartError> {
    let place = || Store::describe_location(&config.url);
    match store.schema_state().await? {
        SchemaState::Current => Ok(()),
        SchemaState::Missing => Err(StartError::NoSchema(place())),
        SchemaState::Older => Err(StartError::OldSchema(place())),
        SchemaState::Newer => Err(StartError::NewSchema(place())),
    }
}

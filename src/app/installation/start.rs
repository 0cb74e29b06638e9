//! Coming up over a database: the one that is there, or a new one.

use std::sync::Arc;

use super::secrets::SecretsError;
use crate::app::App;
use crate::clock::SystemClock;
use crate::config::{Config, Database};
use crate::ids::Ids;
use crate::store::{Schema, Store, StoreError, Synchronous};

/// Why the application could not come up. Each says what to do.
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
    Secrets(#[from] SecretsError),
}

impl App {
    /// Opens the database of `config`, made where there is none and brought up to date, and makes the installation's
    /// secrets on the first start.
    pub async fn start(config: Config) -> Result<App, StartError> {
        let store = open(&config.database).await?;
        if config.database.migrate_on_start {
            bring_up_to_date(&store, &config.database).await?;
        } else {
            check(&store, &config.database).await?;
        }
        App::over(store, config, Arc::new(SystemClock), Ids::random()).await
    }

    /// Opens the database of `config` as it is; nothing is made, and its schema stays.
    pub async fn attach(config: Config) -> Result<App, StartError> {
        if Store::would_be_new(&config.database.url) {
            return Err(StartError::NoDatabase(Store::place(&config.database.url)));
        }
        let store = open(&config.database).await?;
        check(&store, &config.database).await?;
        App::over(store, config, Arc::new(SystemClock), Ids::random()).await
    }
}

/// Makes the database of `config` where there is none, and brings its schema up to date.
pub async fn migrate(config: &Database) -> Result<(), StartError> {
    let store = open(config).await?;
    bring_up_to_date(&store, config).await?;
    store.close().await;
    Ok(())
}

async fn open(config: &Database) -> Result<Store, StoreError> {
    let Database { url, max_connections, sqlite_synchronous, .. } = config;
    if *sqlite_synchronous != Synchronous::Full {
        tracing::warn!(
            "database.sqlite_synchronous is not full: a power cut will take acknowledged evidence away"
        );
    }
    Store::open_with(url, *max_connections, *sqlite_synchronous).await
}

async fn bring_up_to_date(store: &Store, config: &Database) -> Result<(), StartError> {
    match store.schema().await? {
        Schema::Newer => Err(StartError::NewSchema(Store::place(&config.url))),
        // What is laid already is compared with what this program would lay.
        Schema::Missing | Schema::Older | Schema::Current => Ok(store.migrate().await?),
    }
}

async fn check(store: &Store, config: &Database) -> Result<(), StartError> {
    let place = || Store::place(&config.url);
    match store.schema().await? {
        Schema::Current => Ok(()),
        Schema::Missing => Err(StartError::NoSchema(place())),
        Schema::Older => Err(StartError::OldSchema(place())),
        Schema::Newer => Err(StartError::NewSchema(place())),
    }
}

//! A request that is given up halfway leaves no transaction open on a connection of the pool.

use std::time::Duration;

use crate::world::World;

async fn a_transaction_given_up_while_it_begins_is_not_left_open(world: World) {
    let store = &world.app.store;
    for patience in 0..200 {
        let patience = Duration::from_micros(patience);
        let _ = tokio::time::timeout(patience, store.read()).await;
        let _ = tokio::time::timeout(patience, store.write()).await;
    }
    for n in 0..20 {
        let mut write = store.write().await.unwrap();
        let written = write.insert_installation_secret(&format!("s{n}"), "x").await;
        assert!(written.is_ok(), "{written:?}");
        write.commit().await.unwrap();
        let mut read = store.read().await.unwrap();
        assert!(
            read.find_installation_secret(&format!("s{n}")).await.unwrap().is_some(),
            "it was never committed"
        );
    }
}

crate::on_both_databases!(a_transaction_given_up_while_it_begins_is_not_left_open);

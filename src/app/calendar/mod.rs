//! Calendar feeds: an address for each person whose secret lets a calendar program read their sessions without a login.

pub mod address;
pub mod feed;
mod feed_limit;

pub use self::feed_limit::FeedLimit;

//! What pages are made of.

pub mod browser;
pub mod chart;
pub mod code;
pub mod dialog;
pub mod empty;
pub mod event;
pub mod field;
pub mod filter;
pub mod history;
pub mod icon;
pub mod lesson_fields;
pub mod live;
pub mod membership;
pub mod message;
pub mod money;
pub mod pager;
pub mod received;
pub mod scan_log;
pub mod session;
pub mod stranger;
pub mod subscription;
pub mod timeline;
pub mod verdict;
pub mod visits;
pub mod zone;

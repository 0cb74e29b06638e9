//! Parts that pages share.

pub mod timeline;

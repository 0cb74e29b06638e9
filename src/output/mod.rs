//! Tables as files.

pub(crate) mod table;

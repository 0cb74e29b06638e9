pub mod domain;
pub mod sources;

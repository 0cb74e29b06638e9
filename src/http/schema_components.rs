//! The part of the OpenAPI document that routes share: the named schemas and responses they refer to, collected while
//! the routes are described.

use std::collections::BTreeMap;

use utoipa::ToSchema;
use utoipa::openapi::{Ref, RefOr, Response, Schema};

/// The named schemas that the routes refer to.
#[derive(Default)]
pub struct Components {
    pub(crate) schemas: BTreeMap<String, RefOr<Schema>>,
    /// Error responses that many routes share.
    pub(crate) responses: BTreeMap<String, Response>,
}

impl Components {
    /// A reference to the schema of `T`, which is added with everything it refers to.
    ///
    /// # Panics
    /// When two types with different schemas have the same name, because one would replace the other in the document. A
    /// test builds the document, so this is noticed before a release.
    pub fn reference<T: ToSchema>(&mut self) -> RefOr<Schema> {
        let name = T::name().into_owned();
        let mut others = Vec::new();
        T::schemas(&mut others);
        others.push((name.clone(), T::schema()));
        for (name, schema) in others {
            let known = self.schemas.entry(name.clone()).or_insert_with(|| schema.clone());
            assert!(*known == schema, "two types are named {name}");
        }
        RefOr::Ref(Ref::from_schema_name(name))
    }
}

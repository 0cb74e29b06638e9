//! Methods of the enums whose variants have texts fixed by the API: roles, kinds, outcomes.

/// Adds `ALL`, `as_str` and `parse` to an enum that derives strum's `VariantArray`, `IntoStaticStr` and `EnumString`,
/// so that callers need no trait of strum's in scope.
macro_rules! string_enum_methods {
    ($name:ident) => {
        impl $name {
            /// Every variant, in the order of its declaration.
            pub const ALL: &'static [$name] = <$name as strum::VariantArray>::VARIANTS;

            pub fn as_str(self) -> &'static str {
                self.into()
            }

            pub fn parse(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    };
}
pub(crate) use string_enum_methods;

//! The pages: what people see. A page is another answer to the same application functions that the API calls.
//!
//! - `pages/` has a file or a folder for each page; its texts (`en.ftl`, `ar.ftl`, `ru.ftl`, `hi.ftl`) and its style
//!   (`style.css`) stand beside it. `menu.rs` has a line for each page in the menu, `grants.rs` says who opens what.
//! - `components/` is what pages are made of, `ui/` what they are written with (who looks, in which language and zone);
//!   the languages are `crate::text`.
//! - `route.rs` declares pages and forms, `answer.rs` is what a handler gives back, `layout.rs` what is around it.
//!
//! `docs/PAGES.md` has the recipe for a page.

pub mod address;
pub mod answer;
mod answering;
pub mod assets;
pub mod components;
pub mod errors;
pub mod flash;
pub mod grants;
pub mod layout;
pub mod login_form;
pub mod menu;
pub mod page;
pub mod pages;
pub mod request;
pub mod route;
pub mod ui;

use crate::http::route::Route;

/// The routes of all pages.
pub fn routes() -> Vec<Route> {
    pages::routes()
}

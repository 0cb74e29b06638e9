//! Saying whose a platform's name for somebody is: by one click on a proposal, by search, or nobody's of ours.

use maud::{Markup, html};

use crate::domain::people::Identity;
use crate::http::identity_id::encode_identity;
use crate::store::people::Person;
use crate::text::{args, without_controls};
use crate::web::components::dialog::Dialog;
use crate::web::components::field::FormView;
use crate::web::ui::Ui;

/// The field that says which of the forms of one stranger was sent: a person's id, or one of the two below.
pub const HOW_FIELD: &str = "how";
pub const HOW_SEARCH: &str = "search";
pub const HOW_NOBODY: &str = "nobody";

/// The id of the list of people to choose from, which stands once on a page.
const PEOPLE_LIST: &str = "people-to-bind";

/// An identity that belongs to nobody yet.
pub struct Stranger<'a> {
    pub identity: &'a Identity,
    /// The display name on its platform; it identifies nobody.
    pub display_name: Option<&'a str>,
    /// Whom it may be, best first.
    pub proposals: Vec<StrangerProposal>,
    /// Everybody expected where it was seen: id and name.
    pub roster: Vec<(String, String)>,
}

/// Whom a stranger may be, and why.
pub struct StrangerProposal {
    pub person: String,
    pub name: String,
    pub why: String,
}

impl Stranger<'_> {
    /// Unique on the page.
    pub fn element_id(&self) -> String {
        format!("stranger-{}", encode_identity(self.identity))
    }

    /// The name it is shown by.
    pub fn shown_name(&self) -> &str {
        self.display_name.filter(|name| !name.trim().is_empty()).unwrap_or(&self.identity.value)
    }

    /// The proposals with their buttons, and the two other ways. `own` is whoever looks: nobody binds to themselves.
    pub fn actions(&self, ui: &Ui, own: Option<&str>) -> Markup {
        let id = encode_identity(self.identity);
        let action = format!("/unmatched/{id}/bind");
        let shown = self.shown_name();
        let proposals = self.proposals.iter().filter(|one| own != Some(&one.person));
        let search = FormView::told_apart(ui, &action, HOW_FIELD, HOW_SEARCH);
        let nobody = FormView::told_apart(ui, &action, HOW_FIELD, HOW_NOBODY);
        let (search_id, nobody_id) = (format!("bind-{id}"), format!("nobody-{id}"));
        let bind = Dialog {
            id: &search_id,
            title: ui.say("stranger-bind-title", args![name = shown]),
            what: ui.text("stranger-bind-what"),
            fields: self.search_fields(ui, &search, own),
            confirm: ui.text("stranger-bind"),
            is_danger: false,
        };
        let discard = Dialog {
            id: &nobody_id,
            title: ui.say("stranger-nobody-title", args![name = shown]),
            what: ui.text("stranger-nobody-what"),
            fields: nobody.hidden(HOW_FIELD, HOW_NOBODY),
            confirm: ui.text("stranger-nobody"),
            is_danger: false,
        };
        html! {
            ul.list.plain {
                @for one in proposals {
                    @let form = FormView::told_apart(ui, &action, HOW_FIELD, &one.person);
                    li {
                        span.what { (ui.name(&one.name)) span.sub { (one.why) } }
                        (form.post_inline(html! {
                            (form.hidden(HOW_FIELD, &one.person))
                            button.button.primary.small {
                                (ui.text("stranger-bind"))
                                span.sr-only { " " (ui.say("stranger-bind-to", args![name = &one.name])) }
                            }
                        }))
                    }
                }
            }
            div.row {
                (bind.opener(&ui.text("stranger-bind-other"), "small"))
                (discard.opener(&ui.text("stranger-nobody"), "small quiet"))
            }
            (bind.render(ui, search)) (discard.render(ui, nobody))
        }
    }

    fn search_fields(&self, ui: &Ui, form: &FormView<'_>, own: Option<&str>) -> Markup {
        let mut options = vec![(String::new(), ui.text("stranger-choose"))];
        options.extend(self.roster.iter().filter(|(id, _)| own != Some(id)).cloned());
        html! {
            (form.hidden(HOW_FIELD, HOW_SEARCH))
            @if options.len() > 1 { (form.select("person", ui.text("stranger-of-roster"), &options, "")) }
            (form.text("who", ui.text("stranger-anybody"), "").hint(ui.text("stranger-anybody-hint"))
                .autocomplete("off").list(PEOPLE_LIST))
        }
    }
}

/// The people to choose from, once on a page. A name that several have is told by the e-mail address.
pub fn people_list(people: &[Person]) -> Markup {
    let is_shared = |name: &str| people.iter().filter(|other| other.name == name).count() > 1;
    html! {
        datalist id=(PEOPLE_LIST) {
            @for one in people {
                @match (&one.email, is_shared(&one.name)) {
                    (Some(email), true) => { option value=(email) { (without_controls(&one.name)) } },
                    (None, true) => { option value=(one.id) { (without_controls(&one.name)) } },
                    (_, false) => { option value=(one.name) {} },
                }
            }
        }
    }
}

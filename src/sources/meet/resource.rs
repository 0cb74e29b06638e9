//! The fields that are read of Meet's resources. Any may be missing; unknown fields are ignored.

use serde::{Deserialize, Serialize};

/// A conference record: one call in a space.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ConferenceRecordResource {
    pub name: Option<String>,
    pub space: Option<String>,
    pub start_time: Option<String>,
    /// Absent while the call is in progress.
    pub end_time: Option<String>,
}

/// A participant of a call: a signed-in account, a typed name, or a telephone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ParticipantResource {
    pub name: Option<String>,
    pub earliest_start_time: Option<String>,
    /// When the last device left; absent while one is in the call, even if it was shown before.
    pub latest_end_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signedin_user: Option<ParticipantUser>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anonymous_user: Option<ParticipantUser>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_user: Option<ParticipantUser>,
}

/// How a participant is shown. Only signed-in ones have `users/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ParticipantUser {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
}

/// One device of a participant, from its join to its leave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ParticipantSession {
    pub name: Option<String>,
    pub start_time: Option<String>,
    pub end_time: Option<String>,
}

/// A meeting room with its link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SpaceResource {
    pub name: Option<String>,
    pub meeting_code: Option<String>,
    pub meeting_uri: Option<String>,
    /// Its settings; only the owner is shown them.
    pub config: Option<serde_json::Value>,
}

/// One page of a list: its items under their own key, and where the next page is.
pub(super) trait ListPage: for<'de> Deserialize<'de> + Send {
    type Item: NamedResource;
    /// The items and the token of the next page. `None` when the body has other members but none of this list's; an
    /// empty object is a valid empty list, since Google omits empty lists.
    fn into_items(self) -> Option<(Vec<Self::Item>, Option<String>)>;
}

/// A resource with a name. One without a name cannot be stored.
pub(super) trait NamedResource {
    fn name(&self) -> Option<&str>;
}

macro_rules! list_page {
    ($page:ident, $item:ident, $key:ident) => {
        #[derive(Default, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub(super) struct $page {
            $key: Vec<$item>,
            next_page_token: Option<String>,
            total_size: Option<i64>,
            #[serde(flatten)]
            others: serde_json::Map<String, serde_json::Value>,
        }
        impl ListPage for $page {
            type Item = $item;
            fn into_items(self) -> Option<(Vec<$item>, Option<String>)> {
                let next = self.next_page_token.filter(|token| !token.is_empty());
                let says_something = next.is_some() || self.total_size.is_some() || !self.$key.is_empty();
                (says_something || self.others.is_empty()).then_some((self.$key, next))
            }
        }
        impl NamedResource for $item {
            fn name(&self) -> Option<&str> {
                self.name.as_deref()
            }
        }
    };
}

list_page!(RecordsPage, ConferenceRecordResource, conference_records);
list_page!(ParticipantsPage, ParticipantResource, participants);
list_page!(ParticipantSessionsPage, ParticipantSession, participant_sessions);

/// An account in a domain's directory.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DirectoryUser {
    pub primary_email: Option<String>,
}

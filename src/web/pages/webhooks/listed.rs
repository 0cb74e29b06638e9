//! An endpoint as lists and its own page show it.

use super::state::EndpointState;
use crate::domain::notification::event::Channel;
use crate::http::problem::Problem;
use crate::store::Read;
use crate::store::notification::delivery_log::{DeliveryFilter, LoggedDelivery};
use crate::store::notification::endpoints::WebhookEndpoint;

/// An endpoint with the newest message to it that was sent, or given up.
pub(super) struct ListedEndpoint {
    pub endpoint: WebhookEndpoint,
    pub newest: Option<LoggedDelivery>,
}

impl ListedEndpoint {
    pub async fn load(
        read: &mut Read,
        organization: &str,
        endpoint: WebhookEndpoint,
    ) -> Result<Self, Problem> {
        let filter = DeliveryFilter {
            recipient: Some(&endpoint.id),
            channel: Some(Channel::Webhook),
            limit: 1,
            ..DeliveryFilter::default()
        };
        let newest = read.list_deliveries(organization, &filter).await?.pop();
        Ok(ListedEndpoint { endpoint, newest })
    }

    pub fn state(&self) -> EndpointState {
        EndpointState::of(&self.endpoint, self.newest.as_ref())
    }
}

/// What it is called: what somebody said that it is, else its address.
pub(super) fn name_of(endpoint: &WebhookEndpoint) -> &str {
    endpoint.description.as_deref().unwrap_or(&endpoint.url)
}

//! A throw-away publisher that is written to.

use tenderlens_core::endpoint::{Auth, Body, Endpoint, Kind, Method, Paging, Parameter, Publisher, ResponseKind};
use tenderlens_core::publishers::Registry;

const ID: &[Parameter] = &[Parameter::path("id", Kind::Text, None, "1", "Id of the tender.")];

const ROWS: &[Endpoint] = &[
    Endpoint {
        paging: Paging::Feed("offset"),
        ..Endpoint::get(
            "tenders",
            "/tenders",
            "The feed.",
            &[Parameter::query("offset", Kind::Opaque, None, "1", "Where to continue.")],
            ResponseKind::ReleasePackage,
        )
    },
    Endpoint::get("tender", "/tenders/{id}", "One tender.", ID, ResponseKind::ReleasePackage),
    Endpoint::get("slow", "/tenders/{id}/slow", "One that takes long.", ID, ResponseKind::ReleasePackage),
    Endpoint {
        auth: Auth::Owner,
        ..Endpoint::get("bid", "/bids/{id}", "One bid, for its owner.", ID, ResponseKind::ReleasePackage)
    },
    Endpoint {
        method: Method::Post,
        body: Body::Data,
        auth: Auth::Broker,
        ..Endpoint::get("createTender", "/tenders", "A new tender.", &[], ResponseKind::Object)
    },
    Endpoint {
        method: Method::Post,
        body: Body::File,
        auth: Auth::Owner,
        ..Endpoint::get("upload", "/tenders/{id}/documents", "A new document.", ID, ResponseKind::Object)
    },
    Endpoint {
        method: Method::Delete,
        auth: Auth::Owner,
        ..Endpoint::get("cancelBid", "/bids/{id}", "Takes a bid back.", ID, ResponseKind::Object)
    },
];

/// The built-in publishers and `desk`.
pub fn registry() -> Registry {
    let builtin = Registry::builtin();
    let uk = *builtin.publisher("uk").unwrap();
    let desk = Publisher { id: "desk", base: "http://desk", base_path: "/api/0", endpoints: ROWS, ..uk };
    Registry::new(builtin.publishers().iter().copied().chain([desk]).collect())
}

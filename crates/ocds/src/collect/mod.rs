//! From documents to contracting processes: releases found, grouped by `ocid` and merged.
//!
//! - [`Documents`] reads a text of one or more JSON documents: releases, records, arrays of them,
//!   release packages, record packages.
//! - [`Process`] holds what the documents said of one `ocid`, and merges it.
//! - [`Groups`] keeps all processes of an input that is in memory.
//!
//! Everything stays a slice of its document. What cannot be used becomes a [`Problem`] beside the
//! rest, never the end of it.
//!
//! ```
//! use tenderlens_ocds::collect::{Form, Groups};
//! use tenderlens_ocds::merge::Options;
//! let text = r#"
//!     {"releases": [{"ocid": "b", "id": "1", "date": "2024-01-01"}]}
//!     {"ocid": "a", "id": "2", "date": "2024-01-01", "title": "Road"}
//!     {"ocid": "b", "id": "3", "date": "2024-02-01", "title": "Bridge"}"#;
//! let mut groups = Groups::default();
//! groups.read(text)?;
//! let lines = groups.processes().map(|process| process.merge(&Form::Compiled, &Options::default()).json);
//! assert_eq!(
//!     lines.flatten().collect::<Vec<_>>(),
//!     [
//!         r#"{"tag":["compiled"],"id":"a-2024-01-01","date":"2024-01-01","ocid":"a","title":"Road"}"#,
//!         r#"{"tag":["compiled"],"id":"b-2024-02-01","date":"2024-02-01","ocid":"b","title":"Bridge"}"#,
//!     ]
//! );
//! # Ok::<(), tenderlens_ocds::collect::Unreadable>(())
//! ```

mod compact;
mod document;
mod groups;
mod outline;
mod problem;
mod process;
mod record;
mod sampled;

pub use compact::compact;
pub use document::{Document, Documents, Part, PartKind, Unreadable};
pub use groups::Groups;
pub use problem::{Problem, Severity};
pub use process::{Basis, Form, Outcome, Process};
pub use record::RecordForm;

//! Files that are generated and checked in: each is a function of the endpoint table, of a mapping's, or of the
//! standard's schemas.

mod docs;
mod mappings;
mod ocds;
mod plan;
mod sdk;

use std::path::PathBuf;

use tenderlens_core::publishers::Registry;

use crate::places::shared;

pub use docs::endpoints_markdown;
pub use mappings::mapping_markdown;
pub use ocds::ocds_typescript;
pub use plan::plan_markdown;
pub use sdk::endpoints_typescript;

/// A generated file: its path below the workspace, and its bytes.
pub struct Generated {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

/// Every generated file, as it should be. What is made of the schemas is left out, announced, where they are absent.
///
/// # Errors
/// Names the schema that cannot be used; and where `CI` is set, says that there is none.
pub fn files(registry: &Registry) -> Result<Vec<Generated>, String> {
    let text = |path: &str, text: String| Generated { path: path.into(), bytes: text.into_bytes() };
    let mut files = vec![
        text("docs/endpoints.md", endpoints_markdown(registry)),
        text("docs/query-plan.md", plan_markdown(registry)),
        text("www/sdk/src/gen/endpoints.ts", endpoints_typescript(registry)),
    ];
    for mapping in tenderlens_core::convert::mappings() {
        files.push(text(&format!("docs/mappings/{}.md", mapping.publisher), mapping_markdown(mapping)));
    }
    if let Some(shared) = shared("gen: www/sdk/src/gen/ocds.ts, from the schemas of OCDS")? {
        files.push(text("www/sdk/src/gen/ocds.ts", ocds_typescript(&shared)?));
    }
    let fixtures = tenderlens_sandbox::fixtures(registry);
    files.extend(fixtures.into_iter().map(|(path, bytes)| Generated { path: path.into(), bytes }));
    Ok(files)
}

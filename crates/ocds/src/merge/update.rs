//! Updating a merged release with later releases, without the earlier ones.

use super::error::MergeError;
use super::job::{Mode, Reading, order_of, read_shapes, run_ordered};
use super::{Merged, Options};

/// A merged release in the making: an earlier result, if any, and the releases since.
#[derive(Debug, Clone)]
struct Growing {
    mode: Mode,
    options: Options,
    base: Option<String>,
    releases: Vec<String>,
}

impl Growing {
    fn new(mode: Mode, base: Option<&str>, options: Options) -> Result<Self, MergeError> {
        if let Some(base) = base {
            // The releases come later: so far only the base can be wrong.
            run_ordered(mode, Some(base), &[], &[], &[], &options)?;
        }
        Ok(Self { mode, options, base: base.map(str::to_owned), releases: Vec::new() })
    }

    fn extend(&mut self, releases: &[&str]) -> Result<(), MergeError> {
        let shapes = read_shapes(releases, Reading::Whole)?;
        for release in order_of(&shapes)? {
            self.releases.push(releases[release].to_owned());
        }
        Ok(())
    }

    fn append(&mut self, release: &str) {
        self.releases.push(release.to_owned());
    }

    fn finish(self) -> Result<Merged, MergeError> {
        let releases: Vec<&str> = self.releases.iter().map(String::as_str).collect();
        let shapes = read_shapes(&releases, Reading::Whole)?;
        let order: Vec<usize> = (0..releases.len()).collect();
        let base = self.base.as_deref();
        run_ordered(self.mode, base, &releases, &shapes, &order, &self.options)
    }
}

macro_rules! merged_release {
    ($name:ident, $mode:expr, $what:literal, $function:literal) => {
        #[doc = concat!("A ", $what, " release that grows as releases arrive.")]
        ///
        /// Equal to merging all releases at once if each addition is later than what is there, except
        /// that `{}` left by nulls is lost when an earlier result is read back. The dates of
        /// additions are not compared with it.
        ///
        /// See <https://standard.open-contracting.org/latest/en/schema/merging/>.
        #[derive(Debug, Clone)]
        pub struct $name(Growing);

        impl $name {
            /// Starts from nothing.
            pub fn new(options: Options) -> Self {
                Self(Growing { mode: $mode, options, base: None, releases: Vec::new() })
            }

            #[doc = concat!("Starts from the JSON text of an earlier ", $what, " release.")]
            ///
            /// Fails if that is no JSON object.
            pub fn update(base: &str, options: Options) -> Result<Self, MergeError> {
                Growing::new($mode, Some(base), options).map(Self)
            }

            /// Adds several releases, by date. Fails, adding none, if they cannot be ordered.
            pub fn extend(&mut self, releases: &[&str]) -> Result<(), MergeError> {
                self.0.extend(releases)
            }

            /// Adds one release after all that are there, whatever its date.
            pub fn append(&mut self, release: &str) {
                self.0.append(release);
            }

            #[doc = concat!("The merged release; fails where [`", $function, "`](super::", $function, ") does.")]
            ///
            /// Positions in warnings and errors count the releases as added, each group sorted.
            pub fn finish(self) -> Result<Merged, MergeError> {
                self.0.finish()
            }
        }
    };
}

merged_release!(CompiledRelease, Mode::Compiled, "compiled", "compiled");
merged_release!(VersionedRelease, Mode::Versioned, "versioned", "versioned");

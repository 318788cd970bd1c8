//! Merge rules by field path, and overrides of how arrays of objects are matched.

use std::sync::LazyLock;

use super::error::SchemaError;
use super::schema;

/// What a schema says about a field that is not merged the ordinary way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Action {
    #[default]
    None,
    /// Left out of merged releases.
    Omit,
    /// Replaced as a whole.
    WholeList,
}

/// How the objects of one array are matched, instead of by their `id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Override {
    /// Never: every object is kept apart. The reference's `APPEND`.
    Append,
    /// By their position in the array. The reference's `MERGE_BY_POSITION`.
    MergeByPosition,
}

/// Overrides by the field path of the array, like `contracts.implementation.milestones`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overrides {
    entries: Vec<(Vec<String>, Override)>,
}

impl Overrides {
    /// No overrides.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the strategy of the array at `path` (field names, without array positions).
    pub fn set<S: Into<String>>(&mut self, path: impl IntoIterator<Item = S>, strategy: Override) {
        let path: Vec<String> = path.into_iter().map(Into::into).collect();
        self.entries.retain(|(known, _)| *known != path);
        self.entries.push((path, strategy));
    }

    /// The same, for building in one expression.
    #[must_use]
    pub fn with<S: Into<String>>(mut self, path: impl IntoIterator<Item = S>, strategy: Override) -> Self {
        self.set(path, strategy);
        self
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// A position in a [`RuleTree`]: the fields walked so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RuleNode(u32);

impl RuleNode {
    pub(crate) const ROOT: RuleNode = RuleNode(0);
    /// Off the tree: no rule here or below.
    pub(crate) const NONE: RuleNode = RuleNode(u32::MAX);
}

/// Rules and overrides as a tree of field names, so that a walk looks up one name at a time.
#[derive(Debug, Clone)]
pub(crate) struct RuleTree {
    nodes: Vec<RuleTreeNode>,
}

#[derive(Debug, Clone, Default)]
struct RuleTreeNode {
    children: Vec<(Box<str>, RuleNode)>,
    action: Action,
    strategy: Option<Override>,
}

impl Default for RuleTree {
    fn default() -> Self {
        Self { nodes: vec![RuleTreeNode::default()] }
    }
}

impl RuleTree {
    fn node(&self, node: RuleNode) -> Option<&RuleTreeNode> {
        self.nodes.get(node.0 as usize)
    }

    /// The node one field further. Names are compared as bytes of UTF-8.
    #[inline]
    pub(crate) fn child(&self, node: RuleNode, name: &[u8]) -> RuleNode {
        let Some(node) = self.node(node) else {
            return RuleNode::NONE;
        };
        let found = node.children.iter().find(|(key, _)| key.as_bytes() == name);
        found.map_or(RuleNode::NONE, |(_, child)| *child)
    }

    #[inline]
    pub(crate) fn action(&self, node: RuleNode) -> Action {
        self.node(node).map_or(Action::None, |node| node.action)
    }

    #[inline]
    pub(crate) fn strategy(&self, node: RuleNode) -> Option<Override> {
        self.node(node).and_then(|node| node.strategy)
    }

    fn insert(&mut self, path: &[String]) -> Option<&mut RuleTreeNode> {
        let mut at = RuleNode::ROOT;
        for name in path {
            let mut next = self.child(at, name.as_bytes());
            if next == RuleNode::NONE {
                next = RuleNode(u32::try_from(self.nodes.len()).ok()?);
                self.nodes.push(RuleTreeNode::default());
                let parent = self.nodes.get_mut(at.0 as usize)?;
                parent.children.push((name.as_str().into(), next));
            }
            at = next;
        }
        self.nodes.get_mut(at.0 as usize)
    }

    /// This tree with the overrides on it.
    pub(crate) fn with_overrides(&self, overrides: &Overrides) -> Self {
        let mut tree = self.clone();
        for (path, strategy) in &overrides.entries {
            if let Some(node) = tree.insert(path) {
                node.strategy = Some(*strategy);
            }
        }
        tree
    }
}

/// The merge rules of a release schema: which fields are left out of merged releases, and which
/// arrays are replaced as a whole.
/// See <https://standard.open-contracting.org/latest/en/schema/merging/#merging-specification>.
///
/// ```
/// use tenderlens_ocds::merge::Rules;
/// let rules = Rules::from_schema(r#"{"properties": {"date": {"omitWhenMerged": true}}}"#)?;
/// assert_eq!(rules.omitted().collect::<Vec<_>>(), ["date"]);
/// # Ok::<(), tenderlens_ocds::merge::SchemaError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Rules {
    entries: Vec<(Vec<String>, Action)>,
    tree: RuleTree,
}

impl Rules {
    pub(crate) fn from_entries(entries: Vec<(Vec<String>, Action)>) -> Self {
        let mut tree = RuleTree::default();
        for (path, action) in &entries {
            if let Some(node) = tree.insert(path) {
                node.action = *action;
            }
        }
        Self { entries, tree }
    }

    /// The rules of OCDS 1.1 (the same from 1.1.0 to 1.1.5).
    pub fn ocds_1_1() -> &'static Rules {
        static RULES: LazyLock<Rules> = LazyLock::new(|| from_table(&["date", "id", "tag"], WHOLE_LISTS_1_1));
        &RULES
    }

    /// The rules of OCDS 1.0 (the same from 1.0.0 to 1.0.3).
    pub fn ocds_1_0() -> &'static Rules {
        static RULES: LazyLock<Rules> = LazyLock::new(|| from_table(&["date", "id", "ocid", "tag"], WHOLE_LISTS_1_0));
        &RULES
    }

    /// No rules at all: every array of objects is matched by id, and nothing is left out.
    pub fn none() -> Rules {
        Rules::default()
    }

    /// The rules in a JSON Schema of releases, whose local references (`#/definitions/...`) are
    /// followed. A reference to another document is an error: nothing is ever downloaded.
    pub fn from_schema(schema_json: &str) -> Result<Rules, SchemaError> {
        let schema = serde_json::from_str(schema_json)?;
        schema::entries(&schema).map(Rules::from_entries)
    }

    /// The rules in a schema to which extensions' patches (their `release-schema.json`) are applied
    /// first, in this order, as JSON Merge Patch (RFC 7396).
    pub fn with_extensions(schema_json: &str, patches: &[&str]) -> Result<Rules, SchemaError> {
        let mut schema = serde_json::from_str(schema_json)?;
        for patch in patches {
            schema::apply_patch(&mut schema, serde_json::from_str(patch)?);
        }
        schema::entries(&schema).map(Rules::from_entries)
    }

    /// The fields that are left out, dotted.
    pub fn omitted(&self) -> impl Iterator<Item = String> + '_ {
        self.paths_with(Action::Omit)
    }

    /// The arrays that are replaced as a whole, dotted.
    pub fn whole_lists(&self) -> impl Iterator<Item = String> + '_ {
        self.paths_with(Action::WholeList)
    }

    fn paths_with(&self, wanted: Action) -> impl Iterator<Item = String> + '_ {
        let found = self.entries.iter().filter(move |(_, a)| *a == wanted);
        found.map(|(path, _)| path.join("."))
    }

    pub(crate) fn tree(&self) -> &RuleTree {
        &self.tree
    }
}

fn from_table(omit: &[&str], whole_lists: &[&str]) -> Rules {
    let split = |path: &str| path.split('.').map(str::to_owned).collect::<Vec<_>>();
    let omit = omit.iter().map(|path| (split(path), Action::Omit));
    let lists = whole_lists.iter().map(|p| (split(p), Action::WholeList));
    Rules::from_entries(omit.chain(lists).collect())
}

const WHOLE_LISTS_1_1: &[&str] = &[
    "awards.amendment.changes",
    "awards.amendments.changes",
    "awards.items.additionalClassifications",
    "awards.suppliers.additionalIdentifiers",
    "buyer.additionalIdentifiers",
    "contracts.amendment.changes",
    "contracts.amendments.changes",
    "contracts.implementation.transactions.payee.additionalIdentifiers",
    "contracts.implementation.transactions.payer.additionalIdentifiers",
    "contracts.items.additionalClassifications",
    "contracts.relatedProcesses.relationship",
    "parties.additionalIdentifiers",
    "parties.roles",
    "relatedProcesses.relationship",
    "tender.additionalProcurementCategories",
    "tender.amendment.changes",
    "tender.amendments.changes",
    "tender.items.additionalClassifications",
    "tender.procuringEntity.additionalIdentifiers",
    "tender.submissionMethod",
    "tender.tenderers.additionalIdentifiers",
];

const WHOLE_LISTS_1_0: &[&str] = &[
    "awards.amendment.changes",
    "awards.items.additionalClassifications",
    "awards.suppliers",
    "buyer.additionalIdentifiers",
    "contracts.amendment.changes",
    "contracts.items.additionalClassifications",
    "tender.amendment.changes",
    "tender.items.additionalClassifications",
    "tender.procuringEntity.additionalIdentifiers",
    "tender.submissionMethod",
    "tender.tenderers",
];

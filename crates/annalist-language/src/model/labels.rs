//! Label inventories, compiled to the types that a parse speaks.

use super::file::Labels;
use super::lemma::LemmaRule;
use crate::error::Error;
use crate::parse::{Deprel, Feats, NameKind, Role, Upos, Xpos};

/// What each class of each head means.
pub(crate) struct Inventory {
    pub upos: Vec<Upos>,
    pub xpos: Vec<Xpos>,
    pub feats: Vec<Feats>,
    pub lemma: Vec<LemmaRule>,
    pub names: Vec<NameLabel>,
    pub deprel: Vec<Deprel>,
    /// Roles of words beside a predicate; `None` for what is no argument.
    pub roles: Vec<Option<Role>>,
    /// The class of `root` among the relations.
    pub root: usize,
}

/// One label of the names head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameLabel {
    Outside,
    Begin(NameKind),
    Inside(NameKind),
}

impl Inventory {
    pub(super) fn compile(labels: &Labels) -> Result<Self, Error> {
        let lemma = labels.lemma.iter().map(|rule| {
            LemmaRule::compile(rule).ok_or_else(|| Error::damaged(format!("lemma rule {rule:?} is not one")))
        });
        let names = labels.names.iter().map(|label| {
            NameLabel::read(label).ok_or_else(|| Error::damaged(format!("name label {label:?} is not known")))
        });
        let roles = labels.roles.iter().map(|label| match Role::from_label(label) {
            Role::None if label != "_" => Err(Error::damaged(format!("role {label:?} is not known"))),
            role => Ok(Some(role).filter(|role| *role != Role::None)),
        });
        let root = labels.deprel.iter().position(|label| label == "root");
        let inventory = Self {
            upos: labels.upos.iter().map(|label| Upos::from_label(label)).collect(),
            xpos: labels.xpos.iter().map(|label| Xpos::from_label(label)).collect(),
            feats: labels.feats.iter().map(|label| Feats::from_ud(label)).collect(),
            lemma: lemma.collect::<Result<_, _>>()?,
            names: names.collect::<Result<_, _>>()?,
            deprel: labels.deprel.iter().map(|label| Deprel::from_label(label)).collect(),
            roles: roles.collect::<Result<_, _>>()?,
            root: root.ok_or_else(|| Error::damaged("there is no relation root"))?,
        };
        let empty = inventory.upos.is_empty() || inventory.xpos.is_empty() || inventory.feats.is_empty();
        if empty || inventory.lemma.is_empty() || inventory.names.is_empty() || inventory.deprel.len() < 2 {
            return Err(Error::damaged("a label inventory is empty"));
        }
        Ok(inventory)
    }
}

impl NameLabel {
    fn read(label: &str) -> Option<Self> {
        if label == "O" {
            return Some(Self::Outside);
        }
        let (position, kind) = label.split_once('-')?;
        let kind = match kind {
            "PER" => NameKind::Person,
            "ORG" => NameKind::Organization,
            "LOC" => NameKind::Location,
            "NORP" => NameKind::Group,
            "EVT" | "MISC" => NameKind::Other,
            _ => return None,
        };
        match position {
            "B" => Some(Self::Begin(kind)),
            "I" => Some(Self::Inside(kind)),
            _ => None,
        }
    }
}

//! The kinds of arrangement and the states they can be in, as the record writes them.

/// What an arrangement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Working together: security, intelligence, aid.
    Cooperation,
    /// An end of fighting, however short.
    Ceasefire,
    /// A settlement of a conflict.
    PeaceAgreement,
    /// A treaty.
    Treaty,
    /// Trade and supply.
    Trade,
    /// Relations between states.
    DiplomaticRelations,
    /// Negotiations.
    Talks,
    /// Penalties laid on somebody.
    Sanctions,
    /// Alliances, coalitions, guarantees.
    Alliance,
    /// Anything else that was agreed.
    Other,
}

impl Kind {
    /// The record's word.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Cooperation => "cooperation",
            Self::Ceasefire => "ceasefire",
            Self::PeaceAgreement => "peace_agreement",
            Self::Treaty => "treaty",
            Self::Trade => "trade",
            Self::DiplomaticRelations => "diplomatic_relations",
            Self::Talks => "talks",
            Self::Sanctions => "sanctions",
            Self::Alliance => "alliance",
            Self::Other => "other",
        }
    }

    /// The kind of a word of the record.
    pub(crate) fn from_label(label: &str) -> Option<Self> {
        Some(match label {
            "cooperation" => Self::Cooperation,
            "ceasefire" => Self::Ceasefire,
            "peace_agreement" => Self::PeaceAgreement,
            "treaty" => Self::Treaty,
            "trade" => Self::Trade,
            "diplomatic_relations" => Self::DiplomaticRelations,
            "talks" => Self::Talks,
            "sanctions" => Self::Sanctions,
            "alliance" => Self::Alliance,
            "other" => Self::Other,
            _ => return None,
        })
    }

    /// Whether it is something agreed in words, so that "the deal" may mean it.
    pub(crate) fn is_agreement(self) -> bool {
        !matches!(self, Self::Sanctions | Self::Talks | Self::DiplomaticRelations)
    }
}

/// The state that a change brings an arrangement into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    /// Somebody wants it.
    Proposed,
    /// It is agreed.
    Agreed,
    /// It is signed or ratified.
    Signed,
    /// It stands.
    InForce,
    /// There is more of it.
    Expanded,
    /// There is less of it.
    Reduced,
    /// It may end.
    Threatened,
    /// It is halted.
    Suspended,
    /// It goes on again.
    Resumed,
    /// Somebody broke it.
    Violated,
    /// It lasts longer.
    Extended,
    /// It is over.
    Terminated,
    /// Somebody does not want it.
    Rejected,
}

impl State {
    /// The record's word.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Signed => "signed",
            Self::InForce => "in_force",
            Self::Expanded => "expanded",
            Self::Reduced => "reduced",
            Self::Threatened => "threatened",
            Self::Suspended => "suspended",
            Self::Resumed => "resumed",
            Self::Violated => "violated",
            Self::Extended => "extended",
            Self::Terminated => "terminated",
            Self::Rejected => "rejected",
        }
    }

    /// The state of a word of the record.
    pub(crate) fn from_label(label: &str) -> Option<Self> {
        Some(match label {
            "proposed" => Self::Proposed,
            "agreed" => Self::Agreed,
            "signed" => Self::Signed,
            "in_force" => Self::InForce,
            "expanded" => Self::Expanded,
            "reduced" => Self::Reduced,
            "threatened" => Self::Threatened,
            "suspended" => Self::Suspended,
            "resumed" => Self::Resumed,
            "violated" => Self::Violated,
            "extended" => Self::Extended,
            "terminated" => Self::Terminated,
            "rejected" => Self::Rejected,
            _ => return None,
        })
    }

    /// Whether a threat of it is a threat to the arrangement.
    pub(crate) fn is_loss(self) -> bool {
        matches!(self, Self::Reduced | Self::Suspended | Self::Violated | Self::Terminated)
    }
}

//! What an actor is, and how words named it; the build script uses the same file.

macro_rules! closed {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $label:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            const ALL: &'static [$name] = &[$(Self::$variant),+];

            /// The lower-case label.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The variant of a label.
            pub fn from_label(label: &str) -> Option<Self> {
                match label { $($label => Some(Self::$variant),)+ _ => None }
            }

            pub(crate) fn from_byte(byte: u8) -> Option<Self> {
                Self::ALL.get(usize::from(byte)).copied()
            }
        }
    };
}

closed! {
    /// What an actor is.
    ActorKind {
        /// A country or territory.
        State = "state",
        /// A government or one of its organs.
        Government = "government",
        /// An international, civic or religious organisation.
        Organization = "organization",
        /// An armed group.
        ArmedGroup = "armed_group",
        /// A people or community.
        Population = "population",
        /// A person.
        Person = "person",
        /// A political party.
        Party = "party",
        /// A news outlet.
        Media = "media",
        /// A company.
        Company = "company",
    }
}

closed! {
    /// How words named an actor.
    Form {
        /// Its usual name: Israel.
        Name = "name",
        /// Another name: the Jewish state.
        Alias = "alias",
        /// Initials: UAE.
        Acronym = "acronym",
        /// The adjective, also where it doubles as the people's name: Israeli, Chinese.
        Adjective = "adjective",
        /// The people only: Israelis, Turk.
        Demonym = "demonym",
        /// The capital or another seat that stands for the government: Jerusalem, Moscow.
        Capital = "capital",
        /// A person's surname alone, which needs context.
        Surname = "surname",
    }
}

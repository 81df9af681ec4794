//! PLOVER's sector codes; the build script uses the same file.

macro_rules! sectors {
    ($($(#[$doc:meta])* $variant:ident = $label:literal),+ $(,)?) => {
        /// What part of a society an actor acts for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Sector { $($(#[$doc])* $variant),+ }

        impl Sector {
            /// All sectors in the codebook's order.
            pub const ALL: &'static [Sector] = &[$(Self::$variant),+];

            /// The codebook's three letters.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The sector of three letters.
            pub fn from_label(label: &str) -> Option<Self> {
                match label { $($label => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

sectors! {
    /// Police and other law enforcement.
    Cop = "COP",
    /// Executive government.
    Gov = "GOV",
    /// Courts and prosecutors.
    Jud = "JUD",
    /// Legislature.
    Leg = "LEG",
    /// Regular armed forces.
    Mil = "MIL",
    /// Paramilitaries and militias on the side of a state.
    Prm = "PRM",
    /// Political parties.
    Pty = "PTY",
    /// Armed groups that fight a state.
    Reb = "REB",
    /// Intelligence services.
    Spy = "SPY",
    /// Armed actors of unknown allegiance.
    Uaf = "UAF",
    /// Actors whose part is not known.
    Unk = "UNK",
    /// Farming, fishing, herding.
    Agr = "AGR",
    /// Business.
    Bus = "BUS",
    /// Organised crime.
    Crm = "CRM",
    /// Civilians without another part.
    Cvl = "CVL",
    /// Schools and universities.
    Edu = "EDU",
    /// Former officials, celebrities and others of public standing.
    Eli = "ELI",
    /// Journalists and media.
    Jrn = "JRN",
    /// Workers and unions.
    Lab = "LAB",
    /// Doctors, nurses, hospitals.
    Med = "MED",
    /// Refugees and displaced people.
    Ref = "REF",
    /// Political opposition.
    Opp = "OPP",
    /// Actors that a coder saw but could not recognise.
    Pre = "PRE",
    /// Clergy and religious bodies.
    Rel = "REL",
    /// Civic groups and movements.
    Soc = "SOC",
}

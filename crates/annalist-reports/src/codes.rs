//! Stable codes of errors and warnings. `docs/errors.md` says of each what it means and what to do.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        $($(#[$doc])* pub const $name: &str = $code;)+
        /// All codes of this crate, in order.
        pub const ALL: &[&str] = &[$($code),+];
    };
}

codes! {
    /// The input does not exist.
    NOT_FOUND = "R0101";
    /// The input could not be opened or read.
    UNREADABLE = "R0102";
    /// A folder holds no reports.
    EMPTY_FOLDER = "R0103";
    /// A file of a folder was passed over.
    PASSED_OVER = "R0104";
    /// The input is empty.
    EMPTY = "R0201";
    /// The input is no text.
    BINARY = "R0202";
    /// The input is of a known format that is not read.
    UNSUPPORTED = "R0203";
    /// The input is larger than allowed.
    TOO_LARGE = "R0204";
    /// Compressed input is damaged or cut off.
    DAMAGED = "R0205";
    /// Compressed input expands out of all proportion.
    EXPANDS = "R0206";
    /// The bytes are not in the encoding they should be in.
    ENCODING = "R0207";
    /// A page without an article.
    NO_ARTICLE = "R0208";
    /// Not valid JSON.
    JSON = "R0301";
    /// JSON, but no object.
    NOT_AN_OBJECT = "R0302";
    /// An object without text.
    NO_TEXT = "R0303";
    /// The text is not a string.
    TEXT_NOT_STRING = "R0304";
    /// A line or value is longer than allowed.
    LINE_TOO_LONG = "R0305";
    /// The publication date was not understood.
    DATE_UNKNOWN = "R0401";
    /// The publication date is impossible or out of range.
    DATE_ABSURD = "R0402";
    /// The publication date can be read in two ways.
    DATE_AMBIGUOUS = "R0403";
    /// The page only says when it was changed.
    DATE_ONLY_MODIFIED = "R0404";
    /// Control characters were removed.
    CONTROLS_REMOVED = "R0501";
    /// The encoding was guessed.
    ENCODING_GUESSED = "R0502";
    /// Bytes that could not be decoded were replaced.
    BYTES_REPLACED = "R0503";
    /// The outlet was taken from the address.
    OUTLET_FROM_URL = "R0504";
    /// The id was already given to an earlier report of this run.
    ID_REPEATED = "R0505";
    /// The text is the same as that of an earlier report of this run.
    TEXT_REPEATED = "R0506";
    /// The content is of another format than the name says.
    FORMAT_BY_CONTENT = "R0507";
    /// The page was read without its structure.
    PAGE_WITHOUT_STRUCTURE = "R0508";
    /// A field of the wrong type was left out.
    FIELD_IGNORED = "R0509";
}

//! How a written word becomes the key it is looked up by; the build script uses the same file.
//!
//! Lower case, accents folded, periods and apostrophes gone, hyphens and other joints turned into one space:
//! `al-Qa'ida` and `Al Qaida` are both `al qaida`, `U.S.` is `us`, `São Tomé` is `sao tome`.

/// Feeds the folded bytes of one written word to `out`; a joint inside the word comes out as one space.
pub(crate) fn fold(word: &str, out: &mut impl FnMut(u8)) {
    let mut begun = false;
    let mut joint = false;
    for c in word.chars() {
        if is_joint(c) {
            joint = begun;
            continue;
        }
        if is_dropped(c) {
            continue;
        }
        if joint {
            out(b' ');
            joint = false;
        }
        begun = true;
        fold_char(c, out);
    }
}

/// The key of a whole phrase as a data file writes it.
pub(crate) fn key(phrase: &str) -> String {
    let mut bytes = Vec::with_capacity(phrase.len());
    fold(phrase, &mut |b| bytes.push(b));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether the character parts words: hyphens, dashes, slashes, white space.
pub(crate) fn is_joint(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '‑' | '‐' | '/' | '_')
}

/// Whether the character leaves no trace in a key.
pub(crate) fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '.' | '\''
            | '’'
            | '‘'
            | 'ʼ'
            | 'ʻ'
            | 'ʿ'
            | 'ʾ'
            | 'ʽ'
            | '`'
            | '´'
            | '"'
            | '“'
            | '”'
            | ','
            | '('
            | ')'
            | '\u{ad}'
    ) || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether a token carries on the word before it: the possessive mark.
#[allow(dead_code, reason = "the crate uses it")]
pub(crate) fn is_glued(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "’S" | "'" | "’")
}

fn fold_char(c: char, out: &mut impl FnMut(u8)) {
    if c.is_ascii() {
        if c == '&' {
            b"and".iter().for_each(|&b| out(b));
        } else {
            out(c.to_ascii_lowercase() as u8);
        }
        return;
    }
    for lower in c.to_lowercase() {
        let plain = plain(lower);
        if plain.is_empty() {
            let mut buffer = [0; 4];
            lower.encode_utf8(&mut buffer).bytes().filter(|_| !is_dropped(lower)).for_each(&mut *out);
        } else {
            plain.bytes().for_each(&mut *out);
        }
    }
}

/// The unaccented spelling of a lower-case Latin letter, or nothing if the table does not hold it.
fn plain(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ'
        | 'ậ' | 'ắ' | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' => "a",
        'æ' => "ae",
        'ḇ' => "b",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' | 'ḍ' | 'ḏ' | 'ḑ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' | 'ǝ' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề'
        | 'ể' | 'ễ' | 'ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' | 'ǵ' => "g",
        'ĥ' | 'ħ' | 'ḥ' | 'ḫ' | 'ẖ' | 'ḩ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' | 'ḯ' => "i",
        'ĵ' => "j",
        'ķ' | 'ḳ' | 'ḵ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' | 'ḷ' => "l",
        'ṃ' => "m",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ṇ' | 'ŋ' | 'ṅ' | 'ṉ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ō' | 'ŏ' | 'ő' | 'ø' | 'ơ' | 'ọ' | 'ỏ' | 'ố' | 'ồ' | 'ổ' | 'ỗ'
        | 'ộ' | 'ớ' | 'ờ' | 'ở' | 'ỡ' | 'ợ' | 'ǫ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' | 'ṛ' | 'ṟ' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' | 'ṭ' | 'ṯ' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ' | 'ủ' | 'ứ' | 'ừ' | 'ử'
        | 'ữ' | 'ự' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => "y",
        'ź' | 'ż' | 'ž' | 'ẓ' | 'ẕ' => "z",
        _ => "",
    }
}

//! What must not be taken over from a cell or a header: words about persons (E36, E37).

/// Whether an e-mail address stands anywhere in the text (E36).
pub fn holds_email(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'@', bytes).any(|at| {
        let local = at
            .checked_sub(1)
            .is_some_and(|before| bytes[before].is_ascii_alphanumeric() || b"._%+-".contains(&bytes[before]));
        let host = &bytes[at + 1..];
        let end =
            host.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b".-".contains(byte)).unwrap_or(host.len());
        let mut labels = host[..end].split(|&byte| byte == b'.').take_while(|label| !label.is_empty());
        // A first label, then at least one that starts with two letters, whatever stands between them.
        local
            && labels.next().is_some()
            && labels.any(|label| label.iter().take_while(|byte| byte.is_ascii_alphabetic()).count() >= 2)
    })
}

/// Whether a column is named like one for persons (E37).
pub fn is_personal_name(column: &str) -> bool {
    ["email", "mail", "user", "user_name", "employee", "full_name", "first_name", "last_name", "login"]
        .contains(&column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_is_found_anywhere_in_a_cell() {
        for yes in ["a@b.cd", "ask me@example.com now", "x@a-b.c.org", "é+a%@x.museum!", "@@ a@b.co", "a@1.c2.de"] {
            assert!(holds_email(yes.as_bytes()), "{yes}");
        }
        for no in ["", "@", "a@b", "a@b.c", "a@.com", "@b.com", " @b.com", "a@b..com", "a@b.1com", "é@b.com"] {
            assert!(!holds_email(no.as_bytes()), "{no}");
        }
    }
}

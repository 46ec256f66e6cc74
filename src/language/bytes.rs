//! Looks for characters beyond ASCII in the bytes of a text, eight at once: that is much faster than one by one.

/// The top bit of each of eight bytes; in UTF-8 none of ASCII has it.
pub const TOPS: u64 = 0x8080_8080_8080_8080;

/// Eight bytes of a text from a place on, the first of them lowest; nothing if fewer are left.
pub fn eight(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..)?.first_chunk().map(|eight| u64::from_le_bytes(*eight))
}

/// Which of eight bytes is the first that has its top bit in `tops`; 8 if none.
pub fn first(tops: u64) -> usize {
    (tops.trailing_zeros() / 8) as usize
}

/// Where the first character beyond ASCII begins, from `at` on.
pub fn beyond_ascii(text: &[u8], mut at: usize) -> Option<usize> {
    while let Some(bytes) = eight(text, at) {
        // Such a character begins with a byte whose two highest bits are set (RFC 3629, section 3).
        let begins = bytes & (bytes << 1) & TOPS;
        if begins != 0 {
            return Some(at + first(begins));
        }
        at += 8;
    }
    text.get(at..)?.iter().position(|byte| *byte >= 0xc0).map(|n| at + n)
}

//! Looks for characters in the bytes of a text, sixteen at once: that is much faster than one by one.

use wide::u8x16;

/// How many bytes are looked at together.
pub const TOGETHER: usize = 16;

/// Sixteen bytes of a text from a place on; nothing if fewer are left.
pub fn sixteen(text: &[u8], at: usize) -> Option<u8x16> {
    text.get(at..)?.first_chunk::<TOGETHER>().map(|sixteen| u8x16::from(*sixteen))
}

/// Which of sixteen bytes are from `first` to `last`: a bit each, that of the first byte lowest.
pub fn within(bytes: u8x16, first: u8, last: u8) -> u32 {
    bytes.simd_eq(bytes.max(u8x16::splat(first)).min(u8x16::splat(last))).to_bitmask()
}

/// Where the first character beyond ASCII begins, from `at` on.
pub fn beyond_ascii(text: &[u8], mut at: usize) -> Option<usize> {
    // Such a character begins with a byte whose two highest bits are set (RFC 3629, section 3).
    const FIRST: u8 = 0xc0;
    // Where there was one, there is often another.
    if text.get(at).is_some_and(|byte| *byte >= FIRST) {
        return Some(at);
    }
    while let Some(bytes) = sixteen(text, at) {
        let begins = within(bytes, FIRST, u8::MAX);
        if begins != 0 {
            return Some(at + begins.trailing_zeros() as usize);
        }
        at += TOGETHER;
    }
    let rest = text.get(at..)?;
    if let Some(last) = text.len().checked_sub(TOGETHER).and_then(|from| sixteen(text, from)) {
        let begins = within(last, FIRST, u8::MAX) >> (TOGETHER - rest.len());
        return (begins != 0).then(|| at + begins.trailing_zeros() as usize);
    }
    rest.iter().position(|byte| *byte >= FIRST).map(|n| at + n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_beyond_ascii_is_found_wherever_it_stands(text in "[a é가𝄞]{0,70}|[a-z]{0,40}é?[a-z]{0,40}", at in 0..90_usize) {
            let found = text.bytes().skip(at).position(|byte| byte >= 0xc0).map(|n| at + n);
            prop_assert_eq!(beyond_ascii(text.as_bytes(), at), found);
        }
    }
}

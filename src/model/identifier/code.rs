//! Codes of the trade: ISRC for recordings, ISWC for works, the number below a release's barcode.

use super::{checked, counted, letters_and_digits, only_digits};
use std::hash::{Hash, Hasher};

/// International Standard Recording Code, ISO 3901: `CC-XXX-YY-NNNNN`, that is two letters and three letters or
/// digits for who gave it, two digits for the year, five for the recording.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Isrc(String);

impl Isrc {
    /// Reads 12 letters and digits; hyphens may stand between them, and small letters are made capitals.
    ///
    /// # Errors
    /// Says in words what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        const FORM: &str = "an ISRC has 12 letters and digits, like `KR-A30-16-00125`";
        let code = letters_and_digits(text, &['-'], "an ISRC", "letters, digits and hyphens")?.to_ascii_uppercase();
        if code.len() != 12 {
            return Err(format!("{FORM}, and this has {}", code.len()));
        }
        for (place, found) in code.char_indices() {
            if place < 2 && !found.is_ascii_alphabetic() {
                return Err(format!("an ISRC begins with two letters, so `{found}` cannot be one of them"));
            }
            if place > 4 && !found.is_ascii_digit() {
                let shown = dashed(&code);
                return Err(format!("the last seven places of an ISRC are digits, and `{shown}` has `{found}` there"));
            }
        }
        Ok(Self(code))
    }

    /// As people write it: `KR-A30-16-00125`.
    pub fn text(&self) -> String {
        dashed(&self.0)
    }

    /// As systems write it, without hyphens: `KRA301600125`.
    pub fn compact(&self) -> &str {
        &self.0
    }
}

fn dashed(code: &str) -> String {
    format!("{}-{}-{}-{}", &code[..2], &code[2..5], &code[5..7], &code[7..])
}

/// International Standard Musical Work Code, ISO 15707: `T-123.456.789-C`, where C is a check digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iswc(String);

impl Iswc {
    /// Reads `T` and ten digits; hyphens, dots and spaces may stand between them.
    ///
    /// # Errors
    /// Says in words what is wrong with the text; for a wrong check digit, which one would be right.
    pub fn parse(text: &str) -> Result<Self, String> {
        const FORM: &str = "an ISWC is `T` and ten digits, like `T-034.524.680-1`";
        let code = letters_and_digits(text, &['-', '.', ' '], "an ISWC", "`T`, digits, hyphens and dots")?
            .to_ascii_uppercase();
        let Some(digits) = code.strip_prefix('T') else {
            return Err(format!("{FORM}, and this does not begin with `T`"));
        };
        only_digits(digits, "after its `T`, an ISWC has digits")?;
        if digits.len() != 10 {
            return Err(format!("{FORM}, and this has {}", counted(digits.len(), "digit")));
        }
        let (body, stated) = digits.split_at(9);
        // ISO 15707, annex A: 1 and each digit times its place, and what is missing to the next ten.
        let sum = body.bytes().zip(1..).fold(1, |sum, (digit, place)| sum + u32::from(digit - b'0') * place);
        checked(stated, &((10 - sum % 10) % 10).to_string(), "an ISWC")?;
        Ok(Self(digits.to_owned()))
    }

    /// As people write it: `T-034.524.680-1`.
    pub fn text(&self) -> String {
        let digits = &self.0;
        format!("T-{}.{}.{}-{}", &digits[..3], &digits[3..6], &digits[6..9], &digits[9..])
    }

    /// As systems write it, without punctuation: `T0345246801`.
    pub fn compact(&self) -> String {
        format!("T{}", self.0)
    }
}

/// The number below a release's barcode (GS1 General Specifications): a UPC-A of 12 digits, an EAN-13 or an EAN-8.
///
/// Two are equal when they are the same article's: a UPC-A is the EAN-13 with a 0 before it.
#[derive(Debug, Clone, Copy)]
pub struct Barcode {
    number: u64,
    /// How many digits were written: 8, 12 or 13.
    digits: usize,
}

impl Barcode {
    /// Reads 8, 12 or 13 digits; hyphens and spaces may stand between them.
    ///
    /// # Errors
    /// Says in words what is wrong with the text; for a wrong check digit, which one would be right.
    pub fn parse(text: &str) -> Result<Self, String> {
        const FORM: &str = "a barcode has 12 digits (UPC-A), 13 (EAN-13) or 8 (EAN-8)";
        let digits = letters_and_digits(text, &['-', ' '], "a barcode", "digits, hyphens and spaces")?;
        only_digits(&digits, "a barcode has digits")?;
        if !matches!(digits.len(), 8 | 12 | 13) {
            let lost = digits.len() == 11 && gs1_check(&digits[..10]) == digits[10..];
            let why = if lost { format!("; the 0 that it begins with is missing: `0{digits}`") } else { String::new() };
            return Err(format!("{FORM}, and this has {}{why}", digits.len()));
        }
        if digits.bytes().all(|digit| digit == b'0') {
            return Err("a barcode of zeros is nobody's; leave it out when it is not known".into());
        }
        let (body, stated) = digits.split_at(digits.len() - 1);
        checked(stated, &gs1_check(body), "a barcode")?;
        let number = digits.parse().map_err(|_| FORM.to_owned())?;
        Ok(Self { number, digits: digits.len() })
    }

    /// The digits as they are printed: `0602455972804`, or 12 for a UPC-A.
    pub fn text(self) -> String {
        format!("{:0width$}", self.number, width = self.digits)
    }

    /// The 13 digits by which barcodes are compared.
    pub fn gtin13(self) -> String {
        format!("{:013}", self.number)
    }
}

impl PartialEq for Barcode {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
impl Eq for Barcode {}
impl Hash for Barcode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

/// The check digit of a GTIN (GS1 General Specifications, section 7.9.1): from the right, digits times 3 and 1 in
/// turn, and what is missing to the next ten.
pub(super) fn gs1_check(body: &str) -> String {
    let weighted = |(digit, weight): (u8, u32)| u32::from(digit - b'0') * weight;
    let sum: u32 = body.bytes().rev().zip([3, 1].into_iter().cycle()).map(weighted).sum();
    ((10 - sum % 10) % 10).to_string()
}

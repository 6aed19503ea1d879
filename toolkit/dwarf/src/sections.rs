//! The custom sections of a core module, and the position of its code.

use std::collections::HashMap;
use std::ops::Range;

pub struct Sections {
    /// Behind the head of the code section.
    pub code: Range<usize>,
    custom: HashMap<String, Range<usize>>,
}

const MAGIC: &[u8] = b"\0asm\x01\0\0\0";
const CUSTOM: u8 = 0;
const CODE: u8 = 10;

impl Sections {
    pub fn read(bytes: &[u8]) -> Result<Sections, String> {
        if !bytes.starts_with(MAGIC) {
            return Err("not a core module".into());
        }
        let mut sections = Sections { code: 0..0, custom: HashMap::new() };
        let mut at = MAGIC.len();
        while at < bytes.len() {
            let id = bytes[at];
            at += 1;
            let length = number(bytes, &mut at)?;
            let end = at.checked_add(length).filter(|&end| end <= bytes.len()).ok_or(CUT)?;
            match id {
                CUSTOM => sections.add_custom(bytes, at, end)?,
                CODE => sections.code = at..end,
                _ => {}
            }
            at = end;
        }
        Ok(sections)
    }

    fn add_custom(&mut self, bytes: &[u8], mut at: usize, end: usize) -> Result<(), String> {
        let length = number(bytes, &mut at)?;
        let start = at.checked_add(length).filter(|&start| start <= end).ok_or(CUT)?;
        self.custom.insert(String::from_utf8_lossy(&bytes[at..start]).into_owned(), start..end);
        Ok(())
    }

    /// The contents of the custom section of this name; empty if there is none.
    pub fn custom<'a>(&self, bytes: &'a [u8], name: &str) -> &'a [u8] {
        self.custom.get(name).map_or(&[], |range| &bytes[range.clone()])
    }
}

const CUT: &str = "a section goes beyond the end of the module";

/// An unsigned number of 32 bits in LEB128.
fn number(bytes: &[u8], at: &mut usize) -> Result<usize, String> {
    let mut value = 0u64;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(*at).ok_or(CUT)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return usize::try_from(value).map_err(|_| CUT.into());
        }
    }
    Err(CUT.into())
}

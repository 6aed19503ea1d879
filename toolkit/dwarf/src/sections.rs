//! The custom sections of a core module, the position of its code, and its constants.

use std::collections::HashMap;
use std::ops::Range;

pub struct Sections {
    /// Behind the head of the code section.
    pub code: Range<usize>,
    /// The initial values of the module's own globals up to the first that is no plain constant, as bits.
    pub constants: Vec<u64>,
    custom: HashMap<String, Range<usize>>,
}

const MAGIC: &[u8] = b"\0asm\x01\0\0\0";
const CUSTOM: u8 = 0;
const GLOBALS: u8 = 6;
const CODE: u8 = 10;

const I32: u8 = 0x7f;
const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

impl Sections {
    pub fn read(bytes: &[u8]) -> Result<Sections, String> {
        if !bytes.starts_with(MAGIC) {
            return Err("not a core module".into());
        }
        let mut sections = Sections { code: 0..0, constants: Vec::new(), custom: HashMap::new() };
        let mut at = MAGIC.len();
        while at < bytes.len() {
            let id = bytes[at];
            at += 1;
            let length = number(bytes, &mut at)?;
            let end = at.checked_add(length).filter(|&end| end <= bytes.len()).ok_or(CUT)?;
            match id {
                CUSTOM => sections.add_custom(bytes, at, end)?,
                GLOBALS => sections.constants = constants(&bytes[at..end]).unwrap_or_default(),
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

fn constants(section: &[u8]) -> Result<Vec<u64>, String> {
    let mut at = 0;
    let count = number(section, &mut at)?;
    let mut found = Vec::new();
    while found.len() < count && section.get(at) == Some(&I32) && section.get(at + 2) == Some(&I32_CONST) {
        at += 3;
        found.push(signed(section, &mut at)?);
        if section.get(at) != Some(&END) {
            return Err(CUT.into());
        }
        at += 1;
    }
    Ok(found)
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

/// A signed number of 32 bits in LEB128, as the bits of an unsigned one.
fn signed(bytes: &[u8], at: &mut usize) -> Result<u64, String> {
    let start = *at;
    let value = number(bytes, at)? as u64;
    let width = 7 * (*at - start) as u32;
    let is_negative = width < 32 && value >> (width - 1) & 1 == 1;
    Ok(u64::from(if is_negative { value as u32 | u32::MAX << width } else { value as u32 }))
}

//! Names of a world's own exports that js-component-bindgen 2.18 loses.
//!
//! It looks an export up by the kebab-case of its name, or of its JavaScript name for an interface: it does not find
//! `get-URL`, nor an interface `a-b-c`. Such exports get a name that it finds and that has the same name in JavaScript.

use std::borrow::Cow;

use heck::{ToKebabCase, ToLowerCamelCase};
use wasm_encoder::{Component, Encode, RawSection};
use wasmparser::{ComponentExport, ComponentExternalKind, Parser, Payload, Result, SectionLimited};

/// The package of interfaces whose plain name is not found. Bindings call them by the last part of their name too.
const PACKAGE: &str = "a:world/";

/// The component with names of exports that the generator finds again.
pub fn rename(component: &[u8]) -> Result<Cow<'_, [u8]>> {
    let mut renamed = Component::new();
    let mut is_renamed = false;
    let mut depth = 0;
    for payload in Parser::new(0).parse_all(component) {
        let payload = payload?;
        if depth == 0
            && let Some((id, range)) = payload.as_section()
        {
            let data = &component[range.start as usize..range.end as usize];
            let names = match &payload {
                Payload::ComponentExportSection(section) => renames(section)?,
                _ => Vec::new(),
            };
            is_renamed |= !names.is_empty();
            let data = &replaced(data, names);
            renamed.section(&RawSection { id, data });
        }
        match payload {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth -= 1,
            _ => {}
        }
    }
    Ok(if is_renamed { Cow::Owned(renamed.finish()) } else { Cow::Borrowed(component) })
}

/// Whether an export with a name of `rename` is the component's own.
pub fn is_own(name: &str) -> bool {
    !name.starts_with(PACKAGE)
}

fn renames<'a>(section: &SectionLimited<'a, ComponentExport<'a>>) -> Result<Vec<(&'a str, String)>> {
    let mut names = Vec::new();
    for export in section.clone() {
        let ComponentExport { name, kind, .. } = export?;
        names.extend(findable(name.name, kind).map(|new| (name.name, new)));
    }
    Ok(names)
}

/// The name instead of one that is not found.
fn findable(name: &str, kind: ComponentExternalKind) -> Option<String> {
    let is_plain = !name.contains([':', '[', '=']);
    let lower = name.to_kebab_case();
    let found = match kind {
        ComponentExternalKind::Func => lower,
        ComponentExternalKind::Instance if lower.to_lower_camel_case().to_kebab_case() == lower => lower,
        ComponentExternalKind::Instance => format!("{PACKAGE}{lower}"),
        _ => return None,
    };
    (is_plain && found != name).then_some(found)
}

/// `data` with other names; it contains each of `names`, after its length.
fn replaced<'a>(data: &'a [u8], names: Vec<(&str, String)>) -> Cow<'a, [u8]> {
    if names.is_empty() {
        return Cow::Borrowed(data);
    }
    let mut output = Vec::new();
    let mut copied = 0;
    for (old, new) in names {
        let start = old.as_ptr() as usize - data.as_ptr() as usize;
        output.extend_from_slice(&data[copied..length_before(data, start)]);
        new.as_str().encode(&mut output);
        copied = start + old.len();
    }
    output.extend_from_slice(&data[copied..]);
    Cow::Owned(output)
}

/// Where the length of a name starts, a LEB128: all bytes but its last have the high bit, and the byte before it,
/// the form of the name, has not.
fn length_before(data: &[u8], name: usize) -> usize {
    let mut start = name - 1;
    while data[start - 1] & 0x80 != 0 {
        start -= 1;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    const FUNC: ComponentExternalKind = ComponentExternalKind::Func;
    const INSTANCE: ComponentExternalKind = ComponentExternalKind::Instance;

    #[test]
    fn capitals_become_small() {
        assert_eq!(findable("get-URL", FUNC).as_deref(), Some("get-url"));
        assert_eq!(findable("URL-parser", INSTANCE).as_deref(), Some("url-parser"));
    }

    #[test]
    fn short_words_of_interfaces_get_a_package() {
        assert_eq!(findable("a-b-c", INSTANCE).as_deref(), Some("a:world/a-b-c"));
        assert_eq!(findable("a-b-c", FUNC), None);
    }

    #[test]
    fn names_that_are_found_stay() {
        for name in ["run", "a-b", "http2-server", "wasi:cli/run@0.2.6", "[method]r.m"] {
            assert_eq!(findable(name, FUNC), None, "{name}");
            assert_eq!(findable(name, INSTANCE), None, "{name}");
        }
    }
}

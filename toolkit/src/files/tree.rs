//! Files in the memory of a module, as `toolkit/files/src/tree.rs` reads them.

use crate::exports::wit_studio::toolkit::files::File;
use std::collections::{BTreeMap, VecDeque};

enum Entry<'f> {
    File(&'f [u8]),
    Directory(BTreeMap<&'f str, Entry<'f>>),
}

/// Bytes of a node.
const NODE: usize = 32;

/// The nodes with everything that they refer to, for an address that 8 divides. A directory's children follow each
/// other, sorted by name.
pub fn image(files: &[File], address: u32) -> Vec<u8> {
    let mut root = BTreeMap::new();
    for file in files {
        put(&mut root, &file.path, &file.content);
    }
    let root = Entry::Directory(root);
    let mut nodes = vec![("", 0, &root)];
    let mut waiting = VecDeque::from([0]);
    let mut first_children = BTreeMap::new();
    while let Some(parent) = waiting.pop_front() {
        let Entry::Directory(children) = nodes[parent].2 else { continue };
        first_children.insert(parent, nodes.len());
        for (name, child) in children {
            waiting.push_back(nodes.len());
            nodes.push((name, parent, child));
        }
    }
    let mut bytes = vec![0; nodes.len() * NODE];
    for (index, (name, parent, entry)) in nodes.iter().enumerate() {
        let name_at = append(&mut bytes, name.as_bytes(), address);
        let (is_directory, start, length, hash) = match entry {
            Entry::Directory(children) => (1, first_children[&index] as u32, children.len(), 0),
            Entry::File(content) => (0, append(&mut bytes, content, address), content.len(), hash(content)),
        };
        let fields = [name_at, name.len() as u32, *parent as u32, is_directory, start, length as u32];
        let node = &mut bytes[index * NODE..(index + 1) * NODE];
        for (at, field) in fields.iter().enumerate() {
            node[at * 4..at * 4 + 4].copy_from_slice(&field.to_le_bytes());
        }
        node[24..].copy_from_slice(&hash.to_le_bytes());
    }
    bytes
}

/// The last of two entries with one path stays; the caller has refused such paths.
fn put<'f>(directory: &mut BTreeMap<&'f str, Entry<'f>>, path: &'f str, content: &'f [u8]) {
    match path.split_once('/') {
        None if path.is_empty() => {}
        None => {
            directory.insert(path, Entry::File(content));
        }
        Some((name, rest)) => {
            let entry = directory.entry(name).or_insert_with(|| Entry::Directory(BTreeMap::new()));
            if let Entry::Directory(children) = entry {
                put(children, rest, content);
            }
        }
    }
}

/// Returns the address.
fn append(bytes: &mut Vec<u8>, more: &[u8], address: u32) -> u32 {
    let at = address + bytes.len() as u32;
    bytes.extend_from_slice(more);
    at
}

/// FNV-1a
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

//! The initial memory of a module with files: a tree of nodes, which `toolkit/files/src/tree.rs` reads.

use crate::exports::wit_studio::toolkit::files::File;
use std::collections::{BTreeMap, VecDeque};

enum Entry<'f> {
    File(&'f [u8]),
    Directory(BTreeMap<&'f str, Entry<'f>>),
}

/// The size of a node in bytes: six fields of 32 bits, and the hash of the content.
const NODE: usize = 32;

/// The nodes, then their names and contents, at an address that is a multiple of 8. Children of a directory follow each
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

/// Adds a file to the tree. Of two entries with one path the last one counts; callers refuse such paths.
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

/// Appends bytes and returns their address.
fn append(bytes: &mut Vec<u8>, more: &[u8], address: u32) -> u32 {
    let at = address + bytes.len() as u32;
    bytes.extend_from_slice(more);
    at
}

/// The FNV-1a hash, which identifies content (`metadata-hash` of wasi:filesystem).
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

//! What Rust's standard library makes of a folder.
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Result, Seek, SeekFrom, Write};

pub fn step(words: &[&str]) -> bool {
    let result = match *words {
        ["std.text", path] => fs::read_to_string(path).map(|text| format!("{text:?}")),
        ["std.write", path, text] => fs::write(path, text).map(|()| "ok".into()),
        ["std.append", path, text] => append(path, text),
        ["std.create-new", path] => File::create_new(path).map(|_| "ok".into()),
        ["std.seek", path] => seek(path),
        ["std.cut", path, size] => {
            let file = OpenOptions::new().write(true).open(path);
            file.and_then(|file| file.set_len(crate::state::number(size))).map(|()| "ok".into())
        }
        ["std.lines", path] => File::open(path).map(|file| format!("{}", BufReader::new(file).lines().count())),
        ["std.copy", from, to] => fs::copy(from, to).map(|length| format!("{length}")),
        ["std.rename", from, to] => fs::rename(from, to).map(|()| "ok".into()),
        ["std.remove", path] => fs::remove_file(path).map(|()| "ok".into()),
        ["std.mkdirs", path] => fs::create_dir_all(path).map(|()| "ok".into()),
        ["std.rmdirs", path] => fs::remove_dir_all(path).map(|()| "ok".into()),
        ["std.rmdir", path] => fs::remove_dir(path).map(|()| "ok".into()),
        ["std.link", from, to] => fs::hard_link(from, to).map(|()| "ok".into()),
        ["std.exists", path] => fs::exists(path).map(|is_there| format!("{is_there}")),
        ["std.metadata", path] => fs::metadata(path).map(metadata),
        ["std.link-metadata", path] => fs::symlink_metadata(path).map(metadata),
        ["std.walk", path] => walk(path).map(|mut paths| {
            paths.sort();
            paths.join(" ")
        }),
        ["std.big", path, length] => big(path, crate::state::number(length)),
        _ => return false,
    };
    match result {
        Ok(answer) => println!("{}: {answer}", words.join(" ")),
        Err(error) => println!("{}: {:?} {error}", words.join(" "), error.kind()),
    }
    true
}

fn append(path: &str, text: &str) -> Result<String> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    for part in text.split(' ') {
        file.write_all(part.as_bytes())?;
    }
    Ok(format!("{}", file.metadata()?.len()))
}

fn seek(path: &str) -> Result<String> {
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    file.seek(SeekFrom::Start(3))?;
    file.write_all(b"XY")?;
    let end = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Current(-4))?;
    let mut rest = String::new();
    file.read_to_string(&mut rest)?;
    let before = file.seek(SeekFrom::Current(-1_000_000)).map_err(|error| error.kind());
    Ok(format!("{end} {rest:?} {before:?}"))
}

fn metadata(metadata: fs::Metadata) -> String {
    let kind = metadata.file_type();
    let length = if kind.is_dir() { 0 } else { metadata.len() };
    format!("dir {} file {} link {} {length}", kind.is_dir(), kind.is_file(), kind.is_symlink())
}

fn walk(path: &str) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        paths.push(entry.path().to_string_lossy().into_owned());
        if entry.file_type()?.is_dir() {
            paths.extend(walk(&entry.path().to_string_lossy())?);
        }
    }
    Ok(paths)
}

fn big(path: &str, length: u64) -> Result<String> {
    let bytes: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
    fs::write(path, &bytes)?;
    Ok(format!("{}", fs::read(path)? == bytes))
}

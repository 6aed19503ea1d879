//! Calls of wasi:filesystem.
use crate::state::{State, number, outcome, root, shown};
use wasip2::filesystem::types::{
    Advice, Descriptor, DescriptorFlags, DescriptorStat, DescriptorType, ErrorCode, NewTimestamp, OpenFlags,
    PathFlags,
};
use wasip2::clocks::wall_clock::Datetime;

pub fn step(state: &mut State, words: &[&str]) -> bool {
    by_path(state, words) || by_descriptor(state, words) || moves(state, words)
}

fn by_path(state: &mut State, words: &[&str]) -> bool {
    let answer = match *words {
        ["open", path, flags] => open(state, path, flags),
        ["mkdir", path] => outcome(state.folder().create_directory_at(path)),
        ["rmdir", path] => outcome(state.folder().remove_directory_at(path)),
        ["unlink", path] => outcome(state.folder().unlink_file_at(path)),
        ["rename", from, to] => outcome(state.folder().rename_at(from, state.folder(), to)),
        ["link", from, to] => outcome(state.folder().link_at(PathFlags::empty(), from, state.folder(), to)),
        ["link-follow", from, to] => {
            outcome(state.folder().link_at(PathFlags::SYMLINK_FOLLOW, from, state.folder(), to))
        }
        ["symlink", target, path] => outcome(state.folder().symlink_at(target, path)),
        ["readlink", path] => answer(state.folder().readlink_at(path)),
        ["stat", path] => stat_text(state.folder().stat_at(PathFlags::empty(), path)),
        ["stat-follow", path] => stat_text(state.folder().stat_at(PathFlags::SYMLINK_FOLLOW, path)),
        ["times-at", path, seconds, nanoseconds] => {
            let time = timestamp(seconds, nanoseconds);
            outcome(state.folder().set_times_at(PathFlags::empty(), path, time, time))
        }
        ["times-at-follow", path, seconds, nanoseconds] => {
            let time = timestamp(seconds, nanoseconds);
            outcome(state.folder().set_times_at(PathFlags::SYMLINK_FOLLOW, path, time, time))
        }
        ["hash-like-open", path] => {
            let hash = state.folder().metadata_hash_at(PathFlags::empty(), path);
            match (hash, state.file().metadata_hash()) {
                (Ok(one), Ok(other)) => format!("{}", one.lower == other.lower && one.upper == other.upper),
                (one, other) => format!("{} {}", outcome(one), outcome(other)),
            }
        }
        ["list", path] => list(state.folder(), path),
        ["open-many", path, times] => open_many(state.folder(), path, number(times)),
        _ => return false,
    };
    println!("{}: {answer}", words.join(" "));
    true
}

fn by_descriptor(state: &mut State, words: &[&str]) -> bool {
    let answer = match *words {
        ["fstat"] => stat_text(state.file().stat()),
        ["type"] => answer(state.file().get_type()),
        ["flags"] => answer(state.file().get_flags()),
        ["read", length, offset] => match state.file().read(number(length), number(offset)) {
            Ok((bytes, is_end)) => format!("{} {is_end}", shown(&bytes)),
            Err(code) => code.name().into(),
        },
        ["write", text, offset] => answer(state.file().write(text.as_bytes(), number(offset))),
        ["set-size", size] => outcome(state.file().set_size(number(size))),
        ["times", seconds, nanoseconds] => {
            let time = timestamp(seconds, nanoseconds);
            outcome(state.file().set_times(time, time))
        }
        ["times-now"] => outcome(state.file().set_times(NewTimestamp::Now, NewTimestamp::Now)),
        ["times-same"] => outcome(state.file().set_times(NewTimestamp::NoChange, NewTimestamp::NoChange)),
        ["show-times"] => times_text(state.file().stat()),
        ["show-times", path] => times_text(state.folder().stat_at(PathFlags::empty(), path)),
        ["sync"] => outcome(state.file().sync()),
        ["sync-data"] => outcome(state.file().sync_data()),
        ["advise"] => outcome(state.file().advise(0, 10, Advice::WillNeed)),
        ["advise-far"] => outcome(state.file().advise(u64::MAX, u64::MAX, Advice::DontNeed)),
        ["same-as", path] => {
            match state.folder().open_at(PathFlags::empty(), path, OpenFlags::empty(), DescriptorFlags::READ) {
                Ok(other) => format!("{}", state.file().is_same_object(&other)),
                Err(code) => code.name().into(),
            }
        }
        ["list-open"] => entries(state.file().read_directory()),
        _ => return false,
    };
    println!("{}: {answer}", words.join(" "));
    true
}

/// Which descriptor is which, and streams of the open one.
fn moves(state: &mut State, words: &[&str]) -> bool {
    let answer: String = match *words {
        ["enter"] => {
            state.folder = state.file.take();
            "ok".into()
        }
        ["root"] => {
            state.folder = root();
            "ok".into()
        }
        ["close"] => {
            state.file = None;
            "ok".into()
        }
        ["root-as-file"] => {
            state.file = root();
            "ok".into()
        }
        ["read-stream", offset] => outcome(state.file().read_via_stream(number(offset)).map(|stream| {
            state.input = Some(stream);
        })),
        ["write-stream", offset] => outcome(state.file().write_via_stream(number(offset)).map(|stream| {
            state.output = Some(stream);
        })),
        ["append-stream"] => outcome(state.file().append_via_stream().map(|stream| {
            state.output = Some(stream);
        })),
        _ => return false,
    };
    println!("{}: {answer}", words.join(" "));
    true
}

fn open(state: &mut State, path: &str, words: &str) -> String {
    let (mut path_flags, mut open_flags, mut flags) =
        (PathFlags::empty(), OpenFlags::empty(), DescriptorFlags::empty());
    for word in words.split(',') {
        match word {
            "r" => flags |= DescriptorFlags::READ,
            "w" => flags |= DescriptorFlags::WRITE,
            "mutate" => flags |= DescriptorFlags::MUTATE_DIRECTORY,
            "file-sync" => flags |= DescriptorFlags::FILE_INTEGRITY_SYNC,
            "data-sync" => flags |= DescriptorFlags::DATA_INTEGRITY_SYNC,
            "write-sync" => flags |= DescriptorFlags::REQUESTED_WRITE_SYNC,
            "create" => open_flags |= OpenFlags::CREATE,
            "new" => open_flags |= OpenFlags::EXCLUSIVE,
            "cut" => open_flags |= OpenFlags::TRUNCATE,
            "folder" => open_flags |= OpenFlags::DIRECTORY,
            "follow" => path_flags |= PathFlags::SYMLINK_FOLLOW,
            "none" => {}
            other => return format!("unknown flag {other}"),
        }
    }
    let opened = state.folder().open_at(path_flags, path, open_flags, flags);
    outcome(opened.map(|file| state.file = Some(file)))
}

fn answer<T: std::fmt::Debug>(result: Result<T, ErrorCode>) -> String {
    match result {
        Ok(value) => format!("{value:?}"),
        Err(code) => code.name().into(),
    }
}

fn kind(kind: DescriptorType) -> &'static str {
    match kind {
        DescriptorType::Directory => "directory",
        DescriptorType::RegularFile => "regular-file",
        DescriptorType::SymbolicLink => "symbolic-link",
        _ => "other",
    }
}

fn stat_text(stat: Result<DescriptorStat, ErrorCode>) -> String {
    match stat {
        Ok(DescriptorStat { type_: DescriptorType::Directory, .. }) => "directory".into(),
        Ok(stat) => format!("{} of {} bytes, {} links", kind(stat.type_), stat.size, stat.link_count),
        Err(code) => code.name().into(),
    }
}

fn times_text(stat: Result<DescriptorStat, ErrorCode>) -> String {
    let time = |time: Option<Datetime>| match time {
        Some(time) => format!("{}.{:09}", time.seconds, time.nanoseconds),
        None => "none".into(),
    };
    match stat {
        Ok(stat) => {
            format!("{} {}", time(stat.data_access_timestamp), time(stat.data_modification_timestamp))
        }
        Err(code) => code.name().into(),
    }
}

fn timestamp(seconds: &str, nanoseconds: &str) -> NewTimestamp {
    NewTimestamp::Timestamp(Datetime {
        seconds: number(seconds),
        nanoseconds: number(nanoseconds) as u32,
    })
}

fn list(folder: &Descriptor, path: &str) -> String {
    match folder.open_at(PathFlags::empty(), path, OpenFlags::DIRECTORY, DescriptorFlags::READ) {
        Ok(opened) => entries(opened.read_directory()),
        Err(code) => code.name().into(),
    }
}

fn entries(stream: Result<wasip2::filesystem::types::DirectoryEntryStream, ErrorCode>) -> String {
    let stream = match stream {
        Ok(stream) => stream,
        Err(code) => return code.name().into(),
    };
    let mut names = Vec::new();
    loop {
        match stream.read_directory_entry() {
            Ok(Some(entry)) => names.push(format!("{} {}", entry.name, kind(entry.type_))),
            Ok(None) => break,
            Err(code) => names.push(code.name().into()),
        }
    }
    names.sort();
    names.join(", ")
}

/// Opens, reads and drops, over and over.
fn open_many(folder: &Descriptor, path: &str, times: u64) -> String {
    for time in 0..times {
        let opened = folder.open_at(PathFlags::empty(), path, OpenFlags::empty(), DescriptorFlags::READ);
        let read = opened.and_then(|file| {
            let stream = file.read_via_stream(0)?;
            let _ = stream.blocking_read(5);
            Ok(())
        });
        if let Err(code) = read {
            return format!("{} at {time}", code.name());
        }
    }
    "ok".into()
}

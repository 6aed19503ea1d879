//! Calls of wasi:filesystem 0.3 on descriptors that steps name. `p0` is the first granted folder, `p1` the second.
use std::collections::HashMap;
use wasip3::clocks::system_clock::Instant;
use wasip3::filesystem::preopens::get_directories;
use wasip3::filesystem::types::{
    Advice, Descriptor, DescriptorFlags, DescriptorStat, DescriptorType, DirectoryEntry, ErrorCode,
    NewTimestamp, OpenFlags, PathFlags,
};
use wasip3::wit_bindgen::StreamResult;
use wasip3::wit_stream;

pub type Held = HashMap<String, Descriptor>;

pub fn granted() -> Held {
    let folders = get_directories().into_iter().enumerate();
    folders
        .map(|(at, (folder, _))| (format!("p{at}"), folder))
        .collect()
}

/// The answer of a step, unless this module does not know it.
pub async fn step(held: &mut Held, words: &[&str]) -> Option<String> {
    match *words {
        ["d.open", name, base, path, flags] => Some(open(held, name, base, path, flags).await),
        ["d.close", name] => Some(format!("{}", held.remove(name).is_some())),
        ["d.read-closed", name, offset] => {
            let file = held.remove(name)?;
            let (stream, end) = file.read_via_stream(number(offset));
            drop(file);
            Some(format!(
                "{} {:?}",
                shown(&stream.collect().await),
                end.await
            ))
        }
        _ => match by_path(held, words).await {
            Some(answer) => Some(answer),
            None => by_descriptor(held, words).await,
        },
    }
}

async fn open(held: &mut Held, name: &str, base: &str, path: &str, words: &str) -> String {
    let (mut path_flags, mut open_flags, mut flags) = (
        PathFlags::empty(),
        OpenFlags::empty(),
        DescriptorFlags::empty(),
    );
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
    match held[base]
        .open_at(path_flags, path.into(), open_flags, flags)
        .await
    {
        Ok(opened) => {
            let flags = opened.get_flags().await;
            held.insert(name.into(), opened);
            format!("{flags:?}")
        }
        Err(error) => format!("{error:?}"),
    }
}

async fn by_path(held: &Held, words: &[&str]) -> Option<String> {
    let at = |name: &str| &held[name];
    Some(match *words {
        ["d.stat", base, path, flags] => {
            stat_text(at(base).stat_at(follow(flags), path.into()).await)
        }
        ["d.times-at", base, path, flags, access, modification] => {
            let (access, modification) = (time(access), time(modification));
            let done = at(base)
                .set_times_at(follow(flags), path.into(), access, modification)
                .await;
            format!("{done:?}")
        }
        ["d.shown-at", base, path] => {
            times_text(at(base).stat_at(PathFlags::empty(), path.into()).await)
        }
        ["d.mkdir", base, path] => format!("{:?}", at(base).create_directory_at(path.into()).await),
        ["d.rmdir", base, path] => format!("{:?}", at(base).remove_directory_at(path.into()).await),
        ["d.unlink", base, path] => format!("{:?}", at(base).unlink_file_at(path.into()).await),
        ["d.readlink", base, path] => format!("{:?}", at(base).readlink_at(path.into()).await),
        ["d.symlink", target, base, path] => format!(
            "{:?}",
            at(base).symlink_at(target.into(), path.into()).await
        ),
        ["d.link", base, path, to, new, flags] => {
            format!(
                "{:?}",
                at(base)
                    .link_at(follow(flags), path.into(), at(to), new.into())
                    .await
            )
        }
        ["d.rename", base, path, to, new] => {
            format!(
                "{:?}",
                at(base).rename_at(path.into(), at(to), new.into()).await
            )
        }
        ["d.hash", name, base, path, flags] => {
            let pair = (
                at(name).metadata_hash().await,
                at(base).metadata_hash_at(follow(flags), path.into()).await,
            );
            match pair {
                (Ok(one), Ok(other)) => {
                    format!("{}", (one.lower, one.upper) == (other.lower, other.upper))
                }
                (one, other) => format!("{:?} {:?}", one.map(drop), other.map(drop)),
            }
        }
        _ => return None,
    })
}

async fn by_descriptor(held: &Held, words: &[&str]) -> Option<String> {
    let at = |name: &str| &held[name];
    Some(match *words {
        ["d.fstat", name] => stat_text(at(name).stat().await),
        ["d.shown", name] => times_text(at(name).stat().await),
        ["d.type", name] => format!("{:?}", at(name).get_type().await),
        ["d.flags", name] => format!("{:?}", at(name).get_flags().await),
        ["d.size", name, size] => format!("{:?}", at(name).set_size(number(size)).await),
        ["d.times", name, access, modification] => {
            format!(
                "{:?}",
                at(name).set_times(time(access), time(modification)).await
            )
        }
        ["d.sync", name] => format!(
            "{:?} {:?}",
            at(name).sync().await,
            at(name).sync_data().await
        ),
        ["d.advise", name, offset, length] => {
            format!(
                "{:?}",
                at(name)
                    .advise(number(offset), number(length), Advice::NoReuse)
                    .await
            )
        }
        ["d.same", name, other] => format!("{}", at(name).is_same_object(at(other)).await),
        ["d.all", name, offset] => {
            let (stream, end) = at(name).read_via_stream(number(offset));
            format!("{} {:?}", shown(&stream.collect().await), end.await)
        }
        ["d.some", name, offset, length] => {
            some(at(name), number(offset), number(length) as usize).await
        }
        ["d.many", name, count] => many(at(name), number(count)).await,
        ["d.result-first", name] => {
            let (stream, end) = at(name).read_via_stream(0);
            drop(stream);
            format!("{:?}", end.await)
        }
        ["d.write", name, offset, ref texts @ ..] => {
            write(at(name), Some(number(offset)), texts).await
        }
        ["d.append", name, ref texts @ ..] => write(at(name), None, texts).await,
        ["d.two", name, one, other] => {
            let (ones, others) = ([one, one], [other, other]);
            let (first, second) =
                futures::join!(write(at(name), None, &ones), write(at(name), None, &others));
            format!("{first} {second}")
        }
        ["d.interleaved", name] => interleaved(at(name)).await,
        ["d.list", name] => list(at(name), usize::MAX).await,
        ["d.list", name, count] => list(at(name), number(count) as usize).await,
        ["d.list-changing", name] => list_changing(at(name)).await,
        _ => return None,
    })
}

/// Opens so many streams before it reads the first, and counts those that succeed.
async fn many(file: &Descriptor, count: u64) -> String {
    let opened: Vec<_> = (0..count).map(|_| file.read_via_stream(0)).collect();
    let (mut read, mut last) = (0, Ok(()));
    for (stream, end) in opened {
        stream.collect().await;
        match end.await {
            Ok(()) => read += 1,
            Err(error) => last = Err(error),
        }
    }
    format!("{read} {last:?}")
}

/// One read of so many bytes, behind which the stream is dropped.
async fn some(file: &Descriptor, offset: u64, length: usize) -> String {
    let (mut stream, end) = file.read_via_stream(offset);
    let (result, bytes) = stream.read(Vec::with_capacity(length)).await;
    drop(stream);
    format!("{} {} {:?}", how(result), shown(&bytes), end.await)
}

/// Writes texts one after the other, and says how much of each was taken.
async fn write(file: &Descriptor, offset: Option<u64>, texts: &[&str]) -> String {
    let (mut to, from) = wit_stream::new();
    let end = match offset {
        Some(offset) => file.write_via_stream(from, offset),
        None => file.append_via_stream(from),
    };
    let (result, left) = futures::join!(end.into_future(), async {
        let mut left = Vec::new();
        for text in texts {
            left.push(to.write_all(text.as_bytes().to_vec()).await.len());
        }
        drop(to);
        left
    });
    format!("{result:?} {left:?} left")
}

/// Reads between two writes of one stream, so that each is in the file before the next begins.
async fn interleaved(file: &Descriptor) -> String {
    let (mut to, from) = wit_stream::new();
    let end = file.write_via_stream(from, 0);
    to.write_all(b"first ".to_vec()).await;
    to.write_all(b"second".to_vec()).await;
    drop(to);
    let done = end.await;
    let (stream, read) = file.read_via_stream(6);
    format!(
        "{done:?} {} {:?}",
        shown(&stream.collect().await),
        read.await
    )
}

async fn list(folder: &Descriptor, count: usize) -> String {
    let (mut entries, end) = folder.read_directory();
    if count == usize::MAX {
        return format!("{} {:?}", names(entries.collect().await), end.await);
    }
    let (result, some) = entries.read(Vec::with_capacity(count)).await;
    drop(entries);
    format!("{} {} {:?}", how(result), some.len(), end.await)
}

/// Removes and makes files while the list is read: those that were there and stay must be in it, once.
async fn list_changing(folder: &Descriptor) -> String {
    for at in 0..200 {
        let _ = folder.create_directory_at(format!("stays{at}")).await;
    }
    let (mut entries, end) = folder.read_directory();
    let (_, mut seen) = entries.read(Vec::with_capacity(10)).await;
    for at in 0..50 {
        let _ = folder.create_directory_at(format!("new{at}")).await;
    }
    seen.extend(entries.collect().await);
    let stays: std::collections::BTreeSet<&str> = seen
        .iter()
        .map(|entry| entry.name.as_str())
        .filter(|name| name.starts_with("stays"))
        .collect();
    let count = seen
        .iter()
        .filter(|entry| entry.name.starts_with("stays"))
        .count();
    format!("{} of {count} {:?}", stays.len(), end.await)
}

fn names(entries: Vec<DirectoryEntry>) -> String {
    let mut names: Vec<String> = entries
        .into_iter()
        .map(|entry| format!("{} {:?}", entry.name, entry.type_))
        .collect();
    names.sort();
    names.join(", ")
}

pub fn how(result: StreamResult) -> String {
    match result {
        StreamResult::Complete(count) => format!("{count} of"),
        StreamResult::Dropped => "dropped".into(),
        StreamResult::Cancelled => "cancelled".into(),
    }
}

pub fn shown(bytes: &[u8]) -> String {
    if bytes.len() > 100 {
        let sum = bytes.iter().fold(7u32, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(u32::from(*byte))
        });
        return format!("{} bytes {sum:x}", bytes.len());
    }
    format!("{:?}", bytes.escape_ascii().to_string())
}

pub fn number(word: &str) -> u64 {
    word.parse().expect("a number")
}

fn follow(flags: &str) -> PathFlags {
    if flags == "f" {
        PathFlags::SYMLINK_FOLLOW
    } else {
        PathFlags::empty()
    }
}

/// `-`, `now`, or `SECONDS.NANOSECONDS`.
fn time(word: &str) -> NewTimestamp {
    match word.split_once('.') {
        None if word == "now" => NewTimestamp::Now,
        None => NewTimestamp::NoChange,
        Some((seconds, nanoseconds)) => NewTimestamp::Timestamp(Instant {
            seconds: seconds.parse().expect("seconds"),
            nanoseconds: nanoseconds.parse().expect("nanoseconds"),
        }),
    }
}

fn stat_text(stat: Result<DescriptorStat, ErrorCode>) -> String {
    match stat {
        Ok(DescriptorStat {
            type_: DescriptorType::Directory,
            ..
        }) => "directory".into(),
        Ok(stat) => format!(
            "{:?} of {} bytes, {} links",
            stat.type_, stat.size, stat.link_count
        ),
        Err(error) => format!("{error:?}"),
    }
}

fn times_text(stat: Result<DescriptorStat, ErrorCode>) -> String {
    let text = |time: Option<Instant>| {
        time.map(|time| format!("{}.{:09}", time.seconds, time.nanoseconds))
    };
    match stat {
        Ok(stat) => format!(
            "{:?} {:?}",
            text(stat.data_access_timestamp),
            text(stat.data_modification_timestamp)
        ),
        Err(error) => format!("{error:?}"),
    }
}

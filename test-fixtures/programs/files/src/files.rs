//! Calls of wasi:filesystem.

use crate::calls::{Answer, Held};
use wasip2::clocks::wall_clock::Datetime;
use wasip2::filesystem::types::{
    Advice, Descriptor, DescriptorFlags, DescriptorStat, ErrorCode, NewTimestamp, OpenFlags,
    PathFlags,
};

pub fn call(held: &mut Held, words: &[&str]) -> Option<Answer> {
    if let ["open", name, base, path, flags] = words {
        let opened = held.descriptors[*base].open_at(
            path_flags(flags),
            path,
            open_flags(flags),
            access(flags),
        );
        return Some(match opened {
            Ok(descriptor) => {
                let text = flags_of(&descriptor);
                held.descriptors.insert(name.to_string(), descriptor);
                text
            }
            Err(error) => Err(error.name().into()),
        });
    }
    if let ["close", name] = words {
        held.descriptors.remove(*name);
        return Some(Ok("closed".into()));
    }
    if let ["churn", base, path, times] = words {
        return Some(churn(&held.descriptors[*base], path, number(times)));
    }
    let at = |name: &str| &held.descriptors[name];
    Some(match words {
        ["stat", base, path, flags] => at(base)
            .stat_at(path_flags(flags), path)
            .map(describe)
            .map_err(name),
        ["self-stat", base] => at(base).stat().map(describe).map_err(name),
        ["times-of", base, path] => at(base)
            .stat_at(PathFlags::empty(), path)
            .map(times)
            .map_err(name),
        ["mkdir", base, path] => done(at(base).create_directory_at(path)),
        ["rmdir", base, path] => done(at(base).remove_directory_at(path)),
        ["unlink", base, path] => done(at(base).unlink_file_at(path)),
        ["readlink", base, path] => at(base).readlink_at(path).map_err(name),
        ["symlink", target, base, path] => done(at(base).symlink_at(target, path)),
        ["link", base, path, to, new_path, flags] => {
            done(at(base).link_at(path_flags(flags), path, at(to), new_path))
        }
        ["rename", base, path, to, new_path] => done(at(base).rename_at(path, at(to), new_path)),
        ["read", file, length, offset] => at(file)
            .read(number(length), number(offset))
            .map(|(bytes, end)| format!("{} {end}", text(&bytes)))
            .map_err(name),
        ["write", file, bytes, offset] => at(file)
            .write(bytes.as_bytes(), number(offset))
            .map(|count| count.to_string())
            .map_err(name),
        ["set-size", file, size] => done(at(file).set_size(number(size))),
        ["flags", file] => flags_of(at(file)),
        ["type", file] => at(file)
            .get_type()
            .map(|kind| format!("{kind:?}"))
            .map_err(name),
        ["sync", file] => done(at(file).sync()),
        ["sync-data", file] => done(at(file).sync_data()),
        ["advise", file, offset, length] => {
            done(at(file).advise(number(offset), number(length), Advice::Sequential))
        }
        ["set-times", file, a, m] => done(at(file).set_times(timestamp(a), timestamp(m))),
        ["set-times-at", base, path, a, m, flags] => {
            done(at(base).set_times_at(path_flags(flags), path, timestamp(a), timestamp(m)))
        }
        ["list", folder] => list(at(folder)),
        ["same", a, b] => Ok(at(a).is_same_object(at(b)).to_string()),
        ["hash-same", a, base, path, flags] => match (
            at(a).metadata_hash(),
            at(base).metadata_hash_at(path_flags(flags), path),
        ) {
            (Ok(a), Ok(b)) => Ok((a.lower == b.lower && a.upper == b.upper).to_string()),
            (Err(error), _) | (_, Err(error)) => Err(name(error)),
        },
        _ => return None,
    })
}

fn name(error: ErrorCode) -> String {
    error.name().into()
}

fn done(result: Result<(), ErrorCode>) -> Answer {
    result.map(|()| "done".into()).map_err(name)
}

pub fn number(word: &str) -> u64 {
    word.parse().expect("a number")
}

/// Short texts as they are, others by their length.
pub fn text(bytes: &[u8]) -> String {
    if bytes.len() > 100 {
        format!("{} bytes", bytes.len())
    } else {
        format!("{:?}", String::from_utf8_lossy(bytes))
    }
}

fn path_flags(letters: &str) -> PathFlags {
    if letters.contains('f') {
        PathFlags::SYMLINK_FOLLOW
    } else {
        PathFlags::empty()
    }
}

fn open_flags(letters: &str) -> OpenFlags {
    let given = [
        ('c', OpenFlags::CREATE),
        ('d', OpenFlags::DIRECTORY),
        ('x', OpenFlags::EXCLUSIVE),
        ('t', OpenFlags::TRUNCATE),
    ];
    given
        .iter()
        .filter(|(letter, _)| letters.contains(*letter))
        .map(|(_, flag)| *flag)
        .collect()
}

fn access(letters: &str) -> DescriptorFlags {
    let given = [
        ('r', DescriptorFlags::READ),
        ('w', DescriptorFlags::WRITE),
        ('m', DescriptorFlags::MUTATE_DIRECTORY),
        ('i', DescriptorFlags::FILE_INTEGRITY_SYNC),
        ('s', DescriptorFlags::DATA_INTEGRITY_SYNC),
        ('q', DescriptorFlags::REQUESTED_WRITE_SYNC),
    ];
    given
        .iter()
        .filter(|(letter, _)| letters.contains(*letter))
        .map(|(_, flag)| *flag)
        .collect()
}

fn flags_of(descriptor: &Descriptor) -> Answer {
    descriptor
        .get_flags()
        .map(|flags| format!("{flags:?}"))
        .map_err(name)
}

fn describe(stat: DescriptorStat) -> String {
    format!(
        "{:?} size {} links {}",
        stat.type_,
        if stat.type_ == wasip2::filesystem::types::DescriptorType::Directory {
            0
        } else {
            stat.size
        },
        if stat.type_ == wasip2::filesystem::types::DescriptorType::Directory {
            0
        } else {
            stat.link_count
        }
    )
}

fn times(stat: DescriptorStat) -> String {
    let show = |time: Option<Datetime>| time.map(|t| format!("{}.{:09}", t.seconds, t.nanoseconds));
    format!(
        "{:?} {:?}",
        show(stat.data_access_timestamp),
        show(stat.data_modification_timestamp)
    )
}

/// `-` changes nothing, `now` is now, else `SECONDS.NANOSECONDS`.
fn timestamp(word: &str) -> NewTimestamp {
    match word {
        "-" => NewTimestamp::NoChange,
        "now" => NewTimestamp::Now,
        _ => {
            let (seconds, rest) = word.split_once('.').expect("SECONDS.NANOSECONDS");
            NewTimestamp::Timestamp(Datetime {
                seconds: number(seconds),
                nanoseconds: rest.parse().expect("a number"),
            })
        }
    }
}

fn list(folder: &Descriptor) -> Answer {
    let stream = folder.read_directory().map_err(name)?;
    let mut names = Vec::new();
    loop {
        match stream.read_directory_entry() {
            Ok(Some(entry)) => names.push(format!("{} {:?}", entry.name, entry.type_)),
            Ok(None) => break,
            Err(error) => names.push(format!("error {}", error.name())),
        }
    }
    names.sort();
    Ok(names.join(", "))
}

/// Opens a file, reads a byte through a stream and drops both, many times.
fn churn(base: &Descriptor, path: &str, times: u64) -> Answer {
    for _ in 0..times {
        let file = base
            .open_at(
                PathFlags::empty(),
                path,
                OpenFlags::empty(),
                DescriptorFlags::READ,
            )
            .map_err(name)?;
        let stream = file.read_via_stream(0).map_err(name)?;
        drop(file);
        stream
            .blocking_read(1)
            .map_err(|error| format!("{error:?}"))?;
    }
    Ok("done".into())
}

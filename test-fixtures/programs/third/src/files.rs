use crate::say;
use wasip3::filesystem::preopens::get_directories;
use wasip3::filesystem::types::{
    Descriptor, DescriptorFlags, ErrorCode, NewTimestamp, OpenFlags, PathFlags,
};
use wasip3::wit_stream;

async fn open(
    path: &str,
    open: OpenFlags,
    flags: DescriptorFlags,
) -> Result<Descriptor, ErrorCode> {
    let (root, _) = get_directories().remove(0);
    root.open_at(PathFlags::SYMLINK_FOLLOW, path.to_string(), open, flags)
        .await
}

async fn read(path: &str, offset: u64) -> Result<String, ErrorCode> {
    let file = open(path, OpenFlags::empty(), DescriptorFlags::READ).await?;
    let (stream, result) = file.read_via_stream(offset);
    let bytes = stream.collect().await;
    result.await?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn write(path: &str, text: &str, offset: Option<u64>) -> Result<(), ErrorCode> {
    let file = open(path, OpenFlags::CREATE, DescriptorFlags::WRITE).await?;
    let (mut to, from) = wit_stream::new();
    let end = match offset {
        Some(offset) => file.write_via_stream(from, offset),
        None => file.append_via_stream(from),
    };
    let (result, _) = futures::join!(end.into_future(), async {
        to.write_all(text.as_bytes().to_vec()).await;
        drop(to);
    });
    result
}

async fn list(path: &str) -> Result<Vec<String>, ErrorCode> {
    let folder = open(path, OpenFlags::DIRECTORY, DescriptorFlags::READ).await?;
    let (entries, result) = folder.read_directory();
    let mut names: Vec<String> = entries
        .collect()
        .await
        .iter()
        .map(|entry| format!("{} {:?}", entry.name, entry.type_))
        .collect();
    result.await?;
    names.sort();
    Ok(names)
}

async fn stat(path: &str) -> Result<String, ErrorCode> {
    let (root, _) = get_directories().remove(0);
    let stat = root.stat_at(PathFlags::empty(), path.to_string()).await?;
    let times = stat.data_modification_timestamp.is_some() && stat.data_access_timestamp.is_some();
    Ok(format!("{:?} {} {times}", stat.type_, stat.size))
}

async fn describe(path: &str) -> Result<String, ErrorCode> {
    let file = open(path, OpenFlags::empty(), DescriptorFlags::READ).await?;
    file.sync().await?;
    let (kind, flags) = (file.get_type().await?, file.get_flags().await?);
    let again = open(path, OpenFlags::empty(), DescriptorFlags::READ).await?;
    let (one, other) = (file.metadata_hash().await?, again.metadata_hash().await?);
    let same =
        file.is_same_object(&again).await && (one.lower, one.upper) == (other.lower, other.upper);
    Ok(format!("{kind:?} {flags:?} {same}"))
}

async fn time(path: &str) -> Result<String, ErrorCode> {
    let file = open(
        path,
        OpenFlags::empty(),
        DescriptorFlags::READ | DescriptorFlags::WRITE,
    )
    .await?;
    let when = wasip3::clocks::system_clock::Instant {
        seconds: 1_000_000,
        nanoseconds: 5_000,
    };
    file.set_times(NewTimestamp::NoChange, NewTimestamp::Timestamp(when))
        .await?;
    Ok(format!(
        "{:?}",
        file.stat().await?.data_modification_timestamp
    ))
}

pub async fn step(words: &[&str]) -> bool {
    let (root, _) = match get_directories().pop() {
        Some(first) => first,
        None if words[0] == "folders" => {
            say("no folders".to_string()).await;
            return true;
        }
        None => return false,
    };
    let text = |path: &str| path.to_string();
    let answer = match words[..] {
        ["read", path, offset] => format!("{:?}", read(path, offset.parse().unwrap()).await),
        ["write", path, text, offset] => format!(
            "{:?}",
            write(path, text, Some(offset.parse().unwrap())).await
        ),
        ["append", path, text] => format!("{:?}", write(path, text, None).await),
        ["list", path] => format!("{:?}", list(path).await),
        ["stat", path] => format!("{:?}", stat(path).await),
        ["describe", path] => format!("{:?}", describe(path).await),
        ["time", path] => format!("{:?}", time(path).await),
        ["size", path, size] => {
            match open(path, OpenFlags::empty(), DescriptorFlags::WRITE).await {
                Ok(file) => format!("{:?}", file.set_size(size.parse().unwrap()).await),
                Err(error) => format!("{error:?}"),
            }
        }
        ["mkdir", path] => format!("{:?}", root.create_directory_at(text(path)).await),
        ["rmdir", path] => format!("{:?}", root.remove_directory_at(text(path)).await),
        ["unlink", path] => format!("{:?}", root.unlink_file_at(text(path)).await),
        ["rename", from, to] => format!("{:?}", root.rename_at(text(from), &root, text(to)).await),
        ["symlink", target, path] => {
            format!("{:?}", root.symlink_at(text(target), text(path)).await)
        }
        ["link", from, to] => {
            format!(
                "{:?}",
                root.link_at(PathFlags::empty(), text(from), &root, text(to))
                    .await
            )
        }
        ["readlink", path] => format!("{:?}", root.readlink_at(text(path)).await),
        // Of a folder there is no content to read or write.
        ["content", path] => match open(path, OpenFlags::DIRECTORY, DescriptorFlags::READ).await {
            Ok(folder) => {
                let (stream, end) = folder.read_via_stream(0);
                let count = stream.collect().await.len();
                let (to, from) = wit_stream::new();
                drop(to);
                format!(
                    "{count} {:?} {:?}",
                    end.await,
                    folder.write_via_stream(from, 0).await
                )
            }
            Err(error) => format!("{error:?}"),
        },
        _ => return false,
    };
    say(answer).await;
    true
}

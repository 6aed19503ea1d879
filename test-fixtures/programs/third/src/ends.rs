//! Streams and futures that are passed on, dropped, cancelled or shared between tasks.
use crate::held::{number, shown};
use crate::streams::write_out;
use futures::FutureExt;
use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use wasip3::cli::{stdin, stdout};
use wasip3::clocks::monotonic_clock::wait_for;
use wasip3::filesystem::preopens::get_directories;
use wasip3::filesystem::types::{Descriptor, DescriptorFlags, OpenFlags, PathFlags};
use wasip3::wit_bindgen::{self, StreamReader};
use wasip3::{wit_future, wit_stream};

const MILLISECOND: u64 = 1_000_000;

/// The answer of a step, unless this module does not know it.
pub async fn step(words: &[&str]) -> Option<String> {
    Some(match *words {
        ["e.copy", from, to] => copy(from, to).await,
        ["e.head-and-rest", count, from, to] => head_and_rest(number(count), from, to).await,
        ["e.read-cancelled", from] => read_cancelled(from).await,
        ["e.write-cancelled", size] => write_cancelled(number(size) as usize).await,
        ["e.write-cancelled-to-file", path, size] => {
            write_cancelled_to_file(path, number(size) as usize).await
        }
        ["e.single-bytes", count] => single_bytes(number(count)).await,
        ["e.writers", count] => writers(number(count)).await,
        ["e.interleaved-inputs"] => interleaved_inputs().await,
        ["e.readers", path, count] => readers(path, number(count)).await,
        ["e.list-dropped", count] => list_dropped(number(count)).await,
        ["e.results-dropped", path] => results_dropped(path).await,
        ["e.result-late", path] => result_late(path).await,
        ["e.self", size] => to_itself(number(size) as usize).await,
        ["e.write-after-drop"] => write_after_drop().await,
        ["e.future-to-itself"] => future_to_itself().await,
        ["e.tasks", count] => tasks(number(count)).await,
        ["e.left-behind", ms, text] => left_behind(number(ms), text.to_string()),
        _ => return None,
    })
}

async fn open(
    path: &str,
    writes: bool,
) -> Result<Descriptor, wasip3::filesystem::types::ErrorCode> {
    let (folder, _) = get_directories().into_iter().next().expect("a folder");
    let (open_flags, flags) = if writes {
        (
            OpenFlags::CREATE,
            DescriptorFlags::READ | DescriptorFlags::WRITE,
        )
    } else {
        (OpenFlags::empty(), DescriptorFlags::READ)
    };
    folder
        .open_at(PathFlags::empty(), path.into(), open_flags, flags)
        .await
}

/// A stream of the host: of `in`, or of a file. Its result is dropped.
async fn source(name: &str) -> StreamReader<u8> {
    match name {
        "in" => stdin::read_via_stream().0,
        path => {
            open(path, false)
                .await
                .expect("a file")
                .read_via_stream(0)
                .0
        }
    }
}

/// Gives a stream to `out`, or to a file, and waits for the result.
async fn sink(name: &str, from: StreamReader<u8>) -> String {
    match name {
        "out" => format!("{:?}", stdout::write_via_stream(from).await),
        path => {
            let file = open(path, true).await.expect("a file");
            let end = file.write_via_stream(from, 0);
            format!("{:?}", end.await)
        }
    }
}

/// A stream of the host goes to the host as it is.
async fn copy(from: &str, to: &str) -> String {
    sink(to, source(from).await).await
}

/// Its first bytes are read, and the rest goes to the host.
async fn head_and_rest(count: u64, from: &str, to: &str) -> String {
    let mut stream = source(from).await;
    let (result, head) = stream.read(Vec::with_capacity(count as usize)).await;
    format!("{result:?} {} {}", shown(&head), sink(to, stream).await)
}

/// A read that is cancelled at once, unless it is over, loses nothing: so many bytes there were in all.
async fn read_cancelled(from: &str) -> String {
    let mut stream = source(from).await;
    let early = {
        let mut read = pin!(stream.read(Vec::with_capacity(4)));
        match read.as_mut().now_or_never() {
            Some((_, bytes)) => bytes.len(),
            None => read.as_mut().cancel().1.len(),
        }
    };
    format!("{}", early + stream.collect().await.len())
}

/// A write to a stream that nobody reads yet is cancelled; then its reader comes.
async fn write_cancelled(size: usize) -> String {
    let (mut to, from) = wit_stream::new();
    let (result, buffer) = {
        let mut write = pin!(to.write(vec![b'a'; size]));
        let at_once = write.as_mut().now_or_never().is_some();
        assert!(!at_once, "nobody reads");
        write.as_mut().cancel()
    };
    let left = buffer.remaining();
    let (end, _) = futures::join!(stdout::write_via_stream(from).into_future(), async {
        let rest = to.write_all(b"the rest\n".to_vec()).await;
        drop(to);
        rest
    });
    format!("{result:?} {left} {end:?}")
}

/// Whatever a cancelled write says was taken is in the file, and no more.
async fn write_cancelled_to_file(path: &str, size: usize) -> String {
    let file = open(path, true).await.expect("a file");
    let (mut to, from) = wit_stream::new();
    let end = file.write_via_stream(from, 0);
    let taken = {
        let mut write = pin!(to.write(vec![b'a'; size]));
        match write.as_mut().now_or_never() {
            Some((_, buffer)) => size - buffer.remaining(),
            None => size - write.as_mut().cancel().1.remaining(),
        }
    };
    drop(to);
    let end = end.await;
    let written = file.stat().await.map(|stat| stat.size as usize);
    format!("{end:?} {}", written.is_ok_and(|written| written == taken))
}

async fn single_bytes(count: u64) -> String {
    let (mut to, from) = wit_stream::new();
    let (result, left) = futures::join!(stdout::write_via_stream(from).into_future(), async {
        let mut left = 0;
        for at in 0..count {
            left += to.write_all(vec![b'a' + (at % 26) as u8]).await.len();
        }
        drop(to);
        left
    });
    format!("{result:?} {left}")
}

/// Each with a stream of its own, at once; none of their lines is torn.
async fn writers(count: u64) -> String {
    let writes = (0..count).map(|_| write_out(b"a line of one writer\n".to_vec()));
    let results = futures::future::join_all(writes).await;
    format!("{}", results.iter().filter(|result| result.is_ok()).count())
}

/// Two streams of standard input at once: the bytes are divided among them.
async fn interleaved_inputs() -> String {
    let ((one, first), (other, second)) = (stdin::read_via_stream(), stdin::read_via_stream());
    let (one, other) = futures::join!(one.collect(), other.collect());
    format!(
        "{} {:?} {:?}",
        one.len() + other.len(),
        first.await,
        second.await
    )
}

/// So many streams of one descriptor at once, each from another offset.
async fn readers(path: &str, count: u64) -> String {
    let file = open(path, false).await.expect("a file");
    let file = &file;
    let reads = (0..count).map(|offset| async move {
        let (stream, end) = file.read_via_stream(offset);
        let bytes = stream.collect().await;
        format!("{} {:?}", shown(&bytes), end.await)
    });
    futures::future::join_all(reads).await.join(", ")
}

/// So many listings of which one entry is read.
async fn list_dropped(count: u64) -> String {
    let mut texts = Vec::new();
    for _ in 0..count {
        let (folder, _) = get_directories().into_iter().next().expect("a folder");
        let (mut entries, end) = folder.read_directory();
        let had = entries.next().await.is_some();
        drop(entries);
        texts.push(format!("{had} {:?}", end.await));
    }
    texts.join(", ")
}

/// Streams whose results nobody wants, and whose descriptor is gone.
async fn results_dropped(path: &str) -> String {
    let file = open(path, true).await.expect("a file");
    let (mut to, from) = wit_stream::new();
    drop(file.write_via_stream(from, 0));
    let left = to.write_all(b"written".to_vec()).await.len();
    drop(to);
    let (stream, end) = file.read_via_stream(0);
    drop(end);
    drop(file);
    format!("{left} {}", stream.collect().await.len() >= 7)
}

/// The result of a stream that ended long ago.
async fn result_late(path: &str) -> String {
    let file = open(path, false).await.expect("a file");
    let (stream, end) = file.read_via_stream(0);
    let count = stream.collect().await.len();
    wait_for(20 * MILLISECOND).await;
    let mut end = pin!(end.into_future());
    let at_once = end.as_mut().now_or_never();
    format!("{count} {at_once:?}")
}

/// Both ends in the same component, in pieces of other lengths than they are read in.
async fn to_itself(size: usize) -> String {
    let (mut to, mut from) = wit_stream::new::<u8>();
    let (left, pieces) = futures::join!(
        async {
            let left = to.write_all(vec![b'a'; size]).await.len();
            drop(to);
            left
        },
        async {
            let mut pieces = Vec::new();
            loop {
                let (result, bytes) = from.read(Vec::with_capacity(1000)).await;
                pieces.push(format!("{result:?} {}", bytes.len()));
                if result == wit_bindgen::StreamResult::Dropped || pieces.len() > 20 {
                    break pieces;
                }
            }
        }
    );
    format!("{left} left; {}", pieces.join(", "))
}

/// A second write after the reader is gone, which is forbidden.
async fn write_after_drop() -> String {
    let (mut to, from) = wit_stream::new::<u8>();
    let (wrote, ()) = futures::join!(to.write(vec![1, 2, 3]), async { drop(from) });
    format!("{:?} {:?}", wrote.0, to.write(vec![4]).await.0)
}

/// A future of something else than a number between a component and itself, which is forbidden.
async fn future_to_itself() -> String {
    use wasip3::http::types::{ErrorCode, Fields};
    let (writer, reader) = wit_future::new::<Result<Option<Fields>, ErrorCode>>(|| Ok(None));
    let (written, _) = futures::join!(writer.write(Ok(None)), reader.into_future());
    format!("{}", written.is_ok())
}

/// Tasks that wait at once, beside the one that waits for them.
async fn tasks(count: u64) -> String {
    let lines = Rc::new(RefCell::new(Vec::new()));
    for at in 0..count {
        let lines = Rc::clone(&lines);
        wit_bindgen::spawn_local(async move {
            wait_for((count - at) * MILLISECOND).await;
            lines.borrow_mut().push(at);
        });
    }
    while lines.borrow().len() < count as usize {
        wait_for(MILLISECOND).await;
    }
    lines.borrow_mut().sort_unstable();
    format!("{:?}", lines.borrow())
}

/// A task that outlives the call of `run`.
fn left_behind(ms: u64, text: String) -> String {
    wit_bindgen::spawn_local(async move {
        wait_for(ms * MILLISECOND).await;
        let _ = write_out(format!("{text}\n").into_bytes()).await;
    });
    "left".into()
}

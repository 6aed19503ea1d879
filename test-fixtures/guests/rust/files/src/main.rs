use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};

fn main() -> io::Result<()> {
    fs::create_dir("/notes")?;
    fs::write("/notes/a.txt", "one\n")?;
    OpenOptions::new().append(true).open("/notes/a.txt")?.write_all(b"two\n")?;
    fs::write("/notes/b.txt", "wörld")?;
    print!("{}", fs::read_to_string("/notes/a.txt")?);
    list()?;
    fs::rename("/notes/b.txt", "/notes/c.txt")?;
    fs::remove_file("/gone.txt")?;
    list()?;
    say("missing", File::open("/notes/none.txt"));
    say("outside", File::open("/../outside.txt"));
    say("given", File::open("/given.txt"));
    Ok(())
}

fn list() -> io::Result<()> {
    let mut entries = fs::read_dir("/notes")?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        println!("{} {}", entry.file_name().display(), entry.metadata()?.len());
    }
    Ok(())
}

fn say(name: &str, file: io::Result<File>) {
    println!("{name}: {}", if file.is_ok() { "there" } else { "not there" });
}

//! Programs of the standard library.
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream, ToSocketAddrs, UdpSocket};
use std::time::Duration;

pub fn step(words: &[&str]) -> Option<String> {
    Some(match *words {
        ["std.tcp", host] => shown(tcp(host)),
        ["std.udp", host] => shown(udp(host)),
        ["std.refused"] => shown(TcpStream::connect("127.0.0.1:1").map(|_| "connected".into())),
        ["std.lookup", name] => shown((name, 80).to_socket_addrs().map(|mut found| {
            format!("{}", found.any(|address| address.ip().is_loopback()))
        })),
        ["std.timeout"] => shown(timeout()),
        _ => return None,
    })
}

fn tcp(host: &str) -> std::io::Result<String> {
    let listener = TcpListener::bind((host, 0))?;
    let mut client = TcpStream::connect(listener.local_addr()?)?;
    client.set_nodelay(true)?;
    client.write_all(b"hello from the client")?;
    client.shutdown(Shutdown::Write)?;
    let (mut server, from) = listener.accept()?;
    let mut text = String::new();
    server.read_to_string(&mut text)?;
    server.write_all(text.to_uppercase().as_bytes())?;
    drop(server);
    text.clear();
    client.read_to_string(&mut text)?;
    Ok(format!("{text} {}", from == client.local_addr()?))
}

fn udp(host: &str) -> std::io::Result<String> {
    let (one, other) = (UdpSocket::bind((host, 0))?, UdpSocket::bind((host, 0))?);
    one.send_to(b"ping", other.local_addr()?)?;
    let mut bytes = [0; 16];
    let (length, from) = other.recv_from(&mut bytes)?;
    other.connect(from)?;
    other.send(b"pong")?;
    let (answered, _) = one.recv_from(&mut bytes[length..])?;
    Ok(format!("{} {}", String::from_utf8_lossy(&bytes[..length + answered]), from == one.local_addr()?))
}

fn timeout() -> std::io::Result<String> {
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    socket.set_read_timeout(Some(Duration::from_millis(20)))?;
    Ok(format!("{:?}", socket.recv_from(&mut [0; 16]).map_err(|error| error.kind())))
}

fn shown(result: std::io::Result<String>) -> String {
    result.unwrap_or_else(|error| format!("{:?}", error.kind()))
}

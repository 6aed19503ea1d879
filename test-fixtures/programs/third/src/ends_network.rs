//! Sockets whose streams are passed on, dropped or cancelled.
use crate::held::{number, shown};
use futures::FutureExt;
use std::pin::pin;
use wasip3::clocks::monotonic_clock::wait_for;
use wasip3::sockets::types::{
    ErrorCode, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, TcpSocket, UdpSocket,
};
use wasip3::wit_bindgen::StreamReader;
use wasip3::wit_stream;

const MILLISECOND: u64 = 1_000_000;

/// The answer of a step, unless this module does not know it.
pub async fn step(words: &[&str]) -> Option<String> {
    Some(match *words {
        ["e.tcp-echo", size] => format!("{:?}", tcp_echo(number(size) as usize).await),
        ["e.accept-cancelled"] => format!("{:?}", accept_cancelled().await),
        ["e.listen-dropped"] => format!("{:?}", listen_dropped().await),
        ["e.receive-cancelled"] => format!("{:?}", receive_cancelled().await),
        ["e.tcp-receive-cancelled"] => format!("{:?}", tcp_receive_cancelled().await),
        ["e.tcp-half"] => format!("{:?}", tcp_half().await),
        _ => return None,
    })
}

fn local(port: u16) -> IpSocketAddress {
    IpSocketAddress::Ipv4(Ipv4SocketAddress {
        port,
        address: (127, 0, 0, 1),
    })
}

fn listening() -> Result<(TcpSocket, StreamReader<TcpSocket>, IpSocketAddress), ErrorCode> {
    let server = TcpSocket::create(IpAddressFamily::Ipv4)?;
    server.bind(local(0))?;
    let accepted = server.listen()?;
    let address = server.get_local_address()?;
    Ok((server, accepted, address))
}

async fn connected(address: IpSocketAddress) -> Result<TcpSocket, ErrorCode> {
    let client = TcpSocket::create(IpAddressFamily::Ipv4)?;
    client.connect(address).await?;
    Ok(client)
}

/// The server sends the stream that it receives.
async fn tcp_echo(size: usize) -> Result<String, ErrorCode> {
    let (_server, mut accepted, address) = listening()?;
    let client = connected(address).await?;
    let served = accepted.next().await.ok_or(ErrorCode::InvalidState)?;
    let (received, received_end) = served.receive();
    let echo = served.send(received);
    let (mut to, from) = wit_stream::new();
    let (sent, _, bytes) = futures::join!(
        client.send(from).into_future(),
        async {
            let left = to.write_all(vec![b'e'; size]).await.len();
            drop(to);
            left
        },
        async {
            let (stream, end) = client.receive();
            (stream.collect().await.len(), end.await)
        }
    );
    Ok(format!(
        "{sent:?} {bytes:?} {:?} {:?}",
        echo.await,
        received_end.await
    ))
}

/// No connection is lost by a read that was cancelled before one came.
async fn accept_cancelled() -> Result<String, ErrorCode> {
    let (_server, mut accepted, address) = listening()?;
    let early = {
        let mut read = pin!(accepted.read(Vec::with_capacity(1)));
        let at_once = read.as_mut().now_or_never().is_some();
        format!("{at_once} {:?}", read.as_mut().cancel().0)
    };
    let _client = connected(address).await?;
    let socket = accepted.next().await;
    let _other = connected(address).await?;
    let _third = connected(address).await?;
    let (_, some) = accepted.read(Vec::with_capacity(4)).await;
    Ok(format!("{early} {} {}", socket.is_some(), !some.is_empty()))
}

async fn listen_dropped() -> Result<String, ErrorCode> {
    let (server, accepted, address) = listening()?;
    drop(accepted);
    let listens = server.get_is_listening();
    let again = server.listen().map(drop);
    drop(server);
    let refused = connected(address).await.map(drop);
    Ok(format!("{listens} {again:?} {refused:?}"))
}

/// A datagram that comes after a cancelled `receive` is there for the next one.
async fn receive_cancelled() -> Result<String, ErrorCode> {
    let one = UdpSocket::create(IpAddressFamily::Ipv4)?;
    one.bind(local(0))?;
    let address = one.get_local_address()?;
    let early = one.receive().now_or_never().is_some();
    let both = futures::select! {
        _ = Box::pin(one.receive()).fuse() => "came",
        () = wait_for(10 * MILLISECOND).fuse() => "nothing",
    };
    let other = UdpSocket::create(IpAddressFamily::Ipv4)?;
    other.send(b"first".to_vec(), Some(address)).await?;
    let (bytes, _) = one.receive().await?;
    Ok(format!("{early} {both} {}", shown(&bytes)))
}

async fn pair() -> Result<(TcpSocket, TcpSocket), ErrorCode> {
    let (_server, mut accepted, address) = listening()?;
    let client = connected(address).await?;
    Ok((
        client,
        accepted.next().await.ok_or(ErrorCode::InvalidState)?,
    ))
}

async fn send(socket: &TcpSocket, text: &str) -> Result<(), ErrorCode> {
    let (mut to, from) = wit_stream::new();
    let bytes = text.as_bytes().to_vec();
    let (result, _) = futures::join!(socket.send(from).into_future(), async {
        to.write_all(bytes).await;
        drop(to);
    });
    result
}

async fn tcp_receive_cancelled() -> Result<String, ErrorCode> {
    let (client, served) = pair().await?;
    let (mut stream, end) = client.receive();
    let early = {
        let mut read = pin!(stream.read(Vec::with_capacity(8)));
        let at_once = read.as_mut().now_or_never().is_some();
        format!("{at_once} {:?}", read.as_mut().cancel().0)
    };
    let sent = send(&served, "late bytes").await;
    let bytes = stream.collect().await;
    Ok(format!(
        "{early} {sent:?} {} {:?}",
        shown(&bytes),
        end.await
    ))
}

/// One side drops what it receives; the other still sends, and then receives.
async fn tcp_half() -> Result<String, ErrorCode> {
    let (client, served) = pair().await?;
    let (stream, end) = client.receive();
    drop(stream);
    let ended = end.await;
    let again = client.receive();
    let text = format!(
        "{ended:?} {} {:?}",
        again.0.collect().await.len(),
        again.1.await
    );
    let sent = send(&client, "words").await;
    let (stream, end) = served.receive();
    let bytes = stream.collect().await;
    Ok(format!("{text} {sent:?} {} {:?}", shown(&bytes), end.await))
}

use crate::say;
use wasip3::http::client;
use wasip3::http::types::{ErrorCode as HttpError, Fields, Method, Request, Response, Scheme};
use wasip3::sockets::ip_name_lookup::resolve_addresses;
use wasip3::sockets::types::{
    ErrorCode, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, TcpSocket, UdpSocket,
};
use wasip3::{wit_future, wit_stream};

fn local(port: u16) -> IpSocketAddress {
    IpSocketAddress::Ipv4(Ipv4SocketAddress {
        port,
        address: (127, 0, 0, 1),
    })
}

/// A server and a client in one: the server answers what it gets in upper case.
async fn tcp(size: usize) -> Result<String, ErrorCode> {
    let server = TcpSocket::create(IpAddressFamily::Ipv4)?;
    server.bind(local(0))?;
    let mut accepted = server.listen()?;
    let client = TcpSocket::create(IpAddressFamily::Ipv4)?;
    let address = server.get_local_address()?;
    let serve = async {
        let socket = accepted.next().await.ok_or(ErrorCode::InvalidState)?;
        let (from, end) = socket.receive();
        let bytes = from.collect().await.to_ascii_uppercase();
        end.await?;
        send(&socket, bytes).await
    };
    let ask = async {
        client.connect(address).await?;
        send(&client, vec![b'a'; size]).await?;
        let again = send(&client, vec![]).await;
        let (from, end) = client.receive();
        let bytes = from.collect().await;
        end.await?;
        let is_upper = bytes.iter().all(|byte| *byte == b'A');
        Ok::<_, ErrorCode>(format!("{} {is_upper}, again {again:?}", bytes.len()))
    };
    let (served, asked) = futures::join!(serve, ask);
    served?;
    asked
}

async fn send(socket: &TcpSocket, bytes: Vec<u8>) -> Result<(), ErrorCode> {
    let (mut to, from) = wit_stream::new();
    let (result, _) = futures::join!(socket.send(from).into_future(), async {
        to.write_all(bytes).await;
        drop(to);
    });
    result
}

/// A port is free again as soon as its listening socket and the stream of its connections are dropped.
fn rebind() -> Result<(), ErrorCode> {
    let server = TcpSocket::create(IpAddressFamily::Ipv4)?;
    server.bind(local(0))?;
    let address = server.get_local_address()?;
    let accepted = server.listen()?;
    drop(server);
    drop(accepted);
    let next = TcpSocket::create(IpAddressFamily::Ipv4)?;
    next.bind(address)?;
    next.listen().map(drop)
}

async fn udp() -> Result<String, ErrorCode> {
    let (one, other) = (
        UdpSocket::create(IpAddressFamily::Ipv4)?,
        UdpSocket::create(IpAddressFamily::Ipv4)?,
    );
    one.bind(local(0))?;
    let early = other.send(b"nobody".to_vec(), None).await;
    let address = one.get_local_address()?;
    let (received, sent) =
        futures::join!(one.receive(), other.send(b"hello".to_vec(), Some(address)));
    sent?;
    let (bytes, from) = received?;
    other.connect(address)?;
    one.send(b"back".to_vec(), Some(from)).await?;
    let (back, _) = other.receive().await?;
    Ok(format!(
        "{early:?} {:?} {:?} {:?}",
        bytes,
        back,
        other.disconnect()
    ))
}

/// A socket that is connected again has the port that it had.
fn reconnect() -> Result<bool, ErrorCode> {
    let socket = UdpSocket::create(IpAddressFamily::Ipv4)?;
    socket.connect(local(4321))?;
    let before = format!("{:?}", socket.get_local_address()?);
    socket.connect(local(4322))?;
    Ok(before == format!("{:?}", socket.get_local_address()?))
}

async fn request(authority: &str, body: Option<&str>) -> String {
    let (no_trailers, trailers) = wit_future::new(|| Ok(None));
    drop(no_trailers);
    let (mut to, from) = wit_stream::new();
    let (request, sent) = Request::new(Fields::new(), body.map(|_| from), trailers, None);
    let method = if body.is_some() {
        Method::Post
    } else {
        Method::Get
    };
    request
        .set_method(&method)
        .and(request.set_scheme(Some(&Scheme::Http)))
        .unwrap();
    request
        .set_authority(Some(authority))
        .and(request.set_path_with_query(Some("/echo")))
        .unwrap();
    let (response, _) = futures::join!(client::send(request), async {
        to.write_all(body.unwrap_or_default().as_bytes().to_vec())
            .await;
        drop(to);
    });
    let answer = match response {
        Ok(response) => format!("{:?}", read(response).await),
        Err(error) => format!("{error:?}"),
    };
    format!("{answer}, sent {:?}", sent.await)
}

async fn read(response: Response) -> Result<(u16, String), HttpError> {
    let status = response.get_status_code();
    let (result, done) = wit_future::new(|| Ok(()));
    drop(result);
    let (body, trailers) = Response::consume_body(response, done);
    let text = String::from_utf8_lossy(&body.collect().await).into_owned();
    trailers.await?;
    Ok((status, text))
}

pub async fn step(words: &[&str]) -> bool {
    let answer = match words[..] {
        ["tcp", size] => format!("{:?}", tcp(size.parse().unwrap()).await),
        ["rebind"] => format!("{:?}", rebind()),
        ["udp"] => format!("{:?}", udp().await),
        ["reconnect"] => format!("{:?}", reconnect()),
        ["refused"] => {
            let socket = TcpSocket::create(IpAddressFamily::Ipv4);
            match socket {
                Ok(socket) => format!(
                    "{:?} {:?}",
                    socket.connect(local(1)).await,
                    socket.get_remote_address()
                ),
                Err(error) => format!("{error:?}"),
            }
        }
        ["lookup", name] => format!("{:?}", resolve_addresses(name.to_string()).await),
        ["request", authority] => request(authority, None).await,
        ["request", authority, body] => request(authority, Some(body)).await,
        _ => return false,
    };
    say(answer).await;
    true
}

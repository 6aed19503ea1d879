//! wasi:sockets, which answers until the network itself is asked for.
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::ip_name_lookup::resolve_addresses;
use wasip2::sockets::network::{ErrorCode, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress};
use wasip2::sockets::tcp_create_socket::create_tcp_socket;
use wasip2::sockets::udp_create_socket::create_udp_socket;

pub fn step(words: &[&str]) -> Option<String> {
    let loopback = IpSocketAddress::Ipv4(Ipv4SocketAddress { port: 9, address: (127, 0, 0, 1) });
    Some(match *words {
        ["tcp.create", family] => outcome(create_tcp_socket(ip(family)).map(|socket| {
            format!("{:?} listening {}", socket.address_family(), socket.is_listening())
        })),
        ["tcp.bind"] => outcome(create_tcp_socket(IpAddressFamily::Ipv4).and_then(|socket| {
            socket.start_bind(&instance_network(), loopback)?;
            socket.finish_bind().map(|()| "bound".into())
        })),
        ["tcp.connect"] => outcome(create_tcp_socket(IpAddressFamily::Ipv4).and_then(|socket| {
            socket.start_connect(&instance_network(), loopback)?;
            socket.subscribe().block();
            socket.finish_connect().map(|_| "connected".into())
        })),
        ["udp.create", family] => outcome(create_udp_socket(ip(family)).map(|socket| {
            format!("{:?}", socket.address_family())
        })),
        ["udp.bind"] => outcome(create_udp_socket(IpAddressFamily::Ipv4).and_then(|socket| {
            socket.start_bind(&instance_network(), loopback)?;
            socket.finish_bind().map(|()| "bound".into())
        })),
        ["lookup", name] => outcome(resolve_addresses(&instance_network(), name).and_then(|addresses| {
            addresses.subscribe().block();
            addresses.resolve_next_address().map(|address| format!("{address:?}"))
        })),
        _ => return None,
    })
}

fn ip(family: &str) -> IpAddressFamily {
    if family == "6" { IpAddressFamily::Ipv6 } else { IpAddressFamily::Ipv4 }
}

fn outcome(result: Result<String, ErrorCode>) -> String {
    result.unwrap_or_else(|code| code.name().into())
}

use std::net::IpAddr;
use wasip2::sockets::network::{
    IpAddress, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, Ipv6SocketAddress,
};

pub fn family(word: &str) -> IpAddressFamily {
    if word == "6" { IpAddressFamily::Ipv6 } else { IpAddressFamily::Ipv4 }
}

pub fn read(host: &str, port: u16) -> IpSocketAddress {
    match host.parse().expect("an address") {
        IpAddr::V4(address) => {
            let [a, b, c, d] = address.octets();
            IpSocketAddress::Ipv4(Ipv4SocketAddress { port, address: (a, b, c, d) })
        }
        IpAddr::V6(address) => {
            let [a, b, c, d, e, f, g, h] = address.segments();
            let address = (a, b, c, d, e, f, g, h);
            IpSocketAddress::Ipv6(Ipv6SocketAddress { port, flow_info: 0, address, scope_id: 0 })
        }
    }
}

/// Ports of the system's choice are all the same.
fn port(port: u16) -> &'static str {
    if port == 0 { "0" } else { "P" }
}

pub fn shown(address: IpSocketAddress) -> String {
    match address {
        IpSocketAddress::Ipv4(four) => format!("{:?}:{}", four.address, port(four.port)),
        IpSocketAddress::Ipv6(six) => {
            format!("{:x?}:{} {} {}", six.address, port(six.port), six.flow_info, six.scope_id)
        }
    }
}

pub fn host(address: IpAddress) -> String {
    match address {
        IpAddress::Ipv4(four) => format!("{four:?}"),
        IpAddress::Ipv6(six) => format!("{six:x?}"),
    }
}

use crate::addresses;
use std::collections::BTreeMap;
use wasip2::io::streams::{InputStream, OutputStream, StreamError};
use wasip2::sockets::network::{ErrorCode, IpSocketAddress};
use wasip2::sockets::tcp::TcpSocket;
use wasip2::sockets::udp::{IncomingDatagramStream, OutgoingDatagramStream, UdpSocket};

/// What the steps have opened, by name. Streams come first, since they are dropped before their sockets.
#[derive(Default)]
pub struct State {
    pub inputs: BTreeMap<String, InputStream>,
    pub outputs: BTreeMap<String, OutputStream>,
    pub incoming: BTreeMap<String, IncomingDatagramStream>,
    pub outgoing: BTreeMap<String, OutgoingDatagramStream>,
    pub tcp: BTreeMap<String, TcpSocket>,
    pub udp: BTreeMap<String, UdpSocket>,
}

impl State {
    /// `HOST PORT`, or `@a`: where the socket `a` is.
    pub fn address(&self, words: &[&str]) -> IpSocketAddress {
        match *words {
            [name] => {
                let name = name.trim_start_matches('@');
                let tcp = self.tcp.get(name).map(TcpSocket::local_address);
                tcp.or_else(|| self.udp.get(name).map(UdpSocket::local_address)).expect("a socket").expect("bound")
            }
            [host, port] => addresses::read(host, port.parse().expect("a port")),
            _ => panic!("an address is @name, or a host and a port"),
        }
    }
}

pub fn outcome(result: Result<String, ErrorCode>) -> String {
    result.unwrap_or_else(|code| code.name().into())
}

pub fn done(result: Result<(), ErrorCode>) -> String {
    outcome(result.map(|()| "ok".into()))
}

pub fn failure(error: StreamError) -> String {
    match error {
        StreamError::Closed => "closed".into(),
        StreamError::LastOperationFailed(error) => format!("failed {}", error.to_debug_string()),
    }
}

//! `lookup NAME` waits for each address; `lookup-all` sorts them, since their order is the resolver's.
use crate::addresses::host;
use crate::state::outcome;
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::ip_name_lookup::{ResolveAddressStream, resolve_addresses};
use wasip2::sockets::network::{ErrorCode, IpAddress};

pub fn step(words: &[&str]) -> Option<String> {
    Some(match *words {
        ["lookup", name] => outcome(resolve_addresses(&instance_network(), name).and_then(|stream| {
            let mut hosts = Vec::new();
            while let Some(address) = next(&stream)? {
                hosts.push(host(address));
            }
            hosts.sort();
            Ok(format!("{hosts:?} then {:?}", stream.resolve_next_address().map(|one| one.is_some())))
        })),
        ["lookup-drop", name] => outcome(resolve_addresses(&instance_network(), name).map(|stream| {
            drop(stream);
            "dropped".into()
        })),
        _ => return None,
    })
}

fn next(stream: &ResolveAddressStream) -> Result<Option<IpAddress>, ErrorCode> {
    loop {
        match stream.resolve_next_address() {
            Err(ErrorCode::WouldBlock) => stream.subscribe().block(),
            answer => return answer,
        }
    }
}

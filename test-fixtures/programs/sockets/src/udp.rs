use crate::addresses::{family, shown};
use crate::state::{State, done, outcome};
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::network::ErrorCode;
use wasip2::sockets::udp::{OutgoingDatagram, UdpSocket};
use wasip2::sockets::udp_create_socket::create_udp_socket;

pub fn step(state: &mut State, words: &[&str]) -> Option<String> {
    if let ["udp", name, version] = *words {
        return Some(outcome(create_udp_socket(family(version)).map(|socket| {
            state.udp.insert(name.into(), socket);
            "ok".into()
        })));
    }
    let [call, name, ref operands @ ..] = *words else { return None };
    if let Some(answer) = stream_step(state, call, name, operands) {
        return Some(answer);
    }
    let socket = state.udp.get(name)?;
    Some(match (call, operands) {
        ("start-bind", to) => done(socket.start_bind(&instance_network(), state.address(to))),
        ("finish-bind", []) => done(socket.finish_bind()),
        ("bind", to) => {
            let start = socket.start_bind(&instance_network(), state.address(to));
            done(start.and_then(|()| socket.finish_bind()))
        }
        ("stream", to) => {
            let remote = (!to.is_empty()).then(|| state.address(to));
            match socket.stream(remote) {
                Ok((incoming, outgoing)) => {
                    state.incoming.insert(name.into(), incoming);
                    state.outgoing.insert(name.into(), outgoing);
                    "ok".into()
                }
                Err(code) => code.name().into(),
            }
        }
        ("ready", []) => format!("{}", socket.subscribe().ready()),
        ("local", []) => outcome(socket.local_address().map(shown)),
        ("remote", []) => outcome(socket.remote_address().map(shown)),
        ("family", []) => format!("{:?}", socket.address_family()),
        ("set", [option, value]) => done(set(socket, option, value.parse().expect("a number"))),
        ("get", [option]) => outcome(get(socket, option)),
        ("drop", []) => {
            state.udp.remove(name);
            "dropped".into()
        }
        _ => return None,
    })
}

fn set(socket: &UdpSocket, option: &str, value: u64) -> Result<(), ErrorCode> {
    match option {
        "hops" => socket.set_unicast_hop_limit(value as u8),
        "receive-buffer" => socket.set_receive_buffer_size(value),
        "send-buffer" => socket.set_send_buffer_size(value),
        _ => panic!("no option"),
    }
}

fn get(socket: &UdpSocket, option: &str) -> Result<String, ErrorCode> {
    Ok(match option {
        "hops" => socket.unicast_hop_limit()?.to_string(),
        "receive-buffer" => socket.receive_buffer_size()?.to_string(),
        "send-buffer" => socket.send_buffer_size()?.to_string(),
        _ => panic!("no option"),
    })
}

fn stream_step(state: &mut State, call: &str, name: &str, operands: &[&str]) -> Option<String> {
    Some(match (call, operands) {
        ("check-send", []) => outcome(state.outgoing.get(name)?.check_send().map(|permit| permit.to_string())),
        // `send a TEXT ADDRESS…`, `send a TEXT` to the remote of a connected socket.
        ("send", [text, to @ ..]) => {
            let remote = (!to.is_empty()).then(|| state.address(to));
            let outgoing = state.outgoing.get(name)?;
            outcome(outgoing.check_send().and_then(|_| {
                outgoing.send(&[OutgoingDatagram { data: text.as_bytes().into(), remote_address: remote }])
            }).map(|count| format!("{count} sent")))
        }
        ("send-unchecked", [count, to @ ..]) => {
            let outgoing = state.outgoing.get(name)?;
            outcome(outgoing.send(&many(state, count, 1, to)).map(|count| format!("{count} sent")))
        }
        ("send-many", [count, size, to @ ..]) => {
            let outgoing = state.outgoing.get(name)?;
            let datagrams = many(state, count, size.parse().expect("a number"), to);
            outcome(outgoing.check_send().and_then(|_| outgoing.send(&datagrams)).map(|sent| format!("{sent} sent")))
        }
        // The first is valid, the second is not.
        ("send-then-bad", to) => {
            let outgoing = state.outgoing.get(name)?;
            let mut datagrams = many(state, "1", 1, to);
            datagrams.extend(many(state, "1", 1, &["127.0.0.1", "0"]));
            outcome(outgoing.check_send().and_then(|_| outgoing.send(&datagrams)).map(|sent| format!("{sent} sent")))
        }
        ("receive", [count]) => outcome(receive(state, name, count.parse().expect("a number"))?),
        ("try-receive", [limit]) => {
            let received = state.incoming.get(name)?.receive(limit.parse().expect("a number"));
            outcome(received.map(|datagrams| format!("{} received", datagrams.len())))
        }
        ("receive-ready", []) => format!("{}", state.incoming.get(name)?.subscribe().ready()),
        ("send-ready", []) => format!("{}", state.outgoing.get(name)?.subscribe().ready()),
        ("drop-incoming", []) => state.incoming.remove(name).map(|_| "dropped".into())?,
        ("drop-outgoing", []) => state.outgoing.remove(name).map(|_| "dropped".into())?,
        _ => return None,
    })
}

fn many(state: &State, count: &str, size: usize, to: &[&str]) -> Vec<OutgoingDatagram> {
    let remote = (!to.is_empty()).then(|| state.address(to));
    let one = |_| OutgoingDatagram { data: vec![b'd'; size], remote_address: remote };
    (0..count.parse::<usize>().expect("a number")).map(one).collect()
}

/// Waits until so many have come.
fn receive(state: &State, name: &str, count: usize) -> Option<Result<String, ErrorCode>> {
    let incoming = state.incoming.get(name)?;
    let mut texts = Vec::new();
    while texts.len() < count {
        incoming.subscribe().block();
        match incoming.receive(16) {
            Ok(datagrams) => texts.extend(datagrams.into_iter().map(|one| {
                let text = String::from_utf8_lossy(&one.data).into_owned();
                let text = if text.len() > 40 { format!("{} bytes", text.len()) } else { text };
                format!("{text} from {}", shown(one.remote_address))
            })),
            Err(code) => return Some(Err(code)),
        }
    }
    Some(Ok(texts.join(", ")))
}

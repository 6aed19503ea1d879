//! Calls of wasi:sockets 0.3 on sockets that steps name. `@a` in place of an address is the local one of the socket `a`.
use crate::held::{how, number, shown};
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use wasip3::clocks::monotonic_clock::wait_for;
use wasip3::sockets::types::{
    ErrorCode, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, Ipv6SocketAddress, TcpSocket,
    UdpSocket,
};
use wasip3::wit_bindgen::{FutureReader, StreamReader, StreamWriter};
use wasip3::wit_stream;

type End = FutureReader<Result<(), ErrorCode>>;

/// Fields are dropped in order: the ways of bytes first.
#[derive(Default)]
pub struct Sockets {
    outputs: HashMap<String, (StreamWriter<u8>, End)>,
    inputs: HashMap<String, (StreamReader<u8>, End)>,
    listeners: HashMap<String, StreamReader<TcpSocket>>,
    tcp: HashMap<String, TcpSocket>,
    udp: HashMap<String, UdpSocket>,
}

pub async fn step(held: &mut Sockets, words: &[&str]) -> Option<String> {
    match tcp_step(held, words).await {
        Some(answer) => Some(answer),
        None => match streams_step(held, words).await {
            Some(answer) => Some(answer),
            None => match options_step(held, words) {
                Some(answer) => Some(answer),
                None => udp_step(held, words).await,
            },
        },
    }
}

async fn tcp_step(held: &mut Sockets, words: &[&str]) -> Option<String> {
    Some(match *words {
        ["tcp.make", name, family] => match TcpSocket::create(family_of(family)) {
            Ok(made) => {
                held.tcp.insert(name.into(), made);
                "made".into()
            }
            Err(error) => format!("{error:?}"),
        },
        ["tcp.bind", name, ref to @ ..] => format!("{:?}", held.tcp[name].bind(address(held, to))),
        ["tcp.connect", name, ref to @ ..] => {
            format!("{:?}", held.tcp[name].connect(address(held, to)).await)
        }
        // As long as nobody waits for it.
        ["tcp.connect-dropped", name, ref to @ ..] => {
            let call = held.tcp[name].connect(address(held, to));
            drop(call);
            "dropped".into()
        }
        ["tcp.listen", name] => match held.tcp[name].listen() {
            Ok(accepted) => {
                held.listeners.insert(name.into(), accepted);
                "listens".into()
            }
            Err(error) => format!("{error:?}"),
        },
        ["tcp.accept", name, made] => match held.listeners.get_mut(name)?.next().await {
            Some(socket) => {
                held.tcp.insert(made.into(), socket);
                "accepted".into()
            }
            None => "ended".into(),
        },
        ["tcp.stop", name] => format!("{}", held.listeners.remove(name).is_some()),
        ["tcp.drop", name] => format!("{}", held.tcp.remove(name).is_some()),
        ["tcp.local", name] => place(held.tcp[name].get_local_address()),
        ["tcp.remote", name] => place(held.tcp[name].get_remote_address()),
        ["tcp.meets", name, other] => {
            let (remote, local) = (
                held.tcp[name].get_remote_address(),
                held.tcp[other].get_local_address(),
            );
            format!("{}", format!("{remote:?}") == format!("{local:?}"))
        }
        ["tcp.state", name] => {
            let socket = &held.tcp[name];
            format!(
                "{} {:?}",
                socket.get_is_listening(),
                socket.get_address_family()
            )
        }
        _ => return None,
    })
}

async fn streams_step(held: &mut Sockets, words: &[&str]) -> Option<String> {
    Some(match *words {
        ["tcp.out", name] => {
            let (to, from) = wit_stream::new();
            let end = held.tcp[name].send(from);
            held.outputs.insert(name.into(), (to, end));
            "open".into()
        }
        ["tcp.write", name, text] => {
            let (to, _) = held.outputs.get_mut(name)?;
            format!(
                "{} left",
                to.write_all(text.as_bytes().to_vec()).await.len()
            )
        }
        ["tcp.write-long", name, length] => {
            let (to, _) = held.outputs.get_mut(name)?;
            let rest = to.write_all(vec![b'l'; number(length) as usize]).await;
            if rest.is_empty() {
                "all".into()
            } else {
                "some left".into()
            }
        }
        ["tcp.end", name] => {
            let (to, end) = held.outputs.remove(name)?;
            drop(to);
            format!("{:?}", end.await)
        }
        ["tcp.result", name] => {
            let (to, end) = held.outputs.remove(name)?;
            let result = end.await;
            drop(to);
            format!("{result:?}")
        }
        ["tcp.in", name] => {
            held.inputs.insert(name.into(), held.tcp[name].receive());
            "open".into()
        }
        ["tcp.read", name, length] => {
            let (from, _) = held.inputs.get_mut(name)?;
            let (result, bytes) = from.read(Vec::with_capacity(number(length) as usize)).await;
            format!("{} {}", how(result), shown(&bytes))
        }
        ["tcp.rest", name] => {
            let (from, end) = held.inputs.remove(name)?;
            format!("{} {:?}", shown(&from.collect().await), end.await)
        }
        ["tcp.leave", name] => {
            let (from, end) = held.inputs.remove(name)?;
            drop(from);
            format!("{:?}", end.await)
        }
        // One way of many bytes while the other side reads them.
        ["tcp.pump", name, other, length] => {
            let length = number(length) as usize;
            let (mut to, end) = held.outputs.remove(name)?;
            let (from, over) = held.inputs.remove(other)?;
            let (left, bytes) = futures::join!(
                async {
                    let rest = to.write_all(vec![b'p'; length]).await;
                    drop(to);
                    rest.len()
                },
                from.collect()
            );
            format!(
                "{left} left, {} came, {:?} {:?}",
                bytes.len(),
                end.await,
                over.await
            )
        }
        ["pause", ms] => {
            wait_for(number(ms) * 1_000_000).await;
            "waited".into()
        }
        _ => return None,
    })
}

fn options_step(held: &Sockets, words: &[&str]) -> Option<String> {
    Some(match *words {
        ["tcp.get", name, option] => {
            let socket = &held.tcp[name];
            match option {
                "keep-alive" => format!("{:?}", socket.get_keep_alive_enabled()),
                "idle" => format!("{:?}", socket.get_keep_alive_idle_time()),
                "interval" => format!("{:?}", socket.get_keep_alive_interval()),
                "count" => format!("{:?}", socket.get_keep_alive_count()),
                "hops" => format!("{:?}", socket.get_hop_limit()),
                "receive-buffer" => format!("{:?}", socket.get_receive_buffer_size()),
                "send-buffer" => format!("{:?}", socket.get_send_buffer_size()),
                _ => return None,
            }
        }
        ["tcp.set", name, option, value] => {
            let (socket, value) = (&held.tcp[name], number(value));
            let done = match option {
                "backlog" => socket.set_listen_backlog_size(value),
                "keep-alive" => socket.set_keep_alive_enabled(value == 1),
                "idle" => socket.set_keep_alive_idle_time(value),
                "interval" => socket.set_keep_alive_interval(value),
                "count" => socket.set_keep_alive_count(value as u32),
                "hops" => socket.set_hop_limit(value as u8),
                "receive-buffer" => socket.set_receive_buffer_size(value),
                "send-buffer" => socket.set_send_buffer_size(value),
                _ => return None,
            };
            format!("{done:?}")
        }
        ["udp.get", name, option] => {
            let socket = &held.udp[name];
            match option {
                "hops" => format!("{:?}", socket.get_unicast_hop_limit()),
                "receive-buffer" => format!("{:?}", socket.get_receive_buffer_size()),
                "send-buffer" => format!("{:?}", socket.get_send_buffer_size()),
                _ => return None,
            }
        }
        ["udp.set", name, option, value] => {
            let (socket, value) = (&held.udp[name], number(value));
            let done = match option {
                "hops" => socket.set_unicast_hop_limit(value as u8),
                "receive-buffer" => socket.set_receive_buffer_size(value),
                "send-buffer" => socket.set_send_buffer_size(value),
                _ => return None,
            };
            format!("{done:?}")
        }
        _ => return None,
    })
}

async fn udp_step(held: &mut Sockets, words: &[&str]) -> Option<String> {
    Some(match *words {
        ["udp.make", name, family] => match UdpSocket::create(family_of(family)) {
            Ok(made) => {
                held.udp.insert(name.into(), made);
                "made".into()
            }
            Err(error) => format!("{error:?}"),
        },
        ["udp.bind", name, ref to @ ..] => format!("{:?}", held.udp[name].bind(address(held, to))),
        ["udp.connect", name, ref to @ ..] => {
            format!("{:?}", held.udp[name].connect(address(held, to)))
        }
        ["udp.disconnect", name] => format!("{:?}", held.udp[name].disconnect()),
        ["udp.send", name, text] => format!("{:?}", held.udp[name].send(text.into(), None).await),
        ["udp.send", name, text, ref to @ ..] => {
            format!(
                "{:?}",
                held.udp[name]
                    .send(text.into(), Some(address(held, to)))
                    .await
            )
        }
        ["udp.send-long", name, length, ref to @ ..] => {
            let bytes = vec![b'u'; number(length) as usize];
            format!(
                "{:?}",
                held.udp[name].send(bytes, Some(address(held, to))).await
            )
        }
        ["udp.receive", name] => {
            let answer = held.udp[name]
                .receive()
                .await
                .map(|(bytes, _)| shown(&bytes));
            format!("{answer:?}")
        }
        ["udp.try", name] => {
            let waiting = futures::future::select(
                Box::pin(held.udp[name].receive()),
                Box::pin(wait_for(30_000_000)),
            );
            match waiting.await {
                futures::future::Either::Left((answer, _)) => {
                    format!("{:?}", answer.map(|(bytes, _)| shown(&bytes)))
                }
                futures::future::Either::Right(_) => "nothing".into(),
            }
        }
        ["udp.local", name] => place(held.udp[name].get_local_address()),
        ["udp.remote", name] => place(held.udp[name].get_remote_address()),
        ["udp.drop", name] => format!("{}", held.udp.remove(name).is_some()),
        _ => return None,
    })
}

fn family_of(word: &str) -> IpAddressFamily {
    if word == "6" {
        IpAddressFamily::Ipv6
    } else {
        IpAddressFamily::Ipv4
    }
}

/// Without the port, which no two runs share.
fn place(address: Result<IpSocketAddress, ErrorCode>) -> String {
    let text = |address: IpSocketAddress| match address {
        IpSocketAddress::Ipv4(v4) => format!("{:?} {}", v4.address, v4.port != 0),
        IpSocketAddress::Ipv6(v6) => {
            format!(
                "{:?} {} {} {}",
                v6.address,
                v6.port != 0,
                v6.flow_info,
                v6.scope_id
            )
        }
    };
    format!("{:?}", address.map(text))
}

fn address(held: &Sockets, words: &[&str]) -> IpSocketAddress {
    if let Some(name) = words[0].strip_prefix('@') {
        let local = match held.tcp.get(name) {
            Some(socket) => socket.get_local_address(),
            None => held.udp[name].get_local_address(),
        };
        return local.expect("a bound socket");
    }
    let address: IpAddr = words[0].parse().expect("an address");
    match SocketAddr::new(address, number(words[1]) as u16) {
        SocketAddr::V4(v4) => {
            let [a, b, c, d] = v4.ip().octets();
            IpSocketAddress::Ipv4(Ipv4SocketAddress {
                port: v4.port(),
                address: (a, b, c, d),
            })
        }
        SocketAddr::V6(v6) => {
            let [a, b, c, d, e, f, g, h] = v6.ip().segments();
            let address = (a, b, c, d, e, f, g, h);
            IpSocketAddress::Ipv6(Ipv6SocketAddress {
                port: v6.port(),
                flow_info: 0,
                address,
                scope_id: 0,
            })
        }
    }
}

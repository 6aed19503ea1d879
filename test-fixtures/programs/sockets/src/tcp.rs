use crate::addresses::{family, shown};
use crate::state::{State, done, failure, outcome};
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::network::ErrorCode;
use wasip2::sockets::tcp::{ShutdownType, TcpSocket};
use wasip2::sockets::tcp_create_socket::create_tcp_socket;

pub fn step(state: &mut State, words: &[&str]) -> Option<String> {
    if let ["tcp", name, version] = *words {
        return Some(outcome(create_tcp_socket(family(version)).map(|socket| {
            state.tcp.insert(name.into(), socket);
            "ok".into()
        })));
    }
    let [call, name, ref operands @ ..] = *words else { return None };
    if let Some(answer) = stream_step(state, call, name, operands) {
        return Some(answer);
    }
    let socket = state.tcp.get(name)?;
    Some(match (call, operands) {
        ("start-bind", to) => done(socket.start_bind(&instance_network(), state.address(to))),
        ("finish-bind", []) => done(socket.finish_bind()),
        ("bind", to) => {
            let start = socket.start_bind(&instance_network(), state.address(to));
            done(start.and_then(|()| socket.finish_bind()))
        }
        ("start-connect", to) => done(socket.start_connect(&instance_network(), state.address(to))),
        ("finish-connect", []) => match socket.finish_connect() {
            Ok((input, output)) => {
                state.inputs.insert(name.into(), input);
                state.outputs.insert(name.into(), output);
                "ok".into()
            }
            Err(code) => code.name().into(),
        },
        ("start-listen", []) => done(socket.start_listen()),
        ("finish-listen", []) => done(socket.finish_listen()),
        ("listen", []) => done(socket.start_listen().and_then(|()| socket.finish_listen())),
        ("accept", [as_name]) => match socket.accept() {
            Ok((accepted, input, output)) => {
                state.inputs.insert((*as_name).into(), input);
                state.outputs.insert((*as_name).into(), output);
                state.tcp.insert((*as_name).into(), accepted);
                "ok".into()
            }
            Err(code) => code.name().into(),
        },
        ("wait", []) => {
            socket.subscribe().block();
            "ready".into()
        }
        ("ready", []) => format!("{}", socket.subscribe().ready()),
        ("local", []) => outcome(socket.local_address().map(shown)),
        ("remote", []) => outcome(socket.remote_address().map(shown)),
        ("is-remote", [other]) => {
            let other = state.tcp.get(*other)?.local_address();
            outcome(socket.remote_address().map(|one| format!("{}", format!("{one:?}") == format!("{:?}", other.unwrap()))))
        }
        ("listening", []) => format!("{}", socket.is_listening()),
        ("family", []) => format!("{:?}", socket.address_family()),
        ("shutdown", [how]) => done(socket.shutdown(match *how {
            "receive" => ShutdownType::Receive,
            "send" => ShutdownType::Send,
            _ => ShutdownType::Both,
        })),
        ("set", [option, value]) => done(set(socket, option, value.parse().expect("a number"))),
        ("get", [option]) => outcome(get(socket, option)),
        ("drop", []) => {
            state.tcp.remove(name);
            "dropped".into()
        }
        _ => return None,
    })
}

fn set(socket: &TcpSocket, option: &str, value: u64) -> Result<(), ErrorCode> {
    match option {
        "backlog" => socket.set_listen_backlog_size(value),
        "keep-alive" => socket.set_keep_alive_enabled(value != 0),
        "idle" => socket.set_keep_alive_idle_time(value),
        "interval" => socket.set_keep_alive_interval(value),
        "count" => socket.set_keep_alive_count(value as u32),
        "hops" => socket.set_hop_limit(value as u8),
        "receive-buffer" => socket.set_receive_buffer_size(value),
        "send-buffer" => socket.set_send_buffer_size(value),
        _ => panic!("no option"),
    }
}

fn get(socket: &TcpSocket, option: &str) -> Result<String, ErrorCode> {
    Ok(match option {
        "keep-alive" => socket.keep_alive_enabled()?.to_string(),
        "idle" => socket.keep_alive_idle_time()?.to_string(),
        "interval" => socket.keep_alive_interval()?.to_string(),
        "count" => socket.keep_alive_count()?.to_string(),
        "hops" => socket.hop_limit()?.to_string(),
        "receive-buffer" => socket.receive_buffer_size()?.to_string(),
        "send-buffer" => socket.send_buffer_size()?.to_string(),
        _ => panic!("no option"),
    })
}

fn stream_step(state: &mut State, call: &str, name: &str, operands: &[&str]) -> Option<String> {
    Some(match (call, operands) {
        ("write", [text]) => {
            let output = state.outputs.get(name)?;
            match output.blocking_write_and_flush(text.as_bytes()) {
                Ok(()) => "ok".into(),
                Err(error) => failure(error),
            }
        }
        ("write-unchecked", [text]) => {
            let output = state.outputs.get(name)?;
            output.write(text.as_bytes()).map_or_else(failure, |()| "ok".into())
        }
        ("check-write", []) => {
            let output = state.outputs.get(name)?;
            output.check_write().map_or_else(failure, |permit| permit.to_string())
        }
        ("write-many", [count]) => {
            let output = state.outputs.get(name)?;
            write_many(output, count.parse().expect("a number"))
        }
        ("read", [limit]) => {
            let input = state.inputs.get(name)?;
            match input.blocking_read(limit.parse().expect("a number")) {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(error) => failure(error),
            }
        }
        // All of so many bytes, or up to the end.
        ("read-all", [count]) => {
            let input = state.inputs.get(name)?;
            let (mut left, mut sum) = (count.parse::<u64>().expect("a number"), 0u64);
            while left > 0 {
                match input.blocking_read(left) {
                    Ok(bytes) => {
                        left -= bytes.len() as u64;
                        sum += bytes.iter().map(|byte| u64::from(*byte)).sum::<u64>();
                    }
                    Err(error) => return Some(format!("{left} missing, {}", failure(error))),
                }
            }
            sum.to_string()
        }
        // `write-read a b COUNT`: writes to a as it reads from b, so that neither waits for the other.
        ("write-read", [other, count]) => {
            let (output, input) = (state.outputs.get(name)?, state.inputs.get(*other)?);
            write_read(output, input, count.parse().expect("a number"))
        }
        ("try-read", [limit]) => {
            let input = state.inputs.get(name)?;
            match input.read(limit.parse().expect("a number")) {
                Ok(bytes) => format!("{} bytes", bytes.len()),
                Err(error) => failure(error),
            }
        }
        ("read-ready", []) => format!("{}", state.inputs.get(name)?.subscribe().ready()),
        ("write-ready", []) => format!("{}", state.outputs.get(name)?.subscribe().ready()),
        ("drop-input", []) => state.inputs.remove(name).map(|_| "dropped".into())?,
        ("drop-output", []) => state.outputs.remove(name).map(|_| "dropped".into())?,
        ("close", []) if state.tcp.contains_key(name) => {
            state.inputs.remove(name);
            state.outputs.remove(name);
            state.tcp.remove(name);
            "closed".into()
        }
        _ => return None,
    })
}

fn write_many(output: &wasip2::io::streams::OutputStream, count: usize) -> String {
    let bytes = vec![b'x'; 4096];
    for _ in 0..count {
        if let Err(error) = output.blocking_write_and_flush(&bytes) {
            return failure(error);
        }
    }
    "ok".into()
}

fn write_read(
    output: &wasip2::io::streams::OutputStream,
    input: &wasip2::io::streams::InputStream,
    count: usize,
) -> String {
    let (mut written, mut read) = (0, 0);
    while read < count {
        if written < count {
            let permit = output.check_write().expect("open") as usize;
            let bytes: Vec<u8> = (written..count.min(written + permit)).map(|at| (at % 251) as u8).collect();
            output.write(&bytes).expect("open");
            written += bytes.len();
        }
        if written == count {
            input.subscribe().block();
        }
        for byte in input.read(65_536).expect("open") {
            assert_eq!(byte, (read % 251) as u8, "at {read}");
            read += 1;
        }
    }
    format!("{read} bytes")
}

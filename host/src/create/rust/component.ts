import { snakeCase } from '../names.ts';
import type { NewFiles } from '../files.ts';
import { starterOf } from '../starter.ts';
import type { WorldOutline } from '../world-outline.ts';
import { stubCrate } from './stubs.ts';
import { identifier } from './types.ts';

/**
 * The files of a crate that implements a world with wit-bindgen.
 *
 * @param wit the WIT folder as the crate sees it
 */
export function rustFiles(name: string, world: WorldOutline, wit: string): NewFiles {
  const starter = starterOf(world);
  const bindings = `wit_bindgen::generate!({ path: "${wit}", world: "${world.name}", generate_all });`;
  const common = { '.gitignore': 'target/\n' };
  switch (starter.kind) {
    case 'command':
      return { ...common, 'Cargo.toml': manifest(name), 'src/main.rs': COMMAND };
    case 'http':
      return { ...common, 'Cargo.toml': manifest(name, BINDGEN), 'src/lib.rs': http(bindings) };
    case 'greeting':
      return {
        ...common,
        'Cargo.toml': manifest(name, BINDGEN),
        'src/lib.rs': greeting(bindings, starter.fn, starter.param),
      };
    case 'async-http':
      return { ...common, 'Cargo.toml': manifest(name, ASYNC_BINDGEN), 'src/lib.rs': asyncHttp(bindings) };
    case 'async-command':
      return { ...common, 'Cargo.toml': manifest(name, BINDGEN), 'src/lib.rs': asyncCommand(bindings) };
    case 'stubs':
      return {
        ...common,
        'Cargo.toml': manifest(name, BINDGEN),
        'src/lib.rs': stubCrate(world, bindings),
      };
  }
}

const BINDGEN = '"0.63"';
const ASYNC_BINDGEN = '{ version = "0.63", features = ["async-spawn"] }';

/** @param bindgen the dependency of a library; undefined for a program, whose standard library has WASI */
const manifest = (name: string, bindgen?: string): string =>
  `[package]
name = "${name}"
version = "0.1.0"
edition = "2024"
publish = false
${bindgen === undefined ? '' : `\n[lib]\ncrate-type = ["cdylib"]\n\n[dependencies]\nwit-bindgen = ${bindgen}\n`}
[profile.release]
opt-level = "s"
lto = true
strip = "symbols"
${PARENTLESS}`;

/** Without it, cargo takes a crate below another one's folder for a member of that one's workspace. */
const PARENTLESS = '\n[workspace]\n';

const greeting = (bindings: string, fn: string, param: string): string => {
  const [name, argument] = [fn, param].map((one) => identifier(snakeCase(one)));
  return `${bindings}

struct Component;

impl Guest for Component {
    fn ${name}(${argument}: String) -> String {
        format!("Hello, {${argument}}!")
    }
}

export!(Component);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greets() {
        assert_eq!(Component::${name}("Ada".into()), "Hello, Ada!");
    }
}
`;
};

/** The function that computes what a program prints, and its test. */
const GREETING = `
fn greeting(name: &str) -> String {
    format!("Hello, {name}!")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greets() {
        assert_eq!(greeting("Ada"), "Hello, Ada!");
    }
}
`;

const COMMAND = `fn main() {
    println!("{}", greeting("WASI"));
}
${GREETING}`;

const asyncCommand = (bindings: string): string => `${bindings}

use exports::wasi::cli::run::Guest;

struct Component;

impl Guest for Component {
    async fn run() -> Result<(), ()> {
        println!("{}", greeting("WASI"));
        Ok(())
    }
}

export!(Component);
${GREETING}`;

const asyncHttp = (bindings: string): string => `${bindings}

use exports::wasi::http::handler::Guest;
use wasi::http::types::{ErrorCode, Fields, Request, Response};

struct Component;

impl Guest for Component {
    /// Answers one request.
    async fn handle(request: Request) -> Result<Response, ErrorCode> {
        let (status, text) = answer(&request.get_path_with_query().unwrap_or("/".into()));
        let (mut body, contents) = wit_stream::new();
        // The body is sent while the response is already with the client.
        wit_bindgen::spawn_local(async move {
            body.write_all(text.into_bytes()).await;
        });
        let (_, no_trailers) = wit_future::new(|| Ok(None));
        let (response, _sent) = Response::new(Fields::new(), Some(contents), no_trailers);
        response.set_status_code(status).expect("a status that HTTP has");
        Ok(response)
    }
}
${ANSWER}`;

const http = (bindings: string): string => `${bindings}

use exports::wasi::http::incoming_handler::Guest;
use wasi::http::types::{Fields, IncomingRequest, OutgoingBody, OutgoingResponse, ResponseOutparam};

struct Component;

impl Guest for Component {
    /// Answers one request.
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let (status, text) = answer(&request.path_with_query().unwrap_or("/".into()));
        let response = OutgoingResponse::new(Fields::new());
        response.set_status_code(status).expect("a status that HTTP has");
        let body = response.body().expect("the body of a new response");
        ResponseOutparam::set(out, Ok(response));
        let stream = body.write().expect("the stream of a new body");
        // A write takes at most 4096 bytes.
        for bytes in text.as_bytes().chunks(4096) {
            if stream.blocking_write_and_flush(bytes).is_err() {
                return; // the client has left
            }
        }
        drop(stream);
        let _ = OutgoingBody::finish(body, None);
    }
}
${ANSWER}`;

/** The function that computes a service's response, and its test. */
const ANSWER = `
fn answer(path: &str) -> (u16, String) {
    match path {
        "/" => (200, "Hello, world!\\n".into()),
        _ => (404, format!("There is nothing at {path}.\\n")),
    }
}

export!(Component);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greets() {
        assert_eq!(answer("/"), (200, "Hello, world!\\n".into()));
    }
}
`;

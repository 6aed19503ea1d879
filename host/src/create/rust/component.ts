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
      return { ...common, 'Cargo.toml': manifest(name, 'bin', false), 'src/main.rs': COMMAND };
    case 'http':
      return { ...common, 'Cargo.toml': manifest(name, 'lib', true), 'src/lib.rs': http(bindings) };
    case 'greeting':
      return {
        ...common,
        'Cargo.toml': manifest(name, 'lib', true),
        'src/lib.rs': greeting(bindings, starter.fn, starter.param),
      };
    case 'stubs':
      return {
        ...common,
        'Cargo.toml': manifest(name, 'lib', true),
        'src/lib.rs': stubCrate(world, bindings),
      };
  }
}

const manifest = (name: string, kind: 'bin' | 'lib', hasBindings: boolean): string =>
  `[package]
name = "${name}"
version = "0.1.0"
edition = "2024"
publish = false
${kind === 'lib' ? '\n[lib]\ncrate-type = ["cdylib"]\n' : ''}${hasBindings ? '\n[dependencies]\nwit-bindgen = "0.63"\n' : ''}
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

const COMMAND = `fn main() {
    println!("{}", greeting("WASI"));
}

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

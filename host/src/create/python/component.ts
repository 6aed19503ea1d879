import type { NewFiles } from '../files.ts';
import { starterOf, type Starter } from '../starter.ts';
import { noTemplate } from '../unsupported.ts';
import type { WorldOutline } from '../world-outline.ts';
import { STANDARD_MODULES } from './standard-modules.ts';
import { stubModules } from './stubs.ts';
import { PythonNames, identifier } from './types.ts';

/**
 * The files of a component in Python. The logic is in `answers.py`, which can be tested with Python alone; `app.py`
 * implements the world by classes that componentize-py generates. Where the world is no known one, all is in `app.py`.
 *
 * @param wit the WIT folder, relative to the component's folder
 * @throws HostError `language-unsupported`
 */
export function pythonFiles(name: string, world: WorldOutline, wit: string): NewFiles {
  checkPython(world);
  const starter = starterOf(world);
  const common = {
    'pyproject.toml': `[project]\nname = "${name}"\nversion = "0.1.0"\nrequires-python = ">=3.10"\n`,
    'wit-studio.toml': `name = "${name}"\nwit = "${wit}"\nworld = "${world.name}"\n`,
    '.gitignore': '.venv/\n__pycache__/\ndist/\nwit_world/\ncomponentize_py_*\npoll_loop.py\n',
  };
  if (starter.kind === 'stubs') return { ...common, ...stubModules(world) };
  const [app, answers, test] = startOf(starter);
  return { ...common, 'answers.py': answers, 'app.py': app, 'tests/test_answers.py': test };
}

/** @throws HostError `language-unsupported` */
export function checkPython(world: WorldOutline): void {
  const { kind } = starterOf(world);
  const reason = kind === 'stubs' ? reasonAgainst(world) : undefined;
  if (reason !== undefined) throw noTemplate('Python', world, reason);
}

/** The classes of exported resources are in modules that are named after their interfaces. */
function reasonAgainst(world: WorldOutline): string | undefined {
  const nameless = world.interfaces.find(({ id }) => !id.includes(':'));
  if (nameless)
    return `exports the interface ${nameless.id} of its own, for which componentize-py generates no class`;
  const names = new PythonNames(world);
  const exported = world.interfaces.flatMap(({ id, resources }) =>
    resources.map((resource) => ({ ...resource, module: names.module(id) })),
  );
  const bare = exported.find(({ functions }) => functions.length === 0);
  if (bare)
    return `exports the resource ${bare.name}, which has no functions: the class that componentize-py generates for it is not valid`;
  const hiding = exported.find(({ module }) => OWN_MODULES.has(module) || STANDARD_MODULES.has(module));
  return (
    hiding &&
    `exports the resource ${hiding.name}, whose module would have the name of another: ${hiding.module}`
  );
}

const OWN_MODULES: ReadonlySet<string> = new Set(['app', 'tests', 'wit_world', 'poll_loop']);

/** The starts whose logic is in `answers.py`. */
type Logic = Exclude<Starter, { kind: 'stubs' }>;

type Files = readonly [app: string, answers: string, test: string];

function startOf(starter: Logic): Files {
  switch (starter.kind) {
    case 'greeting':
      return greeting(starter.fn, starter.param);
    case 'command':
      return program('def');
    case 'async-command':
      return program('async def');
    case 'http':
      return service(INCOMING_HANDLER);
    case 'async-http':
      return service(HANDLER);
  }
}

function greeting(fn: string, param: string): Files {
  const [method, argument] = [fn, param].map(identifier);
  const app = `import answers
import wit_world


class WitWorld(wit_world.WitWorld):
    def ${method}(self, ${argument}: str) -> str:
        return answers.greeting(${argument})
`;
  return [app, GREETING, testOf('greeting("Ada")', '"Hello, Ada!"')];
}

function program(define: 'def' | 'async def'): Files {
  const app = `import answers
from wit_world import exports


class Run(exports.Run):
    ${define} run(self) -> None:
        print(answers.greeting("WASI"))
`;
  return [app, GREETING, testOf('greeting("Ada")', '"Hello, Ada!"')];
}

const GREETING = `def greeting(name: str) -> str:
    return f"Hello, {name}!"
`;

const INCOMING_HANDLER = `import answers
from componentize_py_types import Ok
from wit_world import exports
from wit_world.imports.types import Fields, IncomingRequest, OutgoingBody, OutgoingResponse, ResponseOutparam

MOST_BYTES = 4096  # A write takes at most 4096 bytes.


class IncomingHandler(exports.IncomingHandler):
    """Answers one request."""

    def handle(self, request: IncomingRequest, response_out: ResponseOutparam) -> None:
        status, text = answers.answer(request.path_with_query() or "/")
        response = OutgoingResponse(Fields())
        response.set_status_code(status)
        body = response.body()
        ResponseOutparam.set(response_out, Ok(response))
        content = text.encode()
        with body.write() as stream:
            for start in range(0, len(content), MOST_BYTES):
                stream.blocking_write_and_flush(content[start : start + MOST_BYTES])
        OutgoingBody.finish(body, None)
`;

/** Tasks of asyncio end with the function, at which componentize-py traps; `spawn` starts one that goes on. */
const HANDLER = `import answers
import wit_world
from componentize_py_async_support import spawn
from componentize_py_async_support.streams import ByteStreamWriter
from componentize_py_types import Ok
from wit_world import exports
from wit_world.imports.wasi_http_types import Fields, Request, Response

new_trailers = wit_world.result_option_wasi_http_types_fields_wasi_http_types_error_code_future


class Handler(exports.Handler):
    """Answers one request."""

    async def handle(self, request: Request) -> Response:
        status, text = answers.answer(request.get_path_with_query() or "/")
        writer, contents = wit_world.byte_stream()
        _, trailers = new_trailers(lambda: Ok(None))
        response, _ = Response.new(Fields(), contents, trailers)
        response.set_status_code(status)
        spawn(write(writer, text.encode()))  # It is read when the response has been returned.
        return response


async def write(writer: ByteStreamWriter, contents: bytes) -> None:
    with writer:
        await writer.write_all(contents)
`;

function service(app: string): Files {
  const answers = `def answer(path: str) -> tuple[int, str]:
    if path == "/":
        return 200, "Hello, world!\\n"
    return 404, f"There is nothing at {path}.\\n"
`;
  return [app, answers, testOf('answer("/")', '(200, "Hello, world!\\n")')];
}

const testOf = (call: string, expected: string): string => `import unittest

import answers


class Answers(unittest.TestCase):
    def test_greets(self) -> None:
        self.assertEqual(answers.${call}, ${expected})
`;

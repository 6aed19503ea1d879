import type { NewFiles } from '../files.ts';
import { pascalCase } from '../../inspect/script-names.ts';
import { isSynchronous, starterOf, type SynchronousStarter } from '../starter.ts';
import { checkTemplate } from '../unsupported.ts';
import type { WorldOutline } from '../world-outline.ts';
import { stubPackages } from './stubs.ts';

/**
 * The files of a component in Go. The packages `export_…` implement the world. Where it is a known one, the logic is in
 * the package `answers`.
 *
 * @param wit the WIT folder, relative to the component's folder
 * @throws HostError `language-unsupported`
 */
export function goFiles(name: string, world: WorldOutline, wit: string): NewFiles {
  checkTemplate('Go', world);
  // A path of its own: `go` and the names of the standard library are no module paths.
  const path = `component/${name}`;
  return {
    'go.mod': `module ${path}\n\ngo 1.25\n\nrequire ${PACKAGE}\n`,
    'go.sum': `${PACKAGE} h1:${SUM}\n${PACKAGE}/go.mod h1:${MANIFEST_SUM}\n`,
    'wit-studio.toml': `name = "${name}"\nwit = "${wit}"\nworld = "${world.name}"\n`,
    '.gitignore': 'dist/\nwit_bindings.go\nwit_exports.go\nempty.s\n',
    ...packagesOf(world, path),
  };
}

function packagesOf(world: WorldOutline, path: string): NewFiles {
  const starter = starterOf(world);
  if (!isSynchronous(starter)) return stubPackages(world, path);
  const [exported, main] = mainOf(path, starter);
  const [answers, test] = starter.kind === 'http' ? SERVICE : GREETING;
  return {
    'answers/answers.go': answers,
    'answers/answers_test.go': test,
    [`${exported}/main.go`]: main,
  };
}

/** The module that bindings import, with its entries of go.sum. */
const PACKAGE = 'go.bytecodealliance.org/pkg v0.2.1';
const SUM = 'TdRagooIcCW3UmlKqVO4cDR3GNDyfDnbiBzGI6TOvyg=';
const MANIFEST_SUM = 'OjA+V8g3uUFixeCKFfamm6sYhTJdg8fvwEdJ2GO0GSk=';

function mainOf(path: string, starter: SynchronousStarter): readonly [string, string] {
  switch (starter.kind) {
    case 'greeting':
      return ['export_wit_world', greeting(path, starter.fn)];
    case 'command':
      return ['export_wasi_cli_run', program(path)];
    case 'http':
      return ['export_wasi_http_incoming_handler', service(path)];
  }
}

const greeting = (path: string, fn: string): string => `package export_wit_world

import "${path}/answers"

func ${pascalCase(fn)}(name string) string {
	return answers.Greeting(name)
}
`;

const program = (path: string): string => `package export_wasi_cli_run

import (
	"fmt"

	"${path}/answers"

	witTypes "go.bytecodealliance.org/pkg/wit/types"
)

func Run() witTypes.Result[witTypes.Unit, witTypes.Unit] {
	fmt.Println(answers.Greeting("WASI"))
	return witTypes.Ok[witTypes.Unit, witTypes.Unit](witTypes.Unit{})
}
`;

const service = (path: string): string => `package export_wasi_http_incoming_handler

import (
	"slices"

	"${path}/answers"
	"${path}/wasi_http_types"

	witTypes "go.bytecodealliance.org/pkg/wit/types"
)

// A write takes at most 4096 bytes.
const mostBytes = 4096

// Handle answers one request.
func Handle(request *wasi_http_types.IncomingRequest, out *wasi_http_types.ResponseOutparam) {
	status, text := answers.Answer(request.PathWithQuery().SomeOr("/"))
	response := wasi_http_types.MakeOutgoingResponse(wasi_http_types.MakeFields())
	response.SetStatusCode(status)
	body := response.Body().Ok()
	wasi_http_types.ResponseOutparamSet(out, witTypes.Ok[*wasi_http_types.OutgoingResponse, wasi_http_types.ErrorCode](response))
	stream := body.Write().Ok()
	for bytes := range slices.Chunk([]byte(text), mostBytes) {
		stream.BlockingWriteAndFlush(bytes)
	}
	stream.Drop()
	wasi_http_types.OutgoingBodyFinish(body, witTypes.None[*wasi_http_types.Fields]())
}
`;

const testOf = (body: string): string => `package answers

import "testing"

func TestGreets(t *testing.T) {
${body}
}
`;

const GREETING = [
  `package answers

func Greeting(name string) string {
	return "Hello, " + name + "!"
}
`,
  testOf(`	if text := Greeting("Ada"); text != "Hello, Ada!" {
		t.Errorf("got %q", text)
	}`),
] as const;

const SERVICE = [
  `package answers

import "fmt"

func Answer(path string) (uint16, string) {
	if path == "/" {
		return 200, "Hello, world!\\n"
	}
	return 404, fmt.Sprintf("There is nothing at %s.\\n", path)
}
`,
  testOf(`	if status, text := Answer("/"); status != 200 || text != "Hello, world!\\n" {
		t.Errorf("got %v %q", status, text)
	}`),
] as const;

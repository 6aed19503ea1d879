import type { NewFiles } from '../files.ts';
import { snakeCase } from '../names.ts';
import { isSynchronous, starterOf, type SynchronousStarter } from '../starter.ts';
import { checkTemplate } from '../unsupported.ts';
import type { WorldOutline } from '../world-outline.ts';
import { stubSources, type WitOrigin } from './stubs.ts';

/**
 * The files of a component in C. `src/main.c` implements the world. Where it is a known one, the logic is in
 * `src/answers.h`, which can be tested without WebAssembly.
 *
 * @param wit the WIT folder, relative to the component's folder
 * @throws HostError `language-unsupported`, `bindings-unsupported`
 */
export async function cFiles(
  name: string,
  world: WorldOutline,
  wit: string,
  origin: WitOrigin,
): Promise<NewFiles> {
  checkTemplate('C', world);
  const starter = starterOf(world);
  return {
    'wit-studio.toml': `name = "${name}"\nwit = "${wit}"\nworld = "${world.name}"\n`,
    '.gitignore': 'bindings/\ndist/\n',
    // For clangd.
    'compile_flags.txt': '-Ibindings\n--target=wasm32-wasip1\n',
    ...(isSynchronous(starter) ? sourcesOf(world, starter) : await stubSources(world, origin)),
  };
}

function sourcesOf(world: WorldOutline, starter: SynchronousStarter): NewFiles {
  const [answers, test] = starter.kind === 'http' ? SERVICE : GREETING;
  return {
    'src/answers.h': answers,
    'src/main.c': mainOf(snakeCase(world.name), starter),
    'tests/answers.c': test,
  };
}

function mainOf(world: string, starter: SynchronousStarter): string {
  if (starter.kind === 'greeting') return greeting(world, snakeCase(starter.fn));
  return starter.kind === 'http' ? service(world) : program(world);
}

const headOf = (world: string): string => `#include "answers.h"
#include "${world}.h"
`;

const greeting = (world: string, fn: string): string => `${headOf(world)}
void exports_${world}_${fn}(${world}_string_t *name, ${world}_string_t *ret) {
  char *text = greeting((const char *)name->ptr, name->len);
  ${world}_string_dup(ret, text);
  free(text);
  ${world}_string_free(name);
}
`;

const program = (world: string): string => `${headOf(world)}
bool exports_wasi_cli_run_run(void) {
  char *text = greeting("WASI", 4);
  puts(text);
  free(text);
  return true;
}
`;

const service = (world: string): string => `${headOf(world)}
// A write takes at most 4096 bytes.
enum { MOST_BYTES = 4096 };

static void write_body(wasi_http_types_own_outgoing_body_t body, const char *text) {
  wasi_http_types_own_output_stream_t stream;
  wasi_http_types_method_outgoing_body_write(wasi_http_types_borrow_outgoing_body(body), &stream);
  wasi_io_streams_borrow_output_stream_t writer = wasi_io_streams_borrow_output_stream(stream);
  for (size_t at = 0, length = strlen(text); at < length; at += MOST_BYTES) {
    size_t rest = length - at;
    ${world}_list_u8_t bytes = {(uint8_t *)text + at, rest < MOST_BYTES ? rest : MOST_BYTES};
    wasi_io_streams_stream_error_t error;
    if (!wasi_io_streams_method_output_stream_blocking_write_and_flush(writer, &bytes, &error)) {
      wasi_io_streams_stream_error_free(&error); // the client has left
      break;
    }
  }
  wasi_io_streams_output_stream_drop_own(stream);
  wasi_http_types_error_code_t error;
  if (!wasi_http_types_static_outgoing_body_finish(body, NULL, &error)) wasi_http_types_error_code_free(&error);
}

// Answers one request.
void exports_wasi_http_incoming_handler_handle(
    exports_wasi_http_incoming_handler_own_incoming_request_t request,
    exports_wasi_http_incoming_handler_own_response_outparam_t out) {
  ${world}_string_t path;
  bool has_path = wasi_http_types_method_incoming_request_path_with_query(
      wasi_http_types_borrow_incoming_request(request), &path);
  answer_t result = answer(has_path ? (const char *)path.ptr : "/", has_path ? path.len : 1);

  wasi_http_types_own_outgoing_response_t response =
      wasi_http_types_constructor_outgoing_response(wasi_http_types_constructor_fields());
  wasi_http_types_borrow_outgoing_response_t lent = wasi_http_types_borrow_outgoing_response(response);
  wasi_http_types_method_outgoing_response_set_status_code(lent, result.status);
  wasi_http_types_own_outgoing_body_t body;
  wasi_http_types_method_outgoing_response_body(lent, &body);
  wasi_http_types_result_own_outgoing_response_error_code_t sent = {.is_err = false, .val.ok = response};
  wasi_http_types_static_response_outparam_set(out, &sent);
  write_body(body, result.text);

  free(result.text);
  if (has_path) ${world}_string_free(&path);
  wasi_http_types_incoming_request_drop_own(request);
}
`;

const INCLUDES = `#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
`;

const GREETING = [
  `${INCLUDES}
// The caller frees it. A name of WIT does not end in 0.
static char *greeting(const char *name, size_t length) {
  size_t size = length + sizeof "Hello, !";
  char *text = malloc(size);
  snprintf(text, size, "Hello, %.*s!", (int)length, name);
  return text;
}
`,
  `#include "../src/answers.h"

int main(void) {
  return strcmp(greeting("Ada, and more", 3), "Hello, Ada!") != 0;
}
`,
] as const;

const SERVICE = [
  `${INCLUDES}#include <stdint.h>

typedef struct {
  uint16_t status;
  char *text; // the caller frees it
} answer_t;

// A path of WIT does not end in 0.
static answer_t answer(const char *path, size_t length) {
  if (length == 1) return (answer_t){200, strdup("Hello, world!\\n")};
  size_t size = length + sizeof "There is nothing at .\\n";
  answer_t result = {404, malloc(size)};
  snprintf(result.text, size, "There is nothing at %.*s.\\n", (int)length, path);
  return result;
}
`,
  `#include "../src/answers.h"

int main(void) {
  answer_t root = answer("/", 1);
  return root.status != 200 || strcmp(root.text, "Hello, world!\\n") != 0;
}
`,
] as const;

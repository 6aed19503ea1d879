#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "handler.h"

typedef struct {
  uint16_t status;
  uint8_t *bytes;
  size_t length;
} answer_t;

static handler_string_t text(const char *chars) {
  return (handler_string_t){(uint8_t *)chars, strlen(chars)};
}

static const char *name_of(const wasi_http_types_method_t *method) {
  if (method->tag == WASI_HTTP_TYPES_METHOD_GET) return "GET";
  return method->tag == WASI_HTTP_TYPES_METHOD_POST ? "POST" : "other";
}

static answer_t formatted(uint16_t status, const char *format, int length, const char *argument) {
  answer_t answer = {status, malloc(length + 32), 0};
  answer.length = snprintf((char *)answer.bytes, length + 32, format, length, argument);
  return answer;
}

static answer_t echo(wasi_http_types_borrow_incoming_request_t request) {
  answer_t answer = {200, NULL, 0};
  wasi_http_types_own_incoming_body_t body;
  wasi_http_types_own_input_stream_t stream;
  wasi_http_types_method_incoming_request_consume(request, &body);
  wasi_http_types_method_incoming_body_stream(wasi_http_types_borrow_incoming_body(body), &stream);
  handler_list_u8_t bytes;
  wasi_io_streams_stream_error_t error;
  while (wasi_io_streams_method_input_stream_blocking_read(wasi_io_streams_borrow_input_stream(stream), 65536, &bytes,
                                                           &error)) {
    answer.bytes = realloc(answer.bytes, answer.length + bytes.len);
    memcpy(answer.bytes + answer.length, bytes.ptr, bytes.len);
    answer.length += bytes.len;
    handler_list_u8_free(&bytes);
  }
  wasi_io_streams_stream_error_free(&error);
  wasi_io_streams_input_stream_drop_own(stream);
  wasi_http_types_incoming_body_drop_own(body);
  return answer;
}

static answer_t answer_to(wasi_http_types_borrow_incoming_request_t request, const char *method) {
  static const char hello[] = "/hello?name=";
  handler_string_t path;
  if (!wasi_http_types_method_incoming_request_path_with_query(request, &path)) handler_string_dup(&path, "");
  const char *chars = (const char *)path.ptr;
  answer_t answer;
  size_t before = sizeof hello - 1;
  if (strcmp(method, "GET") == 0 && path.len >= before && memcmp(chars, hello, before) == 0)
    answer = formatted(200, "Hello, %.*s!\n", path.len - before, chars + before);
  else if (strcmp(method, "POST") == 0 && path.len == 5 && memcmp(chars, "/echo", 5) == 0)
    answer = echo(request);
  else
    answer = formatted(404, "nothing at %.*s\n", path.len, chars);
  handler_string_free(&path);
  return answer;
}

static void write_body(wasi_http_types_own_outgoing_body_t body, answer_t answer) {
  wasi_http_types_own_output_stream_t stream;
  wasi_io_streams_stream_error_t error;
  wasi_http_types_method_outgoing_body_write(wasi_http_types_borrow_outgoing_body(body), &stream);
  for (size_t at = 0; at < answer.length; at += 4096) {
    size_t rest = answer.length - at;
    handler_list_u8_t bytes = {answer.bytes + at, rest < 4096 ? rest : 4096};
    if (!wasi_io_streams_method_output_stream_blocking_write_and_flush(wasi_io_streams_borrow_output_stream(stream),
                                                                       &bytes, &error))
      break;
  }
  wasi_io_streams_output_stream_drop_own(stream);
  wasi_http_types_error_code_t unfinished;
  wasi_http_types_static_outgoing_body_finish(body, NULL, &unfinished);
}

void exports_wasi_http_incoming_handler_handle(
    exports_wasi_http_incoming_handler_own_incoming_request_t request,
    exports_wasi_http_incoming_handler_own_response_outparam_t out) {
  wasi_http_types_borrow_incoming_request_t lent = wasi_http_types_borrow_incoming_request(request);
  wasi_http_types_method_t method;
  wasi_http_types_method_incoming_request_method(lent, &method);
  const char *name = name_of(&method);
  answer_t answer = answer_to(lent, name);

  wasi_http_types_own_fields_t headers = wasi_http_types_constructor_fields();
  handler_string_t header = text("x-method"), value = text(name);
  wasi_http_types_header_error_t wrong;
  wasi_http_types_method_fields_append(wasi_http_types_borrow_fields(headers), &header,
                                       (wasi_http_types_field_value_t *)&value, &wrong);
  wasi_http_types_own_outgoing_response_t response = wasi_http_types_constructor_outgoing_response(headers);
  wasi_http_types_borrow_outgoing_response_t made = wasi_http_types_borrow_outgoing_response(response);
  wasi_http_types_method_outgoing_response_set_status_code(made, answer.status);
  wasi_http_types_own_outgoing_body_t body;
  wasi_http_types_method_outgoing_response_body(made, &body);
  wasi_http_types_result_own_outgoing_response_error_code_t sent = {.is_err = false, .val.ok = response};
  wasi_http_types_static_response_outparam_set(out, &sent);
  write_body(body, answer);

  free(answer.bytes);
  wasi_http_types_method_free(&method);
  wasi_http_types_incoming_request_drop_own(request);
}

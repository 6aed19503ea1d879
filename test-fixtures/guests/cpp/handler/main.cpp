#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "handler.h"

using namespace std::literals;

static std::string_view name_of(const wasi_http_types_method_t &method) {
  if (method.tag == WASI_HTTP_TYPES_METHOD_GET) return "GET"sv;
  return method.tag == WASI_HTTP_TYPES_METHOD_POST ? "POST"sv : "other"sv;
}

/** Lent to the callee. */
static handler_list_u8_t bytes_of(std::string_view text) {
  return {reinterpret_cast<uint8_t *>(const_cast<char *>(text.data())), text.size()};
}

static std::string path_of(wasi_http_types_borrow_incoming_request_t request) {
  handler_string_t path;
  if (!wasi_http_types_method_incoming_request_path_with_query(request, &path)) return {};
  std::string text{reinterpret_cast<char *>(path.ptr), path.len};
  handler_string_free(&path);
  return text;
}

static std::string read(wasi_http_types_borrow_incoming_request_t request) {
  std::string all;
  wasi_http_types_own_incoming_body_t body;
  wasi_http_types_own_input_stream_t stream;
  wasi_http_types_method_incoming_request_consume(request, &body);
  wasi_http_types_method_incoming_body_stream(wasi_http_types_borrow_incoming_body(body), &stream);
  const auto reader = wasi_io_streams_borrow_input_stream(stream);
  handler_list_u8_t bytes;
  wasi_io_streams_stream_error_t error;
  while (wasi_io_streams_method_input_stream_blocking_read(reader, 65536, &bytes, &error)) {
    all.append(reinterpret_cast<char *>(bytes.ptr), bytes.len);
    handler_list_u8_free(&bytes);
  }
  wasi_io_streams_stream_error_free(&error);
  wasi_io_streams_input_stream_drop_own(stream);
  wasi_http_types_incoming_body_drop_own(body);
  return all;
}

static std::pair<uint16_t, std::string> answer_to(wasi_http_types_borrow_incoming_request_t request,
                                                  std::string_view method) {
  const auto path = path_of(request), hello = "/hello?name="s;
  if (method == "GET" && path.compare(0, hello.size(), hello) == 0) return {200, "Hello, " + path.substr(hello.size()) + "!\n"};
  if (method == "POST" && path == "/echo") return {200, read(request)};
  return {404, "nothing at " + path + "\n"};
}

static void write(wasi_http_types_own_outgoing_body_t body, std::string_view text) {
  wasi_http_types_own_output_stream_t stream;
  wasi_http_types_method_outgoing_body_write(wasi_http_types_borrow_outgoing_body(body), &stream);
  const auto writer = wasi_io_streams_borrow_output_stream(stream);
  wasi_io_streams_stream_error_t error;
  for (size_t at = 0; at < text.size(); at += 4096) {
    auto bytes = bytes_of(text.substr(at, 4096));
    if (!wasi_io_streams_method_output_stream_blocking_write_and_flush(writer, &bytes, &error)) break;
  }
  wasi_io_streams_output_stream_drop_own(stream);
  wasi_http_types_error_code_t unfinished;
  wasi_http_types_static_outgoing_body_finish(body, nullptr, &unfinished);
}

void exports_wasi_http_incoming_handler_handle(exports_wasi_http_incoming_handler_own_incoming_request_t request,
                                               exports_wasi_http_incoming_handler_own_response_outparam_t out) {
  const auto lent = wasi_http_types_borrow_incoming_request(request);
  wasi_http_types_method_t method;
  wasi_http_types_method_incoming_request_method(lent, &method);
  const auto name = name_of(method);
  const auto [status, text] = answer_to(lent, name);

  const auto headers = wasi_http_types_constructor_fields();
  const auto header = bytes_of("x-method");
  handler_string_t key{header.ptr, header.len};
  auto value = bytes_of(name);
  wasi_http_types_header_error_t wrong;
  wasi_http_types_method_fields_append(wasi_http_types_borrow_fields(headers), &key,
                                       reinterpret_cast<wasi_http_types_field_value_t *>(&value), &wrong);
  const auto response = wasi_http_types_constructor_outgoing_response(headers);
  const auto made = wasi_http_types_borrow_outgoing_response(response);
  wasi_http_types_method_outgoing_response_set_status_code(made, status);
  wasi_http_types_own_outgoing_body_t body;
  wasi_http_types_method_outgoing_response_body(made, &body);
  wasi_http_types_result_own_outgoing_response_error_code_t sent{};
  sent.val.ok = response;
  wasi_http_types_static_response_outparam_set(out, &sent);
  write(body, text);

  wasi_http_types_method_free(&method);
  wasi_http_types_incoming_request_drop_own(request);
}

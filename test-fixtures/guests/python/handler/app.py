from componentize_py_types import Err, Ok
from wit_world import exports
from wit_world.imports.streams import StreamError_Closed
from wit_world.imports.types import (
    Fields,
    IncomingRequest,
    Method_Get,
    Method_Post,
    OutgoingBody,
    OutgoingResponse,
    ResponseOutparam,
)

NAMES = {Method_Get: "GET", Method_Post: "POST"}


class IncomingHandler(exports.IncomingHandler):
    def handle(self, request: IncomingRequest, response_out: ResponseOutparam) -> None:
        method = NAMES.get(type(request.method()), "other")
        status, content = answer(method, request)
        response = OutgoingResponse(Fields.from_list([("x-method", method.encode())]))
        response.set_status_code(status)
        body = response.body()
        ResponseOutparam.set(response_out, Ok(response))
        with body.write() as stream:
            for start in range(0, len(content), 4096):
                stream.blocking_write_and_flush(content[start : start + 4096])
        OutgoingBody.finish(body, None)


def answer(method: str, request: IncomingRequest) -> tuple[int, bytes]:
    path = request.path_with_query() or ""
    if method == "GET" and path.startswith("/hello?name="):
        return 200, f"Hello, {path.removeprefix('/hello?name=')}!\n".encode()
    if method == "POST" and path == "/echo":
        return 200, read(request)
    return 404, f"nothing at {path}\n".encode()


def read(request: IncomingRequest) -> bytes:
    content = b""
    with request.consume() as body, body.stream() as stream:
        while True:
            try:
                content += stream.blocking_read(65_536)
            except Err as error:
                if isinstance(error.value, StreamError_Closed):
                    return content
                raise

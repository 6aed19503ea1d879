package export_wasi_http_incoming_handler

import (
	"fmt"
	"slices"
	"strings"

	"example.com/handler/wasi_http_types"

	wit "go.bytecodealliance.org/pkg/wit/types"
)

func Handle(request *wasi_http_types.IncomingRequest, out *wasi_http_types.ResponseOutparam) {
	method := nameOf(request.Method())
	status, body := answer(method, request)
	headers := wasi_http_types.MakeFields()
	headers.Set("x-method", [][]uint8{[]byte(method)})
	response := wasi_http_types.MakeOutgoingResponse(headers)
	response.SetStatusCode(status)
	outgoing := response.Body().Ok()
	wasi_http_types.ResponseOutparamSet(out, wit.Ok[*wasi_http_types.OutgoingResponse, wasi_http_types.ErrorCode](response))
	stream := outgoing.Write().Ok()
	for bytes := range slices.Chunk(body, 4096) {
		stream.BlockingWriteAndFlush(bytes)
	}
	stream.Drop()
	wasi_http_types.OutgoingBodyFinish(outgoing, wit.None[*wasi_http_types.Fields]())
}

func answer(method string, request *wasi_http_types.IncomingRequest) (uint16, []byte) {
	path := request.PathWithQuery().SomeOr("")
	if name, is := strings.CutPrefix(path, "/hello?name="); is && method == "GET" {
		return 200, fmt.Appendf(nil, "Hello, %s!\n", name)
	}
	if method == "POST" && path == "/echo" {
		return 200, read(request)
	}
	return 404, fmt.Appendf(nil, "nothing at %s\n", path)
}

func read(request *wasi_http_types.IncomingRequest) (all []byte) {
	body := request.Consume().Ok()
	stream := body.Stream().Ok()
	for {
		bytes := stream.BlockingRead(65_536)
		if bytes.IsErr() {
			stream.Drop()
			return all
		}
		all = append(all, bytes.Ok()...)
	}
}

func nameOf(method wasi_http_types.Method) string {
	switch method.Tag() {
	case wasi_http_types.Method_Get:
		return "GET"
	case wasi_http_types.Method_Post:
		return "POST"
	}
	return "other"
}

import { Fields, OutgoingBody, OutgoingResponse, ResponseOutparam } from 'wasi:http/types@0.2.12';

export const incomingHandler = {
  handle(request, out) {
    const method = request.method().tag.toUpperCase();
    const { status, body } = answer(method, request);
    const headers = Fields.fromList([['x-method', new TextEncoder().encode(method)]]);
    const response = new OutgoingResponse(headers);
    response.setStatusCode(status);
    const outgoing = response.body();
    ResponseOutparam.set(out, { tag: 'ok', val: response });
    {
      using stream = outgoing.write();
      for (let at = 0; at < body.length; at += 4096)
        stream.blockingWriteAndFlush(body.subarray(at, at + 4096));
    }
    OutgoingBody.finish(outgoing, undefined);
  },
};

const HELLO = '/hello?name=';

function answer(method, request) {
  const path = request.pathWithQuery() ?? '';
  if (method === 'GET' && path.startsWith(HELLO))
    return { status: 200, body: bytesOf(`Hello, ${path.slice(HELLO.length)}!\n`) };
  if (method === 'POST' && path === '/echo') return { status: 200, body: read(request) };
  return { status: 404, body: bytesOf(`nothing at ${path}\n`) };
}

const bytesOf = (text) => new TextEncoder().encode(text);

function read(request) {
  using body = request.consume();
  using stream = body.stream();
  const chunks = [];
  for (;;) {
    try {
      chunks.push(stream.blockingRead(65_536n));
    } catch (error) {
      if (error.payload?.tag !== 'closed') throw error;
      return joined(chunks);
    }
  }
}

function joined(chunks) {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

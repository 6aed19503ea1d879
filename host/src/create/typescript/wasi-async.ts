import type { NewFiles } from '../files.ts';
import type { Style } from './stubs.ts';
import { answerModule, greetingModule, moduleBeside } from './wasi.ts';

/** A program of WASI 0.3 that prints a line. */
export function asyncCommandFiles(name: string, style: Style, ending: string): NewFiles {
  const module = moduleBeside(name, 'greeting');
  return {
    [`src/${name}.${ending}`]: `import { greeting } from './${module}.${ending}';

/** \`wasi:cli/run\`: what the program does. */
export const run = {
  async run()${style.typed ? ': Promise<void>' : ''} {
    console.log(greeting('WASI'));
  },
};
`,
    ...greetingModule(module, style, ending),
  };
}

/** A service of WASI 0.3; its responses are in a module without WASI, which the test can load. */
export function asyncHttpFiles(name: string, version: string, style: Style, ending: string): NewFiles {
  const module = moduleBeside(name, 'answer');
  return {
    [`src/${name}.${ending}`]: service(module, version, style, ending),
    ...answerModule(module, style, ending),
  };
}

function service(module: string, version: string, { typed }: Style, ending: string): string {
  const [request, response] = typed ? [': Request', ': Promise<Response>'] : ['', ''];
  const [text, chunks, asOk] = typed
    ? [': string', ': AsyncIterable<Uint8Array>', ' as const']
    : ['', '', ''];
  return `import { Fields, Response${typed ? ', type Request' : ''} } from 'wasi:http/types@${version}';
import { answer } from './${module}.${ending}';

/** \`wasi:http/handler\`: answers one request. */
export const handler = {
  async handle(request${request})${response} {
    const { status, body } = answer(request.getPathWithQuery() ?? '/');
    const headers = new Fields();
    headers.set('content-type', [new TextEncoder().encode('text/plain')]);
    const noTrailers = Promise.resolve({ tag: 'ok'${asOk}, val: undefined });
    const [response] = Response.new(headers, chunks(body), noTrailers);
    response.setStatusCode(status);
    return response;
  },
};

/** The body is a stream: each part is sent when it is there. */
async function* chunks(text${text})${chunks} {
  yield new TextEncoder().encode(text);
}
`;
}

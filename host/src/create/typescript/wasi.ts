import type { NewFiles } from '../files.ts';
import { testOf } from './first-test.ts';
import type { Style } from './stubs.ts';

/** A program that prints a line. */
export function commandFiles(name: string, { typed }: Style, ending: string): NewFiles {
  const module = moduleBeside(name, 'greeting');
  const nothing = typed ? ': void' : '';
  return {
    [`src/${name}.${ending}`]: `import { greeting } from './${module}.${ending}';

/** \`wasi:cli/run\`: what the program does. */
export const run = {
  run()${nothing} {
    console.log(greeting('WASI'));
  },
};
`,
    ...greetingModule(module, { typed }, ending),
  };
}

/** The module with the text that a program prints, and its test. */
export function greetingModule(module: string, { typed }: Style, ending: string): NewFiles {
  const text = typed ? ': string' : '';
  return {
    [`src/${module}.${ending}`]: `export function greeting(name${text})${text} {
  return \`Hello, \${name}!\`;
}
`,
    [`test/${module}.test.js`]: testOf(
      "component.greeting('Ada')",
      "'Hello, Ada!'",
      'greets',
      `${module}.${ending}`,
    ),
  };
}

/** A service; its responses are in a module without WASI, which the test can load. */
export function httpFiles(name: string, version: string, { typed }: Style, ending: string): NewFiles {
  const module = moduleBeside(name, 'answer');
  const types = typed
    ? `import { Fields, OutgoingBody, OutgoingResponse, ResponseOutparam, type IncomingRequest } from 'wasi:http/types@${version}';`
    : `import { Fields, OutgoingBody, OutgoingResponse, ResponseOutparam } from 'wasi:http/types@${version}';`;
  const parameters = typed ? 'request: IncomingRequest, out: ResponseOutparam): void' : 'request, out)';
  return {
    ...answerModule(module, { typed }, ending),
    [`src/${name}.${ending}`]: `${types}
import { answer } from './${module}.${ending}';

/** \`wasi:http/incoming-handler\`: answers one request. */
export const incomingHandler = {
  handle(${parameters} {
    const { status, body } = answer(request.pathWithQuery() ?? '/');
    const headers = new Fields();
    headers.set('content-type', [new TextEncoder().encode('text/plain')]);
    const response = new OutgoingResponse(headers);
    response.setStatusCode(status);
    const outgoing = response.body();
    ResponseOutparam.set(out, { tag: 'ok', val: response });
    {
      using stream = outgoing.write();
      const bytes = new TextEncoder().encode(body);
      // A write takes at most 4096 bytes.
      for (let at = 0; at < bytes.length; at += 4096)
        stream.blockingWriteAndFlush(bytes.subarray(at, at + 4096));
    }
    OutgoingBody.finish(outgoing, undefined);
  },
};
`,
  };
}

/** The responses of a service, and their test. */
export function answerModule(module: string, { typed }: Style, ending: string): NewFiles {
  return {
    [`src/${module}.${ending}`]: answers(typed),
    [`test/${module}.test.js`]: testOf(
      "component.answer('/').body",
      "'Hello, world!\\n'",
      'answers at /',
      `${module}.${ending}`,
    ),
  };
}

const answers = (typed: boolean): string =>
  `${typed ? 'export interface Answer {\n  status: number;\n  body: string;\n}\n\n' : ''}export function answer(path${typed ? ': string' : ''})${typed ? ': Answer' : ''} {
  if (path !== '/') return { status: 404, body: \`There is nothing at \${path}.\\n\` };
  return { status: 200, body: 'Hello, world!\\n' };
}
`;

/** A component may be called as its module would be. */
export const moduleBeside = (component: string, module: string): string =>
  component === module ? `${module}s` : module;

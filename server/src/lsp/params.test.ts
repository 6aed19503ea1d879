import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serveInProcess } from '../testing/in-process.ts';
import { type LspClient, LspError } from '../testing/lsp-client.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';
import { EDIT_PLAN, TESTS_IN } from './extensions.ts';
import { PARAMS } from './params.ts';

const INVALID_PARAMS = -32602;
const uri = 'file:///a.wit';
const text = 'package a:b;\ninterface i { type t = u8; }\n';
const position = { line: 1, character: 20 };

/** Valid for every method, each of which reads some of it. */
const valid: Readonly<Record<string, unknown>> = {
  textDocument: { uri },
  position,
  range: { start: position, end: position },
  positions: [position],
  context: { diagnostics: [], includeDeclaration: true },
  options: { tabSize: 2, insertSpaces: true },
  previousResultIds: [{ uri, value: '1' }],
  newName: 'renamed',
  query: '',
  label: 'u8',
  uri,
  edit: { kind: 'bridge-versions' },
  path: 'src/lib.rs',
  text: '',
};

/** The first parameter that a method misses if it gets none. */
function firstRequired(method: string): string {
  const others: Readonly<Record<string, string>> = {
    'completionItem/resolve': 'label must be a string',
    'workspace/diagnostic': 'previousResultIds must be an array',
    'workspace/symbol': 'query must be a string',
    'workspace/textDocumentContent': 'uri must be a string',
    [TESTS_IN]: 'path must be a string',
  };
  const usual = method.startsWith('wit/') ? 'uri must be a string' : 'textDocument must be an object';
  return others[method] ?? usual;
}

const methods = Object.keys(PARAMS).filter((method) => method !== 'initialize');

async function serve(): Promise<LspClient> {
  const capabilities = {
    textDocument: { diagnostic: {}, codeAction: { codeActionLiteralSupport: {} } },
  };
  return serveInProcess(memoryFileSystem(new Map([[uri, text]])), { capabilities });
}

async function errorOf(client: LspClient, method: string, params: unknown): Promise<LspError> {
  const error: unknown = await client.request(method, params).then(
    (result) => assert.fail(`${method} ${JSON.stringify(params)}: ${JSON.stringify(result)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof LspError);
  return error;
}

/** All copies of a value in which one member, at any depth, is of another type. */
function* spoiled(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return yield typeof value === 'string' ? 7 : 'seven';
  yield 'no object';
  for (const [key, member] of Object.entries(value))
    for (const wrong of spoiled(member))
      yield Array.isArray(value)
        ? value.map((one: unknown, n) => (String(n) === key ? wrong : one))
        : { ...value, [key]: wrong };
}

describe('parameters of the wrong type', () => {
  it('are checked for every provider that the server announces', async () => {
    const client = await serve();
    const { capabilities } = client.received.find(({ id }) => id === 1)!.result as { capabilities: object };
    const names: Record<string, string> = {
      documentFormatting: 'formatting',
      documentRangeFormatting: 'rangeFormatting',
      semanticTokens: 'semanticTokens/full',
      workspaceSymbol: 'symbol',
    };
    const checked = new Set(methods.map((method) => method.slice(method.indexOf('/') + 1)));
    const announced = Object.keys(capabilities).filter((name) => name.endsWith('Provider'));
    const asked = announced
      .map((name) => name.slice(0, -'Provider'.length))
      .map((name) => names[name] ?? name);
    assert.ok(asked.length > 15);
    assert.deepEqual(
      asked.filter((name) => !checked.has(name)),
      [],
    );
  });

  it('are refused by each method, with a sentence about what it requires first', async () => {
    const client = await serve();
    for (const method of methods) {
      for (const params of [null, undefined, 7, 'x', true, [], [valid, valid]]) {
        const { code, message } = await errorOf(client, method, params);
        assert.equal(code, INVALID_PARAMS, `${method} ${JSON.stringify(params)}: ${message}`);
        assert.match(message, /: params must be an object, but is (missing|null|an array|a \w+)\.$/);
      }
      const { code, message } = await errorOf(client, method, {});
      assert.equal(code, INVALID_PARAMS, method);
      assert.equal(message, `${method}: params.${firstRequired(method)}, but is missing.`);
    }
  });

  it('are refused wherever they are, while all other members may have any value', async () => {
    const client = await serve();
    const refused = new Map<string, number>();
    for (const method of methods) {
      for (const params of spoiled(valid)) {
        const answer = await client.request(method, params).catch((error: unknown) => error);
        if (!(answer instanceof LspError)) continue;
        assert.notEqual(answer.code, -32603, `${method} ${JSON.stringify(params)}: ${answer.message}`);
        if (answer.code === INVALID_PARAMS) refused.set(method, (refused.get(method) ?? 0) + 1);
      }
    }
    assert.equal(refused.get('textDocument/hover'), 6);
    assert.equal(refused.get(EDIT_PLAN), 4);
    const logged = client.received.filter(({ method }) => method === 'window/logMessage');
    assert.deepEqual(logged, [], 'no feature threw');
  });

  it('of initialize are refused, and the server waits for a valid one', async () => {
    const client = await serve();
    for (const params of [
      null,
      [],
      {},
      { capabilities: 7 },
      { capabilities: {}, processId: 1.5 },
      { workspaceFolders: [null] },
    ])
      assert.equal(
        (await errorOf(client, 'initialize', params)).code,
        INVALID_PARAMS,
        JSON.stringify(params),
      );
    assert.ok(await client.request('initialize', { capabilities: {}, rootUri: null }));
  });
});

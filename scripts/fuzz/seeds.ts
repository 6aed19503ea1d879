import { readFileSync } from 'node:fs';
import { assembleBytes } from '../../host/src/engine/testing/instantiate-wat.ts';

const BINARIES = [
  ...['command', 'network', 'service'].map((name) => `test-fixtures/programs/${name}/${name}.wasm`),
  'test-fixtures/workspaces/edge/auth/auth.wasm',
];
const TEXTS = [
  'engine/testing/calls.wat',
  'engine/testing/returned-to-lender.wat',
  'wave/testing/echo.wat',
  'wave/testing/kinds.wat',
  'run/testing/handles.wat',
  'run/testing/values.wat',
  'compose/testing/middle.wat',
];

/** The real components that are spoiled. */
export function seeds(): Promise<Uint8Array[]> {
  const assembled = TEXTS.map((path) => assembleBytes(readFileSync(`host/src/${path}`, 'utf8')));
  const binaries = BINARIES.map(async (path) => new Uint8Array(readFileSync(path)));
  return Promise.all([...binaries, ...assembled]);
}

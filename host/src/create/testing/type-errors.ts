import assert from 'node:assert/strict';
import { join } from 'node:path';
import ts from 'typescript';

/** The compiler's errors in a component's sources. */
export function typeErrors(folder: string): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(join(folder, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: () => assert.fail('tsconfig.json'),
  })!;
  const program = ts.createProgram(config.fileNames, config.options);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

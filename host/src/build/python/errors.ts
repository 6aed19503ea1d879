import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, SourceLocation } from '../../protocol.ts';

/** A frame of a traceback. componentize-py shows each folder of modules to Python as `/0`, `/1` and so on. */
const FRAME = /^\s*File "(.+?)", line (\d+)/;
/** Its last line. componentize-py puts it behind an exception of its own where there are no frames. */
const ERROR = /^(?:AssertionError: )?((?:\w+\.)*\w*(?:Error|Exception|Warning)(?:: .*)?)$/;
/** Frames of componentize-py itself, and the same message once more, follow. */
const END = 'Caused by:';

/**
 * The error that ended componentize-py, at the innermost frame in the sources.
 * @param folders where modules are looked for
 */
export function pythonErrors(lines: readonly string[], folders: readonly string[]): Finding[] {
  const end = lines.indexOf(END);
  const own = end < 0 ? lines : lines.slice(0, end);
  const message = own.map((line) => ERROR.exec(line)?.[1]).findLast((one) => one !== undefined);
  if (message === undefined) return [];
  const framed = own.map((line) => placeOf(line, folders)).findLast((place) => place !== undefined);
  const at = framed ?? placeOfMissing(message, folders);
  return [{ code: 'python-build', severity: 'error', message, ...(at && { at }) }];
}

/** Exports of the world that the sources lack, which componentize-py reports without a place. */
const MISSING_CLASS = /^AttributeError: module '([\w.]+)' has no attribute '(\w+)'/;
const MISSING_FUNCTION = /^TypeError: Can't instantiate abstract class (\w+) /;

/** How to supply what the message says is missing; undefined for any other message. */
export function helpForMissing(message: string): string | undefined {
  const [, , name] = MISSING_CLASS.exec(message) ?? [];
  if (name !== undefined)
    return `The world exports it: define \`class ${name}(wit_world.exports.${name})\` in this module (for a function of the world itself, \`class WitWorld(wit_world.WitWorld)\` with it).`;
  return MISSING_FUNCTION.test(message)
    ? 'The world exports it: define it in this class. Bindings show its types in `wit_world`: “WIT: Generate Bindings” in VS Code, `wit-studio bindings` in a terminal.'
    : undefined;
}

/** The first line of the module without a class, or that of the class without a function. */
function placeOfMissing(message: string, folders: readonly string[]): SourceLocation | undefined {
  const [, module] = MISSING_CLASS.exec(message) ?? [];
  if (module !== undefined) {
    const path = join(...module.split('.'));
    const files = folders.flatMap((folder) =>
      [`${path}.py`, join(path, '__init__.py')].map((one) => join(folder, one)),
    );
    const file = files.find((one) => existsSync(one));
    return file === undefined ? undefined : wholeLine(file, 0);
  }
  const [, name] = MISSING_FUNCTION.exec(message) ?? [];
  return name === undefined ? undefined : placeOfClass(name, folders);
}

function placeOfClass(name: string, folders: readonly string[]): SourceLocation | undefined {
  const definition = new RegExp(`^class ${name}\\b`);
  for (const folder of folders) {
    for (const file of readdirSync(folder).filter((one) => one.endsWith('.py'))) {
      const path = join(folder, file);
      const line = readFileSync(path, 'utf8')
        .split('\n')
        .findIndex((one) => definition.test(one));
      if (line >= 0) return wholeLine(path, line);
    }
  }
  return undefined;
}

function placeOf(line: string, folders: readonly string[]): SourceLocation | undefined {
  const [, path, number] = FRAME.exec(line.replace(/^AssertionError: /, '')) ?? [];
  if (path === undefined) return undefined;
  const inside = path.replace(/^\/\d+\//, '');
  const file = folders
    .map((folder) => join(folder, inside))
    .find((one) => inside !== path && existsSync(one));
  if (file === undefined) return undefined;
  return wholeLine(file, Number(number) - 1);
}

const wholeLine = (file: string, line: number): SourceLocation => ({
  file,
  start: { line, character: 0 },
  end: { line: line + 1, character: 0 },
});

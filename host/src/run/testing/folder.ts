/** The folder that cases are granted, the same for each run. */
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILES = { 'a.txt': 'hello world\n', 'empty.txt': '', 'sub/b.txt': 'b\n', 'sub/deep/c.txt': 'c\n' };

const LINKS = {
  link: 'a.txt',
  'link-to-link': 'link',
  'link-to-sub': 'sub',
  dangling: 'made.txt',
  loop: 'loop',
  absolute: '/a.txt',
  outward: '../outside.txt',
  'sub/upward': '../a.txt',
};

export interface Granted {
  readonly path: string;
  /** Every name with its contents, in order; including `../outside.txt`, which no guest may change. */
  tree(): string[];
  remove(): void;
}

export function grantedFolder(): Granted {
  const parent = mkdtempSync(join(tmpdir(), 'wit-studio-case-'));
  const path = join(parent, 'granted');
  mkdirSync(join(path, 'sub/deep'), { recursive: true });
  mkdirSync(join(path, 'bare'));
  writeFileSync(join(parent, 'outside.txt'), 'outside\n');
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(path, name), text);
  for (const [name, target] of Object.entries(LINKS)) symlinkSync(target, join(path, name));
  return {
    path,
    tree: () =>
      readdirSync(parent, { recursive: true })
        .map(String)
        .sort()
        .map((name) => entry(parent, name)),
    remove: () => rmSync(parent, { recursive: true }),
  };
}

function entry(parent: string, name: string): string {
  const path = join(parent, name);
  const kind = lstatSync(path);
  if (kind.isDirectory()) return `${name}/`;
  if (kind.isSymbolicLink()) return `${name} -> ${readlinkSync(path)}`;
  if (kind.size > 1000) return `${name} of ${kind.size} bytes`;
  return `${name}: ${JSON.stringify(readFileSync(path, 'latin1'))}`;
}

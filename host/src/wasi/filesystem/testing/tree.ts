import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes `root` with a `tree`, for guests, and a file beside it that they must not reach. */
export function plantTree(root: string): void {
  mkdirSync(root);
  writeFileSync(join(root, 'outside.txt'), 'secret\n');
  const tree = join(root, 'tree');
  mkdirSync(join(tree, 'd'), { recursive: true });
  mkdirSync(join(tree, 'empty'));
  writeFileSync(join(tree, 'a.txt'), 'hello\n');
  writeFileSync(join(tree, 'd/f.txt'), 'in d\n');
  const links: Record<string, string> = {
    link: 'a.txt',
    dlink: 'd',
    slashed: 'd/',
    'to-file-slash': 'a.txt/',
    'd/back': '../a.txt',
    'd/top': '..',
    loop: 'loop',
    ping: 'pong',
    pong: 'ping',
    self: '.',
    dangling: 'new.txt',
    up: '../outside.txt',
    absolute: join(root, 'outside.txt'),
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(tree, name));
  // As many links after one another as Linux follows.
  for (let n = 1; n <= 40; n++) symlinkSync(n === 40 ? 'a.txt' : `chain${n + 1}`, join(tree, `chain${n}`));
  utimesSync(join(tree, 'a.txt'), 1, 1);
}

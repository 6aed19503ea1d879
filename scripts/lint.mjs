/** Lints, checks the formatting and the types, all at once: each of them works on one processor. */
import { spawn } from 'node:child_process';

const checks = [
  ['eslint', '.'],
  ['prettier', '--check', '--log-level=warn', '.'],
  ['tsc', '-p', 'tsconfig.json'],
  ['tsc', '-p', 'client/webviews'],
];

/** @returns whether it found nothing; its output is printed when it has ended, in one piece */
function passes([name, ...args]) {
  return new Promise((done) => {
    const output = [];
    // npm has put the project's own programs on the path.
    const child = spawn(name, args, {
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => output.push(bytes));
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (status) => {
      process.stdout.write(Buffer.concat(output));
      done(status === 0);
    });
  });
}

const results = await Promise.all(checks.map(passes));
process.exitCode = results.every(Boolean) ? 0 : 1;

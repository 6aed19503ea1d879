import { getStdout } from 'wasi:cli/stdout@0.2.12';
import { getDirectories } from 'wasi:filesystem/preopens@0.2.12';

export const run = {
  run() {
    const [[root]] = getDirectories();
    root.createDirectoryAt('notes');
    write(root, 'notes/a.txt', { create: true }, 'one\n');
    write(root, 'notes/a.txt', {}, 'two\n');
    write(root, 'notes/b.txt', { create: true }, 'wörld');
    print(new TextDecoder().decode(Uint8Array.from(open(root, 'notes/a.txt').read(100n, 0n)[0])));
    list(root);
    root.renameAt('notes/b.txt', root, 'notes/c.txt');
    root.unlinkFileAt('gone.txt');
    list(root);
    say(root, 'missing', 'notes/none.txt');
    say(root, 'outside', '../outside.txt');
    say(root, 'given', 'given.txt');
  },
};

const print = (text) => getStdout().blockingWriteAndFlush(new TextEncoder().encode(text));
const open = (root, path) => root.openAt({}, path, {}, { read: true });

function write(root, path, openFlags, text) {
  const file = root.openAt({}, path, openFlags, { write: true });
  file.write(new TextEncoder().encode(text), file.stat().size);
}

function list(root) {
  const entries = root.openAt({}, 'notes', { directory: true }, { read: true }).readDirectory();
  const names = [];
  for (let entry; (entry = entries.readDirectoryEntry()); ) names.push(entry.name);
  for (const name of names.sort()) print(`${name} ${root.statAt({}, `notes/${name}`).size}\n`);
}

function say(root, name, path) {
  let is = 'there';
  try {
    open(root, path);
  } catch {
    is = 'not there';
  }
  print(`${name}: ${is}\n`);
}

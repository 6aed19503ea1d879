import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { guestNode, NODE_VARIABLE, nodeFolder, ownNode } from './guest-node.ts';
import { NODE_PACKAGE, otherNodes } from '../node/candidates.ts';
import { HostError } from './problem.ts';
import { newerNode } from '../testing/newer-node.ts';

/** A stand-in for Node.js, which prints the result of the host's probe. */
const program = (answer: object) => `#!/bin/sh\necho '${JSON.stringify(answer)}'\n`;
const able = { version: '99.0.0', jspi: true, multiMemory: true, flags: [] };

describe(
  'the Node.js of guests',
  { skip: process.platform === 'win32' && 'programs are scripts here' },
  () => {
    let root: string;
    const path = process.env['PATH'];
    before(() => {
      root = mkdtempSync(join(tmpdir(), 'wit-studio-node-'));
      install('old/node_modules/node/bin/node', { ...able, version: '18.0.0', jspi: false });
      install(`project/node_modules/${NODE_PACKAGE}/bin/node`, able);
      install('path/node', { ...able, version: '98.0.0' });
      install(`storage/node/node_modules/${NODE_PACKAGE}/bin/node`, { ...able, version: '97.0.0' });
      process.env['PATH'] = '';
    });
    afterEach(() => {
      delete process.env[NODE_VARIABLE];
      process.env['PATH'] = '';
    });
    after(() => {
      process.env['PATH'] = path;
      rmSync(root, { recursive: true });
    });

    function install(file: string, answer: object): void {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), program(answer));
      chmodSync(join(root, file), 0o755);
    }
    const versionFor = async (folder: string, storage = 'none'): Promise<string> =>
      (await guestNode([join(root, folder)], join(root, storage))).version;
    /** The host's own, where it can do everything. */
    const unlessAble = (version: string): string => (ownNode().jspi ? process.versions.node : version);

    it('is a package of the project, where the host has no JSPI', async () => {
      assert.equal(await versionFor('project/a/b'), unlessAble('99.0.0'));
    });

    it('is found in the storage or on the path', async () => {
      assert.equal(nodeFolder(join(root, 'storage')), join(root, 'storage/node'));
      assert.equal(await versionFor('elsewhere', 'storage'), unlessAble('97.0.0'));
      process.env['PATH'] = join(root, 'path');
      assert.equal(await versionFor('elsewhere'), unlessAble('98.0.0'));
    });

    it('is that of the host when no other supports more', async () => {
      assert.equal(await versionFor('old'), process.versions.node);
    });

    it('is the one that the variable names', async () => {
      process.env[NODE_VARIABLE] = join(root, 'old/node_modules/node/bin/node');
      assert.equal(await versionFor('project'), '18.0.0');
    });

    it('is refused when the named program does not start', async () => {
      process.env[NODE_VARIABLE] = join(root, 'none');
      await assert.rejects(versionFor('project'), (error) => {
        assert.ok(error instanceof HostError);
        assert.equal(error.problem.code, 'node-not-found');
        assert.match(error.problem.help ?? '', new RegExp(NODE_VARIABLE));
        return true;
      });
    });

    it('reports its version and features', { skip: newerNode.missing }, async () => {
      process.env[NODE_VARIABLE] = newerNode.path;
      const { command, version, ...abilities } = await guestNode([], root);
      assert.equal(command, newerNode.path);
      assert.ok(Number.parseInt(version, 10) >= 24);
      assert.deepEqual([abilities.jspi, abilities.multiMemory], [true, true]);
      assert.ok(abilities.flags.includes('--permission'));
    });

    it('is listed once, without that of the host', () => {
      process.env['PATH'] = [dirname(process.execPath), join(root, 'path'), join(root, 'path')].join(':');
      assert.deepEqual(otherNodes([join(root, 'project')]).length, 2);
    });
  },
);

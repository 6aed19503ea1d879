import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readManifest } from '../read-manifest.ts';

const read = (text: string) => readManifest('file:///p/wit/deps.lock', text)!;

describe('deps.lock', () => {
  it('lists transitive packages as well', () => {
    const digests = 'sha256 = "00"\nsha512 = "00"\n';
    const text = `[http]\nurl = "https://example.com/x"\n${digests}deps = ["io"]\n[io]\n${digests}`;
    assert.deepEqual(
      read(text).packages.map(({ name }) => name),
      ['http', 'io'],
    );
    assert.deepEqual(read(text).problems, []);
  });

  it('has digests', () => {
    const [problem] = read('[io]\nsha256 = "00"\n').problems;
    assert.deepEqual(problem?.detail, { key: 'io.sha512', must: 'be there' });
  });
});

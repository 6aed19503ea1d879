import type { DecodeNow } from '../node/decoder/decoder.ts';
import { decodedUri, type Encoded, type ReadEncoded } from '../packages/encoded.ts';
import type { FileSystem } from '../packages/file-system.ts';

/** Reads encoded files at once, in this thread. @param texts gets the documents that show them, by URI */
export function readEncodedWith(decode: DecodeNow, fs: FileSystem, texts: Map<string, string>): ReadEncoded {
  return (_, uris) =>
    decode(uris.map((uri) => fs.readBytes(uri) ?? new Uint8Array())).map((outcome, index): Encoded => {
      if (outcome.kind !== 'text') return outcome;
      const uri = decodedUri(uris[index]!);
      texts.set(uri, outcome.text);
      return { kind: 'text', uri };
    });
}

/** Values of a .wast as WAVE. */
import { printFloat } from '../../host/src/wave/figures.ts';
import { escape } from '../../host/src/wave/text.ts';

/** As json-from-wast writes them; floats are bits. */
export interface Const {
  readonly type: string;
  readonly value: unknown;
}

export function waveOf({ type, value }: Const): string {
  switch (type) {
    case 'string':
      return `"${escape(value as string).replaceAll('"', '\\"')}"`;
    case 'char':
      return value === "'" ? `'\\''` : `'${escape(value as string)}'`;
    case 'f32':
      return printFloat(new Float32Array(Uint32Array.of(Number(value)).buffer)[0]!, 'f32');
    case 'f64':
      return printFloat(new Float64Array(BigUint64Array.of(BigInt(value as string)).buffer)[0]!, 'f64');
    case 'list':
      return `[${(value as Const[]).map(waveOf).join(', ')}]`;
    case 'tuple':
      return `(${(value as Const[]).map(waveOf).join(', ')})`;
    case 'map':
      return `[${(value as [Const, Const][]).map((pair) => `(${pair.map(waveOf).join(', ')})`).join(', ')}]`;
    case 'record':
      return `{${(value as [string, Const][]).map(([name, one]) => `${name}: ${waveOf(one)}`).join(', ')}}`;
    case 'flags':
      return `{${(value as string[]).join(', ')}}`;
    case 'variant':
      return variant(value as { case: string; payload?: Const });
    case 'option':
      return value === null ? 'none' : `some(${waveOf(value as Const)})`;
    case 'result': {
      const [[name, payload]] = Object.entries(value as Record<string, Const | null>) as [
        [string, Const | null],
      ];
      return payload ? `${name.toLowerCase()}(${waveOf(payload)})` : name.toLowerCase();
    }
    default:
      return String(value);
  }
}

const variant = ({ case: name, payload }: { case: string; payload?: Const }): string =>
  payload ? `${name}(${waveOf(payload)})` : name;

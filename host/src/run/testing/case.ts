/** A run of a program on both sides. */
import type { Grants } from '../../protocol.ts';

export interface Case {
  /** The guest's actions: the words of its arguments, which are the test's name. */
  readonly steps: string;
  readonly program?: 'command' | 'network' | 'sockets' | 'keyvalue' | 'third' | 'consumer';
  readonly env?: readonly (readonly [name: string, value: string])[];
  /** Standard input, which ends behind it; `open` stays open and never has anything. */
  readonly stdin?: string | { readonly open: string };
  /** Standard output and error are one file, so that their order is compared. */
  readonly merged?: boolean;
  /** Whether a folder (folder.ts) is granted as `/`. */
  readonly folder?: boolean;
  /** Whether it needs a thread's own stack or life; a case with standard input has a thread anyway. */
  readonly thread?: boolean;
  readonly config?: Grants['config'];
  readonly network?: Pick<Grants, 'network' | 'tcp' | 'udp' | 'nameLookup'>;
  /** The entries of a `keyvalue` program's store at the start. */
  readonly data?: readonly (readonly [key: string, value: string])[];
}

/** Everything that is compared. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** The contents of the folder afterwards, and of its surroundings. */
  readonly tree: readonly string[];
}

export const wordsOf = ({ steps }: Case): string[] => steps.split(' ');

export interface Mistake {
  readonly what: string;
  readonly file: string;
  /** The expected places of problems are between « and ». */
  readonly text: string;
}

const inFile =
  (file: string) =>
  (what: string, text: string): Mistake => ({ what, file, text });

export const toml = inFile('composition.toml');
export const yaml = inFile('wasm-compose.yml');
export const wac = inFile('service.wac');

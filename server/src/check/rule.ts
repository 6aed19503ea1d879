import type { Features, Problem, ResolvedPackage, ResolvedRoot } from '../resolve/model.ts';
import type { Root } from '../packages/package-source.ts';
import type { Interface, InterfaceItem, Span, World, WorldItem } from '../syntax/ast.ts';
import type { ParsedFile } from '../syntax/parse.ts';

/** A `hint` marks unused code: editors fade it, and the command line omits it. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** The severity of a violation, and the tools that refuse it. */
export interface Weight {
  readonly severity: Severity;
  /** `component` if only the component encoder or validator refuses; absent if wit-parser does. */
  readonly source?: 'component';
}

/** The tools whose verdicts are reported: the newest, or those up to 0.259. */
export type Tools = '0.263' | '0.259';

/** The details of a finding that a message may use. */
export type Detail = Readonly<Record<string, string>>;

/**
 * One rule of WIT: its text, its diagnostic, and examples. Violations of a rule without a `check…` are found
 * by the lexer, the parser or the resolver, which report its `code`.
 */
export interface Rule extends Weight {
  /** In kebab case; docs/errors/<code>.md is generated from this rule. */
  readonly code: string;
  /** Sources of the rule: numbers of the checklist of rules, sections of WIT.md. */
  readonly ids: readonly string[];
  /** The verdict of tools up to 0.259, if it differs. */
  readonly older?: Weight | 'accepted';
  /** Whether only tools up to 0.259 refuse. */
  readonly newest?: 'accepted';
  /** The rule in one sentence. */
  readonly title: string;
  /** Markdown: the reason, and how to fix a violation. */
  readonly explanation: string;
  /** Complete files; `//- name` starts another one. */
  readonly examples: { readonly accept: readonly string[]; readonly reject: readonly string[] };
  /** One or two sentences: the error, and the remedy. */
  message(detail: Detail): string;
  /** Finds violations in the syntax of one item, independent of other items. Called once per item. */
  checkItem?(item: Item, file: ParsedFile): Iterable<Violation>;
  /** Finds violations in one package. */
  check?(context: PackageContext): Iterable<Problem>;
  /** Finds violations in the structure of types in a package, including types used from other packages. */
  checkTypes?(context: TypesContext): Iterable<Problem>;
  /** Finds violations in the files and packages of a root. */
  checkRoot?(context: RootContext): Iterable<Problem>;
}

/** An interface or world, or an item in one. */
export type Item = Interface | World | InterfaceItem | WorldItem;

/** A place where an item breaks a rule. */
export interface Violation {
  readonly at: Span;
  readonly detail: Detail;
}

export interface PackageContext {
  readonly package: ResolvedPackage;
  readonly features: Features;
}

export interface TypesContext extends PackageContext {
  readonly root: ResolvedRoot;
}

export interface RootContext {
  readonly sources: Root;
  readonly resolved: ResolvedRoot;
}

import type { Features, Problem, ResolvedPackage, ResolvedRoot } from '../resolve/model.ts';
import type { Root } from '../packages/package-source.ts';
import type { Interface, InterfaceItem, Span, World, WorldItem } from '../syntax/ast.ts';
import type { ParsedFile } from '../syntax/parse.ts';

/** A `hint` is of what can be left out: editors fade it, and the command line passes over it. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** How much a breach weighs, and who refuses. */
export interface Weight {
  readonly severity: Severity;
  /** Absent where the reader of WIT refuses already: what only makes a component of it. */
  readonly source?: 'component';
}

/** Whose verdicts are given: of the newest tools, or of those up to 0.259. */
export type Tools = '0.263' | '0.259';

/** The details of a finding that a message may use. */
export type Detail = Readonly<Record<string, string>>;

/**
 * One rule of WIT: what it says, how its breach is reported, and examples of both. A rule without a `check…` is
 * found by the lexer, the parser or the resolver, which report its `code`.
 */
export interface Rule extends Weight {
  /** Kebab-case; docs/errors/<code>.md is made from this rule. */
  readonly code: string;
  /** Where the rule is written down: numbers of the checklist of rules, sections of WIT.md. */
  readonly ids: readonly string[];
  /** The verdict of tools up to 0.259, if it differs. */
  readonly older?: Weight | 'accepted';
  /** Whether only tools up to 0.259 refuse. */
  readonly newest?: 'accepted';
  /** The rule in one sentence. */
  readonly title: string;
  /** Markdown: why it is so and what to do about a breach. */
  readonly explanation: string;
  /** Whole files; `//- name` starts a further one. */
  readonly examples: { readonly accept: readonly string[]; readonly reject: readonly string[] };
  /** One or two sentences: what is wrong, and what to do. */
  message(detail: Detail): string;
  /** Finds breaches in what an item says by itself, whatever its names mean. Asked once for each item. */
  checkItem?(item: Item, file: ParsedFile): Iterable<Violation>;
  /** Finds breaches in one package. */
  check?(context: PackageContext): Iterable<Problem>;
  /** Finds breaches in what the types of a package are made of, those it uses of other packages included. */
  checkTypes?(context: TypesContext): Iterable<Problem>;
  /** Finds breaches in the files and packages of a root. */
  checkRoot?(context: RootContext): Iterable<Problem>;
}

/** An interface or world, or what stands in one. */
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

/** Made anew for each check: a fact about types is `once` of the context, for records of other packages change. */
export type TypesContext = PackageContext;

export interface RootContext {
  readonly sources: Root;
  readonly resolved: ResolvedRoot;
}

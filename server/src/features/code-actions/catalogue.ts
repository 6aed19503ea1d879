import type { Fixer } from './fix.ts';
import { addVersion } from './gates/add-version.ts';
import { expectedArgument } from './gates/expected-argument.ts';
import { raiseGate } from './gates/raise-gate.ts';
import { removeAttribute, removeAttributes } from './gates/remove-attribute.ts';
import { inKebabCase } from './names/in-kebab-case.ts';
import { nearestAttribute, nearestName, nearestType } from './names/nearest-name.ts';
import { removeHandle } from './names/remove-handle.ts';
import { addDependency } from './packages/add-dependency.ts';
import { addHeader } from './packages/add-header.ts';
import { intoFolder } from './packages/into-folder.ts';
import { otherPackage } from './packages/other-package.ts';
import { samePackage } from './packages/same-package.ts';
import { correctToken } from './tokens/correct-token.ts';
import { removeCharacter } from './tokens/remove-character.ts';
import { addUse } from './uses/add-use.ts';
import { otherKeyword } from './uses/other-keyword.ts';
import { qualifyItem } from './uses/qualify-item.ts';
import { removeRepeated } from './uses/remove-repeated.ts';
import { removeUse } from './uses/remove-use.ts';
import { replaceDottedTypes } from './uses/replace-dotted-types.ts';

/** The fixers of each code, the likeliest first. */
export const fixers: ReadonlyMap<string, readonly Fixer[]> = new Map<string, readonly Fixer[]>([
  ['unknown-type', [addUse, nearestType]],
  ['dotted-type', [replaceDottedTypes]],
  ['unknown-item', [qualifyItem, nearestName]],
  ['unknown-item-in-package', [nearestName]],
  ['unknown-used-name', [nearestName]],
  ['unknown-attribute', [nearestAttribute]],
  ['unknown-package', [addDependency, otherPackage]],
  ['missing-package', [addHeader]],
  ['package-split-in-deps', [intoFolder]],
  ['unused-use', [removeUse]],
  ['unexpected-token', [correctToken]],
  ['unexpected-brace', [correctToken]],
  ['unclosed-brace', [correctToken]],
  ['identifier-character', [inKebabCase]],
  ['identifier-part-empty', [inKebabCase]],
  ['not-an-interface', [otherKeyword]],
  ['not-a-world', [otherKeyword]],
  ['repeated-interface', [removeRepeated]],
  ['handle-of-resource', [removeHandle]],
  ['repeated-attribute', [removeAttribute]],
  ['since-and-unstable', [removeAttribute]],
  ['attribute-on-top-level-use', [removeAttributes]],
  ['attribute-argument', [expectedArgument]],
  ['gate-without-package-version', [addVersion]],
  ['since-before-container', [raiseGate]],
  ['package-mismatch', [samePackage]],
  ['control-character', [removeCharacter]],
  ['direction-override', [removeCharacter]],
  ['discouraged-character', [removeCharacter]],
]);

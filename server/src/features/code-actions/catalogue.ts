import { addDependency } from './add-dependency.ts';
import { addHeader } from './add-header.ts';
import { addUse } from './add-use.ts';
import { addVersion } from './add-version.ts';
import { correctToken } from './correct-token.ts';
import { expectedArgument } from './expected-argument.ts';
import type { Fixer } from './fix.ts';
import { inKebabCase } from './in-kebab-case.ts';
import { nearestAttribute, nearestName, nearestType } from './nearest-name.ts';
import { otherKeyword } from './other-keyword.ts';
import { otherPackage } from './other-package.ts';
import { qualifyItem } from './qualify-item.ts';
import { raiseGate } from './raise-gate.ts';
import { removeAttribute, removeAttributes } from './remove-attribute.ts';
import { removeCharacter } from './remove-character.ts';
import { removeRepeated } from './remove-repeated.ts';
import { removeUse } from './remove-use.ts';
import { samePackage } from './same-package.ts';
import { withoutHandle } from './without-handle.ts';

/** The fixers of each code, the likeliest first. */
export const fixers: ReadonlyMap<string, readonly Fixer[]> = new Map<string, readonly Fixer[]>([
  ['unknown-type', [addUse, nearestType]],
  ['unknown-item', [qualifyItem, nearestName]],
  ['unknown-item-in-package', [nearestName]],
  ['unknown-used-name', [nearestName]],
  ['unknown-attribute', [nearestAttribute]],
  ['unknown-package', [addDependency, otherPackage]],
  ['missing-package', [addHeader]],
  ['unused-use', [removeUse]],
  ['unexpected-token', [correctToken]],
  ['unexpected-brace', [correctToken]],
  ['unclosed-brace', [correctToken]],
  ['identifier-character', [inKebabCase]],
  ['identifier-part-empty', [inKebabCase]],
  ['not-an-interface', [otherKeyword]],
  ['not-a-world', [otherKeyword]],
  ['repeated-interface', [removeRepeated]],
  ['handle-of-resource', [withoutHandle]],
  ['repeated-attribute', [removeAttribute]],
  ['since-and-unstable', [removeAttribute]],
  ['attribute-on-top-level-use', [removeAttributes]],
  ['attribute-argument', [expectedArgument]],
  ['gate-without-package-version', [addVersion]],
  ['weaker-gate', [raiseGate]],
  ['package-mismatch', [samePackage]],
  ['control-character', [removeCharacter]],
  ['direction-override', [removeCharacter]],
  ['discouraged-character', [removeCharacter]],
]);

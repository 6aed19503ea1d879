// Made by scripts/rule-list.mjs: every file of rules/ is a rule.
import type { Rule } from './rule.ts';
import { conflictingWasmPackages } from './rules/dependencies/conflicting-wasm-packages.ts';
import { dependencyOutsideDeps } from './rules/dependencies/dependency-outside-deps.ts';
import { emptyDependency } from './rules/dependencies/empty-dependency.ts';
import { invalidWasmPackage } from './rules/dependencies/invalid-wasm-package.ts';
import { notAWitPackage } from './rules/dependencies/not-a-wit-package.ts';
import { packageAsWitAndWasm } from './rules/dependencies/package-as-wit-and-wasm.ts';
import { packageSplitInDeps } from './rules/dependencies/package-split-in-deps.ts';
import { unknownItemInPackage } from './rules/dependencies/unknown-item-in-package.ts';
import { unknownPackage } from './rules/dependencies/unknown-package.ts';
import { wasmPackageNotLoaded } from './rules/dependencies/wasm-package-not-loaded.ts';
import { accessorGate } from './rules/functions/accessor-gate.ts';
import { accessorInOlderTools } from './rules/functions/accessor-in-older-tools.ts';
import { accessorTypes } from './rules/functions/accessor-types.ts';
import { borrowInResult } from './rules/functions/borrow-in-result.ts';
import { clashingParams } from './rules/functions/clashing-params.ts';
import { duplicateParam } from './rules/functions/duplicate-param.ts';
import { getterResult } from './rules/functions/getter-result.ts';
import { getterShape } from './rules/functions/getter-shape.ts';
import { setterShape } from './rules/functions/setter-shape.ts';
import { setterWithoutGetter } from './rules/functions/setter-without-getter.ts';
import { deprecatedAlone } from './rules/gates/deprecated-alone.ts';
import { externalIdPlace } from './rules/gates/external-id-place.ts';
import { firstUseBehindGate } from './rules/gates/first-use-behind-gate.ts';
import { gateOfUnreleasedVersion } from './rules/gates/gate-of-unreleased-version.ts';
import { gateWithoutPackageVersion } from './rules/gates/gate-without-package-version.ts';
import { referenceToGatedItem } from './rules/gates/reference-to-gated-item.ts';
import { repeatedAttribute } from './rules/gates/repeated-attribute.ts';
import { sinceAndUnstable } from './rules/gates/since-and-unstable.ts';
import { sinceBeforeContainer } from './rules/gates/since-before-container.ts';
import { clashingNames } from './rules/interfaces/clashing-names.ts';
import { duplicateName } from './rules/interfaces/duplicate-name.ts';
import { hiddenType } from './rules/interfaces/hidden-type.ts';
import { controlCharacter } from './rules/lexical/control-character.ts';
import { directionOverride } from './rules/lexical/direction-override.ts';
import { discouragedCharacter } from './rules/lexical/discouraged-character.ts';
import { identifierCharacter } from './rules/lexical/identifier-character.ts';
import { identifierPartEmpty } from './rules/lexical/identifier-part-empty.ts';
import { invalidUtf8 } from './rules/lexical/invalid-utf8.ts';
import { stringCharacter } from './rules/lexical/string-character.ts';
import { stringCodePoint } from './rules/lexical/string-code-point.ts';
import { stringEncoding } from './rules/lexical/string-encoding.ts';
import { stringEscape } from './rules/lexical/string-escape.ts';
import { unexpectedCharacter } from './rules/lexical/unexpected-character.ts';
import { unterminatedComment } from './rules/lexical/unterminated-comment.ts';
import { unterminatedString } from './rules/lexical/unterminated-string.ts';
import { manifestSyntax } from './rules/manifests/manifest-syntax.ts';
import { manifestUnknownKey } from './rules/manifests/manifest-unknown-key.ts';
import { manifestValue } from './rules/manifests/manifest-value.ts';
import { manifestVersion } from './rules/manifests/manifest-version.ts';
import { duplicateItem } from './rules/packages/duplicate-item.ts';
import { duplicatePackage } from './rules/packages/duplicate-package.ts';
import { missingPackage } from './rules/packages/missing-package.ts';
import { nestedPackagePlacement } from './rules/packages/nested-package-placement.ts';
import { packageCycle } from './rules/packages/package-cycle.ts';
import { packageMismatch } from './rules/packages/package-mismatch.ts';
import { repeatedPackageDocs } from './rules/packages/repeated-package-docs.ts';
import { upperCasePackage } from './rules/packages/upper-case-package.ts';
import { constructorResult } from './rules/resources/constructor-result.ts';
import { duplicateMethod } from './rules/resources/duplicate-method.ts';
import { handleOfResource } from './rules/resources/handle-of-resource.ts';
import { methodNamedLikeResource } from './rules/resources/method-named-like-resource.ts';
import { attributeArgument } from './rules/syntax/attribute-argument.ts';
import { attributeOnPackage } from './rules/syntax/attribute-on-package.ts';
import { invalidVersion } from './rules/syntax/invalid-version.ts';
import { listLengthTooLarge } from './rules/syntax/list-length-too-large.ts';
import { packageNesting } from './rules/syntax/package-nesting.ts';
import { typeNesting } from './rules/syntax/type-nesting.ts';
import { unclosedBrace } from './rules/syntax/unclosed-brace.ts';
import { unexpectedBrace } from './rules/syntax/unexpected-brace.ts';
import { unexpectedToken } from './rules/syntax/unexpected-token.ts';
import { unknownAttribute } from './rules/syntax/unknown-attribute.ts';
import { clashingMembers } from './rules/types/clashing-members.ts';
import { emptyEnum } from './rules/types/empty-enum.ts';
import { emptyFlags } from './rules/types/empty-flags.ts';
import { emptyRecord } from './rules/types/empty-record.ts';
import { emptyTuple } from './rules/types/empty-tuple.ts';
import { emptyVariant } from './rules/types/empty-variant.ts';
import { fixedListLength } from './rules/types/fixed-list-length.ts';
import { functionAsType } from './rules/types/function-as-type.ts';
import { handleInMap } from './rules/types/handle-in-map.ts';
import { mapKey } from './rules/types/map-key.ts';
import { streamOfBorrow } from './rules/types/stream-of-borrow.ts';
import { streamOfChar } from './rules/types/stream-of-char.ts';
import { tooManyFlags } from './rules/types/too-many-flags.ts';
import { tooManyParts } from './rules/types/too-many-parts.ts';
import { typeCycle } from './rules/types/type-cycle.ts';
import { typeDepth } from './rules/types/type-depth.ts';
import { typeSize } from './rules/types/type-size.ts';
import { unknownType } from './rules/types/unknown-type.ts';
import { valueSize } from './rules/types/value-size.ts';
import { attributeOnTopLevelUse } from './rules/uses/attribute-on-top-level-use.ts';
import { dottedType } from './rules/uses/dotted-type.ts';
import { duplicateNameInFile } from './rules/uses/duplicate-name-in-file.ts';
import { itemCycle } from './rules/uses/item-cycle.ts';
import { notAnInterface } from './rules/uses/not-an-interface.ts';
import { unknownItem } from './rules/uses/unknown-item.ts';
import { unknownUsedName } from './rules/uses/unknown-used-name.ts';
import { unusedUse } from './rules/uses/unused-use.ts';
import { useOfFunction } from './rules/uses/use-of-function.ts';
import { caseInsensitiveExtern } from './rules/worlds/case-insensitive-extern.ts';
import { clashingInterfaces } from './rules/worlds/clashing-interfaces.ts';
import { duplicateExtern } from './rules/worlds/duplicate-extern.ts';
import { includeGateConflict } from './rules/worlds/include-gate-conflict.ts';
import { includeNameConflict } from './rules/worlds/include-name-conflict.ts';
import { incompatibleDependency } from './rules/worlds/incompatible-dependency.ts';
import { notAWorld } from './rules/worlds/not-a-world.ts';
import { repeatedInterface } from './rules/worlds/repeated-interface.ts';
import { unknownIncludedName } from './rules/worlds/unknown-included-name.ts';

/** Every rule of WIT that is checked. */
export const rules: readonly Rule[] = [
  conflictingWasmPackages,
  dependencyOutsideDeps,
  emptyDependency,
  invalidWasmPackage,
  notAWitPackage,
  packageAsWitAndWasm,
  packageSplitInDeps,
  unknownItemInPackage,
  unknownPackage,
  wasmPackageNotLoaded,
  accessorGate,
  accessorInOlderTools,
  accessorTypes,
  borrowInResult,
  clashingParams,
  duplicateParam,
  getterResult,
  getterShape,
  setterShape,
  setterWithoutGetter,
  deprecatedAlone,
  externalIdPlace,
  firstUseBehindGate,
  gateOfUnreleasedVersion,
  gateWithoutPackageVersion,
  referenceToGatedItem,
  repeatedAttribute,
  sinceAndUnstable,
  sinceBeforeContainer,
  clashingNames,
  duplicateName,
  hiddenType,
  controlCharacter,
  directionOverride,
  discouragedCharacter,
  identifierCharacter,
  identifierPartEmpty,
  invalidUtf8,
  stringCharacter,
  stringCodePoint,
  stringEncoding,
  stringEscape,
  unexpectedCharacter,
  unterminatedComment,
  unterminatedString,
  manifestSyntax,
  manifestUnknownKey,
  manifestValue,
  manifestVersion,
  duplicateItem,
  duplicatePackage,
  missingPackage,
  nestedPackagePlacement,
  packageCycle,
  packageMismatch,
  repeatedPackageDocs,
  upperCasePackage,
  constructorResult,
  duplicateMethod,
  handleOfResource,
  methodNamedLikeResource,
  attributeArgument,
  attributeOnPackage,
  invalidVersion,
  listLengthTooLarge,
  packageNesting,
  typeNesting,
  unclosedBrace,
  unexpectedBrace,
  unexpectedToken,
  unknownAttribute,
  clashingMembers,
  emptyEnum,
  emptyFlags,
  emptyRecord,
  emptyTuple,
  emptyVariant,
  fixedListLength,
  functionAsType,
  handleInMap,
  mapKey,
  streamOfBorrow,
  streamOfChar,
  tooManyFlags,
  tooManyParts,
  typeCycle,
  typeDepth,
  typeSize,
  unknownType,
  valueSize,
  attributeOnTopLevelUse,
  dottedType,
  duplicateNameInFile,
  itemCycle,
  notAnInterface,
  unknownItem,
  unknownUsedName,
  unusedUse,
  useOfFunction,
  caseInsensitiveExtern,
  clashingInterfaces,
  duplicateExtern,
  includeGateConflict,
  includeNameConflict,
  incompatibleDependency,
  notAWorld,
  repeatedInterface,
  unknownIncludedName,
];

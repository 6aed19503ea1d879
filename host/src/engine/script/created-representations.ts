/**
 * Whoever lends a resource back to the component that made it hands over its representation, and every other
 * component a handle (Canonical ABI, `lower_borrow`). js-component-bindgen 2.18 knows a maker by the
 * representations that were entered in its table, and enters them also when a handle is merely received: a
 * component that got an own handle, passed it on and borrows it later would be given a representation for a handle.
 * Here `resource.new` alone enters them.
 */
const ENTERED = /^\s*table\._createdReps\.add\(rep\);\n/m;

const RESOURCE_NEW = /\brscTableCreateOwn\.bind\(null, (handleTable\d+)\)/g;

/** @param script what the generator wrote */
export function enterCreatedRepresentations(script: string): string {
  return script
    .replace(ENTERED, '')
    .replace(
      RESOURCE_NEW,
      (_, table: string) =>
        `((rep) => (${table}._createdReps.add(rep >>> 0), rscTableCreateOwn(${table}, rep)))`,
    );
}

/**
 * A component that lends a resource to the component that implements it passes its representation, and to every other
 * component a handle (Canonical ABI, `lower_borrow`). js-component-bindgen 2.18 identifies the implementing component
 * by the representations in its table, and also adds one when it merely receives a handle: a component that got an own
 * handle, passed it on and borrows it later would get a representation instead of a handle. Here, only `resource.new`
 * adds them.
 */
const ENTERED = /^\s*table\._createdReps\.add\(rep\);\n/m;

const RESOURCE_NEW = /\brscTableCreateOwn\.bind\(null, (handleTable\d+)\)/g;

/** @param script the generator's output */
export function enterCreatedRepresentations(script: string): string {
  return script
    .replace(ENTERED, '')
    .replace(
      RESOURCE_NEW,
      (_, table: string) =>
        `((rep) => (${table}._createdReps.add(rep >>> 0), rscTableCreateOwn(${table}, rep)))`,
    );
}

/** The WIT of a component without the package that printing invents for it: a component has none of its own. */
export const withoutPackage = (wit: string): string => wit.replace(/^package root:component;\n+/, '');

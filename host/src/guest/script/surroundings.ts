/** The names by which every script has its module and its console: parameters of the function around it. */
export const SURROUNDINGS: readonly string[] = ['require', 'module', 'exports', 'console'];

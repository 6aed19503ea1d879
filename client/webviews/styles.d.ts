/** The bundler writes a program's styles beside it. */
declare module '*.css';

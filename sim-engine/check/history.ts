/** The history that checkers read; it is recorded by the host. */
export type * from '../host/history.ts';

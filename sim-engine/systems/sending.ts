/**
 * Operations by which an application sends one record by hand, as the systems call them. They give a cluster work; every
 * other operation of a system disturbs it. A list of its own, because pages ask for it that need no vocabulary.
 */
const SENDING: readonly string[] = ['send', 'publish'];

/** Does an operation send a record? */
export function isSending({ operation }: { readonly operation: string }): boolean {
  return SENDING.includes(operation);
}

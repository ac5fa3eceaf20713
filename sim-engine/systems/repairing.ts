/**
 * Operations by which an administrator makes good what another operation of a system has done. They are no disturbance. A list
 * of its own, because pages ask for it that need no vocabulary.
 */
const REPAIRING: readonly string[] = ['addBinding', 'clearMemoryAlarm', 'clearDiskAlarm'];

/** Does an operation only make good what another one has done? */
export function isRepairing({ operation }: { readonly operation: string }): boolean {
  return REPAIRING.includes(operation);
}

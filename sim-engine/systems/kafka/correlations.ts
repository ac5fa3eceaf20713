/** Numbers of requests. A process counts its own, and no process of the same machine uses a number again. */

/** More requests than a process can send in a run. */
const NUMBERS_PER_PROCESS = 1_000_000_000;

/**
 * The number before the first request of a process. In Kafka an answer to a process that is gone dies with its connection. Here a
 * machine has one connection to each peer, so the number alone tells a new process that an answer is not for it.
 */
export function correlationBefore(incarnation: number): number {
  return (incarnation - 1) * NUMBERS_PER_PROCESS;
}

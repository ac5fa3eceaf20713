/**
 * Resource alarms: publishers of the whole cluster are blocked while any node is short of memory or disk.
 * Source: docs/alarms.md, docs/connection-blocked.md, deps/rabbit/src/rabbit_alarm.erl; 3.10.8 observed.
 */

export type AlarmResource = 'memory' | 'disk';

export interface Alarm {
  readonly node: string;
  readonly resource: AlarmResource;
}

/**
 * Name: raise an alarm
 * Who: a node
 * Means: more memory is used than the high watermark allows, or less disk is free than the limit
 * Enabled when: the node looks at its resources
 * Changes: the cluster's alarms
 */
export function alarmsOf(options: {
  readonly node: string;
  readonly memoryUsedBytes: number;
  readonly memoryLimitBytes: number;
  readonly diskFreeBytes: number;
  readonly diskFreeLimitBytes: number;
}): readonly Alarm[] {
  const { node } = options;
  const memory = options.memoryUsedBytes > options.memoryLimitBytes;
  const disk = options.diskFreeBytes < options.diskFreeLimitBytes;
  return [
    ...(memory ? [{ node, resource: 'memory' as const }] : []),
    ...(disk ? [{ node, resource: 'disk' as const }] : []),
  ];
}

/** What a blocked client is told. */
export function blockedReason(alarms: readonly Alarm[]): string {
  const low = (['disk', 'memory'] as const).filter((resource) => alarms.some((alarm) => alarm.resource === resource));
  return `low on ${low.join(' & ')}`;
}

/**
 * Name: block a publisher
 * Who: a node, for each of its connections
 * Means: a connection that publishes while an alarm is up is told once, and is not read any more; connections that only
 *   consume go on, or the queues would never become shorter
 * Enabled when: any node of the cluster has an alarm
 * Changes: the connection is blocked until no alarm is left
 */
export function blocksPublisher(alarms: readonly Alarm[]): boolean {
  return alarms.length > 0;
}

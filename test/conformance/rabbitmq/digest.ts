/** A recording, boiled down to what a sentence about it would say. */
import type { ClientEvent, Recording } from './recording.ts';

/** A body, with a star when the message was redelivered. */
const shown = ({ body, redelivered }: { body: string; redelivered: boolean }): string =>
  redelivered ? `${body}*` : body;

const told = (event: ClientEvent): string | undefined => {
  switch (event.event) {
    case 'deliver':
      return undefined;
    case 'return':
      return `return ${event.body} ${event.code} ${event.text}`;
    case 'ack':
    case 'nack':
      return `${event.event} ${event.publish}`;
    case 'cancel':
      return `cancel ${event.consumer}`;
    case 'channel.close':
    case 'connection.close':
      return event.code === undefined ? event.text : `${event.code} ${event.text}`;
    case 'connection.blocked':
      return `blocked: ${event.reason}`;
    case 'connection.unblocked':
      return 'unblocked';
  }
};

export interface Digest {
  /** Bodies by queue in the end, or the code of the refusal to read it. */
  readonly queues: Record<string, readonly string[] | number | 'unanswered'>;
  /** The same without the stars. */
  readonly bodies: Record<string, readonly string[]>;
  /** `ack body` and `nack body` by channel. */
  readonly confirms: Record<string, readonly string[]>;
  /** Bodies by consumer. */
  readonly delivered: Record<string, readonly string[]>;
  /** All else that each channel and connection was told. */
  readonly told: Record<string, readonly string[]>;
  /** What each basic.get brought. */
  readonly gets: readonly (string | null)[];
  /** x-death of the messages left in the end, by body: `queue reason count`, newest first. */
  readonly deaths: Record<string, readonly string[]>;
}

interface Death {
  readonly queue: string;
  readonly reason: string;
  readonly count: number;
}

export const digest = (recording: Recording): Digest => {
  const delivered: Record<string, string[]> = {};
  const heard: Record<string, string[]> = {};
  for (const { events } of recording.steps)
    for (const [id, list] of Object.entries(events ?? {}))
      for (const event of list) {
        const text = told(event);
        if (text !== undefined) (heard[id] ??= []).push(text);
        if (event.event === 'deliver') (delivered[event.delivery.split('#')[0] ?? ''] ??= []).push(shown(event));
      }
  const deaths: Record<string, string[]> = {};
  const queues: Record<string, string[] | number | 'unanswered'> = {};
  for (const [name, { messages, error }] of Object.entries(recording.queues)) {
    queues[name] = messages?.map(shown) ?? error?.code ?? 'unanswered';
    for (const { body, headers } of messages ?? []) {
      const entries = headers?.['x-death'] as unknown as Death[] | undefined;
      if (entries) deaths[body] = entries.map(({ queue, reason, count }) => `${queue} ${reason} ${count}`);
    }
  }
  const gets = recording.steps.flatMap(({ got }) => (got === undefined ? [] : [got === null ? null : shown(got)]));
  const bodies = Object.fromEntries(
    Object.entries(recording.queues).map(([name, { messages = [] }]) => [name, messages.map(({ body }) => body)]),
  );
  const confirms = Object.fromEntries(
    Object.entries(heard).map(([id, list]) => [id, list.filter((text) => /^n?ack /.test(text))]),
  );
  return { queues, bodies, confirms, delivered, told: heard, gets, deaths };
};

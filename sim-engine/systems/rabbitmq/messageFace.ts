/** How a RabbitMQ message on the wire is drawn: the application's message in it, an error, routine or not. */
import type { ApplyRequest } from '../../apps/database.ts';
import { isApplicationMessage } from '../../apps/messages.ts';
import { isResponse, type Message } from '../../host/message.ts';
import type { MessageMark } from '../../view/scene.ts';
import type { MessageFace } from '../door.ts';
import { applicationMessageFace } from '../applicationFaces.ts';
import { markOf } from '../marks.ts';
import { fieldOf, type FieldTable } from './rules/fieldTable.ts';
import type { ClientMethod, ServerMethod } from './node/methods.ts';

const ROUTINE: ReadonlySet<string> = new Set([
  'heartbeat',
  'channel.open',
  'channel.open-ok',
  'confirm.select',
  'confirm.select-ok',
  'basic.qos',
  'basic.qos-ok',
  'node.tick',
]);

function mark(value: string, headers: FieldTable | null | undefined): MessageMark {
  const key = headers === null || headers === undefined ? undefined : fieldOf(headers, 'key');
  return markOf({ value, key: typeof key === 'string' ? key : null });
}

function marksOf(method: ClientMethod | ServerMethod): readonly MessageMark[] {
  switch (method.type) {
    case 'basic.publish':
      return [mark(method.body, method.properties?.headers)];
    case 'basic.deliver':
    case 'basic.return':
    case 'basic.get-ok':
      return [mark(method.message.body, method.message.headers)];
    default:
      return [];
  }
}

function errorOf(method: ClientMethod | ServerMethod): string | null {
  if (method.type === 'basic.return') return method.replyText;
  if ('replyName' in method) return method.replyName;
  return method.type === 'basic.nack' && !('requeue' in method) ? 'NACK' : null;
}

/** How a message is drawn. */
export function rabbitMessageFace(message: Message, receiver?: unknown): MessageFace {
  if (message.kind === 'ApplyRequest') {
    return { marks: (message as ApplyRequest).records.map(markOf), error: null, answer: false, routine: false };
  }
  if (isApplicationMessage(message)) return applicationMessageFace(message, receiver);
  const answer = isResponse(message);
  const { method } = message as Message & { readonly method?: ClientMethod | ServerMethod };
  if (method === undefined) {
    return {
      marks: [],
      answer,
      error: message.kind === 'connection.refused' ? 'REFUSED' : null,
      routine: ROUTINE.has(message.kind),
    };
  }
  return { marks: marksOf(method), answer, error: errorOf(method), routine: ROUTINE.has(message.kind) };
}

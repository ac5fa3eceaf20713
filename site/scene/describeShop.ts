/** What runs around a broker, in words: who works on what, who waits, what was done, what stands in tables. */
import type { SceneTask } from '../../sim-engine/view/scene.ts';
import type { PlayerWords } from '../i18n/index.ts';
import type { StageNode } from '../worker/protocol.ts';

type ShopWords = PlayerWords['scene']['shop'];

function taskInWords({ mark, state, attempt }: SceneTask, shop: ShopWords, separator: string): string {
  const signs = [shop.states[state], attempt > 1 ? shop.attempt(attempt) : ''].filter((sign) => sign !== '');
  return `${mark.value} (${signs.join(separator)})`;
}

function describeService(service: NonNullable<StageNode['service']>, words: PlayerWords): readonly string[] {
  const { listSeparator, scene } = words;
  const { shop } = scene;
  const { tasks, waiting, refused, effects, external } = service;
  const hidden = waiting.total - waiting.marks.length;
  const queue = [...waiting.marks.map(({ value }) => value), ...(hidden > 0 ? [shop.hidden(hidden)] : [])];
  return [
    external ? shop.external : '',
    tasks.length === 0
      ? ''
      : shop.workers(tasks.map((task) => taskInWords(task, shop, listSeparator)).join(listSeparator)),
    queue.length === 0 ? '' : shop.waiting(queue.join(listSeparator)),
    refused === 0 ? '' : shop.refused(refused),
    ...effects.map(({ name, total, newest }) => {
      const orders = newest.map(({ mark, times }) => mark.value + (times > 1 ? ` (${shop.times(times)})` : ''));
      const list =
        orders.length === 0 ? '' : `${words.clauseSeparator}${shop.newest(orders.toReversed().join(listSeparator))}`;
      return shop.effect(name, total) + list;
    }),
  ];
}

/** Sentences about the inside of a service, of customers, or of a database's tables; none for other machines. */
export function describeApplication(node: StageNode, words: PlayerWords): readonly string[] {
  const { listSeparator, scene } = words;
  const { shop } = scene;
  const { service, customers, tables = [] } = node;
  const parts = service === undefined ? [] : [...describeService(service, words)];
  if (customers !== undefined) {
    const tasks = customers.tasks.map((task) => taskInWords(task, shop, listSeparator));
    const { ok, fail, unknown } = customers.told;
    parts.push(tasks.length === 0 ? '' : shop.customers(tasks.join(listSeparator)), shop.told(ok, fail, unknown));
  }
  for (const { name, entries } of tables) {
    parts.push(shop.table(name, entries.map((entry) => `${entry.name} ${entry.value}`).join(listSeparator)));
  }
  return parts.filter((part) => part !== '');
}

/** The clients that live in a service's process. */
export function describeProcess(
  node: StageNode,
  stage: { readonly nodes: readonly StageNode[]; readonly processes?: readonly (readonly number[])[] },
  words: PlayerWords,
): readonly string[] {
  const clients = stage.processes?.find(([first]) => first === node.id)?.slice(1) ?? [];
  const names = clients.flatMap((id) => stage.nodes.find((other) => other.id === id)?.name ?? []);
  return names.length === 0 ? [] : [words.scene.shop.process(names.join(words.listSeparator))];
}

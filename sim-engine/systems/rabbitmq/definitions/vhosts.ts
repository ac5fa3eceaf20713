/** Virtual hosts: one is read, the others are named. */
import { ImportError } from '../../importFormat.ts';
import type { Contents, DefinitionsFile } from './file.ts';
import { fieldsOf, itemsOf, wrong, type Report } from './place.ts';
import { otherVhost, WHAT } from './words.ts';

const USUAL = '/';

export interface ChosenVhost {
  readonly name: string;
  readonly contents: Contents;
  /** Of queues that do not say their type; null: nothing is said. */
  readonly defaultQueueType: string | null;
}

type Item = Contents[keyof Contents][number];

function itemsIn(file: Contents): readonly Item[] {
  return [...file.exchanges, ...file.queues, ...file.bindings, ...file.policies];
}

/** The virtual hosts that the file names, and where it names each first. */
function namedVhosts(file: DefinitionsFile): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  const add = (name: string, path: string): void => void paths.set(name, paths.get(name) ?? path);
  for (const { name, path } of file.vhosts) add(name, path);
  for (const { vhost, path } of itemsIn(file)) if (vhost !== null) add(vhost, path);
  return paths;
}

/** Names of the virtual hosts, in the order in which the file names them first. */
export function vhostNames(file: DefinitionsFile): readonly string[] {
  return [...namedVhosts(file).keys()];
}

/** What belongs to a virtual host. What does not say where it belongs is in the only one. */
function contentsOf(file: DefinitionsFile, name: string): Contents {
  const isHere = (item: Item): boolean => (item.vhost ?? name) === name;
  return {
    exchanges: file.exchanges.filter(isHere),
    queues: file.queues.filter(isHere),
    bindings: file.bindings.filter(isHere),
    policies: file.policies.filter(isHere),
  };
}

function quoted(names: Iterable<string>): string {
  return [...names].map((name) => JSON.stringify(name)).join(', ');
}

function checkAllSayWhere(file: DefinitionsFile): void {
  const silent = itemsIn(file).find(({ vhost }) => vhost === null);
  if (silent === undefined || namedVhosts(file).size <= 1) return;
  throw wrong(
    { path: `${silent.path}.vhost`, value: undefined },
    { en: 'the name of a virtual host', 'zh-cn': '虚拟主机名' },
  );
}

function nameOf(names: readonly string[], wanted: string | undefined): string {
  if (wanted === undefined) {
    const [only = USUAL, ...others] = names;
    if (others.length === 0) return only;
  }
  const name = wanted ?? USUAL;
  if (names.includes(name) || names.length === 0) return name;
  const choice = quoted(names);
  throw new ImportError(
    'vhosts',
    { en: `one of the virtual hosts ${choice}, by name`, 'zh-cn': `以下虚拟主机名之一（${choice}）` },
    wanted === undefined
      ? { en: 'no name', 'zh-cn': '未指定' }
      : { en: JSON.stringify(wanted), 'zh-cn': ` ${JSON.stringify(wanted)}` },
  );
}

/** @throws {ImportError} when there are several and none is named, or the one that is named is not there */
export function chooseVhost(file: DefinitionsFile, wanted: string | undefined): ChosenVhost {
  checkAllSayWhere(file);
  const name = nameOf(vhostNames(file), wanted);
  return {
    name,
    contents: contentsOf(file, name),
    defaultQueueType: file.vhosts.find((vhost) => vhost.name === name)?.defaultQueueType ?? null,
  };
}

/** Names the other virtual hosts, and limits of the one that is read. */
export function reportOtherVhosts(file: DefinitionsFile, chosen: ChosenVhost, report: Report): void {
  for (const [name, path] of namedVhosts(file)) {
    if (name === chosen.name) continue;
    const { exchanges, queues, bindings, policies } = contentsOf(file, name);
    const counts = {
      exchanges: exchanges.length,
      queues: queues.length,
      bindings: bindings.length,
      policies: policies.length,
    };
    report(path, otherVhost(name, counts));
  }
  const limits = file.vhosts.find(({ name }) => name === chosen.name)?.limits;
  if (limits === undefined) return;
  // 3.x writes limits as a list of pairs, 4.x as an object.
  const count = Array.isArray(limits.value) ? itemsOf(limits).length : fieldsOf(limits).length;
  if (count > 0) report(limits.path, WHAT.vhostLimits);
}

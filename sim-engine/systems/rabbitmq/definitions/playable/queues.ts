/** Queues as a scenario can have them: settings of its catalogue, in combinations that the broker's version takes. */
import type { Findings } from '../../../findings.ts';
import { expectation, fits, type SettingConflict } from '../../../settingsCatalogue.ts';
import type { QueueSpec, SpecValue } from '../../definitions.ts';
import { checkQueue } from '../../references/queues.ts';
import type { RabbitVersion } from '../../rules/version.ts';
import { QUEUE_ARGUMENTS } from '../../settings/queueArguments.ts';
import type { Report } from '../place.ts';
import { missingExchange } from '../words.ts';
import { refusedHere, settingLeftOut } from './words.ts';

interface Place {
  readonly path: string;
  readonly report: Report;
}

const DEAD_LETTER_EXCHANGE = 'x-dead-letter-exchange';

const DEFINITIONS = Object.values(QUEUE_ARGUMENTS);

function withSettings(queue: QueueSpec, settings: readonly (readonly [string, SpecValue])[]): QueueSpec {
  const { settings: _old, ...rest } = queue;
  return settings.length === 0 ? rest : { ...rest, settings: Object.fromEntries(settings) };
}

function keepSettings(queue: QueueSpec, keeps: (name: string, value: SpecValue) => boolean): QueueSpec {
  return withSettings(
    queue,
    Object.entries(queue.settings ?? {}).filter(([name, value]) => keeps(name, value)),
  );
}

/** Settings that the catalogue has, with a value that it takes. */
function withKnownSettings(queue: QueueSpec, { path, report }: Place): QueueSpec {
  return keepSettings(queue, (name, value) => {
    const definition = DEFINITIONS.find((known) => known.name === name);
    if (definition !== undefined && fits(definition, value)) return true;
    report(path, settingLeftOut(name, definition === undefined ? null : expectation(definition)));
    return false;
  });
}

/** Dead letters go where there is an exchange; without one, their key means nothing either. */
function withDeadLetters(queue: QueueSpec, exchanges: ReadonlySet<string>, { path, report }: Place): QueueSpec {
  const target = queue.settings?.[DEAD_LETTER_EXCHANGE];
  if (typeof target !== 'string' || target === '' || exchanges.has(target)) return queue;
  report(path, missingExchange(target));
  return keepSettings(queue, (name) => name !== DEAD_LETTER_EXCHANGE && name !== 'x-dead-letter-routing-key');
}

function conflictsOf(queue: QueueSpec, version: RabbitVersion): readonly SettingConflict[] {
  const found: SettingConflict[] = [];
  const findings: Findings = {
    add: () => undefined,
    expectOneOf: () => undefined,
    expectDistinct: () => undefined,
    refuse: (_path, conflict) => void found.push(conflict),
  };
  checkQueue(findings, { queue, version, path: [] });
  return found;
}

/** A mirroring policy is one thing: with one key, all of them go. */
function without(queue: QueueSpec, setting: string): QueueSpec {
  const isMirroring = setting.startsWith('ha-');
  const { autoDelete, ...rest } = queue;
  if (setting === 'autoDelete') return rest;
  if (setting === 'durable') return { ...rest, durable: true, ...(autoDelete === undefined ? {} : { autoDelete }) };
  return keepSettings(queue, (name) => (isMirroring ? !name.startsWith('ha-') : name !== setting));
}

/** The queue, made as much smaller as the version of the broker demands. */
function accepted(queue: QueueSpec, version: RabbitVersion, { path, report }: Place): QueueSpec {
  const [conflict] = conflictsOf(queue, version);
  if (conflict === undefined) return queue;
  report(path, refusedHere(conflict.setting, conflict.message));
  return accepted(without(queue, conflict.setting), version, { path, report });
}

/** A queue of the file as a queue of the scenario; what it loses is reported at its place. */
export function playableQueue(options: {
  readonly queue: QueueSpec;
  readonly path: string;
  readonly exchanges: ReadonlySet<string>;
  readonly version: RabbitVersion;
  readonly report: Report;
}): QueueSpec {
  const { queue, path, exchanges, version, report } = options;
  const place = { path, report };
  return accepted(withDeadLetters(withKnownSettings(queue, place), exchanges, place), version, place);
}

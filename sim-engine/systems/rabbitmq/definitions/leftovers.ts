/** Parts of the file that no virtual host's topology has: each is named. */
import type { Bilingual } from '../../door.ts';
import { fieldOf, fieldsOf, itemsOf, textOrNull, type Place, type Report } from './place.ts';
import { parameter, WHAT } from './words.ts';

/** What is read elsewhere, and what only describes the file. */
const SILENT = [
  ...['exchanges', 'queues', 'bindings', 'policies', 'vhosts'],
  ...['rabbit_version', 'rabbitmq_version', 'product_name', 'product_version', 'rabbitmq_definition_format'],
  ...[
    'original_cluster_name',
    'original_vhost_name',
    'explanation',
    'description',
    'metadata',
    'limits',
    'default_queue_type',
  ],
];

const SECTIONS: Readonly<Record<string, (item: Place) => Bilingual>> = {
  users: () => WHAT.user,
  permissions: () => WHAT.permission,
  topic_permissions: () => WHAT.permission,
  global_parameters: () => WHAT.globalParameter,
  parameters: (item) => {
    const component = textOrNull(fieldOf(item, 'component')) ?? '?';
    return component === 'operator_policy' ? WHAT.operatorPolicy : parameter(component);
  },
};

/** @throws {ImportError} when one of these parts is no list */
export function reportLeftovers(root: Place, report: Report): void {
  for (const section of fieldsOf(root)) {
    if (SILENT.includes(section.name)) continue;
    const what = Object.hasOwn(SECTIONS, section.name) ? SECTIONS[section.name] : undefined;
    if (what === undefined) report(section.path, WHAT.field);
    else for (const item of itemsOf(section)) report(item.path, what(item));
  }
}

/** What the form of applications cannot see: services, endpoints, clients, databases and tables that are named and must exist. */
import { applicationsOf } from '../apps/machines.ts';
import { MESSAGE_MARK } from '../apps/recordNames.ts';
import { effectNames, type DatabaseSpec, type ServiceSpec, type Step, type Write } from '../apps/applications.ts';
import type { Trace } from '../host/history.ts';
import type { Findings, ScenarioPath } from '../systems/findings.ts';
import { APPLICATION_LIMITS } from './applicationForm.ts';
import type { Topology } from './types.ts';

/** The idempotency store that is no database. */
const MEMORY = 'memory';

/** Names of a topology's producers, services, databases. */
class Names {
  readonly topology: Topology;
  readonly services: readonly ServiceSpec[];
  readonly databases: readonly DatabaseSpec[];

  constructor(topology: Topology) {
    this.topology = topology;
    const { services, databases } = applicationsOf(topology);
    this.services = services;
    this.databases = databases;
  }

  get clients(): readonly string[] {
    return [...this.topology.producers, ...this.topology.consumers].map(({ name }) => name);
  }

  service(name: string): ServiceSpec | undefined {
    return this.services.find((each) => each.name === name);
  }

  database(name: string): DatabaseSpec | undefined {
    return this.databases.find((each) => each.name === name);
  }
}

/** Reports what applications and handlers name that does not exist. */
export function checkApplications(findings: Findings, topology: Topology): void {
  const names = new Names(topology);
  topology.consumers.forEach(({ processing }, index) => {
    if (processing.handler === undefined) return;
    checkEndpoint(findings, names, processing.handler, ['topology', 'consumers', index, 'processing', 'handler']);
  });
  if (topology.applications === undefined) return;
  const path: ScenarioPath = ['topology', 'applications'];
  names.services.forEach((service, index) => checkService(findings, names, service, [...path, 'services', index]));
  names.databases.forEach((database, index) => checkDatabase(findings, database, [...path, 'databases', index]));
  checkProcesses(findings, names.services, path);
  checkCallers(findings, names, path);
  const effects = effectNames(applicationsOf(topology));
  topology.applications.expects?.forEach((name, index) =>
    findings.expectOneOf([...path, 'expects', index], effects, name),
  );
  topology.applications.agreements?.forEach(({ of, needs }, index) => {
    const place = [...path, 'agreements', index];
    checkTrace(findings, names, of, [...place, 'of']);
    needs.forEach((trace, at) => checkTrace(findings, names, trace, [...place, 'needs', at]));
  });
}

/** The topic of a message is not looked for: queues and topics are the rooms' own, and a design may do without one. */
function checkTrace(findings: Findings, names: Names, trace: Trace, path: ScenarioPath): void {
  if (trace.is === 'row') {
    checkTable(findings, names, trace, { database: [...path, 'database'], table: [...path, 'table'] });
  }
  if (trace.is === 'effect') {
    findings.expectOneOf([...path, 'name'], effectNames(applicationsOf(names.topology)), trace.name);
  }
}

function checkEndpoint(
  findings: Findings,
  names: Names,
  named: { readonly service: string; readonly endpoint: string },
  path: ScenarioPath,
): void {
  const service = names.service(named.service);
  findings.expectOneOf(
    [...path, 'service'],
    names.services.map(({ name }) => name),
    named.service,
  );
  if (service === undefined) return;
  findings.expectOneOf([...path, 'endpoint'], Object.keys(service.endpoints), named.endpoint);
}

function checkTable(
  findings: Findings,
  names: Names,
  named: { readonly database: string; readonly table: string },
  path: { readonly database: ScenarioPath; readonly table: ScenarioPath },
): void {
  expectDatabase(findings, names, named.database, path.database);
  const database = names.database(named.database);
  if (database !== undefined) findings.expectOneOf(path.table, database.tables, named.table);
}

function expectDatabase(findings: Findings, names: Names, name: string, path: ScenarioPath): void {
  findings.expectOneOf(
    path,
    names.databases.map((each) => each.name),
    name,
  );
}

function checkService(findings: Findings, names: Names, service: ServiceSpec, path: ScenarioPath): void {
  for (const [endpoint, steps] of Object.entries(service.endpoints)) {
    steps.forEach((step, index) =>
      checkStep(findings, names, { service, step }, [...path, 'endpoints', endpoint, index]),
    );
  }
  service.periodic?.forEach(({ rows, steps }, index) => {
    const place = [...path, 'periodic', index];
    checkTable(findings, names, rows, { database: [...place, 'rows', 'database'], table: [...place, 'rows', 'table'] });
    steps.forEach((step, at) => checkStep(findings, names, { service, step }, [...place, 'steps', at]));
  });
  service.clients?.forEach((client, index) => findings.expectOneOf([...path, 'clients', index], names.clients, client));
}

function checkStep(
  findings: Findings,
  names: Names,
  { service, step }: { readonly service: ServiceSpec; readonly step: Step },
  path: ScenarioPath,
): void {
  switch (step.do) {
    case 'call':
      checkEndpoint(findings, names, step, path);
      if (step.service === service.name) {
        findings.add([...path, 'service'], { en: 'another service', 'zh-cn': '另一个服务' }, step.service);
      }
      return;
    case 'transaction':
      return step.writes.forEach((write, index) => checkWrite(findings, names, { step, write }, path, index));
    case 'send': {
      const producers = names.topology.producers.map(({ name }) => name);
      const own = (service.clients ?? []).filter((client) => producers.includes(client));
      return findings.expectOneOf([...path, 'producer'], own, step.producer);
    }
    case 'once':
      return step.store === MEMORY ? undefined : expectDatabase(findings, names, step.store, [...path, 'store']);
    default:
      return undefined;
  }
}

function checkWrite(
  findings: Findings,
  names: Names,
  { step, write }: { readonly step: Extract<Step, { do: 'transaction' }>; readonly write: Write },
  path: ScenarioPath,
  index: number,
): void {
  const place = [...path, 'writes', index];
  const { database } = step;
  const { table } = write;
  checkTable(findings, names, { database, table }, { database: [...path, 'database'], table: [...place, 'table'] });
  if (write.op !== 'take') return;
  const items = Object.keys(names.database(database)?.counters?.[table] ?? {});
  findings.expectOneOf([...place, 'item'], items, write.item);
}

function checkDatabase(findings: Findings, { name, tables, counters = {} }: DatabaseSpec, path: ScenarioPath): void {
  if (name === MEMORY)
    findings.add([...path, 'name'], { en: `another name than ${MEMORY}`, 'zh-cn': `${MEMORY} 以外的名称` }, name);
  findings.expectDistinct(tables, (index) => [...path, 'tables', index]);
  for (const table of Object.keys(counters)) findings.expectOneOf([...path, 'counters', table], tables, table);
}

/** A client lives in one process. */
function checkProcesses(findings: Findings, services: readonly ServiceSpec[], path: ScenarioPath): void {
  const places = services.flatMap(({ clients = [] }, service) =>
    clients.map((client, index) => ({ client, path: [...path, 'services', service, 'clients', index] })),
  );
  findings.expectDistinct(
    places.map(({ client }) => client),
    (index) => places[index]?.path ?? path,
  );
}

function checkCallers(findings: Findings, names: Names, path: ScenarioPath): void {
  const { callers } = applicationsOf(names.topology);
  let orders = 0;
  callers.forEach((caller, index) => {
    const place = [...path, 'callers', index];
    checkEndpoint(findings, names, caller, place);
    caller.keys.forEach((key, at) => {
      if (!key.includes(MESSAGE_MARK)) return;
      const expected = { en: `a key without ${MESSAGE_MARK}`, 'zh-cn': `不含 ${MESSAGE_MARK} 的 key` };
      findings.add([...place, 'keys', at], expected, key);
    });
    orders += caller.phases.reduce((sum, { seconds, ratePerSecond }) => sum + seconds * ratePerSecond, 0);
    if (orders <= APPLICATION_LIMITS.orders) return;
    const most = APPLICATION_LIMITS.orders;
    findings.add(
      [...place, 'phases'],
      { en: `at most ${most} orders in all`, 'zh-cn': `总共最多 ${most} 个订单` },
      orders,
    );
  });
}

/**
 * Why a search cannot begin, in sentences that say what to change: an unknown promise, an impossible budget, a scenario too
 * large. A request that passes can be searched; whether it comes to an end within its bounds is another question.
 */
import { applicationsOf } from '../apps/machines.ts';
import { PROMISES, promiseOf } from '../check/promises.ts';
import { VERDICT_KINDS } from '../check/verdict.ts';
import type { Bilingual } from '../systems/door.ts';
import { systemNamed } from '../systems/registry.ts';
import { isSending } from '../systems/sending.ts';
import { vocabularyOf } from '../systems/vocabularies.ts';
import { searchableNames } from './budget.ts';
import { choicesOf } from './cluster/choices.ts';
import { faultsMaxOf, modelOf, promisesOf, windowOf, type FindRequest } from './find.ts';
import type { ClusterState } from './cluster/state.ts';
import { SEARCH_LIMITS } from './limits.ts';

export { SEARCH_LIMITS };

/** What is wrong with a request; empty when it can be searched. */
export function problemsOf(request: FindRequest): readonly Bilingual[] {
  const problems = [
    ...promiseProblems(request),
    ...workProblems(request),
    ...budgetProblems(request),
    ...targetProblems(request),
    ...windowProblems(request),
    ...boundProblems(request),
  ];
  return problems.length > 0 ? problems : sizeProblems(request);
}

function list(names: readonly string[]): Bilingual {
  return { en: names.join(', '), 'zh-cn': names.join('、') };
}

function promiseProblems(request: FindRequest): Bilingual[] {
  const promises = promisesOf(request);
  const known = list(Object.keys(PROMISES));
  const problems = promises
    .filter((promise) => !Object.hasOwn(PROMISES, promise))
    .map((promise): Bilingual => ({
      en: `There is no promise "${promise}". Choose from ${known.en}.`,
      'zh-cn': `没有名为“${promise}”的承诺。可选：${known['zh-cn']}。`,
    }));
  if (promises.length === 0) {
    problems.push({
      en: `The scenario makes no promise, so nothing can be broken. Name one: ${known.en}.`,
      'zh-cn': `场景没有作出任何承诺，也就没有可以违背的。请指定一个：${known['zh-cn']}。`,
    });
  }
  for (const anomaly of request.anomalies ?? []) {
    const promise = VERDICT_KINDS.includes(anomaly) ? promiseOf(anomaly) : undefined;
    if (promise === undefined) {
      const kinds = list(VERDICT_KINDS);
      problems.push({
        en: `There is no anomaly "${anomaly}". Choose from ${kinds.en}.`,
        'zh-cn': `没有名为“${anomaly}”的异常。可选：${kinds['zh-cn']}。`,
      });
    } else if (promise === null || !promises.includes(promise)) {
      problems.push({
        en: `The anomaly "${anomaly}" breaks none of the promises ${promises.join(', ')}${promise === null ? '' : `. Add ${promise}`}.`,
        'zh-cn': `异常“${anomaly}”不违背 ${promises.join('、')} 中的任何承诺${promise === null ? '' : `。请加上 ${promise}`}。`,
      });
    }
  }
  return problems;
}

/** Where nothing is sent every promise about records holds, and such an answer would mislead. */
function workProblems(request: FindRequest): Bilingual[] {
  const { topology, faults } = request.scenario;
  const promises = promisesOf(request);
  const aboutRecords = promises.length > 0 && promises.some((promise) => promise !== 'comes-to-rest');
  const { callers } = applicationsOf(topology);
  const sends = topology.producers.some(({ records }) => records > 0) || callers.length > 0 || faults.some(isSending);
  if (sends || !aboutRecords) return [];
  return [
    {
      en: 'This scenario sends no record, so there is nothing to lose. Add records, or send one.',
      'zh-cn': '这个场景里没有发送任何记录，也就没有可丢的。请增加记录，或者发送一条。',
    },
  ];
}

/** What a fault with a size can be replaced by. */
const INSTEAD: Readonly<Record<string, string>> = { slowLink: 'hold', slowNode: 'pause' };

function budgetProblems(request: FindRequest): Bilingual[] {
  const { faults, scenario } = request;
  const problems: Bilingual[] = [];
  for (const [operation, count = 0] of Object.entries(faults)) {
    const problem = operationProblem(operation, count, request);
    if (problem !== null) problems.push(problem);
    const limit = scenario.faultBudget?.[operation];
    if (problem === null && limit !== undefined && count > limit) {
      problems.push({
        en: `The scenario itself allows ${limit} of ${operation}, and the search asks for ${count}. Raise faultBudget.${operation} or ask for fewer.`,
        'zh-cn': `场景自身最多允许 ${limit} 次 ${operation}，而搜索要求 ${count} 次。请提高 faultBudget.${operation} 或减少次数。`,
      });
    }
  }
  if (problems.length === 0 && faultsMaxOf(faults) > SEARCH_LIMITS.faults) {
    problems.push({
      en: `A run may have ${SEARCH_LIMITS.faults} faults at most, and the budget adds up to ${faultsMaxOf(faults)}. Ask for fewer.`,
      'zh-cn': `一次运行最多 ${SEARCH_LIMITS.faults} 个故障，而预算合计 ${faultsMaxOf(faults)} 个。请减少。`,
    });
  }
  return problems;
}

function operationProblem(operation: string, count: number, request: FindRequest): Bilingual | null {
  const { searchable } = vocabularyOf(request.scenario);
  const names = searchableNames(searchable);
  if (!names.includes(operation)) {
    const instead = INSTEAD[operation];
    const known = list(names);
    if (instead !== undefined) {
      return {
        en: `"${operation}" has a size and cannot be searched. Use ${instead}: it covers every delay.`,
        'zh-cn': `“${operation}”带有数值，无法搜索。请改用 ${instead}：它包含了任意长的延迟。`,
      };
    }
    return {
      en: `"${operation}" is no fault that can be searched. Choose from ${known.en}.`,
      'zh-cn': `“${operation}”不是可以搜索的故障。可选：${known['zh-cn']}。`,
    };
  }
  if (!Number.isInteger(count) || count < 0 || count > SEARCH_LIMITS.faults) {
    return {
      en: `${operation}: expected a whole number from 0 to ${SEARCH_LIMITS.faults}, found ${count}.`,
      'zh-cn': `${operation}：应为 0 到 ${SEARCH_LIMITS.faults} 的整数，实际为 ${count}。`,
    };
  }
  if (count === 0) return null;
  const system = systemNamed(request.scenario.system).open(request.scenario);
  const machines = system.cluster.machines.map((machine) => machine.name);
  const targets = new Set(request.targets ?? machines);
  const ways = choicesOf({ system, searchable, budget: { [operation]: 1 }, targets });
  if (ways.some((choice) => choice.operation === operation)) return null;
  return {
    en: `"${operation}" cannot happen here: nothing in the scenario, or none of the machines that may be struck, offers it. Leave it out or name other machines.`,
    'zh-cn': `“${operation}”在这里不可能发生：场景或可受影响的机器里没有它的对象。请去掉它，或指定别的机器。`,
  };
}

function targetProblems(request: FindRequest): Bilingual[] {
  const names = systemNamed(request.scenario.system)
    .open(request.scenario)
    .cluster.machines.map((machine) => machine.name);
  const known = list(names);
  return (request.targets ?? [])
    .filter((target) => !names.includes(target))
    .map((target) => ({
      en: `There is no machine "${target}". Choose from ${known.en}.`,
      'zh-cn': `没有名为“${target}”的机器。可选：${known['zh-cn']}。`,
    }));
}

function windowProblems(request: FindRequest): Bilingual[] {
  const { fromMillis, untilMillis } = windowOf(request);
  const { horizonMillis } = request.scenario;
  const isSpan =
    Number.isInteger(fromMillis) &&
    Number.isInteger(untilMillis) &&
    fromMillis >= 0 &&
    fromMillis < untilMillis &&
    untilMillis < horizonMillis;
  if (isSpan) return [];
  return [
    {
      en: `Faults may strike from ${fromMillis} ms until ${untilMillis} ms: expected whole numbers with 0 <= from < until < ${horizonMillis}, the end of the run.`,
      'zh-cn': `故障时段为 ${fromMillis} 毫秒到 ${untilMillis} 毫秒：应为整数，且 0 <= 开始 < 结束 < ${horizonMillis}（运行的终点）。`,
    },
  ];
}

function boundProblems(request: FindRequest): Bilingual[] {
  const { statesMax, depthMax, memoryBytesMax } = request.bounds;
  const bounds: [string, number | undefined, number][] = [
    ['statesMax', statesMax, SEARCH_LIMITS.states],
    ['depthMax', depthMax, 1_000_000],
    ['memoryBytesMax', memoryBytesMax, Number.MAX_SAFE_INTEGER],
    ['healsMax', request.healsMax, SEARCH_LIMITS.heals],
  ];
  return bounds
    .filter(([name, value, max]) => {
      const least = name === 'healsMax' ? 0 : 1;
      return value !== undefined && !(Number.isInteger(value) && value >= least && value <= max);
    })
    .map(([name, value, max]) => ({
      en: `${name}: expected a whole number up to ${max}, found ${String(value)}.`,
      'zh-cn': `${name}：应为不超过 ${max} 的整数，实际为 ${String(value)}。`,
    }));
}

/** Follows the run without faults and counts its moments. */
function sizeProblems(request: FindRequest): Bilingual[] {
  const model = modelOf({ ...request, faults: {} });
  let state: ClusterState | null = model.initial[0] ?? null;
  let moments = 0;
  while (state !== null && !state.over && moments <= SEARCH_LIMITS.moments) {
    let next: ClusterState | null = null;
    model.expand(state, { add: (after) => (next ??= after) });
    state = next;
    moments += 1;
  }
  if (moments <= SEARCH_LIMITS.moments) return [];
  return [
    {
      en: `This scenario is too large to search: even without a fault more than ${SEARCH_LIMITS.moments} moments pass in which one could strike. Shorten the span of time, or use fewer records, brokers or clients.`,
      'zh-cn': `这个场景太大，无法搜索：即使没有故障，可能出故障的时刻也超过 ${SEARCH_LIMITS.moments} 个。请缩短时段，或减少记录、broker 或客户端。`,
    },
  ];
}

/** The answers of a search in words. Three different answers, three different sentences; none of them says "proved". */
import { glossaryOf } from '../check/glossary.ts';
import type { Bilingual } from '../systems/door.ts';
import type { SearchableOperation } from '../systems/vocabulary.ts';
import { vocabularyOf } from '../systems/vocabularies.ts';
import { searchableNames, type FaultBudget, type HostFault } from './budget.ts';
import type { Scenario } from '../scenario/types.ts';
import { promisesOf, windowOf, type FindOutcome, type FindRequest, type Found } from './find.ts';
import { isDisturbance } from './disturbance.ts';
import type { SpentBound } from './searchModel.ts';

/** How many of a fault: one, several, and in Chinese. */
const FAULT_WORDS: Readonly<Record<HostFault, SearchableOperation['words']>> = {
  hold: { one: 'held-up link', more: 'held-up links', chinese: '处消息迟到' },
  loseResponse: { one: 'lost response', more: 'lost responses', chinese: '次应答丢失' },
  pause: { one: 'pause', more: 'pauses', chinese: '次暂停' },
  cutOneWay: { one: 'one-way cut', more: 'one-way cuts', chinese: '处单向断连' },
  cut: { one: 'cut link', more: 'cut links', chinese: '处断连' },
  isolate: { one: 'isolated machine', more: 'isolated machines', chinese: '台机器断网' },
  crash: { one: 'crash', more: 'crashes', chinese: '次崩溃' },
  powerLoss: { one: 'power loss', more: 'power losses', chinese: '次断电' },
  diskLoss: { one: 'lost disk', more: 'lost disks', chinese: '次磁盘丢失' },
};

/** "1 crash and 2 elections", in the words of the scenario's system. */
export function budgetWords(budget: FaultBudget, scenario: Pick<Scenario, 'system'>): Bilingual {
  const { searchable } = vocabularyOf(scenario);
  const used = searchableNames(searchable).filter((operation) => (budget[operation] ?? 0) > 0);
  if (used.length === 0) return { en: 'no faults', 'zh-cn': '没有故障' };
  const counted = used.map((operation): Bilingual => {
    const count = budget[operation] as number;
    const own = searchable.find(({ name }) => name === operation);
    const words = own?.words ?? FAULT_WORDS[operation as HostFault];
    return { en: `${count} ${count === 1 ? words.one : words.more}`, 'zh-cn': `${count} ${words.chinese}` };
  });
  const english = counted.map(({ en }) => en);
  const last = english.pop() as string;
  return {
    en: english.length === 0 ? last : `${english.join(', ')} and ${last}`,
    'zh-cn': counted.map((each) => each['zh-cn']).join('、'),
  };
}

function isNothing(budget: FaultBudget): boolean {
  return Object.values(budget).every((count) => count === 0);
}

/** What a counter-example does to the cluster, as a budget. */
export function disturbancesOf(found: Found): FaultBudget {
  const counts: Record<string, number> = {};
  for (const { operation } of found.example.actions.filter(isDisturbance)) {
    counts[operation] = (counts[operation] ?? 0) + 1;
  }
  return counts;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function seconds(millis: number): string {
  return String(Math.round(millis / 10) / 100);
}

const BOUND_WORDS: Readonly<Record<SpentBound, Bilingual>> = {
  states: { en: 'it reached its bound of configurations', 'zh-cn': '已达到状态数上限' },
  depth: { en: 'it reached its bound of steps in one run', 'zh-cn': '已达到单次运行的步数上限' },
  memory: { en: 'it reached its bound of memory', 'zh-cn': '已达到内存上限' },
  time: { en: 'its time was over', 'zh-cn': '时间用完了' },
  cancelled: { en: 'it was cancelled', 'zh-cn': '被取消了' },
};

/** The answer of a search in one or two sentences. */
export function outcomeSentence(outcome: FindOutcome, request: FindRequest): Bilingual {
  const { distinct } = outcome.progress;
  const budget = budgetWords(request.faults, request.scenario);
  const promises = promisesOf(request).join(', ');
  switch (outcome.kind) {
    case 'counter-example': {
      const used = budgetWords(disturbancesOf(outcome), request.scenario);
      const { gloss } = glossaryOf(outcome.example.verdict);
      return {
        en: `A counter-example. With ${used.en}: ${lowerFirst(gloss.en)} (${outcome.example.anomaly})`,
        'zh-cn': `找到反例。${isNothing(disturbancesOf(outcome)) ? '' : '发生 '}${used['zh-cn']}时：${gloss['zh-cn']}（${outcome.example.anomaly}）`,
      };
    }
    case 'exhausted': {
      const { fromMillis, untilMillis } = windowOf(request);
      const late = latenessOf(request);
      const atMost: Bilingual = isNothing(request.faults)
        ? { en: '', 'zh-cn': '' }
        : { en: 'at most ', 'zh-cn': '最多 ' };
      return {
        en:
          `No counter-example to ${promises} among ${grouped(distinct)} configurations with ${atMost.en}${budget.en} ` +
          `between ${seconds(fromMillis)} s and ${seconds(untilMillis)} s.${late.en}`,
        'zh-cn':
          `${seconds(fromMillis)} 秒到 ${seconds(untilMillis)} 秒之间${atMost['zh-cn']}${budget['zh-cn']}的 ` +
          `${grouped(distinct)} 个状态里，没有 ${promises} 的反例。${late['zh-cn']}`,
      };
    }
    case 'budget-spent': {
      const bound = BOUND_WORDS[outcome.bound];
      return {
        en:
          `No counter-example so far. The search stopped after ${grouped(distinct)} configurations because ${bound.en}: ` +
          'there may be one among those that it has not seen.',
        'zh-cn': `暂时没有找到反例。搜索在 ${grouped(distinct)} 个状态之后停止：${bound['zh-cn']}。没看过的部分里仍可能有反例。`,
      };
    }
  }
}

/** What a search without `hold` leaves out: two messages that arrive in the other order. */
function latenessOf({ faults, scenario }: FindRequest): Bilingual {
  if ((faults.hold ?? 0) > 0) return { en: '', 'zh-cn': '' };
  return {
    en: ` Every message took the time that seed ${scenario.seed} draws: allow a held-up link to search late ones too.`,
    'zh-cn': `每条消息都按种子 ${scenario.seed} 抽取的延迟到达；允许“消息迟到”，就能把迟到也搜索进去。`,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What services, customers and their databases say (sim-engine/apps), in both languages. The same in every system. */
import type { Bilingual } from './door.ts';

const serviceSentences = {
  'app.service.waits': {
    en: 'All workers of {service} are busy: {order} from {caller} waits in its backlog.',
    'zh-cn': '{service} 的工作进程都在忙：{caller} 的 {order} 进入等待队列。',
  },
  'app.service.busy': {
    en: 'All workers of {service} are busy and its backlog is full: it refuses {order} from {caller} at once. Nothing was done.',
    'zh-cn': '{service} 的工作进程都在忙，等待队列也满了：立刻拒绝 {caller} 的 {order}，什么都没做。',
  },
  'app.service.begins': {
    en: 'A worker of {service} takes {order} in hand ({endpoint}).',
    'zh-cn': '{service} 的一个工作进程开始处理 {order}（{endpoint}）。',
  },
  'app.service.works': {
    en: '{service} works on {order} for {micros|time}.',
    'zh-cn': '{service} 处理 {order}，用时 {micros|time}。',
  },
  'app.service.calls': {
    en: '{service} calls {callee}/{endpoint} for {order}, attempt {attempt}, and waits for the answer.',
    'zh-cn': '{service} 为 {order} 调用 {callee}/{endpoint}（第 {attempt} 次），等待应答。',
  },
  'app.service.hears': {
    en: '{service} is told that {order} is done.',
    'zh-cn': '{service} 得到应答：{order} 已完成。',
  },
  'app.service.late-answer': {
    en: 'An answer reaches {service} that nobody waits for any more.',
    'zh-cn': '{service} 收到一个已经没有人在等的应答。',
  },
  'app.service.call-again': {
    en: '{service} was not told ok by {callee} for {order} ({error}): it tries again after {micros|time}.',
    'zh-cn': '{service} 没有从 {callee} 得到 {order} 成功的应答（{error}），{micros|time}后重试。',
  },
  'app.service.call-failed': {
    en: '{service} was not told ok by {callee} for {order} ({error}) and does not try again.',
    'zh-cn': '{service} 没有从 {callee} 得到 {order} 成功的应答（{error}），不再重试。',
  },
  'app.service.commits': {
    en: '{service} asks {database} to commit a transaction for {order}.',
    'zh-cn': '{service} 请求 {database} 为 {order} 提交一个事务。',
  },
  'app.service.sends': {
    en: '{service} hands {order} to {producer} and waits until it is confirmed.',
    'zh-cn': '{service} 把 {order} 交给 {producer} 发送，并等待确认。',
  },
  'app.service.sends-unwaited': {
    en: '{service} hands {order} to {producer} and goes on: if the sending fails, this program will never know.',
    'zh-cn': '{service} 把 {order} 交给 {producer} 发送，不等结果就继续：若发送失败，这段程序永远不会知道。',
  },
  'app.service.effect': {
    en: '{service} makes the effect {name} for {order}. Nobody can take it back.',
    'zh-cn': '{service} 为 {order} 产生效果 {name}，谁也收不回来。',
  },
  'app.service.effect-refused': {
    en: '{service} asks for {name} for {order} once more. The provider knows the idempotency key and does nothing: the effect stays single.',
    'zh-cn': '{service} 再次为 {order} 请求 {name}。对方认得这个幂等键，什么也不做：效果仍只有一份。',
  },
  'app.service.seen': {
    en: '{service} has seen {order} before, so its program ends well here ({error}).',
    'zh-cn': '{service} 之前见过 {order}，程序在这里正常结束（{error}）。',
  },
  'app.service.stops': {
    en: 'The program of {service} for {order} ends well here, as it says for {error}.',
    'zh-cn': '{service} 处理 {order} 的程序在这里正常结束：遇到 {error} 时就该如此。',
  },
  'app.service.continues': {
    en: 'A step of {service} for {order} has failed ({error}), and the program goes on.',
    'zh-cn': '{service} 处理 {order} 的一步失败（{error}），程序继续。',
  },
  'app.service.catches': {
    en: 'A step of {service} for {order} has failed ({error}). Its catch block undoes what it can.',
    'zh-cn': '{service} 处理 {order} 的一步失败（{error}），转入 catch 块，撤销能撤销的。',
  },
  'app.service.fails': {
    en: 'The program of {service} for {order} fails ({error}). What its earlier steps did stays done.',
    'zh-cn': '{service} 处理 {order} 的程序失败（{error}），前面几步做过的事不会撤销。',
  },
  'app.service.replies': {
    en: '{service} tells {caller}: {order} is done.',
    'zh-cn': '{service} 应答 {caller}：{order} 已完成。',
  },
  'app.service.refuses': {
    en: '{service} tells {caller}: {order} failed ({error}).',
    'zh-cn': '{service} 应答 {caller}：{order} 失败（{error}）。',
  },
  'app.service.ends': {
    en: 'The program of {service} for {order} is over ({endpoint}).',
    'zh-cn': '{service} 处理 {order} 的程序结束（{endpoint}）。',
  },
  'app.service.looks': {
    en: '{service} looks for rows of {table} in the state {state}.',
    'zh-cn': '{service} 查找 {table} 中状态为 {state} 的行。',
  },
  'app.service.takes-row': { en: '{service} takes up the row {key}.', 'zh-cn': '{service} 取出行 {key}。' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const callerSentences = {
  'app.caller.calls': {
    en: 'A customer brings order {order} to {service}/{endpoint}.',
    'zh-cn': '一位顾客向 {service}/{endpoint} 提交订单 {order}。',
  },
  'app.caller.calls-again': {
    en: 'The customer of {order} presses the button again: attempt {attempt} at {service}.',
    'zh-cn': '{order} 的顾客又按了一次按钮：第 {attempt} 次向 {service} 提交。',
  },
  'app.caller.told-ok': {
    en: 'The customer of {order} is told yes.',
    'zh-cn': '{order} 的顾客听到“好的”。',
  },
  'app.caller.told-fail': {
    en: 'The customer of {order} is told no ({error}).',
    'zh-cn': '{order} 的顾客听到“不行”（{error}）。',
  },
  'app.caller.told-info': {
    en: 'The customer of {order} gets no answer ({error}): the order may have been carried out or not.',
    'zh-cn': '{order} 的顾客没有等到应答（{error}）：订单可能已经执行，也可能没有。',
  },
  'app.caller.late-answer': {
    en: 'An answer reaches {caller} too late: this customer has given up.',
    'zh-cn': '应答到达 {caller}，可是太迟了：这位顾客已经放弃等待。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

const databaseSentences = {
  'app.database.committed': {
    en: 'The transaction of {service} is committed: {rows}. All of it, at once.',
    'zh-cn': '{service} 的事务已提交：{rows}。要么全部生效，这次就是全部。',
  },
  'app.database.refused-conflict': {
    en: '{table} has a row {key} already: the whole transaction of {service} for {order} is refused.',
    'zh-cn': '{table} 中已有行 {key}：{service} 为 {order} 提交的整个事务被拒绝。',
  },
  'app.database.refused-no-row': {
    en: '{table} has no row {key} in a state that fits: the whole transaction of {service} for {order} is refused.',
    'zh-cn': '{table} 中没有状态相符的行 {key}：{service} 为 {order} 提交的整个事务被拒绝。',
  },
  'app.database.refused-sold-out': {
    en: 'There is not enough of {key} left in {table}: the whole transaction of {service} for {order} is refused.',
    'zh-cn': '{table} 中的 {key} 不够了：{service} 为 {order} 提交的整个事务被拒绝。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

const pendingSentences = {
  'pending.caller': {
    en: '{count} {count|customer|customers} of {caller} still {count|waits|wait} for an answer.',
    'zh-cn': '{caller} 还有 {count} 位顾客在等应答。',
  },
  'pending.caller-to-come': { en: 'More customers of {caller} are to come.', 'zh-cn': '{caller} 还有顾客要来。' },
  'pending.service': {
    en: '{service} still has {count} {count|program|programs} to finish or to begin.',
    'zh-cn': '{service} 还有 {count} 个程序没有做完或没有开始。',
  },
  'pending.commits': {
    en: '{database} still has {count} {count|transaction|transactions} to commit.',
    'zh-cn': '{database} 还有 {count} 个事务没有提交。',
  },
  'pending.rows': {
    en: '{service} still has {count} {count|row|rows} of {table} to take up.',
    'zh-cn': '{table} 中还有 {count} 行等着 {service} 处理。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

const timerSentences = {
  'timer.service-work': {
    en: 'A worker of {node} has worked for as long as that takes.',
    'zh-cn': '{node} 的一个工作进程处理完了手头的一步。',
  },
  'timer.service-call': {
    en: '{node} has waited for an answer as long as it wants to.',
    'zh-cn': '{node} 等待应答的时间到了。',
  },
  'timer.service-backoff': { en: 'It is time for {node} to try again.', 'zh-cn': '{node} 该重试了。' },
  'timer.service-database': {
    en: '{node} has waited for its database as long as it wants to.',
    'zh-cn': '{node} 等待数据库的时间到了。',
  },
  'timer.service-round': {
    en: 'It is time for the next round of a periodic program of {node}.',
    'zh-cn': '{node} 的定时程序该开始下一轮了。',
  },
  'timer.service-rows': {
    en: '{node} has waited for rows as long as it wants to, and gives this round up.',
    'zh-cn': '{node} 等待数据行的时间到了，放弃这一轮。',
  },
  'timer.caller-arrival': { en: 'The next customer comes ({node}).', 'zh-cn': '下一位顾客来了（{node}）。' },
  'timer.caller-patience': {
    en: 'The patience of a customer of {node} is at its end.',
    'zh-cn': '{node} 的一位顾客不愿再等了。',
  },
  'timer.caller-again': {
    en: 'A customer of {node} is about to press the button again.',
    'zh-cn': '{node} 的一位顾客准备再按一次按钮。',
  },
  'timer.database-commit': { en: '{node} has carried out a commit.', 'zh-cn': '{node} 完成了一次提交。' },
  'timer.handler': {
    en: '{node} has waited for the service that does its work as long as it wants to.',
    'zh-cn': '{node} 等待处理服务应答的时间到了。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

const factSentences = {
  'fact.service-workers': {
    en: '{working} of {concurrency} workers busy',
    'zh-cn': '{concurrency} 个工作进程中 {working} 个在忙',
  },
  'fact.service-backlog': { en: '{waiting} of {backlog} waiting', 'zh-cn': '等待 {waiting}/{backlog}' },
  'fact.caller-orders': { en: '{made} {made|order|orders}', 'zh-cn': '{made} 个订单' },
  'fact.caller-waiting': { en: '{count} {count|waits|wait}', 'zh-cn': '{count} 位在等' },
  'fact.table-rows': { en: '{table}: {count} {count|row|rows}', 'zh-cn': '{table}：{count} 行' },
  'fact.counter': { en: '{table}/{item}: {value}', 'zh-cn': '{table}/{item}：{value}' },
  'fact.commits-waiting': {
    en: '{count} {count|transaction|transactions} waiting',
    'zh-cn': '{count} 个事务在等待',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Every sentence about applications but those about the consumers' own database (application.ts). */
export const appSentences = {
  ...serviceSentences,
  ...callerSentences,
  ...databaseSentences,
  ...pendingSentences,
  ...timerSentences,
  ...factSentences,
} as const;

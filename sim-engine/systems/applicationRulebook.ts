/** The rules of applications (sim-engine/apps) in five fields. No broker prescribes them: they are this simulator's own. */
import type { RuleText } from './door.ts';

const SOURCE = 'The applications of this simulator; no broker prescribes it.';

export const appRules: readonly RuleText[] = [
  {
    id: 'app.caller.call',
    name: { en: 'Press the button', 'zh-cn': '按下按钮' },
    who: { en: 'a customer', 'zh-cn': '顾客' },
    means: {
      en: 'The order is to be carried out once, however often the button is pressed: it keeps its name.',
      'zh-cn': '无论按多少次，订单只该执行一次：它的名字不变。',
    },
    enabledWhen: {
      en: 'A customer comes, or was not told ok and has attempts left.',
      'zh-cn': '顾客到来时；或没有得到成功的应答，且还有重试次数。',
    },
    changes: { en: 'One more customer waits.', 'zh-cn': '多一位顾客在等。' },
    source: SOURCE,
  },
  {
    id: 'app.service.take',
    name: { en: 'Take a request', 'zh-cn': '接收请求' },
    who: { en: 'a service', 'zh-cn': '服务' },
    means: {
      en: 'A worker begins, or the request waits for one. A full backlog refuses, and the caller knows that nothing was done.',
      'zh-cn': '由工作进程开始处理，或者排队等待。等待队列满时直接拒绝，调用方知道什么都没做。',
    },
    enabledWhen: { en: 'A request arrives.', 'zh-cn': '请求到达时。' },
    changes: { en: 'A worker, or the backlog.', 'zh-cn': '工作进程或等待队列。' },
    source: SOURCE,
  },
  {
    id: 'app.service.call',
    name: { en: 'Call a service', 'zh-cn': '调用服务' },
    who: { en: 'a service', 'zh-cn': '服务' },
    means: {
      en: 'The request may be carried out although the answer never comes. After the timeout nobody knows.',
      'zh-cn': '应答没有来，请求也可能已经执行。超时之后，谁也不知道结果。',
    },
    enabledWhen: {
      en: 'The program has come to this step, or another attempt is due.',
      'zh-cn': '程序走到这一步，或该再试一次时。',
    },
    changes: { en: 'The program waits for the answer.', 'zh-cn': '程序等待应答。' },
    source: SOURCE,
  },
  {
    id: 'app.service.submit',
    name: { en: 'Hand an order to the producer client', 'zh-cn': '把订单交给生产者客户端' },
    who: { en: 'a service', 'zh-cn': '服务' },
    means: {
      en: 'The client in the same process sends it and says later what became of it. Who does not wait for that never knows.',
      'zh-cn': '同一进程里的客户端负责发送，之后才告知结果。不等结果的程序，永远不会知道。',
    },
    enabledWhen: { en: 'The program has come to this step.', 'zh-cn': '程序走到这一步时。' },
    changes: { en: 'What the client has to send.', 'zh-cn': '客户端要发送的内容。' },
    source: SOURCE,
  },
  {
    id: 'app.service.catch',
    name: { en: 'Catch a failure', 'zh-cn': '捕获失败' },
    who: { en: 'a service', 'zh-cn': '服务' },
    means: {
      en: 'The program undoes what it can. It only knows what it was told, and of a crash nobody is told.',
      'zh-cn': '程序撤销能撤销的。它只知道别人告诉它的事，而崩溃没有人来告诉。',
    },
    enabledWhen: { en: 'A step before the catch block has failed.', 'zh-cn': 'catch 块之前的某一步失败时。' },
    changes: { en: 'The program goes on in its catch block.', 'zh-cn': '程序转入 catch 块继续。' },
    source: SOURCE,
  },
  {
    id: 'app.service.effect',
    name: { en: 'Make an effect', 'zh-cn': '产生效果' },
    who: { en: 'a service', 'zh-cn': '服务' },
    means: {
      en: 'Charged, sent, shipped: a second time is a second time, unless the provider knows the idempotency key.',
      'zh-cn': '扣款、发信、发货：做第二次就是两次，除非对方认得幂等键。',
    },
    enabledWhen: { en: 'The program has come to this step.', 'zh-cn': '程序走到这一步时。' },
    changes: {
      en: 'The world outside; nothing when the provider has seen the key.',
      'zh-cn': '外部世界；若对方见过这个键，则什么都不变。',
    },
    source: SOURCE,
  },
  {
    id: 'app.service.round',
    name: { en: 'Look for rows', 'zh-cn': '查找待处理的行' },
    who: { en: 'a service', 'zh-cn': '服务' },
    means: {
      en: 'What a crash left undone is found in the database, for it is in nobody’s memory.',
      'zh-cn': '崩溃后没做完的事，内存里已经没有，只能到数据库里去找。',
    },
    enabledWhen: { en: 'The pause after the last round is over.', 'zh-cn': '距上一轮的间隔已过。' },
    changes: { en: 'The rows of this round.', 'zh-cn': '这一轮要处理的行。' },
    source: SOURCE,
  },
  {
    id: 'app.database.commit',
    name: { en: 'Commit a transaction', 'zh-cn': '提交事务' },
    who: { en: 'the database of a service', 'zh-cn': '服务的数据库' },
    means: {
      en: 'All of its writes are there from now on, whatever happens to the service; or none is, and the service is told why.',
      'zh-cn': '所有写入从此都在，无论服务之后怎样；或者一个也不写，并告知服务原因。',
    },
    enabledWhen: {
      en: 'A service asks, and the database is not busy with others.',
      'zh-cn': '服务请求时，且数据库没有在忙别的提交。',
    },
    changes: {
      en: 'The tables; nothing when a unique key is taken, a row is not there, or a counter would fall below zero.',
      'zh-cn': '数据表；若唯一键已被占用、行不存在，或计数会低于零，则什么都不变。',
    },
    source: SOURCE,
  },
];

/**
 * The words of the checkers, in English and Chinese: every kind of verdict, every promise, and where a loss sits.
 * `gloss` is one line for a tooltip; `definition` says exactly when the word applies. Names are Jepsen's and stay verbatim
 * in both languages.
 */
import type { PromiseName } from '../scenario/types.ts';
import { isQueue } from './logId.ts';
import { queueSentences } from './queueSentences.ts';
import type { LossPlace, Verdict, VerdictKind } from './verdict.ts';

export { renderVerdict, verdictSentences } from './sentences.ts';

/** A text in both languages. */
export interface Localized {
  readonly en: string;
  readonly 'zh-cn': string;
}

export interface GlossaryEntry {
  /** The term itself; the same in every language. */
  readonly name: string;
  readonly gloss: Localized;
  readonly definition: Localized;
}

export const kindGlossary: Readonly<Record<VerdictKind, GlossaryEntry>> = {
  'lost-write': {
    name: 'lost-write',
    gloss: { en: 'An acknowledged message is gone.', 'zh-cn': '已确认的消息丢了。' },
    definition: {
      en: 'The broker acknowledged the write, and now no copy that can serve the log holds it; or readers have gone past its place and nobody ever got it.',
      'zh-cn':
        'broker 确认过这次写入，但现在能提供服务的副本里都没有它；或者消费者已经读过它的位置，却没有任何人拿到它。',
    },
  },
  unseen: {
    name: 'unseen',
    gloss: { en: 'Acknowledged, but a group never read it.', 'zh-cn': '已确认，但有消费者组从未读到。' },
    definition: {
      en: 'An acknowledged record that no poll of a group has returned. Lost or merely late: only a group that has read to the end can tell.',
      'zh-cn': '一条已确认的记录，某个消费者组的 poll 从未返回过。是丢失还是迟到，要等这个组读到末尾才能判断。',
    },
  },
  duplicate: {
    name: 'duplicate',
    gloss: { en: 'One record stands twice in the log.', 'zh-cn': '同一条记录在日志里出现了两次。' },
    definition: {
      en: 'One value at two or more offsets, usually after a retry without idempotence. It breaks the promise when the effect is carried out twice.',
      'zh-cn': '同一个值占了两个或更多偏移量，通常由没有幂等的重试造成。只有当它重复生效时，才算违背承诺。',
    },
  },
  redelivered: {
    name: 'redelivered',
    gloss: { en: 'The same offset was handed out again.', 'zh-cn': '同一个偏移量再次投递给了消费者。' },
    definition: {
      en: 'One offset was given more than once to consumers of the same group, usually after a crash or rebalance before the commit. At-least-once permits it; a doubled effect breaks no-duplicate.',
      'zh-cn':
        '同一个偏移量不止一次交给同一个消费者组，通常是提交偏移量之前发生了崩溃或再均衡。“至少一次”允许这样；重复生效才违背 no-duplicate。',
    },
  },
  G1a: {
    name: 'G1a',
    gloss: { en: 'Aborted read: a failed write was read.', 'zh-cn': '中止读：读到了宣告失败的写入。' },
    definition: {
      en: 'A poll returned a record whose producer had been told that it was definitely not written. Adya’s name for reading what was aborted.',
      'zh-cn': 'poll 返回了一条记录，而它的生产者得到的应答是“肯定没有写入”。这是 Adya 对读到已中止写入的命名。',
    },
  },
  unexpected: {
    name: 'unexpected',
    gloss: { en: 'A record that nobody sent.', 'zh-cn': '没有人发送过的记录。' },
    definition: {
      en: 'A poll returned a value that no producer ever tried to send.',
      'zh-cn': 'poll 返回了一个值，而没有任何生产者尝试发送过它。',
    },
  },
  recovered: {
    name: 'recovered',
    gloss: { en: 'Given up by its producer, yet delivered.', 'zh-cn': '生产者已放弃，却还是送达了。' },
    definition: {
      en: 'The send ended without an answer, and the record was in the log all the same. No promise forbids it; it is why a timeout does not mean "not written".',
      'zh-cn': '发送没有得到应答就结束了，但记录其实已在日志里。没有承诺禁止它；这正说明“超时”不等于“没有写入”。',
    },
  },
  'nonmonotonic-poll': {
    name: 'nonmonotonic-poll',
    gloss: { en: 'A consumer went backwards.', 'zh-cn': '消费者往回读了。' },
    definition: {
      en: 'The next poll of a consumer began at or before the last record that it already had. Allowed after the partition changed hands.',
      'zh-cn': '消费者下一次 poll 的起点不晚于它已经拿到的最后一条记录。分区换过消费者之后则允许。',
    },
  },
  'poll-skip': {
    name: 'poll-skip',
    gloss: { en: 'A consumer skipped records.', 'zh-cn': '消费者跳过了记录。' },
    definition: {
      en: 'Between two successive polls of a consumer lie records that exist and that it was not given. Allowed after the partition changed hands.',
      'zh-cn': '消费者相邻两次 poll 之间有确实存在的记录，却没有交给它。分区换过消费者之后则允许。',
    },
  },
  'int-nonmonotonic-poll': {
    name: 'int-nonmonotonic-poll',
    gloss: { en: 'Out of order inside one poll.', 'zh-cn': '同一次 poll 内部顺序颠倒。' },
    definition: {
      en: 'Within one poll, a record of a log follows one that stands at the same or a later position.',
      'zh-cn': '同一次 poll 里，某条记录排在了同一日志中位置相同或更靠后的记录之后。',
    },
  },
  'int-poll-skip': {
    name: 'int-poll-skip',
    gloss: { en: 'A gap inside one poll.', 'zh-cn': '同一次 poll 内部有缺口。' },
    definition: {
      en: 'Within one poll, two consecutive records of a log leave out one that is known to exist between them.',
      'zh-cn': '同一次 poll 里，同一日志的两条相邻记录之间缺了已知存在的记录。',
    },
  },
  'nonmonotonic-send': {
    name: 'nonmonotonic-send',
    gloss: { en: 'Sent in order, stored out of order.', 'zh-cn': '按序发送，却乱序写入。' },
    definition: {
      en: 'One producer sent two records to a log, and the later one stands first. Typical of a retry with several requests in flight and no idempotence.',
      'zh-cn': '同一个生产者向同一日志先后发送两条记录，后发的却排在前面。常见于多个请求在途、没有幂等时的重试。',
    },
  },
  'inconsistent-offsets': {
    name: 'inconsistent-offsets',
    gloss: { en: 'One offset, two different records.', 'zh-cn': '一个偏移量，两条不同的记录。' },
    definition: {
      en: 'Acknowledgements, polls and the leader’s committed log name different values for the same offset of a log.',
      'zh-cn': '同一个日志的同一个偏移量，确认、poll 和 leader 的已提交日志给出了不同的值。',
    },
  },
  'divergent-replicas': {
    name: 'divergent-replicas',
    gloss: { en: 'Two replicas disagree about committed data.', 'zh-cn': '两个副本在已提交的数据上不一致。' },
    definition: {
      en: 'Below both high watermarks two replicas hold different records; or a member of the ISR lacks or contradicts a record below the leader’s high watermark (StrongIsr).',
      'zh-cn':
        '在两者的高水位之下，两个副本存的记录不同；或者 ISR 的某个成员在 leader 高水位之下缺了记录，或存了不同的记录（StrongIsr）。',
    },
  },
  'mutual-exclusion': {
    name: 'mutual-exclusion',
    gloss: { en: 'Two consumers hold one message.', 'zh-cn': '两个消费者同时握着同一条消息。' },
    definition: {
      en: 'A consumer was given a message of a queue while another was still at work on it. If the message stands for a lock, the lock has two owners.',
      'zh-cn':
        '一个消费者还在处理队列里的某条消息，另一个消费者又拿到了它。如果这条消息代表一把锁，这把锁就有了两个主人。',
    },
  },
  'committed-too-far': {
    name: 'committed-too-far',
    gloss: { en: 'The commit is ahead of the work.', 'zh-cn': '偏移量的提交跑到了处理的前面。' },
    definition: {
      en: 'A group committed past a record that it had been given but not processed. If the process dies now, nobody will process it: at most once.',
      'zh-cn': '消费者组提交的偏移量越过了已收到但还没处理的记录。此刻进程若崩溃，就再也没有人处理它：至多一次。',
    },
  },
  unavailable: {
    name: 'unavailable',
    gloss: { en: 'Writes were refused or not answered.', 'zh-cn': '写入被拒绝或得不到应答。' },
    definition: {
      en: 'Sends ended in an error or without an answer while availability was promised; or a log has no leader after everything is healed.',
      'zh-cn': '在承诺可用期间，发送以错误告终或没有应答；或者故障全部恢复后日志仍没有 leader。',
    },
  },
  stuck: {
    name: 'stuck',
    gloss: { en: 'Healed, but it does not come to rest.', 'zh-cn': '故障已恢复，系统却稳定不下来。' },
    definition: {
      en: 'All faults are healed, the quiet time has passed, and something is still awaited.',
      'zh-cn': '故障全部恢复，静默时间也已过去，仍有事情没有完成。',
    },
  },
  'repeated-effect': {
    name: 'repeated-effect',
    gloss: { en: 'One order, and its effect twice.', 'zh-cn': '一个订单，效果发生了两次。' },
    definition: {
      en: 'A service made the same effect more than once for one order: charged twice, sent twice. Whatever brought the order again, only the effect counts.',
      'zh-cn': '服务为同一个订单不止一次产生同一种效果：扣了两次款、发了两次货。订单为何再来并不重要，只看效果。',
    },
  },
  'missing-effect': {
    name: 'missing-effect',
    gloss: { en: 'The customer was told ok, and it never happened.', 'zh-cn': '顾客得到了“成功”，事情却没有发生。' },
    definition: {
      en: 'All is healed and at rest, a customer was told that the order is accepted, and an effect that the order must have was never made.',
      'zh-cn': '故障已恢复、系统已静止，顾客也得知订单已受理，而订单该有的某个效果始终没有发生。',
    },
  },
  orphan: {
    name: 'orphan',
    gloss: { en: 'A row that nobody will act on.', 'zh-cn': '一行没有人会处理的数据。' },
    definition: {
      en: 'All is healed and at rest, an order has its row in the database, and what must go with it was never sent or done. Half of a dual write; the other half is gone.',
      'zh-cn': '故障已恢复、系统已静止，数据库里有订单的行，而与它配对的消息或效果始终没有出现。双写只完成了一半。',
    },
  },
  phantom: {
    name: 'phantom',
    gloss: { en: 'Something happened for an order that does not exist.', 'zh-cn': '为一个不存在的订单做了事。' },
    definition: {
      en: 'All is healed and at rest, a message was sent or an effect made for an order, and what it stands on, its row or an effect before it, is not there.',
      'zh-cn':
        '故障已恢复、系统已静止，为某个订单发出过消息或产生过效果，而它的依据（订单的行，或更早的效果）并不存在。',
    },
  },
};

/** What a kind means for queues, where that differs from logs. */
export const queueGlossary: Readonly<Partial<Record<VerdictKind, GlossaryEntry>>> = {
  'lost-write': {
    name: 'lost-write',
    gloss: { en: 'A confirmed message is gone.', 'zh-cn': '已确认的消息丢了。' },
    definition: {
      en: 'The broker confirmed the message, and no queue can hand it out any more, although no consumer has acknowledged or processed it.',
      'zh-cn': 'broker 确认过这条消息，但没有消费者确认或处理过它，现在也没有任何队列能再投递它。',
    },
  },
  unseen: {
    name: 'unseen',
    gloss: { en: 'Confirmed, but given to no consumer.', 'zh-cn': '已确认，但从未交给消费者。' },
    definition: {
      en: 'A confirmed message lies in a queue that has consumers, and none was given it. Late or never: only when all is read to the end can one tell.',
      'zh-cn':
        '一条已确认的消息还在有消费者的队列里，却从未交给任何一个。是迟到还是永远等不到，要等全部读到末尾才能判断。',
    },
  },
  duplicate: {
    name: 'duplicate',
    gloss: { en: 'The queue took one message in twice.', 'zh-cn': '队列把同一条消息收下了两次。' },
    definition: {
      en: 'One value entered one queue more than once, usually because its publisher asked again. It breaks the promise when the effect is carried out twice.',
      'zh-cn': '同一个值不止一次进入同一个队列，通常因为发布者重发。只有当它重复生效时，才算违背承诺。',
    },
  },
  redelivered: {
    name: 'redelivered',
    gloss: { en: 'A message was delivered again.', 'zh-cn': '同一条消息再次投递。' },
    definition: {
      en: 'A queue delivered a message more than once, usually because a consumer died or gave it back before it acknowledged. At-least-once permits it; a doubled effect breaks no-duplicate.',
      'zh-cn':
        '队列不止一次投递同一条消息，通常是消费者在确认之前崩溃或退回了它。“至少一次”允许这样；重复生效才违背 no-duplicate。',
    },
  },
  recovered: {
    name: 'recovered',
    gloss: { en: 'Not confirmed, yet delivered.', 'zh-cn': '没有得到确认，却还是送达了。' },
    definition: {
      en: 'The publisher got no answer or a nack, and a queue had the message all the same. No promise forbids it; it is why a missing confirm does not mean "not taken in".',
      'zh-cn':
        '发布者没有得到应答，或得到 nack，但某个队列收下了消息。没有承诺禁止它；这正说明“没有确认”不等于“没有收下”。',
    },
  },
  'nonmonotonic-poll': {
    name: 'nonmonotonic-poll',
    gloss: { en: 'A later message was processed first.', 'zh-cn': '后到的消息先处理了。' },
    definition: {
      en: 'Of two messages of one key in a queue the later one was processed first: after a requeue, by another consumer, or by priority.',
      'zh-cn': '同一个队列里 key 相同的两条消息，后到的先处理了：因为重新入队、多个消费者竞争，或者优先级。',
    },
  },
  'divergent-replicas': {
    name: 'divergent-replicas',
    gloss: { en: 'Two leaders of one queue, two contents.', 'zh-cn': '一个队列两个 leader，内容不一致。' },
    definition: {
      en: 'Two running copies of a queue both believe that they lead, and each has confirmed messages that the other lacks (split brain).',
      'zh-cn': '一个队列的两个运行中的副本都认为自己是 leader，各自确认了对方没有的消息（脑裂）。',
    },
  },
  'committed-too-far': {
    name: 'committed-too-far',
    gloss: { en: 'Acknowledged before the work was done.', 'zh-cn': '还没处理完就确认了。' },
    definition: {
      en: 'A message left its queue as acknowledged, automatically at delivery or by its consumer, before its effect was stored. If the consumer dies now, nobody will process it: at most once.',
      'zh-cn':
        '消息在生效之前就已确认出队：投递时自动确认，或消费者过早确认。此刻消费者若崩溃，就再也没有人处理它：至多一次。',
    },
  },
  unavailable: {
    name: 'unavailable',
    gloss: { en: 'Messages were refused or not confirmed.', 'zh-cn': '消息被拒绝或得不到确认。' },
    definition: {
      en: 'Publishing ended in an error or without a confirm while availability was promised; or no running node serves a queue after everything is healed.',
      'zh-cn': '在承诺可用期间，发布以错误告终或没有得到确认；或者故障全部恢复后仍没有节点提供某个队列。',
    },
  },
};

/** The words for a verdict: those for queues if it is about one. */
export function glossaryOf({
  kind,
  subjects,
  sentence,
}: Pick<Verdict, 'kind' | 'subjects' | 'sentence'>): GlossaryEntry {
  // A message that no queue took has no log to be about.
  const isOfQueue = subjects.logs.some(isQueue) || sentence.key in queueSentences;
  return (isOfQueue ? queueGlossary[kind] : undefined) ?? kindGlossary[kind];
}

export const promiseGlossary: Readonly<Record<PromiseName, GlossaryEntry>> = {
  'no-lost-write': {
    name: 'no-lost-write',
    gloss: { en: 'What was acknowledged stays.', 'zh-cn': '确认过的不会丢。' },
    definition: {
      en: 'When all is healed and at rest, every message that a broker acknowledged is in its log, or in a queue until a consumer is done with it. Nothing is promised where no acknowledgement was asked for (acks=0, no confirms).',
      'zh-cn':
        '故障恢复、系统静止之后，broker 确认过的每条消息都在日志里，或者在队列里直到消费者处理完。没有要求确认的（acks=0、不用发布确认）不在承诺之内。',
    },
  },
  'no-duplicate': {
    name: 'no-duplicate',
    gloss: { en: 'No effect is carried out twice.', 'zh-cn': '同一条消息不会生效两次。' },
    definition: {
      en: 'Each group’s database holds the effect of each message at most once, however often the message was delivered.',
      'zh-cn': '不管消息投递了多少次，每个消费者组的数据库里，一条消息的处理结果至多出现一次。',
    },
  },
  'order-per-key': {
    name: 'order-per-key',
    gloss: { en: 'Messages of one key keep their order.', 'zh-cn': '同一个 key 的消息保持顺序。' },
    definition: {
      en: 'Messages that one producer sends with one key are stored in the order of sending. A consumer that keeps its partition never goes back; the consumers of a queue process them in that order.',
      'zh-cn':
        '同一个生产者用同一个 key 发送的消息按发送顺序存放。一直持有分区的消费者不会往回读；队列的消费者按这个顺序处理。',
    },
  },
  'every-record-read': {
    name: 'every-record-read',
    gloss: { en: 'Every message is read and processed.', 'zh-cn': '每条消息都会被读到并处理。' },
    definition: {
      en: 'When all is read to the end, a group, or the consumers of a queue, were given every acknowledged message and have processed all that they committed past or acknowledged.',
      'zh-cn':
        '读到末尾时，每条已确认的消息都交给过消费者组，或队列的消费者；偏移量越过的、消费者确认过的消息也都处理过。',
    },
  },
  'no-divergence': {
    name: 'no-divergence',
    gloss: { en: 'All copies and all readers agree.', 'zh-cn': '所有副本、所有读者看到的都一致。' },
    definition: {
      en: 'Replicas and clients agree about what every committed offset holds, and nothing is read that was never written.',
      'zh-cn': '每个已提交的偏移量上是什么，所有副本和客户端看到的都一样；没有写入过的东西不会被读到。',
    },
  },
  'one-holder': {
    name: 'one-holder',
    gloss: { en: 'One message, one consumer at a time.', 'zh-cn': '一条消息同一时刻只归一个消费者。' },
    definition: {
      en: 'No consumer is given a message of a queue while another is still at work on it: a queue may serve as a lock.',
      'zh-cn': '一个消费者处理某条消息期间，队列不会把它交给别的消费者：队列可以当锁用。',
    },
  },
  available: {
    name: 'available',
    gloss: { en: 'Writes are accepted.', 'zh-cn': '随时可以写入。' },
    definition: {
      en: 'Every send succeeds in the end, within the producer’s own timeout, while the promise lasts.',
      'zh-cn': '承诺有效期间，每次发送都在生产者自己的超时之内成功。',
    },
  },
  'comes-to-rest': {
    name: 'comes-to-rest',
    gloss: { en: 'After healing, the system settles.', 'zh-cn': '故障恢复后，系统会稳定下来。' },
    definition: {
      en: 'Within the quiet time after the last fault was healed nothing is awaited any more.',
      'zh-cn': '最后一个故障恢复之后，在静默时间之内不再有未完成的事。',
    },
  },
  'effect-once': {
    name: 'effect-once',
    gloss: { en: 'No effect happens twice for one order.', 'zh-cn': '同一个订单的效果不会发生两次。' },
    definition: {
      en: 'Charged, sent, shipped: at most once for each order, however often messages are delivered or buttons pressed.',
      'zh-cn': '扣款、通知、发货：无论消息投递几次、按钮按几次，每个订单至多一次。',
    },
  },
  'every-order-done': {
    name: 'every-order-done',
    gloss: { en: 'Whoever was told ok gets what was ordered.', 'zh-cn': '得到“成功”应答的顾客，都拿到了所订的东西。' },
    definition: {
      en: 'When all is healed and at rest, every order that a customer was told ok for has all the effects that it must have.',
      'zh-cn': '故障恢复、系统静止之后，凡是顾客得到成功应答的订单，该有的效果都已发生。',
    },
  },
  'database-and-events-agree': {
    name: 'database-and-events-agree',
    gloss: { en: 'The database and what has happened tell the same story.', 'zh-cn': '数据库和发生过的事对得上。' },
    definition: {
      en: 'When all is healed and at rest, no order has one half without the other: no row that nobody was told of, no message or effect without its row. What must go together, the scenario says.',
      'zh-cn':
        '故障恢复、系统静止之后，没有订单只剩一半：没有哪一行是谁也没得到通知的，也没有哪条消息或哪个效果缺了对应的行。哪些必须成对，由场景说明。',
    },
  },
};

export const lossPlaceGlossary: Readonly<Record<LossPlace, GlossaryEntry>> = {
  'lost-prefix': {
    name: 'lost-prefix',
    gloss: { en: 'Lost before the first survivor.', 'zh-cn': '丢在第一条幸存记录之前。' },
    definition: {
      en: 'Everything that the producer wrote to this log up to here is lost: the log seems to have started over.',
      'zh-cn': '生产者在此之前写入这个日志的记录都丢了：日志像是重新开始过。',
    },
  },
  'lost-middle': {
    name: 'lost-middle',
    gloss: { en: 'Lost between two survivors.', 'zh-cn': '丢在两条幸存记录之间。' },
    definition: {
      en: 'Earlier and later records of the same producer survived in this log: the strongest evidence of loss.',
      'zh-cn': '同一生产者在这个日志里更早和更晚的记录都还在：这是丢失最有力的证据。',
    },
  },
  'lost-postfix': {
    name: 'lost-postfix',
    gloss: { en: 'Lost after the last survivor.', 'zh-cn': '丢在最后一条幸存记录之后。' },
    definition: {
      en: 'The producer’s newest records in this log are lost, as when a lagging replica takes over.',
      'zh-cn': '生产者在这个日志里最新的记录丢了，例如落后的副本接任 leader。',
    },
  },
};

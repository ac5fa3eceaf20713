/** The rules of quorum queues in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const FIFO = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_fifo.erl';
const FIFO_NEW = 'RabbitMQ 4.3.0, deps/rabbit/src/rabbit_fifo.erl';
const DLX = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_fifo_dlx.erl';
const WORKER = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_fifo_dlx_worker.erl';
const FIFO_CLIENT = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_fifo_client.erl';

export const quorumRules = [
  {
    id: 'rabbitmq.quorum.apply',
    name: { en: 'Apply a command', 'zh-cn': '应用命令' },
    who: { en: 'every member of a quorum queue, in the order of the log', 'zh-cn': '仲裁队列的每个成员，按日志顺序' },
    means: { en: 'All members go through the same states.', 'zh-cn': '所有成员经历相同的状态。' },
    enabledWhen: { en: 'A majority has the command.', 'zh-cn': '多数成员已有这条命令。' },
    changes: { en: 'The queue.', 'zh-cn': '队列。' },
    source: FIFO,
  },
  {
    id: 'rabbitmq.quorum.take-back',
    name: { en: 'Take messages back', 'zh-cn': '收回消息' },
    who: { en: 'a quorum queue', 'zh-cn': '仲裁队列' },
    means: {
      en: 'Each return may be one too many (delivery limit), may have to wait (delayed retry since 4.3), or makes the message ready: before everything else when there is a delivery limit or its channel is gone, and always since 4.3; otherwise at the end, as if it were published again, so that the log can be shortened.',
      'zh-cn':
        '每次退回，可能正好超出投递上限，可能要先等待（4.3 起的延迟重试），否则就重新就绪：设了投递上限，或是因为通道没了，就排到最前，4.3 起一律如此；不然排到队尾，如同重新发布，这样日志才能截短。',
    },
    enabledWhen: { en: 'The channel holds the messages.', 'zh-cn': '通道持有这些消息。' },
    changes: { en: 'The messages that are held, ready or delayed.', 'zh-cn': '被持有、就绪或延迟的消息。' },
    source: FIFO,
  },
  {
    id: 'rabbitmq.quorum.return',
    name: { en: 'Return, quorum', 'zh-cn': '退回（仲裁队列）' },
    who: { en: 'a quorum queue, for each message that comes back', 'zh-cn': '仲裁队列，对每条退回的消息' },
    means: {
      en: 'Returned messages are served first, in the order in which they came back.',
      'zh-cn': '退回的消息先被服务，按退回的先后。',
    },
    enabledWhen: {
      en: 'A consumer gives it back and the queue has a delivery limit (since 4.3: or not), or its channel is gone.',
      'zh-cn': '消费者退回它且队列设有投递上限（4.3 起不论是否设有），或它的通道没了。',
    },
    changes: { en: 'The ready messages.', 'zh-cn': '就绪消息。' },
    source: FIFO,
  },
  {
    id: 'rabbitmq.quorum.count-return',
    name: { en: 'Count a return', 'zh-cn': '计一次退回' },
    who: { en: 'a quorum queue, when a message comes back', 'zh-cn': '仲裁队列，消息退回时' },
    means: {
      en: 'Before 4.3 every return counts; since then only a failure does (basic.reject, a channel that is gone; not basic.nack, not a timeout), and how often it was handed out is kept apart.',
      'zh-cn':
        '4.3 之前每次退回都计数；此后只有失败才计（basic.reject、通道断开；basic.nack 与超时不算），投递了多少次另外记录。',
    },
    enabledWhen: { en: 'A message comes back.', 'zh-cn': '消息退回。' },
    changes: { en: 'The message’s delivery count.', 'zh-cn': '消息的投递计数。' },
    source: FIFO_NEW,
  },
  {
    id: 'rabbitmq.quorum.delivery-limit',
    name: { en: 'Delivery limit', 'zh-cn': '投递上限' },
    who: { en: 'a quorum queue, when a message comes back', 'zh-cn': '仲裁队列，消息退回时' },
    means: {
      en: 'A limit of n allows n returns, so n + 1 deliveries; the next return is the message’s death.',
      'zh-cn': '上限 n 允许退回 n 次，也就是投递 n + 1 次；再退回一次，消息就成为死信。',
    },
    enabledWhen: { en: 'The queue has a limit.', 'zh-cn': '队列设有上限。' },
    changes: {
      en: 'Nothing; the message dies, reason “delivery_limit”.',
      'zh-cn': '没有变化；消息死亡，原因是“delivery_limit”。',
    },
    source: FIFO,
  },
  {
    id: 'rabbitmq.quorum.reject-publish',
    name: { en: 'Reject publishes, quorum', 'zh-cn': '拒绝发布（仲裁队列）' },
    who: { en: 'a quorum queue, after every command', 'zh-cn': '仲裁队列，每条命令之后' },
    means: {
      en: 'Publishers are told to stop once the queue is over its limit, so the message that crossed it stays in: limit n takes n + 1. They may go on when the queue holds four fifths of the limit or less.',
      'zh-cn':
        '超出限制之后才叫发布者停下，所以越线的那条留了下来：上限 n 会收下 n + 1 条。降到上限的五分之四或更少，才可以继续。',
    },
    enabledWhen: { en: 'Overflow is reject-publish.', 'zh-cn': 'overflow 是 reject-publish。' },
    changes: { en: 'Whether publishers are blocked.', 'zh-cn': '发布者是否被阻止。' },
    source: FIFO,
  },
  {
    id: 'rabbitmq.quorum.retry-delay',
    name: { en: 'Delay of a retry', 'zh-cn': '重试的延迟' },
    who: { en: 'a quorum queue, when a message comes back', 'zh-cn': '仲裁队列，消息退回时' },
    means: {
      en: 'The more often it has failed, the longer it waits, up to a limit.',
      'zh-cn': '失败次数越多，等得越久，直到上限。',
    },
    enabledWhen: { en: 'The queue delays this kind of return.', 'zh-cn': '队列会延迟这一类退回。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: FIFO_NEW,
  },
  {
    id: 'rabbitmq.quorum.keep-dead',
    name: { en: 'Keep dead letters', 'zh-cn': '保留死信' },
    who: { en: 'a quorum queue with at-least-once dead lettering', 'zh-cn': '采用 at-least-once 死信策略的仲裁队列' },
    means: {
      en: 'A message that died stays, and counts, until all its new queues have confirmed it.',
      'zh-cn': '死掉的消息仍留着、仍计数，直到所有新队列都确认了它。',
    },
    enabledWhen: {
      en: 'x-dead-letter-strategy is at-least-once and overflow is reject-publish.',
      'zh-cn': 'x-dead-letter-strategy 是 at-least-once，且 overflow 是 reject-publish。',
    },
    changes: { en: 'The messages that are kept.', 'zh-cn': '被保留的消息。' },
    source: DLX,
  },
  {
    id: 'rabbitmq.quorum.settle-dead',
    name: { en: 'Settle a dead letter', 'zh-cn': '了结死信' },
    who: { en: 'the internal consumer of a quorum queue', 'zh-cn': '仲裁队列的内部消费者' },
    means: {
      en: 'The source gives the message up only after every target has confirmed it; otherwise it is sent again after a timeout, to those that have not confirmed, so a target may see it twice.',
      'zh-cn': '所有目标队列都确认之后，源队列才放弃这条消息；否则超时后向尚未确认的重发，所以目标可能收到两次。',
    },
    enabledWhen: { en: 'A confirm came, or the timeout is over.', 'zh-cn': '收到确认，或已超时。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: WORKER,
  },
  {
    id: 'rabbitmq.quorum.timeout',
    name: { en: 'Acknowledgement timeout, since 4.3', 'zh-cn': '确认超时（4.3 起）' },
    who: { en: 'a quorum queue', 'zh-cn': '仲裁队列' },
    means: {
      en: 'Only the consumer that is stuck is cancelled, and what it holds comes back without counting as failed; classic queues have no timeout any more.',
      'zh-cn': '只取消卡住的那个消费者，它持有的消息回到队列，不计为失败；经典队列不再有超时。',
    },
    enabledWhen: {
      en: 'Its oldest delivery is older than consumer_timeout.',
      'zh-cn': '它最早的一条投递已超过 consumer_timeout。',
    },
    changes: { en: 'The consumer, what it holds.', 'zh-cn': '这个消费者，以及它持有的消息。' },
    source: FIFO_NEW,
  },
  {
    id: 'rabbitmq.quorum.ask',
    name: { en: 'Ask a queue', 'zh-cn': '请求队列' },
    who: { en: 'the channel, for each quorum queue that it uses', 'zh-cn': '通道，对它用到的每个仲裁队列' },
    means: {
      en: 'What the queue has to do is numbered, and kept until it is carried out. When nobody leads the queue it waits for a leader: so a publish during an election is late, not lost.',
      'zh-cn':
        '要队列做的事都带编号，执行之前先留着。队列没有 leader 时就等下一任：所以选举期间的发布只是迟到，没有丢。',
    },
    enabledWhen: { en: 'A client asks for something.', 'zh-cn': '客户端有所请求。' },
    changes: { en: 'The commands that the channel keeps.', 'zh-cn': '通道留着的命令。' },
    source: FIFO_CLIENT,
  },
  {
    id: 'rabbitmq.quorum.duplicate',
    name: { en: 'Leave a duplicate out', 'zh-cn': '略去重复的命令' },
    who: { en: 'every member of a quorum queue', 'zh-cn': '仲裁队列的每个成员' },
    means: {
      en: 'A channel that does not know whether its command was applied sends it again to a new leader; what was applied is not applied twice.',
      'zh-cn': '通道不知道命令有没有应用过，就向新 leader 重发；已应用过的不会再应用一次。',
    },
    enabledWhen: {
      en: 'The channel has sent a command with this number or a later one.',
      'zh-cn': '该通道发过这个编号或更靠后的命令。',
    },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: FIFO,
  },
  {
    id: 'rabbitmq.quorum.too-early',
    name: { en: 'Leave out what comes too early', 'zh-cn': '略去来得太早的命令' },
    who: { en: 'every member of a quorum queue', 'zh-cn': '仲裁队列的每个成员' },
    means: {
      en: 'An earlier command of the same channel got lost, so this one is not applied either; the channel sends both again, in order, as soon as it hears of the new leader.',
      'zh-cn': '同一通道更早的命令丢失了，所以这一条也不应用；通道一旦得知新 leader，就按顺序把两条都重发。',
    },
    enabledWhen: {
      en: 'The command before this one, of the same channel, was not applied.',
      'zh-cn': '同一通道的前一条命令没有被应用。',
    },
    changes: { en: 'Nothing; nobody is told.', 'zh-cn': '没有变化；不通知任何人。' },
    source: FIFO,
  },
  {
    id: 'rabbitmq.quorum.in-order',
    name: { en: 'Keep deliveries in order', 'zh-cn': '保持投递顺序' },
    who: { en: 'the channel, for a queue whose leader may change', 'zh-cn': '通道，对 leader 可能更换的队列' },
    means: {
      en: 'A delivery that came already, from the old leader, is left out; when one is missing, a quorum queue is asked for it. What needs no acknowledgement is not kept by the queue, so nobody can ask for it.',
      'zh-cn': '旧 leader 已送来过的投递略去；缺了哪一条，就向仲裁队列要。不需要确认的消息队列不保留，没处可要。',
    },
    enabledWhen: { en: 'A delivery of a quorum queue or a stream comes.', 'zh-cn': '收到仲裁队列或流的投递。' },
    changes: { en: 'What the channel has had for each consumer.', 'zh-cn': '通道已为每个消费者收到了哪些。' },
    source: FIFO_CLIENT,
  },
  {
    id: 'rabbitmq.quorum.send-again',
    name: { en: 'Send a command again', 'zh-cn': '重发命令' },
    who: { en: 'a channel, when a quorum queue has a new leader', 'zh-cn': '通道，仲裁队列换了 leader 时' },
    means: {
      en: 'Everything that is not known to be carried out goes to the new leader, in order; the queue leaves out what it has.',
      'zh-cn': '不确定是否执行过的命令，按顺序全部发给新 leader；队列会略去已有的。',
    },
    enabledWhen: { en: 'A leader is known.', 'zh-cn': '知道 leader 是谁。' },
    changes: {
      en: 'Nothing; what only asked, and had waited for a leader, is not kept any more.',
      'zh-cn': '没有变化；只是询问、一直在等 leader 的请求不再保留。',
    },
    source: FIFO_CLIENT,
  },
  {
    id: 'rabbitmq.quorum.redeliver',
    name: { en: 'Deliver what was missed', 'zh-cn': '补发漏掉的投递' },
    who: { en: 'the leader of a quorum queue', 'zh-cn': '仲裁队列的 leader' },
    means: {
      en: 'A delivery can be lost on its way from an old leader. The channel sees the gap in the numbers, and the queue gives it again: it holds the message for this consumer anyway.',
      'zh-cn':
        '投递可能在旧 leader 送来的途中丢失。通道从编号看出缺口，队列就再给一次：它本来就替这个消费者保留着消息。',
    },
    enabledWhen: { en: 'A channel asks for the deliveries after a number.', 'zh-cn': '通道请求某个编号之后的投递。' },
    changes: { en: 'Nothing; the deliveries go out again.', 'zh-cn': '没有变化；这些投递再次发出。' },
    source: FIFO_CLIENT,
  },
  {
    id: 'rabbitmq.quorum.watch',
    name: { en: 'Watch the channels', 'zh-cn': '监视通道' },
    who: { en: 'the leader of a quorum queue', 'zh-cn': '仲裁队列的 leader' },
    means: {
      en: 'It asks the nodes of its consumers whether their channels are still there: the end of one may have been told to a leader that is gone.',
      'zh-cn': '它向消费者所在的节点询问通道是否还在：通道的结束可能只告诉了已经不在的旧 leader。',
    },
    enabledWhen: {
      en: 'It begins to lead, or a node is seen again.',
      'zh-cn': '开始担任 leader，或某个节点重新可见。',
    },
    changes: {
      en: 'Channels that are gone give back what they held.',
      'zh-cn': '已不存在的通道所持有的消息被放回。',
    },
    source: FIFO,
  },
] as const satisfies readonly RuleText[];

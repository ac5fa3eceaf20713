/** What producers and consumers say of their steps. */
import type { Bilingual } from '../../door.ts';

const producerSentences = {
  'kafka.producer.started': {
    en: '{producer} starts. It knows only its bootstrap brokers, so it asks one of them who leads which partition.',
    'zh-cn': '{producer} 启动。它只知道引导 broker，于是先问其中一个：每个分区的 leader 是谁。',
  },
  'kafka.producer.asks-metadata': {
    en: '{producer} asks {broker} for metadata: who leads each partition, and in which epoch.',
    'zh-cn': '{producer} 向 {broker} 查询元数据：每个分区的 leader 是谁、处于哪个 epoch。',
  },
  'kafka.producer.got-metadata': {
    en: '{producer} learns who leads each partition. A leader of an older epoch than it knows already is ignored.',
    'zh-cn': '{producer} 得知各分区的 leader。如果答案里的 epoch 比已知的旧，就忽略。',
  },
  'kafka.producer.asks-producer-id': {
    en: '{producer} asks {broker} for a producer id: with it the brokers can recognise a batch that comes twice.',
    'zh-cn': '{producer} 向 {broker} 申请生产者 ID：有了它，broker 才能认出重复到达的批次。',
  },
  'kafka.producer.got-producer-id': {
    en: '{producer} gets producer id {id}. Its batches are numbered per partition from now on.',
    'zh-cn': '{producer} 得到生产者 ID {id}。从现在起，它的批次按分区编号。',
  },
  'kafka.producer.blocked-metadata': {
    en: '{producer} calls send() for {value}, but has no metadata yet. The call waits, for {seconds} s at most (max.block.ms).',
    'zh-cn': '{producer} 对 {value} 调用 send()，但还没有元数据。调用被阻塞，最多等 {seconds} 秒（max.block.ms）。',
  },
  'kafka.producer.gave-up-blocked': {
    en: '{producer} gives up {value}: no broker told it who leads the partition within max.block.ms. Nothing was sent.',
    'zh-cn': '{producer} 放弃 {value}：在 max.block.ms 之内没有 broker 告诉它谁是 leader。什么都没有发出。',
  },
  'kafka.producer.queued': {
    en: '{producer} puts {value} into its batch for {partition} (records in it: {count}). send() returns: nothing has left the machine yet.',
    'zh-cn':
      '{producer} 把 {value} 放进 {partition} 的批次，批次里现在有 {count} 条。send() 返回：此时还没有任何东西离开这台机器。',
  },
  'kafka.producer.sent': {
    en: '{producer} sends {values} for {partition} to its leader {broker}.',
    'zh-cn': '{producer} 把 {partition} 的 {values} 发给它的 leader {broker}。',
  },
  'kafka.producer.sent-again': {
    en: '{producer} sends {values} for {partition} again, to {broker} (attempt {attempt}). If an earlier attempt was written and the batch carries no sequence number, it will be in the log twice.',
    'zh-cn':
      '{producer} 再次把 {partition} 的 {values} 发给 {broker}（第 {attempt} 次）。如果之前某次其实已写入，而批次又没有序号，日志里就会出现两份。',
  },
  'kafka.producer.acknowledged': {
    en: '{broker} has acknowledged {values} in {partition} from offset {offset} on. The application is told that the send succeeded.',
    'zh-cn': '{broker} 确认了 {partition} 的 {values}，起始偏移量为 {offset}。应用得知发送成功。',
  },
  'kafka.producer.retry-connection': {
    en: '{producer} lost its connection to {broker} before it heard of {values} ({partition}). It cannot know whether the batch was written, and will send it again in {millis} ms.',
    'zh-cn':
      '{producer} 与 {broker} 的连接断了，{values}（{partition}）没有等到应答。它无法知道是否已写入，将在 {millis} 毫秒后重发。',
  },
  'kafka.producer.retry-leader': {
    en: '{broker} does not lead {partition} (any more), so it answers NOT_LEADER_OR_FOLLOWER for {values}. {producer} looks for the new leader and tries again in {millis} ms.',
    'zh-cn':
      '{broker} 不（再）是 {partition} 的 leader，对 {values} 应答 NOT_LEADER_OR_FOLLOWER。{producer} 去找新的 leader，{millis} 毫秒后再试。',
  },
  'kafka.producer.retry-replicas': {
    en: '{broker} refuses {values} for {partition}: fewer replicas are in sync than min.insync.replicas asks for. Nothing was written; {producer} tries again in {millis} ms.',
    'zh-cn':
      '{broker} 拒绝 {partition} 的 {values}：同步副本数少于 min.insync.replicas。什么都没有写入；{producer} 在 {millis} 毫秒后再试。',
  },
  'kafka.producer.retry-sequence': {
    en: '{broker} refuses {values} for {partition}: a batch with an earlier sequence number is missing. {producer} sends it again after that one, in {millis} ms at the earliest, so that the order holds.',
    'zh-cn':
      '{broker} 拒绝 {partition} 的 {values}：序号更小的批次还没到。为了保持顺序，{producer} 会在那一批之后重发，最早在 {millis} 毫秒后。',
  },
  'kafka.producer.retry': {
    en: '{broker} answers {error} for {values} ({partition}). The error may pass, so {producer} tries again in {millis} ms.',
    'zh-cn': '{broker} 对 {values}（{partition}）应答 {error}。这是暂时性的错误，{producer} 在 {millis} 毫秒后再试。',
  },
  'kafka.producer.failed': {
    en: '{producer} gives up {values} for {partition}: {broker} answered {error}, and another attempt would not help or is not allowed.',
    'zh-cn': '{producer} 放弃 {partition} 的 {values}：{broker} 应答 {error}，再试也没有用，或者不允许再试。',
  },
  'kafka.producer.request-timeout': {
    en: '{producer} got no answer from {broker} within {seconds} s, so it closes the connection. Everything that waits on it counts as failed, though {broker} may have carried it out.',
    'zh-cn':
      '{producer} 在 {seconds} 秒内没有收到 {broker} 的应答，于是关闭连接。等在上面的请求都算失败，尽管 {broker} 可能已经执行了。',
  },
  'kafka.producer.expired-unsent': {
    en: '{producer} gives up {values} for {partition}: {seconds} s (delivery.timeout.ms) have passed, and no attempt can have been written. The application is told that it failed.',
    'zh-cn':
      '{producer} 放弃 {partition} 的 {values}：已过 {seconds} 秒（delivery.timeout.ms），而且没有哪一次可能已经写入。应用得知发送失败。',
  },
  'kafka.producer.expired-unknown': {
    en: '{producer} gives up {values} for {partition}: {seconds} s (delivery.timeout.ms) have passed. The application gets an error, but the records may be in the log all the same.',
    'zh-cn':
      '{producer} 放弃 {partition} 的 {values}：已过 {seconds} 秒（delivery.timeout.ms）。应用得到一个错误，但记录仍可能在日志里。',
  },
  'kafka.producer.bumped-epoch': {
    en: '{producer} moves to producer epoch {epoch} because sequence numbers of {partition} have a gap: what is outstanding is numbered again from 0.',
    'zh-cn': '{producer} 升到生产者 epoch {epoch}，因为 {partition} 的序号出现缺口：未完成的批次从 0 重新编号。',
  },
  'kafka.producer.nothing-late': {
    en: '{producer} looks whether a request or a batch has waited too long: none has.',
    'zh-cn': '{producer} 检查有没有请求或批次等得太久：没有。',
  },
  'kafka.producer.disconnected': {
    en: 'The connection between {producer} and {broker} is gone.',
    'zh-cn': '{producer} 与 {broker} 之间的连接断了。',
  },
  'kafka.producer.late-answer': {
    en: '{producer} gets a {kind} that it no longer waits for, and drops it.',
    'zh-cn': '{producer} 收到一个已不再等待的 {kind}，将其丢弃。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

const membershipSentences = {
  'kafka.consumer.started': {
    en: '{consumer} starts and wants to read as a member of group {group}. It remembers nothing: its position is what the group has committed.',
    'zh-cn':
      '{consumer} 启动，要作为消费者组 {group} 的成员读取。它什么都不记得：从哪里读，由消费者组已提交的偏移量决定。',
  },
  'kafka.consumer.asks-metadata': {
    en: '{consumer} asks {broker} for metadata: who leads each partition, and in which epoch.',
    'zh-cn': '{consumer} 向 {broker} 查询元数据：每个分区的 leader 是谁、处于哪个 epoch。',
  },
  'kafka.consumer.got-metadata': {
    en: '{consumer} learns who leads each partition.',
    'zh-cn': '{consumer} 得知各分区的 leader。',
  },
  'kafka.consumer.asks-coordinator': {
    en: '{consumer} asks {broker} which broker coordinates group {group}.',
    'zh-cn': '{consumer} 向 {broker} 询问：消费者组 {group} 由哪个 broker 协调。',
  },
  'kafka.consumer.found-coordinator': {
    en: '{consumer} learns that {broker} coordinates group {group}: it keeps the members and their committed offsets.',
    'zh-cn': '{consumer} 得知消费者组 {group} 的协调者是 {broker}：成员与已提交偏移量都在那里。',
  },
  'kafka.consumer.lost-coordinator': {
    en: '{consumer} no longer takes {broker} for the coordinator of group {group}, and will look for the new one.',
    'zh-cn': '{consumer} 不再把 {broker} 当作消费者组 {group} 的协调者，接下来去找新的协调者。',
  },
  'kafka.consumer.joins': {
    en: '{consumer} asks {broker} to join group {group}. The answer comes when all members have asked.',
    'zh-cn': '{consumer} 请 {broker} 让它加入消费者组 {group}。要等所有成员都申请了才有应答。',
  },
  'kafka.consumer.got-member-id': {
    en: '{consumer} is given a member id in group {group} and joins again with it. So a client that dies here leaves no nameless member behind.',
    'zh-cn':
      '{consumer} 在消费者组 {group} 得到一个成员 ID，并带着它再次申请加入。这样，即使客户端此刻崩溃，也不会留下没有名字的成员。',
  },
  'kafka.consumer.join-refused': {
    en: '{consumer} could not finish joining group {group} ({error}) and will join again.',
    'zh-cn': '{consumer} 未能完成加入消费者组 {group}（{error}），将再次加入。',
  },
  'kafka.consumer.assigns': {
    en: '{consumer} leads group {group} in generation {generation}: it deals the partitions to all members (there are {count}; assignor {protocol}) and sends the result to the coordinator.',
    'zh-cn':
      '{consumer} 是消费者组 {group} 第 {generation} 代的组长：它用 {protocol} 把分区分给 {count} 个成员，并把结果交给协调者。',
  },
  'kafka.consumer.syncs': {
    en: '{consumer} has joined generation {generation} of group {group} and asks for its partitions.',
    'zh-cn': '{consumer} 已加入消费者组 {group} 的第 {generation} 代，请求自己的分区。',
  },
  'kafka.consumer.assigned': {
    en: '{consumer} gets {partitions} in generation {generation} of group {group}. Now it asks where to begin.',
    'zh-cn': '{consumer} 在消费者组 {group} 的第 {generation} 代分到 {partitions}。接着它要问从哪里开始读。',
  },
  'kafka.consumer.assigned-nothing': {
    en: '{consumer} gets no partition in generation {generation} of group {group}: there are not more partitions than the other members can take.',
    'zh-cn': '{consumer} 在消费者组 {group} 的第 {generation} 代没有分到分区：分区已被其他成员分完。',
  },
  'kafka.consumer.revoked': {
    en: '{consumer} gives {partitions} back before it joins group {group} again: in the eager protocol everybody stops reading during a rebalance.',
    'zh-cn':
      '{consumer} 在重新加入消费者组 {group} 之前交还 {partitions}：在 eager 协议里，再均衡期间所有人都停止读取。',
  },
  'kafka.consumer.lost-partitions': {
    en: '{consumer} loses {partitions}: group {group} went on without it. It could not commit, so what it did since its last commit is done again by the new owner.',
    'zh-cn':
      '{consumer} 得知 {partitions} 已不属于它：消费者组 {group} 没有等它，已经继续往前。它来不及提交，上次提交之后做的事会被新的拥有者再做一遍。',
  },
  'kafka.consumer.heartbeat': {
    en: '{consumer} tells the coordinator of group {group} that it is alive. Its heartbeat thread does so even while the application is busy.',
    'zh-cn': '{consumer} 向消费者组 {group} 的协调者报告自己还活着。即使应用正忙，心跳线程也照常发送。',
  },
  'kafka.consumer.hears-rebalance': {
    en: '{consumer} hears that group {group} rebalances. It will join again at its next poll(), after the work that it has in hand.',
    'zh-cn': '{consumer} 得知消费者组 {group} 正在再均衡。做完手头的工作后，它会在下一次 poll() 时重新加入。',
  },
  'kafka.consumer.hears-expelled': {
    en: '{consumer} hears that it is no longer a member of group {group} ({error}). Its application does not know yet: it goes on with what it has polled.',
    'zh-cn': '{consumer} 得知自己已不是消费者组 {group} 的成员（{error}）。它的应用还不知道：会继续处理已拉到的记录。',
  },
  'kafka.consumer.session-expired': {
    en: '{consumer} heard nothing from {broker} for {seconds} s (session.timeout.ms) and looks for the coordinator anew. The coordinator has probably removed it by now.',
    'zh-cn':
      '{consumer} 已有 {seconds} 秒（session.timeout.ms）没有收到 {broker} 的消息，于是重新寻找协调者。协调者此时多半已把它移除。',
  },
  'kafka.consumer.poll-timeout': {
    en: '{consumer} has not called poll() for {seconds} s (max.poll.interval.ms), so its heartbeat thread leaves group {group}. The application is still at work and does not know.',
    'zh-cn':
      '{consumer} 已有 {seconds} 秒没有调用 poll()（max.poll.interval.ms），它的心跳线程让它离开消费者组 {group}。应用仍在工作，并不知情。',
  },
  'kafka.consumer.failed': {
    en: '{consumer} cannot go on in group {group}: {error}. poll() throws, and the process ends.',
    'zh-cn': '{consumer} 无法继续留在消费者组 {group}：{error}。poll() 抛出异常，进程结束。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

const readingSentences = {
  'kafka.consumer.asks-committed': {
    en: '{consumer} asks how far group {group} has come in {partitions}.',
    'zh-cn': '{consumer} 询问消费者组 {group} 在 {partitions} 读到了哪里。',
  },
  'kafka.consumer.starts-at': {
    en: '{consumer} will read {partition} from offset {offset} on.',
    'zh-cn': '{consumer} 将从偏移量 {offset} 开始读 {partition}。',
  },
  'kafka.consumer.starts-behind': {
    en: '{consumer} must begin {partition} at offset {offset}, though it has read up to {returned} before: only the committed offset counts, and the records in between are delivered again.',
    'zh-cn':
      '{consumer} 之前已读到 {partition} 的 {returned}，现在却必须从偏移量 {offset} 开始：只有已提交的偏移量算数，中间的记录会重投。',
  },
  'kafka.consumer.no-committed': {
    en: 'Group {group} has never committed an offset for {partition}, so auto.offset.reset={policy} decides where {consumer} begins.',
    'zh-cn':
      '消费者组 {group} 从未提交过 {partition} 的偏移量，于是由 auto.offset.reset={policy} 决定 {consumer} 从哪里开始。',
  },
  'kafka.consumer.asks-offset': {
    en: '{consumer} asks the leader of {partition} for its {at} offset.',
    'zh-cn': '{consumer} 向 {partition} 的 leader 询问 {at} 对应的偏移量。',
  },
  'kafka.consumer.out-of-range': {
    en: '{consumer} stands at offset {offset} of {partition}, which its leader does not have (any more). auto.offset.reset={policy} decides where it goes on; records may be skipped or come again.',
    'zh-cn':
      '{consumer} 位于 {partition} 的偏移量 {offset}，而 leader 已没有它。由 auto.offset.reset={policy} 决定从哪里继续；可能跳过记录，也可能重读。',
  },
  'kafka.consumer.asks-epoch-end': {
    en: 'Before {consumer} reads on in {partition} under a leader that it has not checked yet, it asks {broker} where epoch {epoch} ends in its log: only then is it sure that what was read is still there.',
    'zh-cn':
      '{partition} 的 leader 尚未核对过。{consumer} 继续读之前，先问 {broker}：epoch {epoch} 在它的日志里到哪里为止。这样才能确定读过的记录还在。',
  },
  'kafka.consumer.position-holds': {
    en: 'The leader of {partition} has everything below offset {offset}: the position of {consumer} holds.',
    'zh-cn': '{partition} 的 leader 拥有偏移量 {offset} 之前的全部记录：{consumer} 的位置仍然有效。',
  },
  'kafka.consumer.truncated': {
    en: '{consumer} finds that {partition} was cut below its position: it had read up to {position}, but the log it shares with the new leader ends at {offset}. It goes back there; what it read beyond is gone from the log.',
    'zh-cn':
      '{consumer} 发现 {partition} 在它的位置之前被截断：它读到了 {position}，但与新 leader 共有的日志只到 {offset}。它退回那里；之后读过的记录已不在日志里。',
  },
  'kafka.consumer.position-retry': {
    en: '{consumer} could not find its position in {partition} ({error}) and asks again shortly.',
    'zh-cn': '{consumer} 没能确定在 {partition} 的位置（{error}），稍后再问。',
  },
  'kafka.consumer.fetches': {
    en: '{consumer} asks {broker} for records from its positions on ({offsets}). The broker answers at once if it has any, else when some come or the wait is over.',
    'zh-cn':
      '{consumer} 向 {broker} 请求从当前位置（{offsets}）开始的记录。有就立即应答，没有就等到有新记录或等待超时。',
  },
  'kafka.consumer.fetched': {
    en: '{consumer} has received records of {partition} (new: {count}). They wait in its buffer until the application polls.',
    'zh-cn': '{consumer} 收到 {partition} 的 {count} 条记录。它们在缓冲区里等应用调用 poll()。',
  },
  'kafka.consumer.fetch-failed': {
    en: '{consumer} cannot read {partition} now ({error}). It refreshes what it knows of leaders and tries again.',
    'zh-cn': '{consumer} 现在读不了 {partition}（{error}）。它刷新对 leader 的了解后再试。',
  },
  'kafka.consumer.polled': {
    en: 'poll() gives {values} to the application of {consumer}. The position is past them now, whether they will be processed or not.',
    'zh-cn': 'poll() 把 {values} 交给 {consumer} 的应用。不管之后是否处理完，读取位置现在已经越过它们。',
  },
  'kafka.consumer.request-timeout': {
    en: '{consumer} got no answer from {node} within request.timeout.ms, so it closes the connection and tries again.',
    'zh-cn': '{consumer} 在 request.timeout.ms 之内没有收到 {node} 的应答，于是关闭连接再试。',
  },
  'kafka.consumer.nothing-late': {
    en: '{consumer} looks whether a request has waited too long for its answer: none has.',
    'zh-cn': '{consumer} 检查有没有请求等应答等得太久：没有。',
  },
  'kafka.consumer.disconnected': {
    en: 'The connection between {consumer} and {node} is gone.',
    'zh-cn': '{consumer} 与 {node} 之间的连接断了。',
  },
  'kafka.consumer.late-answer': {
    en: '{consumer} gets a {kind} that it no longer waits for, and drops it.',
    'zh-cn': '{consumer} 收到一个已不再等待的 {kind}，将其丢弃。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

const commitSentences = {
  'kafka.consumer.auto-commits': {
    en: '{consumer} commits by itself, inside poll(): {offsets} for group {group}. These are the positions of everything that earlier polls returned, processed or not.',
    'zh-cn':
      '{consumer} 在 poll() 里自动为消费者组 {group} 提交 {offsets}。之前各次 poll() 返回的记录都算在内，不管是否处理完。',
  },
  'kafka.consumer.commits-after': {
    en: '{consumer} has processed what it polled and commits {offsets} for group {group}. A crash before this point means doing it again.',
    'zh-cn': '{consumer} 已处理完拉到的记录，为消费者组 {group} 提交 {offsets}。如果在此之前崩溃，就得重做一遍。',
  },
  'kafka.consumer.commits-before': {
    en: '{consumer} commits {offsets} for group {group} before it processes these records. A crash after this point means that nobody will.',
    'zh-cn': '{consumer} 在处理这些记录之前先为消费者组 {group} 提交 {offsets}。如果在此之后崩溃，就再没有人处理它们。',
  },
  'kafka.consumer.commits-revoke': {
    en: '{consumer} commits {offsets} for group {group} once more before it gives its partitions back.',
    'zh-cn': '{consumer} 在交还分区之前，再为消费者组 {group} 提交一次 {offsets}。',
  },
  'kafka.consumer.committed': {
    en: 'The commit of {consumer} is stored: whoever owns these partitions next in group {group} begins there.',
    'zh-cn': '{consumer} 的提交已保存：消费者组 {group} 里下一个拥有这些分区的成员从那里开始。',
  },
  'kafka.consumer.commit-retry': {
    en: '{consumer} does not know whether its commit for group {group} was stored ({error}) and sends it again.',
    'zh-cn': '{consumer} 不知道给消费者组 {group} 的提交是否已保存（{error}），于是重发。',
  },
  'kafka.consumer.commit-failed': {
    en: 'A commit of {consumer} for group {group} failed: {error}. The committed offset stays where it was; the next commit makes up for it.',
    'zh-cn': '{consumer} 给消费者组 {group} 的一次提交失败：{error}。已提交偏移量保持不变；下一次提交会补上。',
  },
  'kafka.consumer.commit-fenced': {
    en: '{consumer} may not commit for group {group} any more ({error}): the partitions belong to somebody else, or will soon. What it has processed since its last commit will be processed again.',
    'zh-cn':
      '{consumer} 不能再为消费者组 {group} 提交（{error}）：分区已经归别人，或者很快就要归别人。它上次提交之后处理的记录会被再处理一遍。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

const effectSentences = {
  'kafka.consumer.applies': {
    en: '{consumer} has processed {values} and writes the effect to the database.',
    'zh-cn': '{consumer} 处理完 {values}，把处理结果写入数据库。',
  },
  'kafka.consumer.asks': {
    en: '{consumer} hands {value} to {service}, which does the work, and waits for its answer.',
    'zh-cn': '{consumer} 把 {value} 交给 {service} 处理，等待它的应答。',
  },
  'kafka.consumer.asks-again': {
    en: '{consumer} was not told ok by {service} for {value} ({error}): it asks again after {micros|time}, and all that follows in the partition waits.',
    'zh-cn':
      '{consumer} 没有从 {service} 得到 {value} 成功的应答（{error}），{micros|time}后再次请求；分区里后面的记录都得等着。',
  },
  'kafka.consumer.skips': {
    en: '{service} refuses {value} ({error}), and {consumer} skips it: its work is not done, and nobody will come back to it.',
    'zh-cn': '{service} 拒绝了 {value}（{error}），{consumer} 跳过它：工作没有完成，也不会再有人处理。',
  },
  'kafka.consumer.apply-retry': {
    en: '{consumer} heard nothing from the database about {values}. It cannot know whether the effect is there, and writes it again.',
    'zh-cn': '{consumer} 没有等到数据库对 {values} 的应答。它无法知道结果是否已写入，于是再写一次。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const clientSentences = {
  ...producerSentences,
  ...membershipSentences,
  ...readingSentences,
  ...commitSentences,
  ...effectSentences,
} as const satisfies Readonly<Record<string, Bilingual>>;

/** The rules of nodes, clusters, mirrors and alarms in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const NODE = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit.erl';
const VHOST = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_vhost.erl';
const MONITOR = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_node_monitor.erl';
const AUTOHEAL = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_autoheal.erl';
const MIRROR_LEADER = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_mirror_queue_master.erl';
const MIRRORS = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_mirror_queue_misc.erl';
const MIRROR = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_mirror_queue_slave.erl';
const SYNC = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_mirror_queue_sync.erl';
const ALARM = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_alarm.erl';

export const clusterRules = [
  {
    id: 'rabbitmq.node.stop',
    name: { en: 'Stop a node', 'zh-cn': '停止节点' },
    who: { en: 'an operator', 'zh-cn': '运维人员' },
    means: {
      en: 'All connections are told and closed; what is then left is what the node has when it is up again.',
      'zh-cn': '所有连接得到通知并关闭；之后还剩下的，就是节点再次运行时拥有的。',
    },
    enabledWhen: { en: 'The node is up.', 'zh-cn': '节点在运行。' },
    changes: {
      en: 'Connections, and everything that does not outlive the node.',
      'zh-cn': '连接，以及不能比节点活得更久的一切。',
    },
    source: NODE,
  },
  {
    id: 'rabbitmq.node.kill',
    name: { en: 'Kill a node', 'zh-cn': '杀死节点' },
    who: { en: 'the world', 'zh-cn': '外界' },
    means: {
      en: 'Nobody is told anything; what is then left is what the node has when it is up again.',
      'zh-cn': '没有人收到任何通知；之后还剩下的，就是节点再次运行时拥有的。',
    },
    enabledWhen: { en: 'The node is up.', 'zh-cn': '节点在运行。' },
    changes: {
      en: 'Connections, and everything that does not outlive the node.',
      'zh-cn': '连接，以及不能比节点活得更久的一切。',
    },
    source: NODE,
  },
  {
    id: 'rabbitmq.node.start',
    name: { en: 'Start a node', 'zh-cn': '启动节点' },
    who: { en: 'an operator', 'zh-cn': '运维人员' },
    means: {
      en: 'The node reads back what is durable, meets the other nodes, and only then lets clients in.',
      'zh-cn': '节点读回持久的内容，与其他节点会合，之后才接受客户端。',
    },
    enabledWhen: { en: 'The node is down.', 'zh-cn': '节点没有运行。' },
    changes: { en: 'The node; copies of queues on it begin to catch up.', 'zh-cn': '节点；它上面的队列副本开始追赶。' },
    source: NODE,
  },
  {
    id: 'rabbitmq.node.start-blank',
    name: { en: 'Start blank', 'zh-cn': '空白启动' },
    who: { en: 'a node of a cluster that has lost its disk', 'zh-cn': '丢了磁盘的集群节点' },
    means: {
      en: 'Without its disk a node does not know that it was a member: it is a broker of its own, and the others take it for down.',
      'zh-cn': '没有磁盘，节点就不知道自己曾是成员：它成了独立的 broker，其他节点当它停机。',
    },
    enabledWhen: { en: 'It starts, and its disk is empty.', 'zh-cn': '节点启动，而磁盘是空的。' },
    changes: {
      en: 'The node: no queues, no users, no cluster. Quorum queues go on while a majority of their members is left.',
      'zh-cn': '节点：没有队列，没有用户，也不在集群里。仲裁队列只要还剩多数成员就继续工作。',
    },
    source: NODE,
  },
  {
    id: 'rabbitmq.node.outlive',
    name: { en: 'Outlive the node', 'zh-cn': '比节点活得更久' },
    who: { en: 'what is durable', 'zh-cn': '持久的东西' },
    means: {
      en: 'Durable exchanges and queues are there again, and bindings between them; exclusive queues went with their connections.',
      'zh-cn': '持久的交换机和队列、以及它们之间的绑定会恢复；独占队列已随连接消失。',
    },
    enabledWhen: { en: 'The node is up again.', 'zh-cn': '节点再次运行。' },
    changes: { en: 'Everything else is forgotten.', 'zh-cn': '其余一切都被遗忘。' },
    source: VHOST,
  },
  {
    id: 'rabbitmq.cluster.node-down',
    name: { en: 'See a node go', 'zh-cn': '发现节点离开' },
    who: { en: 'every other node', 'zh-cn': '其他每个节点' },
    means: {
      en: 'The connection to a node is gone, or nothing came from it for net_ticktime. Whether it is dead or only cut off cannot be told from here.',
      'zh-cn': '与某个节点的连接断了，或在 net_ticktime 内没有它的任何消息。它是死了还是断网了，从这里分辨不出。',
    },
    enabledWhen: {
      en: 'A connection between nodes closes, or is silent for too long.',
      'zh-cn': '节点间的连接关闭，或沉默太久。',
    },
    changes: {
      en: 'What this node sees of the cluster; queues whose leader was there look for another.',
      'zh-cn': '本节点眼中的集群；leader 在那边的队列去找新的 leader。',
    },
    source: MONITOR,
  },
  {
    id: 'rabbitmq.cluster.node-up',
    name: { en: 'See a node come', 'zh-cn': '发现节点到来' },
    who: { en: 'every other node', 'zh-cn': '其他每个节点' },
    means: {
      en: 'The node counts again. If it was restarted, it comes with what is on its disk; if it was only cut off, it comes with what it has done alone.',
      'zh-cn': '这个节点重新计入。如果它重启过，带来的是磁盘上的内容；如果只是断网，带来的是独自做过的一切。',
    },
    enabledWhen: { en: 'The connection is there again.', 'zh-cn': '连接恢复。' },
    changes: { en: 'What this node sees of the cluster.', 'zh-cn': '本节点眼中的集群。' },
    source: MONITOR,
  },
  {
    id: 'rabbitmq.cluster.partition',
    name: { en: 'Notice a partition', 'zh-cn': '发现网络分区' },
    who: { en: 'a node, when it meets another again', 'zh-cn': '节点，再次遇到另一个节点时' },
    means: {
      en: 'Two nodes that each saw the other go have been apart; each writes the other down.',
      'zh-cn': '两个节点都看到对方离开过，说明它们曾被隔开；各自把对方记下。',
    },
    enabledWhen: {
      en: 'Both saw the other go, and neither has restarted since.',
      'zh-cn': '双方都看到对方离开，且之后都没有重启。',
    },
    changes: { en: 'The node’s list of partitions.', 'zh-cn': '节点的分区列表。' },
    source: MONITOR,
  },
  {
    id: 'rabbitmq.cluster.pause-minority',
    name: { en: 'Pause in a minority', 'zh-cn': '少数派暂停' },
    who: { en: 'a node, whenever it sees others go or come', 'zh-cn': '节点，每当看到别的节点离开或到来' },
    means: {
      en: 'A node that sees no strict majority of the cluster stops serving, so that only one side goes on; with two halves, both stop.',
      'zh-cn': '看不到集群严格多数的节点停止服务，这样只有一侧继续；对半分开时，两侧都停。',
    },
    enabledWhen: {
      en: 'cluster_partition_handling is pause_minority.',
      'zh-cn': 'cluster_partition_handling 是 pause_minority。',
    },
    changes: {
      en: 'The node’s listeners close; every second it looks again.',
      'zh-cn': '节点关闭监听；每秒再看一次。',
    },
    source: MONITOR,
  },
  {
    id: 'rabbitmq.cluster.pause-all-down',
    name: { en: 'Pause when all are down', 'zh-cn': '指定节点都不可达时暂停' },
    who: { en: 'a node', 'zh-cn': '节点' },
    means: {
      en: 'A node that reaches none of the listed nodes stops serving; a listed one never does.',
      'zh-cn': '联系不上任何一个指定节点的节点停止服务；被指定的节点自己从不停。',
    },
    enabledWhen: {
      en: 'cluster_partition_handling is pause_if_all_down.',
      'zh-cn': 'cluster_partition_handling 是 pause_if_all_down。',
    },
    changes: { en: 'The node’s listeners close.', 'zh-cn': '节点关闭监听。' },
    source: MONITOR,
  },
  {
    id: 'rabbitmq.cluster.resume',
    name: { en: 'End a pause', 'zh-cn': '结束暂停' },
    who: { en: 'a paused node, every second', 'zh-cn': '暂停的节点，每秒一次' },
    means: {
      en: 'The node sees enough of the cluster again, and serves clients again. What the others did meanwhile, it takes over.',
      'zh-cn': '节点重新看到足够的集群成员，再次为客户端服务。这期间别人做的事，它全部接受。',
    },
    enabledWhen: { en: 'The reason for the pause is over.', 'zh-cn': '暂停的理由已不存在。' },
    changes: { en: 'The node’s listeners open.', 'zh-cn': '节点重新开放监听。' },
    source: MONITOR,
  },
  {
    id: 'rabbitmq.cluster.autoheal',
    name: { en: 'Choose the winner of an autoheal', 'zh-cn': '选出自动愈合的赢家' },
    who: { en: 'the leader of the healing, when the partition is over', 'zh-cn': '愈合的主持者，网络分区结束时' },
    means: {
      en: 'The side with the most client connections, then with the most nodes; all nodes of the others restart and lose what only they accepted.',
      'zh-cn':
        '客户端连接最多的一侧赢，一样多则节点最多的一侧赢；其余各侧的节点全部重启，只有它们接受过的内容就此丢失。',
    },
    enabledWhen: {
      en: 'cluster_partition_handling is autoheal, and all nodes see each other again.',
      'zh-cn': 'cluster_partition_handling 是 autoheal，且所有节点又能看到彼此。',
    },
    changes: { en: 'Nothing; the losers restart.', 'zh-cn': '没有变化；输的一侧重启。' },
    source: AUTOHEAL,
  },
  {
    id: 'rabbitmq.cluster.autoheal-restart',
    name: { en: 'Restart as a loser', 'zh-cn': '作为输家重启' },
    who: { en: 'a node on a losing side of an autoheal', 'zh-cn': '自动愈合中输的一侧的节点' },
    means: {
      en: 'It throws its copies of mirrored queues away and takes those of the winners. Messages that it alone had accepted and confirmed are lost.',
      'zh-cn': '它扔掉自己的镜像队列副本，改用赢家的。只有它接受并确认过的消息就此丢失。',
    },
    enabledWhen: { en: 'The leader of the healing has chosen another side.', 'zh-cn': '主持者选了另一侧。' },
    changes: { en: 'The node restarts; its connections close.', 'zh-cn': '节点重启；它的连接关闭。' },
    source: AUTOHEAL,
  },
  {
    id: 'rabbitmq.mirror.replicate',
    name: { en: 'Send to the mirrors', 'zh-cn': '发往镜像' },
    who: { en: 'the leader of a mirrored queue', 'zh-cn': '镜像队列的 leader' },
    means: {
      en: 'Everything that the queue does is told to all its mirrors, in the same order. A mirror that joins later does not get what was there before, unless it is synchronised.',
      'zh-cn': '队列做的每件事都按相同顺序告诉全部镜像。后来加入的镜像得不到之前的消息，除非做一次同步。',
    },
    enabledWhen: { en: 'The queue changes.', 'zh-cn': '队列有变化。' },
    changes: { en: 'The mirrors.', 'zh-cn': '各镜像。' },
    source: MIRROR_LEADER,
  },
  {
    id: 'rabbitmq.mirror.confirm',
    name: { en: 'Confirm a mirrored publish', 'zh-cn': '确认镜像队列的发布' },
    who: { en: 'the leader of a mirrored queue', 'zh-cn': '镜像队列的 leader' },
    means: {
      en: 'The publisher is told when every mirror that the leader sees has the message; a mirror that it does not see any more does not count, so both sides of a partition go on confirming.',
      'zh-cn': 'leader 看得到的镜像都有了消息，就告诉发布者；看不到的镜像不算，所以分区的两侧都会继续确认。',
    },
    enabledWhen: { en: 'A message was published with confirms.', 'zh-cn': '消息以确认方式发布。' },
    changes: { en: 'Nothing; the confirm goes out.', 'zh-cn': '没有变化；确认发出。' },
    source: MIRROR_LEADER,
  },
  {
    id: 'rabbitmq.mirror.promote',
    name: { en: 'Promote a mirror', 'zh-cn': '提升镜像' },
    who: { en: 'the mirrors of a queue, when its leader is gone', 'zh-cn': '队列的各镜像，leader 消失时' },
    means: {
      en: 'The oldest synchronised mirror leads. When none is, the oldest leads all the same, without the messages that it never got; or the queue waits for its old leader.',
      'zh-cn':
        '最老的已同步镜像成为 leader。一个都没有时，仍由最老的担任，缺少它从未收到的消息；或者队列等旧 leader 回来。',
    },
    enabledWhen: { en: 'The leader has crashed or stopped.', 'zh-cn': 'leader 崩溃或停止。' },
    changes: {
      en: 'The leader; everything that was unacknowledged is ready again, as redelivered.',
      'zh-cn': 'leader；所有未确认的消息重新就绪，带 redelivered 标记。',
    },
    source: MIRRORS,
  },
  {
    id: 'rabbitmq.mirror.begin',
    name: { en: 'Begin to lead with a copy', 'zh-cn': '带着副本成为 leader' },
    who: { en: 'a mirror that is promoted', 'zh-cn': '被提升的镜像' },
    means: {
      en: 'It does not know what the old leader had handed out, so everything is ready, in order, as redelivered (observed on 3.10.8); consumers have to register again.',
      'zh-cn':
        '它不知道旧 leader 投递过什么，所以全部消息按顺序重新就绪，带 redelivered 标记（3.10.8 实测）；消费者必须重新注册。',
    },
    enabledWhen: { en: 'The old leader is gone.', 'zh-cn': '旧 leader 没了。' },
    changes: {
      en: 'All messages are ready again; the consumers are gone.',
      'zh-cn': '全部消息重新就绪；消费者都没有了。',
    },
    source: MIRROR,
  },
  {
    id: 'rabbitmq.mirror.synchronise',
    name: { en: 'Synchronise a mirror', 'zh-cn': '同步镜像' },
    who: { en: 'the leader of a mirrored queue', 'zh-cn': '镜像队列的 leader' },
    means: {
      en: 'A mirror gets the messages that were there before it joined. The queue does nothing else meanwhile.',
      'zh-cn': '镜像得到它加入之前就有的消息。这期间队列什么别的都不做。',
    },
    enabledWhen: {
      en: 'ha-sync-mode is automatic, or an operator asks; without either, a mirror is synchronised only when its missing messages are consumed.',
      'zh-cn': 'ha-sync-mode 是 automatic，或运维人员要求；否则，只有等它缺的消息都被消费完，才算同步。',
    },
    changes: { en: 'The mirror.', 'zh-cn': '镜像。' },
    source: SYNC,
  },
  {
    id: 'rabbitmq.mirror.throw-away',
    name: { en: 'Throw a copy away', 'zh-cn': '扔掉副本' },
    who: { en: 'a node that comes back', 'zh-cn': '回来的节点' },
    means: {
      en: 'A mirror begins empty: it cannot tell what of its old copy still counts. So messages that only it had are gone once another leads.',
      'zh-cn': '镜像从空开始：它无法判断旧副本里哪些还算数。所以，一旦别人当了 leader，只有它拥有的消息就没了。',
    },
    enabledWhen: { en: 'Another node leads the queue.', 'zh-cn': '队列已由另一个节点当 leader。' },
    changes: { en: 'The copy on this node.', 'zh-cn': '这个节点上的副本。' },
    source: MIRROR,
  },
  {
    id: 'rabbitmq.alarm.raise',
    name: { en: 'Raise an alarm', 'zh-cn': '发出告警' },
    who: { en: 'a node', 'zh-cn': '节点' },
    means: {
      en: 'More memory is used than the high watermark allows, or less disk is free than the limit.',
      'zh-cn': '内存用量超过高水位，或磁盘剩余低于下限。',
    },
    enabledWhen: { en: 'The node looks at its resources.', 'zh-cn': '节点检查自己的资源。' },
    changes: { en: 'The cluster’s alarms.', 'zh-cn': '集群的告警。' },
    source: ALARM,
  },
  {
    id: 'rabbitmq.alarm.clear',
    name: { en: 'Clear an alarm', 'zh-cn': '解除告警' },
    who: { en: 'a node', 'zh-cn': '节点' },
    means: {
      en: 'Publishers are read again as soon as no node of the cluster has an alarm. What they had sent meanwhile is carried out then.',
      'zh-cn': '集群里没有任何节点告警之后，才重新读取发布者。它们这期间发出的内容随后执行。',
    },
    enabledWhen: { en: 'The resource is within its limit again.', 'zh-cn': '资源用量回到限制之内。' },
    changes: { en: 'The cluster’s alarms; blocked connections.', 'zh-cn': '集群的告警；被阻塞的连接。' },
    source: ALARM,
  },
  {
    id: 'rabbitmq.queue.node-gone',
    name: { en: 'A node is gone', 'zh-cn': '节点没了' },
    who: { en: 'the queues of the other nodes', 'zh-cn': '其他节点上的队列' },
    means: {
      en: 'Its channels are gone with it: their consumers, and what they hold comes back. A quorum queue only suspects it, so that a channel that was merely out of sight may go on.',
      'zh-cn': '它的通道随之消失：消费者没了，它们持有的消息回到队列。仲裁队列只是怀疑它，暂时失联的通道之后还能继续。',
    },
    enabledWhen: { en: 'The node is not seen any more.', 'zh-cn': '看不到该节点了。' },
    changes: { en: 'Consumers, what they hold, what is ready.', 'zh-cn': '消费者、其持有的消息、就绪的消息。' },
    source: 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_fifo.erl',
  },
  {
    id: 'rabbitmq.queue.process-gone',
    name: { en: 'The process of a queue is gone', 'zh-cn': '队列进程没了' },
    who: {
      en: 'every channel that has to do with a classic queue or a stream',
      'zh-cn': '每个与该经典队列或流有关的通道',
    },
    means: {
      en: 'Publishes that the queue has not confirmed are taken for lost, so they are refused; settling what it had handed out means nothing any more. Consumers register with the new leader, unless they asked not to; without a new leader they are cancelled.',
      'zh-cn':
        '队列尚未确认的发布视为丢失，因此以 nack 拒绝；再去确认它发出的消息已没有意义。消费者改向新 leader 登记，除非它们声明不要；没有新 leader 时，消费者被取消。',
    },
    enabledWhen: {
      en: 'The node of the queue is gone, or another one leads.',
      'zh-cn': '队列所在节点没了，或换了 leader。',
    },
    changes: { en: 'Confirms, deliveries, consumers.', 'zh-cn': '确认、投递、消费者。' },
    source: 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_channel.erl',
  },
  {
    id: 'rabbitmq.quorum.follow',
    name: { en: 'Follow a new leader', 'zh-cn': '跟随新 leader' },
    who: { en: 'every channel that has to do with a quorum queue', 'zh-cn': '每个与该仲裁队列有关的通道' },
    means: {
      en: 'Nothing is lost and nothing doubled: commands that are not known to be carried out are sent again, consumers say that they are there, and ask for what they have missed.',
      'zh-cn': '既不丢也不重：结果未知的命令再发一次；消费者重新报到，并索要错过的投递。',
    },
    enabledWhen: { en: 'A leader is known.', 'zh-cn': '已知 leader 是谁。' },
    changes: { en: 'Nothing here; the leader hears of it.', 'zh-cn': '本地不变；由 leader 处理。' },
    source: 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_fifo_client.erl',
  },
] as const satisfies readonly RuleText[];

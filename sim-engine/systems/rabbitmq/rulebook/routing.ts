/** The rules of exchanges and bindings in five fields each: the text of the step inspector. */
import type { RuleText } from '../../door.ts';

const EXCHANGE = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_exchange.erl';
const TOPIC = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_exchange_type_topic.erl';
const HEADERS = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_exchange_type_headers.erl';
const BASIC = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_basic.erl';
const BINDING = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_binding.erl';
const CHANNEL = 'RabbitMQ 3.10.8, deps/rabbit/src/rabbit_channel.erl';

export const routingRules = [
  {
    id: 'rabbitmq.routing.route',
    name: { en: 'Route a message', 'zh-cn': '路由消息' },
    who: { en: 'the broker, for a publish or a dead letter', 'zh-cn': 'broker，处理发布的消息或死信时' },
    means: {
      en: 'Every queue at most once, whatever the number of ways to it; every exchange at most once, so that cycles end. Where an exchange finds nothing, its alternate exchange is asked; one that is missing finds nothing either.',
      'zh-cn':
        '不管有几条路通向同一个队列，它最多收到一份；每个交换机最多经过一次，所以环路会结束。交换机找不到队列时，就问它的备用交换机；备用交换机不存在，也等于没找到。',
    },
    enabledWhen: { en: 'The exchange exists.', 'zh-cn': '交换机存在。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: EXCHANGE,
  },
  {
    id: 'rabbitmq.routing.binding',
    name: { en: 'Match bindings', 'zh-cn': '匹配绑定' },
    who: { en: 'an exchange', 'zh-cn': '交换机' },
    means: {
      en: 'Direct compares the key byte by byte, fanout takes everything, topic and headers look at patterns.',
      'zh-cn': 'direct 逐字节比较路由键，fanout 全部接收，topic 与 headers 按模式匹配。',
    },
    enabledWhen: { en: 'A message reaches the exchange.', 'zh-cn': '消息到达交换机。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: EXCHANGE,
  },
  {
    id: 'rabbitmq.routing.topic',
    name: { en: 'Match a topic', 'zh-cn': '匹配主题' },
    who: { en: 'a topic exchange, for each of its bindings', 'zh-cn': 'topic 交换机，对它的每个绑定' },
    means: {
      en: '`*` stands for exactly one word, `#` for any number of words, also none; inside a longer word both are ordinary.',
      'zh-cn': '`*` 恰好代表一个单词，`#` 代表任意个单词，也可以是零个；写在更长的单词里时，两者都只是普通字符。',
    },
    enabledWhen: { en: 'A message is routed.', 'zh-cn': '正在路由一条消息。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: TOPIC,
  },
  {
    id: 'rabbitmq.routing.check-headers',
    name: { en: 'Check a headers binding', 'zh-cn': '检查 headers 绑定' },
    who: { en: 'a headers exchange, when something is bound to it', 'zh-cn': 'headers 交换机，有东西要绑定到它时' },
    means: { en: '`x-match` is one of four texts.', 'zh-cn': '`x-match` 只能是四个取值之一。' },
    enabledWhen: { en: 'The binding has an `x-match`.', 'zh-cn': '绑定带有 `x-match`。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: HEADERS,
  },
  {
    id: 'rabbitmq.routing.headers',
    name: { en: 'Match headers', 'zh-cn': '匹配消息头' },
    who: { en: 'a headers exchange, for each of its bindings', 'zh-cn': 'headers 交换机，对它的每个绑定' },
    means: {
      en: 'All arguments of the binding, or any of them, are headers of the message with the same value; null asks only that the header is there. Names that begin with `x-` do not count, unless the mode says “with-x”.',
      'zh-cn':
        '绑定的全部参数（或任意一个）都能在消息头里找到相同的值；值为 null 只要求有这个消息头。以 `x-` 开头的名字不算，除非模式写明“with-x”。',
    },
    enabledWhen: { en: 'A message is routed.', 'zh-cn': '正在路由一条消息。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: HEADERS,
  },
  {
    id: 'rabbitmq.routing.sender-selected',
    name: { en: 'Sender-selected distribution', 'zh-cn': '由发送方指定分发' },
    who: { en: 'a channel, when it receives a message', 'zh-cn': '通道，收到消息时' },
    means: {
      en: 'Keys in CC and BCC are routed like the message’s own; BCC is taken off before anybody sees the message.',
      'zh-cn': 'CC 与 BCC 里的键和消息自己的路由键一样参与路由；BCC 在任何人看到消息之前就被去掉。',
    },
    enabledWhen: { en: 'The message has one of the two headers.', 'zh-cn': '消息带有这两个消息头之一。' },
    changes: { en: 'The message’s routing keys and its headers.', 'zh-cn': '消息的路由键与消息头。' },
    source: BASIC,
  },
  {
    id: 'rabbitmq.exchange.declare',
    name: { en: 'Declare an exchange', 'zh-cn': '声明交换机' },
    who: { en: 'a client', 'zh-cn': '客户端' },
    means: {
      en: 'It is there afterwards, as described; declaring it again the same way changes nothing.',
      'zh-cn': '声明之后它就存在，且与描述一致；用同样的描述再声明一次，什么都不变。',
    },
    enabledWhen: { en: 'The name is free, or the description is the same.', 'zh-cn': '名字还没被占用，或描述相同。' },
    changes: { en: 'The exchanges of the broker.', 'zh-cn': 'broker 的交换机。' },
    source: EXCHANGE,
  },
  {
    id: 'rabbitmq.exchange.declare-again',
    name: { en: 'Declare an exchange again', 'zh-cn': '再次声明交换机' },
    who: { en: 'the broker', 'zh-cn': '收到声明的 broker' },
    means: {
      en: 'A declaration of what is already there changes nothing, and must say the same.',
      'zh-cn': '声明已有的交换机不会带来变化，但描述必须相同。',
    },
    enabledWhen: { en: 'An exchange of that name exists.', 'zh-cn': '已有同名的交换机。' },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: EXCHANGE,
  },
  {
    id: 'rabbitmq.exchange.bind',
    name: { en: 'Bind', 'zh-cn': '绑定' },
    who: { en: 'a client', 'zh-cn': '客户端' },
    means: {
      en: 'What reaches an exchange with a fitting key goes on to a queue or to another exchange; the same binding twice is one.',
      'zh-cn': '到达交换机的消息，只要路由键符合，就继续去往某个队列或另一个交换机；同样的绑定声明两次还是一个。',
    },
    enabledWhen: { en: 'Both ends exist.', 'zh-cn': '两端都存在。' },
    changes: { en: 'The bindings of the exchange.', 'zh-cn': '交换机的绑定。' },
    source: BINDING,
  },
  {
    id: 'rabbitmq.exchange.auto-delete',
    name: { en: 'Delete an exchange automatically', 'zh-cn': '自动删除交换机' },
    who: { en: 'The node, when bindings are gone', 'zh-cn': '节点，绑定被移除时' },
    means: {
      en: 'An auto-delete exchange goes with the last thing that was bound to it.',
      'zh-cn': '自动删除的交换机随着最后一个绑定一起消失。',
    },
    enabledWhen: { en: 'It had a binding, and has none left.', 'zh-cn': '它曾有过绑定，现在一个也没有了。' },
    changes: { en: 'The exchange, and the bindings to it.', 'zh-cn': '这个交换机，以及通向它的绑定。' },
    source: BINDING,
  },
  {
    id: 'rabbitmq.publish.check',
    name: { en: 'Check a publish', 'zh-cn': '检查发布' },
    who: { en: 'the channel', 'zh-cn': '通道' },
    means: {
      en: 'The exchange exists and takes messages of clients, the body is not too large, the expiration is a number.',
      'zh-cn': '交换机存在且接受客户端的消息，消息体没有过大，expiration 是数字。',
    },
    enabledWhen: {
      en: 'basic.publish; in a transaction too, at once.',
      'zh-cn': 'basic.publish；在事务里也一样，立即检查。',
    },
    changes: { en: 'Nothing.', 'zh-cn': '没有变化。' },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.publish.publish',
    name: { en: 'Publish', 'zh-cn': '发布' },
    who: { en: 'the channel', 'zh-cn': '通道' },
    means: {
      en: 'The message goes to every queue that the exchange finds. Where it finds none, the message is gone, and confirmed; with `mandatory` it is returned before that.',
      'zh-cn':
        '消息去往交换机找到的每一个队列。一个也找不到时，消息就没了，而且照样得到确认；带 `mandatory` 时，会在确认之前先被退回。',
    },
    enabledWhen: { en: 'The checks have passed.', 'zh-cn': '检查已通过。' },
    changes: { en: 'The queues; the confirms that are still to come.', 'zh-cn': '各队列；尚待发出的确认。' },
    source: CHANNEL,
  },
  {
    id: 'rabbitmq.publish.mandatory',
    name: { en: 'Return an unroutable message', 'zh-cn': '退回无法路由的消息' },
    who: { en: 'the channel', 'zh-cn': '通道' },
    means: {
      en: 'A publisher that asked for it gets the message back, with 312 NO_ROUTE, before the confirm. The confirm comes all the same: it says that the broker has dealt with the message, not that a queue has it.',
      'zh-cn':
        '要求退回的发布者会收到原消息和 312 NO_ROUTE，而且先于确认到达。确认照样会来：它只表示 broker 处理完了这条消息，不表示有队列收下了它。',
    },
    enabledWhen: {
      en: 'The message was published with `mandatory`, and no exchange on the way found a queue.',
      'zh-cn': '发布时带了 `mandatory`，而沿途的交换机都没有找到队列。',
    },
    changes: { en: 'Nothing; the message goes back to its publisher.', 'zh-cn': '没有变化；消息回到发布者手里。' },
    source: CHANNEL,
  },
] as const satisfies readonly RuleText[];

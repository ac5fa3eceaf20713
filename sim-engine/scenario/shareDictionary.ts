/**
 * What links of format 1 leave out: text that scenarios and actions have in common. The compressor refers to it as if it
 * had just been sent, so defaults and the play preset cost a few bytes.
 *
 * Frozen: another text makes every link of format 1 unreadable. A better dictionary is a new format.
 */

import { strToU8 } from 'fflate';

// prettier-ignore
const TEXT = [
  '"no-duplicate","available","after-processing","before-processing","handoff","latest","roundrobin","r',
  'ange","none","faultBudget","replicas","startMillis","partition","valueBytes","healAtMillis",',
  '"guards":{"truncateByEpoch":false,"compareDivergingEpoch":false,"fencedTruncation":false,"fencedFetc',
  'h":false,"highWatermarkEpochCheck":false,"isrExpansionEpochCheck":false,"isrExpansionWait":false,"br',
  'okerEpochCheck":false,"strictMinIsr":false,"truncateBeforeHighWatermark":false,"consumerTruncationDe',
  'tection":false},',
  '"unclean.leader.election.enable":,"flush.messages":,"replica.fetch.wait.max.ms":,"replica.fetch.min.',
  'bytes":,"replica.fetch.backoff.ms":,"replica.high.watermark.checkpoint.interval.ms":,"auto.leader.re',
  'balance.enable":,"leader.imbalance.check.interval.seconds":,"unclean.leader.election.interval.ms":,"',
  'eligible.leader.replicas.version":,"offsets.topic.replication.factor":,"group.max.session.timeout.ms',
  '":,"retries":,"linger.ms":,"batch.size":,"retry.backoff.ms":,"retry.backoff.max.ms":,"partitioner.ad',
  'aptive.partitioning.enable":,"partitioner.ignore.keys":,"metadata.max.age.ms":,"max.block.ms":,"enab',
  'le.auto.commit":,"max.poll.records":,"max.poll.interval.ms":,"fetch.min.bytes":,"fetch.max.wait.ms":',
  ',"partition.assignment.strategy":,"group.instance.id":,"enable.idempotence":,"max.in.flight.requests',
  '.per.connection":',
  '"faults":[{"at":1000000,"operation":"crash","arguments":{"node":"broker-1"}},{"at":1000000,"operatio',
  'n":"hold","arguments":{"from":"broker-1","to":"broker-2"}},],',
  '{"scenario":{"version":1,"name":"play","system":"kafka","seed":1,"horizonMillis":60000,"topology":{"',
  'brokers":3,"topics":[{"name":"orders","partitions":2,"replicationFactor":3}],"producers":[{"name":"a',
  '","topic":"orders","settings":{"acks":"all","request.timeout.ms":2000,"delivery.timeout.ms":10000},"',
  'ratePerSecond":4,"records":200,"keys":["A","B","C"]},{"name":"b","topic":"orders","settings":{"acks"',
  ':"1","request.timeout.ms":2000,"delivery.timeout.ms":10000},"ratePerSecond":4,"records":200,"keys":[',
  '"D","E","F"]}],"consumers":[{"name":"billing-1","group":"billing","topics":["orders"],"settings":{"a',
  'uto.offset.reset":"earliest","auto.commit.interval.ms":1000,"session.timeout.ms":3000,"heartbeat.int',
  'erval.ms":500,"request.timeout.ms":2000},"processing":{"commit":"auto","thread":"poll","micros":5000',
  ',"idempotent":false}},{"name":"billing-2","group":"billing","topics":["orders"],"settings":{"auto.of',
  'fset.reset":"earliest","auto.commit.interval.ms":1000,"session.timeout.ms":3000,"heartbeat.interval.',
  'ms":500,"request.timeout.ms":2000},"processing":{"commit":"auto","thread":"poll","micros":5000,"idem',
  'potent":false}}]},"settings":{"min.insync.replicas":2,"replica.lag.time.max.ms":3000,"broker.heartbe',
  'at.interval.ms":500,"broker.session.timeout.ms":3000,"group.initial.rebalance.delay.ms":500,"group.m',
  'in.session.timeout.ms":1000},"guards":{},"network":{"latencyMicros":2000,"jitterMicros":500},"faults',
  '":[],"promises":["no-lost-write","order-per-key","every-record-read","no-divergence","comes-to-rest"',
  ']},"actions":[',
  '[1000000,"configure",{"node":"broker-3","setting":"min.insync.replicas","value":1}],[1000000,"electP',
  'referred",{"topic":"orders","partition":0}],[1000000,"electLeader",{"topic":"orders","partition":1,"',
  'node":"broker-2"}],[1000000,"cleanShutdown",{"node":"broker-3"}],[1000000,"send",{"producer":"a","ke',
  'y":"A"}],[1000000,"slowLink",{"a":"broker-1","b":"broker-2","micros":100000}],[1000000,"slowNode",{"',
  'node":"broker-1","micros":100000}],[1000000,"loseResponse",{"from":"broker-1","to":"a"}],[1000000,"c',
  'utOneWay",{"from":"broker-1","to":"controller"}],[1000000,"healLink",{"a":"broker-1","b":"broker-3"}',
  '],[1000000,"cut",{"a":"broker-2","b":"broker-3"}],[1000000,"hold",{"from":"broker-2","to":"broker-3"',
  '}],[1000000,"release",{"from":"broker-3","to":"broker-1"}],[1000000,"isolate",{"node":"broker-2"}],[',
  '1000000,"diskLoss",{"node":"broker-1"}],[1000000,"pause",{"node":"billing-1"}],[1000000,"resume",{"n',
  'ode":"billing-2"}],[1000000,"powerLoss",{"node":"broker-3"}],[1000000,"healAll",{}],[1000000,"restar',
  't",{"node":"broker-2"}],[1000000,"crash",{"node":"broker-1"}]],"engineVersion":"0.1.0","traceHash":"',
].join('');

/** The dictionary of format 1. */
export const SHARE_DICTIONARY: Uint8Array = strToU8(TEXT);

/**
 * A system's doors: the same in every room. Nothing outside a room knows which system it is in; it asks here.
 */
import type { ChartDiagram } from '../chart/diagram.ts';
import type { Cluster } from '../host/cluster.ts';
import type { LogView } from '../host/history.ts';
import type { Message } from '../host/message.ts';
import type { World } from '../host/world.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Remedy } from './remedy.ts';
import type { SearchHints } from './searchHints.ts';
import type { MessageMark, SceneLink, SceneNode } from '../view/scene.ts';

/** A text in both languages. */
export interface Bilingual {
  readonly en: string;
  readonly 'zh-cn': string;
}

/** A protocol rule in five fields and its source: the step inspector's text. */
export interface RuleText {
  readonly id: string;
  readonly name: Bilingual;
  readonly who: Bilingual;
  readonly means: Bilingual;
  readonly enabledWhen: Bilingual;
  readonly changes: Bilingual;
  readonly source: string;
}

/** How a message is drawn. */
export interface MessageFace {
  readonly marks: readonly MessageMark[];
  readonly error: string | null;
  /** Answers something that was asked before. */
  readonly answer: boolean;
  /** Whoever asked has given up waiting. */
  readonly late?: true;
  /** Heartbeats, empty fetches and the like: may be hidden. */
  readonly routine: boolean;
}

/** What a system adds to a machine's picture. */
export type NodeFace = Pick<
  SceneNode,
  'facts' | 'exchanges' | 'shelves' | 'held' | 'heldTotal' | 'service' | 'customers' | 'tables' | 'charts'
> & {
  readonly status: 'fenced' | 'starting' | null;
};

/** What a view knows besides the world: which values are acknowledged and which a verdict names. */
export interface Highlights {
  readonly acknowledged: ReadonlySet<string>;
  readonly suspect: ReadonlySet<string>;
}

/** A system made ready for one scenario. */
export interface SystemInstance {
  readonly cluster: Cluster;
  /** What a search must know. */
  readonly search: SearchHints;
  /** Words for every note and milestone of this system. */
  readonly sentences: Readonly<Record<string, Bilingual>>;
  /** What an observer may see of the logs. */
  observe(world: World): LogView;
  /** Has every consumer group read and committed all there is? */
  isDrained(world: World): boolean;
  nodeFace(world: World, node: number, highlights: Highlights): NodeFace;
  /** `receiver`: what the machine that it goes to remembers; without it nobody knows whether somebody still waits. */
  messageFace(message: Message, receiver?: unknown): MessageFace;
  /** What a link is for; null: not drawn. */
  linkPurpose(from: number, to: number): SceneLink['purpose'] | null;
  /**
   * What is left to do for consumers, summed, for the view of the backlog. Logs: records that no group has committed yet.
   * Queues: messages that are ready or not acknowledged.
   */
  lag(world: World): number;
}

export interface SystemDoor {
  readonly name: string;
  /** Version that is modelled. */
  readonly version: string;
  open(scenario: Scenario): SystemInstance;
  /** Words for every note and milestone of this system. */
  readonly sentences: Readonly<Record<string, Bilingual>>;
  readonly rules: readonly RuleText[];
  /** A statechart by its id, ready to be drawn; null when the system has none of that name. */
  diagram(chart: string): ChartDiagram | null;
  /** Changes to a scenario that may make a failure impossible, those that change nothing left out. */
  remedies(scenario: Scenario): readonly Remedy[];
  /** What is not modelled, one sentence each. */
  readonly limits: readonly Bilingual[];
}

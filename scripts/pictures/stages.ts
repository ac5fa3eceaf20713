/** Moments of real runs, one or two for each picture of a link. Deterministic: the same pictures every time. */
import { CONTESTS } from '../../sim-engine/contest/presets.ts';
import { prepare } from '../../sim-engine/contest/contest.ts';
import { Playback } from '../../sim-engine/playback.ts';
import type { Action, Scenario } from '../../sim-engine/scenario/types.ts';
import type { SceneMessage } from '../../sim-engine/view/scene.ts';
import { KAFKA_PRESETS } from '../../sim-engine/systems/kafka/presets/index.ts';
import { runs as epochs } from '../../lessons/leaders-epochs-zombies/scenario.ts';
import { runs as quorumQueues } from '../../lessons/rabbitmq-quorum-queues/scenario.ts';
import { runs as routing } from '../../lessons/rabbitmq-routing/scenario.ts';
import { runs as machine } from '../../lessons/reading-the-machine/scenario.ts';
import { runs as replicas } from '../../lessons/replicas-isr-quorum/scenario.ts';
import type { PictureName } from '../../site/frame/picture.ts';
import type { Locale } from '../../site/i18n/index.ts';
import { playerWords } from '../../site/i18n/player.ts';
import { alphabetStages } from '../../site/scene/alphabet.ts';
import { sampleStage } from '../../site/scene/sample.ts';
import { tellScene } from '../../site/worker/told.ts';
import type { Stage } from '../../site/worker/protocol.ts';

/** A picture that is not drawn here: the concept map stands in a built page. */
export type Drawn = Exclude<PictureName, 'reading'>;

const SECOND = 1_000_000;
/** From the moment that is asked for, how long may be waited for a livelier one. */
const LIVELY_WITHIN = 0.4 * SECOND;

const fault = (seconds: number, operation: string, given: Action['arguments']): Action => ({
  at: seconds * SECOND,
  operation,
  arguments: given,
});

const carries = (message: SceneMessage): boolean => !message.routine && message.marks.length > 0;

/** The stage near a moment with the most messages on their way. */
function livelyStage(scenario: Scenario, { seconds, locale }: { seconds: number; locale: Locale }): Stage {
  const playback = Playback.open(scenario);
  playback.advance({ stepsMax: 100_000, untilMicros: seconds * SECOND + LIVELY_WITHIN });
  const first = playback.stepAt(seconds * SECOND);
  let best = playback.sceneAt(first);
  for (let step = first + 1; step <= playback.steps; step += 1) {
    const scene = playback.sceneAt(step);
    if (scene.messages.filter(carries).length > best.messages.filter(carries).length) best = scene;
  }
  return tellScene(best, locale);
}

function scenarioOf(runs: Readonly<Record<string, { readonly scenario: Scenario }>>, name: string): Scenario {
  const run = runs[name];
  if (run === undefined) throw new Error(`there is no run named ${name}`);
  return run.scenario;
}

const withFaults = (scenario: Scenario, faults: readonly Action[]): Scenario => ({ ...scenario, faults });

function contestStages(name: string, at: { seconds: number; locale: Locale }): readonly Stage[] {
  const preset = CONTESTS.find((each) => each.name === name);
  const prepared = preset === undefined ? null : prepare(preset.contest);
  if (prepared === null || !prepared.ok) throw new Error(`there is no contest named ${name}`);
  return [livelyStage(prepared.scenarios.left, at), livelyStage(prepared.scenarios.right, at)];
}

const STAGES: Readonly<Record<Drawn, (locale: Locale) => readonly Stage[]>> = {
  home: (locale) => [sampleStage(locale)],
  learn: (locale) => [livelyStage(scenarioOf(replicas, 'hook'), { seconds: 6, locale })],
  play: (locale) => [
    livelyStage(
      withFaults(KAFKA_PRESETS['acks-one'], [
        fault(1.5, 'crash', { node: 'broker-3' }),
        fault(1.6, 'cut', { a: 'broker-1', b: 'broker-2' }),
      ]),
      { seconds: 1.7, locale },
    ),
  ],
  versus: (locale) => contestStages('clusters-leader-dies', { seconds: 3, locale }),
  glossary: (locale) => [alphabetStages(playerWords(locale), locale).queues],
  'track-0': (locale) => [livelyStage(scenarioOf(machine, 'unlucky'), { seconds: 5, locale })],
  'track-a': (locale) => [livelyStage(scenarioOf(quorumQueues, 'rush'), { seconds: 1.8, locale })],
  'track-b': (locale) => [livelyStage(scenarioOf(quorumQueues, 'poison'), { seconds: 3.6, locale })],
  'track-c': (locale) => [livelyStage(scenarioOf(epochs, 'severed'), { seconds: 9, locale })],
  'track-d': (locale) => [livelyStage(scenarioOf(routing, 'patterns'), { seconds: 4, locale })],
  'track-e': (locale) => [
    livelyStage(
      withFaults(scenarioOf(replicas, 'hook'), [
        fault(4, 'pause', { node: 'broker-2' }),
        fault(4, 'slowLink', { a: 'a', b: 'broker-1', micros: 50_000 }),
        fault(4.5, 'cut', { a: 'broker-1', b: 'broker-3' }),
      ]),
      { seconds: 5, locale },
    ),
  ],
  'track-f': (locale) => contestStages('clusters-majority-gone', { seconds: 3.5, locale }),
};

/** One stage, or two that stand side by side. */
export function stagesOf(name: Drawn, locale: Locale): readonly Stage[] {
  return STAGES[name](locale);
}

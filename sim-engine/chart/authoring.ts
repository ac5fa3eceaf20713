/**
 * Small parts for writing a chart: what its events, guards, actions and words are.
 *
 * A chart holds control states only. Data stays with the machine that runs it, so a guard does not look into data: it asks
 * for a named fact, which the machine states together with the event. Actions are names; the machine carries them out.
 * That keeps a chart runnable both by XState (`actor.send({ type, facts })`) and by the compiled table (`advance`).
 */

/** A text in both languages. States and transitions carry one as their `meta`. */
export type ChartWords = {
  readonly en: string;
  readonly 'zh-cn': string;
};

/** Yes-or-no facts that guards ask for. */
export type Facts<Fact extends string> = { readonly [Name in Fact]?: boolean };

/** An event of a chart, with the facts that its guards may ask for. */
export type ChartEvent<Type extends string, Fact extends string = never> = {
  readonly type: Type;
  readonly facts?: Facts<Fact>;
};

/** A guard that passes when the event states the fact of this name. */
export function fact<Fact extends string>(
  name: Fact,
): (args: { readonly event: { readonly facts?: Facts<Fact> } }) => boolean {
  return ({ event }) => event.facts?.[name] === true;
}

/** Declares actions that the machine running the chart carries out. */
export function actionNames<Name extends string>(...names: readonly Name[]): Record<Name, () => void> {
  const declared = {} as Record<Name, () => void>;
  for (const name of names) declared[name] = () => undefined;
  return declared;
}

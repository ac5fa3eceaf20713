/** Statecharts with their drawing and words, by id. */
import { diagramOf } from '../../sim-engine/chart/diagram.ts';
import { layoutChart } from '../../sim-engine/chart/diagramLayout.ts';
// eslint-disable-next-line alo/import-direction -- the door of a system does not hand out its charts yet
import { charts } from '../../sim-engine/systems/kafka/charts/index.ts';
import type { Locale, ToldChart } from './protocol.ts';

export function tellChart(id: string, locale: Locale): ToldChart | null {
  const found = charts.find(({ machine }) => machine.id === id);
  if (found === undefined) return null;
  const diagram = diagramOf(found.machine);
  return {
    title: diagram.description?.[locale] ?? id,
    layout: layoutChart(diagram),
    transitions: diagram.transitions.map(({ from, to, event, guard, description }) => ({
      from,
      to,
      event,
      guard,
      text: description?.[locale] ?? '',
    })),
  };
}

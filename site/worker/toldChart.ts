/** Statecharts with their drawing and words, by id. */
import { layoutChart } from '../../sim-engine/chart/diagramLayout.ts';
import { systemNamed } from '../../sim-engine/systems/registry.ts';
import type { Locale, ToldChart } from './protocol.ts';

export function tellChart(system: string, id: string, locale: Locale): ToldChart | null {
  const diagram = systemNamed(system).diagram(id);
  if (diagram === null) return null;
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

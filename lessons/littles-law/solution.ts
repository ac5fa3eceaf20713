import type { Solutions } from '../lesson.ts';
import { busyWorkers, law, workMillis } from './checks.ts';

const twoPlaces = (value: number): number => Math.round(value * 100) / 100;

export const solutions: Solutions = {
  stay: {
    read([run]) {
      if (run === undefined) return {};
      const { meanNumberMilli, arrivalsPerSecondMilli } = law(run);
      return { numbers: { time: Math.round((meanNumberMilli * 1_000) / arrivalsPerSecondMilli) } };
    },
  },
  count: {
    read([run]) {
      if (run === undefined) return {};
      const { meanNumberMilli, arrivalsPerSecondMilli } = law(run);
      const time = (meanNumberMilli * 1_000) / arrivalsPerSecondMilli;
      return {
        numbers: {
          time: Math.round(time),
          busy: twoPlaces(busyWorkers(run)),
          wait: Math.round(time - workMillis(run)),
        },
      };
    },
  },
  tune: { settings: { consumers: '4', prefetch: '1' }, numbers: { busy: 60 } },
};

import type { Solutions } from '../lesson.ts';
import { DIED, SILENT } from './scenario.ts';

export const solutions: Solutions = {
  /** Payment does all its work, and RabbitMQ does not hear of it. */
  twice: () => ({ actions: SILENT }),
  /** Acknowledged, and then forgotten by the only one who knew. */
  never: () => ({ actions: DIED }),
};

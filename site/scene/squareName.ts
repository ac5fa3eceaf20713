/** What stands in a record's square. Which of an order's messages it is, its place tells; the sentences write the whole name. */
import { orderOf } from '../../sim-engine/apps/recordNames.ts';
import type { MessageMark } from '../../sim-engine/view/scene.ts';

/** `a116` for `a116~to-email`: a square has no room for more than the order. */
export function squareName({ label, value }: Pick<MessageMark, 'label' | 'value'>): string {
  return label ?? orderOf(value);
}

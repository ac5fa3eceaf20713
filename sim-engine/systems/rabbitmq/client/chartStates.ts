/** Which state of which statechart a client is in, for the statechart view. */
import type { SceneNode } from '../../../view/scene.ts';
import type { ConnectionState, ConsumerWorkState, PublicationState } from '../charts/index.ts';
import type { ConsumerMemory } from './consumerMemory.ts';
import type { Publication, PublisherMemory } from './publisherMemory.ts';
import { stateOfWork } from './workState.ts';

/** Messages of a publisher that are shown: the oldest ones. */
const PUBLICATIONS_MAX = 8;

/** A chart and one of its own states; a name that the chart does not have is a type error. */
type ChartState = { readonly subject: string } & (
  | { readonly chart: 'connection'; readonly state: ConnectionState }
  | { readonly chart: 'publication'; readonly state: PublicationState }
  | { readonly chart: 'consumerWork'; readonly state: ConsumerWorkState }
);

function publicationIn(state: PublicationState): (publication: Publication) => ChartState {
  return ({ value }) => ({ chart: 'publication', subject: value, state });
}

/** A publisher: its connection, and its messages, those under way first. */
export function chartsOfPublisher({ session, outstanding, again, waiting }: PublisherMemory): SceneNode['charts'] {
  const publications = [
    ...outstanding.map(({ publication, state }) => publicationIn(state)(publication)),
    ...again.map(publicationIn('again')),
    ...(waiting ?? []).map(publicationIn('waiting')),
  ];
  const connection: ChartState = { chart: 'connection', subject: '', state: session.state };
  return [connection, ...publications.slice(0, PUBLICATIONS_MAX)];
}

/** A consumer: its connection, and its work. */
export function chartsOfConsumer({ session, work }: ConsumerMemory): SceneNode['charts'] {
  const charts: ChartState[] = [
    { chart: 'consumerWork', subject: '', state: stateOfWork(work) },
    { chart: 'connection', subject: '', state: session.state },
  ];
  return charts;
}

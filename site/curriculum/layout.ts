/**
 * The picture of the curriculum: where everything lies. A track is a lane, lanes lie below each other, and the lessons of a lane
 * fill its rows as one reads, so that whatever builds on something lies to the right of it or below. A line that passes rows goes
 * through a channel between the columns and never behind a lesson. Computed while pages are built.
 */
import { linesOf } from '../pictures/lines.ts';
import { routeEdges, type Edge } from './routes.ts';

/** What differs between a wide picture and a narrow one. Lengths in units of the picture: pixels where there is room. */
export interface Format {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
  readonly columns: number;
  /** Room for the name of a track to the left of its lessons; 0: it stands above them. */
  readonly aside: number;
  /** Between columns, and half of it at both ends. */
  readonly channel: number;
  /** Between rows. */
  readonly gap: number;
}

export const FORMATS: readonly Format[] = [
  { name: 'wide', width: 1184, columns: 5, aside: 200, channel: 30, gap: 38 },
  { name: 'narrow', width: 358, columns: 2, aside: 0, channel: 26, gap: 34 },
];

export const TITLE = { size: 14, leading: 18 } as const;
export const NUMBER = { size: 12.5, leading: 20 } as const;
export const TRACK_TITLE = { size: 18, leading: 24 } as const;
export const TRACK_QUESTION = { size: 13, leading: 18 } as const;
const PADDING = 10;
const LANE_PADDING = 24;

export interface Subject {
  readonly number: string;
  readonly title: string;
  readonly after: readonly string[];
}

export interface SubjectTrack {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly lessons: readonly Subject[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedLesson extends Box {
  readonly number: string;
  readonly lines: readonly string[];
  /** Counted through all lanes. */
  readonly row: number;
  readonly column: number;
}

export interface Lane extends Box {
  readonly id: string;
  readonly title: readonly string[];
  readonly question: readonly string[];
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly Lane[];
  readonly lessons: readonly PlacedLesson[];
  readonly edges: readonly Edge[];
}

/** Lays the curriculum out. @throws when a lesson builds on one that is not there */
export function layOut(tracks: readonly SubjectTrack[], format: Format): Picture {
  const lanes: Lane[] = [];
  const lessons: PlacedLesson[] = [];
  let y = 0;
  for (const track of tracks) {
    const lane = layLane(track, { format, y, row: (lessons.at(-1)?.row ?? -1) + 1 });
    lanes.push(lane.lane);
    lessons.push(...lane.lessons);
    y += lane.lane.height;
  }
  const ties = tracks.flatMap((track) =>
    track.lessons.flatMap(({ number, after }) => after.map((from) => ({ from, to: number }))),
  );
  return { width: format.width, height: y, lanes, lessons, edges: routeEdges(ties, lessons, format) };
}

function layLane(
  { id, lessons, ...words }: SubjectTrack,
  { format, y, row }: { readonly format: Format; readonly y: number; readonly row: number },
): { readonly lane: Lane; readonly lessons: readonly PlacedLesson[] } {
  const textWidth = (format.aside === 0 ? format.width : format.aside) - 2 * PADDING;
  const title = linesOf(`${id} ${words.title}`, { width: textWidth, size: TRACK_TITLE.size });
  const question = linesOf(words.question, { width: textWidth, size: TRACK_QUESTION.size });
  const named = title.length * TRACK_TITLE.leading + question.length * TRACK_QUESTION.leading;
  const top = y + LANE_PADDING + (format.aside === 0 ? named + PADDING : 0);
  const placed = layRows(lessons, { format, top, row });
  const last = placed.at(-1);
  const bottom = Math.max(last === undefined ? top : last.y + last.height, y + LANE_PADDING + named);
  const lane = { id, title, question, x: 0, y, width: format.width, height: bottom + LANE_PADDING - y };
  return { lane, lessons: placed };
}

function layRows(
  lessons: readonly Subject[],
  { format, top, row: firstRow }: { readonly format: Format; readonly top: number; readonly row: number },
): readonly PlacedLesson[] {
  const { aside, channel, columns, gap } = format;
  const pitch = (format.width - aside) / columns;
  const width = Math.floor(pitch - channel);
  const placed: PlacedLesson[] = [];
  let y = top;
  for (let start = 0; start < lessons.length; start += columns) {
    const texts = lessons.slice(start, start + columns).map(({ number, title }) => ({
      number,
      lines: linesOf(title, { width: width - 2 * PADDING, size: TITLE.size }),
    }));
    const most = Math.max(...texts.map(({ lines }) => lines.length));
    const height = 2 * PADDING + NUMBER.leading + most * TITLE.leading;
    placed.push(
      ...texts.map((text, column) => ({
        ...text,
        x: Math.round(aside + channel / 2 + column * pitch),
        y,
        width,
        height,
        row: firstRow + start / columns,
        column,
      })),
    );
    y += height + gap;
  }
  return placed;
}

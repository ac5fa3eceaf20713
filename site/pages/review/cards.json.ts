/** All cards, for the page that shows those that are due. */
import type { APIRoute } from 'astro';
import { decksIn } from '../../lessons/decks.ts';

export const GET: APIRoute = () => Response.json(decksIn('en'));

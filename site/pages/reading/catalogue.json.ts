/** `/reading/catalogue.json`: all readings; the filter reads it too. */
import type { APIRoute } from 'astro';
import { catalogueEntries } from '../../reading/catalogue.ts';
import { catalogueFile, exported } from '../../reading/exported.ts';

export const GET: APIRoute = async () => Response.json(catalogueFile((await catalogueEntries()).map(exported)));

import { z } from 'zod';

/**
 * The model's schemas would try to compile themselves with `new Function`, which the page's policy
 * refuses. Imported before anything else, so that none of them tries.
 */
z.config({ jitless: true });

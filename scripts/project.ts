import { dirname } from 'node:path';

/** The root of the repository. */
export const projectFolder = dirname(import.meta.dirname);

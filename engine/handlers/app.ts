import { schemaVersion } from '../../db/migrate.ts';
import { getSqliteVersion } from '../../db/open.ts';
import type { Handlers } from '../context.ts';
import { version } from '../version.ts';

export const appHandlers: Handlers<'app.info'> = {
  'app.info': ({ reader }) => ({ version, schemaVersion, sqliteVersion: getSqliteVersion(reader) }),
};
